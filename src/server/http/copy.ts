/** A copy that shares no table with the original. */
export function deepCopy<T>(value: T): T {
	if (!typeIs(value, "table")) return value;
	const copy = table.clone(value as object) as Record<string, unknown>;
	for (const [key, inner] of pairs(copy)) {
		if (typeIs(inner, "table")) copy[key as string] = deepCopy(inner);
	}
	return copy as unknown as T;
}
