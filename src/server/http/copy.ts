/** No answer has tables within tables beyond this; whoever wrote it by hand may have put one into itself. */
const DEEPEST = 32;

/** A copy that shares no table with the original. What lies deeper than any answer does is left out. */
export function deepCopy<T>(value: T, depth = DEEPEST): T {
	if (!typeIs(value, "table")) return value;
	const copy = table.clone(value as object) as Record<string, unknown>;
	for (const [key, inner] of pairs(copy)) {
		if (typeIs(inner, "table")) copy[key as string] = depth > 0 ? deepCopy(inner, depth - 1) : undefined;
	}
	return copy as unknown as T;
}
