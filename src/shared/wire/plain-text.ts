import { isList, isRow } from "./table";

/** Deeper than any data; what lies below no longer tells two values apart. */
const DEEPEST = 16;

/** Text that is equal for equal plain data, whatever the order of its keys, and for nothing else. */
export function plainText(value: unknown, depth = 0): string {
	if (typeIs(value, "string")) return string.format("%q", value);
	if (!isRow(value)) return tostring(value);
	if (depth >= DEEPEST) return "...";
	if (isList(value) && value.size() > 0) return `[${value.map(item => plainText(item, depth + 1)).join(",")}]`;
	const parts = new Array<string>();
	for (const [key, item] of pairs(value)) parts.push(`${key}:${plainText(item, depth + 1)}`);
	parts.sort();
	return `{${parts.join(",")}}`;
}
