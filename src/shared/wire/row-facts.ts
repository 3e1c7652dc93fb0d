/**
 * What the product needs of a row that the API may have sent without it. Rooms ask here, so that all of them decide
 * alike.
 */

const filled = (text: string | undefined) =>
	text !== undefined && string.match(text, "%S")[0] !== undefined ? text : undefined;

/** The length to reckon with, in seconds; `undefined` where nobody knows one. */
export function lengthOf(row: { readonly duration?: number }): number | undefined {
	const { duration } = row;
	return duration !== undefined && duration > 0 && duration < math.huge ? duration : undefined;
}

/** A name to show; empty where nobody gave it one. */
export function titleOf(row: { readonly name?: string }): string {
	return filled(row.name) ?? "";
}

/** Who made it, where that is known; an empty name is nobody. */
export function artistOf(row: { readonly artist?: string }): string | undefined {
	return filled(row.artist);
}
