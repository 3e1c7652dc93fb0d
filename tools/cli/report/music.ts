import type { SoundRole } from "./types.ts";

/** From when to when something was heard, in seconds. */
export type Stretch = readonly [from: number, to: number];

/** Whether a sound is music: a station's or a zone's, beds included. */
export const isMusic = ({ role }: { readonly role: SoundRole }): boolean => role === "radio" || role === "zone";

/**
 * What lies between stretches, in order.
 *
 * @param from where the first hole may begin; default with the first stretch
 * @example
 * holesIn([[0, 10], [8, 20], [25, 30]]); // [[20, 25]]
 */
export function holesIn(stretches: readonly Stretch[], from?: number): Stretch[] {
	const holes: Stretch[] = [];
	const sorted = stretches.toSorted(([a], [b]) => a - b);
	let heard = from ?? sorted[0]?.[0] ?? 0;
	for (const [start, end] of sorted) {
		if (start > heard) holes.push([heard, start]);
		heard = Math.max(heard, end);
	}
	return holes;
}

/** The longest of some stretches, the first of those that are equally long. */
export const longestOf = (stretches: readonly Stretch[]): Stretch | undefined =>
	stretches.reduce<Stretch | undefined>(
		(longest, one) => (longest === undefined || one[1] - one[0] > longest[1] - longest[0] ? one : longest),
		undefined,
	);
