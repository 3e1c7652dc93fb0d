import { boolean, type Fields, integer, list, number, object, oneOf, range, text } from "./fields.ts";

/** Paging as every listing endpoint takes it. */
export const paging: Fields = { limit: integer(1, 100), offset: integer(0) };
export const region = oneOf("auto", "americas", "eu", "apac");
export const nearness: Fields = { max_score: number({ min: 0, max: 1 }), dedupe: boolean };
export const musicNearFilters = object({ genres: list(text()), duration: range });

export interface Page {
	limit: number;
	offset: number;
}

export const pageOf = (params: Record<string, unknown>, limit = 20): Page => ({
	limit: (params["limit"] as number | undefined) ?? limit,
	offset: (params["offset"] as number | undefined) ?? 0,
});

export const slice = <T>(items: readonly T[], { limit, offset }: Page): T[] => items.slice(offset, offset + limit);

/** Names with how often they occur, most frequent first. */
export function tally<T, R>(
	items: Iterable<T>,
	keyOf: (item: T) => string,
	row: (item: T, count: number) => R,
	cap = 10,
): R[] {
	const counts = new Map<string, { item: T; count: number }>();
	for (const item of items) {
		const key = keyOf(item);
		const entry = counts.get(key);
		if (entry === undefined) counts.set(key, { item, count: 1 });
		else entry.count++;
	}
	return [...counts.values()]
		.sort((a, b) => b.count - a.count)
		.slice(0, cap)
		.map(({ item, count }) => row(item, count));
}
