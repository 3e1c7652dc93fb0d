import { hash01 } from "../catalog/random.ts";
import type { Call } from "../http/endpoint.ts";

/** Keys of this name have regional trending switched on; others are given the global ranking without a word. */
export const hasRegions = (key: string): boolean => key.includes("regional");

/** How popular an item is, in a region where the key has regions. `auto` is where this server says it is. */
export function popularity({ key }: Call, region: string | undefined): (item: { id: string; plays: number }) => number {
	if (region === undefined || !hasRegions(key)) return item => item.plays;
	const place = region === "auto" ? "americas" : region;
	return item => item.plays * (0.1 + hash01(place, item.id));
}

/** Engagement of the last sixty days with a half-life of thirty: newer plays weigh more. */
export function trending(
	call: Call,
	region: string | undefined,
): (item: { id: string; plays: number; likes: number; created: number }) => number {
	const popular = popularity(call, region);
	return item => (popular(item) + item.likes * 20) * 0.5 ** ((2300 - item.created) / 900);
}
