/** A copy that shares no table with the original. */
export function deepCopy<T>(value: T): T {
	if (!typeIs(value, "table")) return value;
	const copy = table.clone(value as object) as Record<string, unknown>;
	for (const [key, inner] of pairs(copy)) {
		if (typeIs(inner, "table")) copy[key as string] = deepCopy(inner);
	}
	return copy as unknown as T;
}

/** Freezes a table and everything in it. */
export function deepFreeze<T>(value: T): T {
	if (!typeIs(value, "table") || table.isfrozen(value as object)) return value;
	for (const [, inner] of pairs(value as unknown as Record<string, unknown>)) deepFreeze(inner);
	table.freeze(value as object);
	return value;
}
