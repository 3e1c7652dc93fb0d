/** Text that is equal for equal plain data, whatever the order of its keys. */
export function plainText(value: unknown): string {
	if (!typeIs(value, "table")) return typeIs(value, "string") ? `"${value}"` : tostring(value);
	const list = value as defined[];
	if (list.size() > 0) return `[${list.map(item => plainText(item)).join(",")}]`;
	const parts = new Array<string>();
	for (const [key, item] of pairs(value as Record<string, unknown>)) parts.push(`${key}:${plainText(item)}`);
	parts.sort();
	return `{${parts.join(",")}}`;
}
