/** Nothing that is data goes deeper; what does holds itself. */
const DEEPEST = 12;

/** A copy that shares no table with the original; what lies too deep is left out. */
export function deepCopy<T>(value: T, depth = DEEPEST): T {
	if (!typeIs(value, "table")) return value;
	const copy = table.clone(value as object) as Record<string, unknown>;
	for (const [key, inner] of pairs(copy)) {
		if (typeIs(inner, "table")) copy[key as string] = depth > 0 ? deepCopy(inner, depth - 1) : undefined;
	}
	return copy as unknown as T;
}
