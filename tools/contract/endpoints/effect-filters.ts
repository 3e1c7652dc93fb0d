import type { Effect } from "../catalog/types.ts";
import { date, type Field, list, number, object, range, text } from "../http/fields.ts";
import { createdTest, durationTest } from "./music-filters.ts";

export interface EffectFilters {
	categories?: string[];
	subcategories?: string[];
	duration?: { min?: number; max?: number };
	min_likes?: number;
	created_after?: string;
}

/** Likes and dates can be filtered by in a search, not by nearness. */
export const effectFields = (use: "near" | "search"): Field =>
	object({
		categories: list(text()),
		subcategories: list(text()),
		duration: range,
		...(use === "search" ? { min_likes: number({ min: 0 }), created_after: date } : {}),
	});

/** One test for all filters given. Clips of more than 400 s are left out unless asked for. */
export function effectFilter(filters: EffectFilters | undefined): (effect: Effect) => boolean {
	const { categories = [], subcategories = [], duration, min_likes, created_after } = filters ?? {};
	const tests: ((effect: Effect) => boolean)[] = [durationTest({ max: 400, ...duration })];
	// Names are taken verbatim, but nobody is refused for their case.
	const has = (names: readonly string[]) => {
		const wanted = new Set(names.map(name => name.toUpperCase()));
		return (name: string) => wanted.has(name);
	};
	const inCategory = has(categories);
	const inSubcategory = has(subcategories);
	if (categories.length > 0) tests.push(e => inCategory(e.category));
	if (subcategories.length > 0) tests.push(e => inSubcategory(e.subcategory));
	if (min_likes !== undefined) tests.push(e => e.likes >= min_likes);
	if (created_after !== undefined) tests.push(createdTest(created_after));
	return effect => tests.every(test => test(effect));
}
