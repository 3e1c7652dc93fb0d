import { keys } from "../catalog/rows.ts";
import { firstDay, type Track } from "../catalog/types.ts";
import { resolveGenre } from "../data/genres.ts";

export interface MusicFilters {
	genres?: string[];
	duration?: { min?: number; max?: number };
	min_play_count?: number;
	min_likes?: number;
	created_after?: string;
	instrumental?: boolean;
	electronic?: boolean;
	acoustic?: boolean;
	key?: string;
	scale?: string;
	gender?: string;
}

type Test = (track: Track) => boolean;

export const durationTest =
	({ min = 0, max = Infinity }: { min?: number; max?: number }) =>
	(item: { duration: number }): boolean =>
		item.duration >= min && item.duration <= max;

export const createdTest = (after: string) => {
	const day = (Date.parse(after) - firstDay) / 86400000;
	return (item: { created: number }): boolean => item.created > day;
};

/** One test for all filters given; undefined when there is none. Filters on the analysis drop unanalysed tracks. */
export function musicFilter(filters: MusicFilters | undefined): Test | undefined {
	if (filters === undefined) return undefined;
	const tests: Test[] = [];
	const { genres, duration, min_play_count, min_likes, created_after, key, scale, gender } = filters;
	if (genres !== undefined && genres.length > 0) {
		const wanted = new Set(genres.map(resolveGenre));
		tests.push(t => wanted.has(t.genre));
	}
	if (duration !== undefined) tests.push(durationTest(duration));
	if (min_play_count !== undefined) tests.push(t => t.plays >= min_play_count);
	if (min_likes !== undefined) tests.push(t => t.likes >= min_likes);
	if (created_after !== undefined) tests.push(createdTest(created_after));
	if (filters.instrumental === true) tests.push(t => t.analysed && t.voice === "none");
	if (filters.electronic === true) tests.push(t => t.analysed && t.electronic);
	if (filters.acoustic === true) tests.push(t => t.analysed && t.acoustic);
	if (key !== undefined) tests.push(t => t.analysed && keys[t.key] === key);
	if (scale !== undefined) tests.push(t => t.analysed && t.scale === scale);
	if (gender !== undefined) tests.push(t => t.analysed && t.voice === gender);
	return tests.length === 0 ? undefined : track => tests.every(test => test(track));
}
