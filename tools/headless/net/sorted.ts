/** What a sorted map orders by: the sort key first, then the key (facts 18). Texts are byte strings. */
export interface Placed {
	readonly key: string;
	readonly sortKey?: string | number | undefined;
}

/** A bound of a range; without a `key` everything with its sort key lies on it. */
export interface Bound {
	readonly key?: string;
	readonly sortKey?: string | number;
}

const byValue = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
const rank = (value: string | number | undefined): number =>
	typeof value === "number" ? 0 : value === undefined ? 2 : 1;

/** Numbers before texts before items without a sort key; equal ones by their key. */
export const comparePlaced = (a: Bound, b: Bound): number => {
	const ranks = rank(a.sortKey) - rank(b.sortKey);
	if (ranks !== 0) return ranks;
	const sorts = a.sortKey === undefined || b.sortKey === undefined ? 0 : byValue(a.sortKey, b.sortKey);
	return sorts !== 0 || a.key === undefined || b.key === undefined ? sorts : byValue(a.key, b.key);
};

/**
 * The items strictly between two bounds, in order, at most `count`.
 *
 * @example
 * rangeOf([{ key: "b", sortKey: 2 }, { key: "a", sortKey: 1 }], { descending: false, count: 1 }); // a
 */
export const rangeOf = <T extends Placed>(
	items: readonly T[],
	range: { descending: boolean; count: number; lower?: Bound; upper?: Bound },
): T[] => {
	const { lower, upper } = range;
	const inside = items
		.filter(item => lower === undefined || comparePlaced(item, lower) > 0)
		.filter(item => upper === undefined || comparePlaced(item, upper) < 0)
		.sort(comparePlaced);
	return (range.descending ? inside.reverse() : inside).slice(0, range.count);
};
