import { isFinite, median } from "../../shared/sound/loudness";

/** Peaks this far under the pack's median are faults of the recording, not a reference to sink the pack to. */
const SENSIBLE_BELOW_MEDIAN_DB = 12;
/** A quiet clip is lifted no further than this: more would lift its noise. */
const MOST_LIFT_DB = 24;

function knownPeaks(peaks: ReadonlyArray<number | undefined>, count: number): number[] {
	const known: number[] = [];
	for (const index of $range(0, count - 1)) {
		const peak = peaks[index];
		if (isFinite(peak)) known.push(peak);
	}
	return known;
}

/**
 * The peak every clip of a pack is brought to: its quietest sensible one, and no higher than the hero's own.
 *
 * @returns dBTP, or `undefined` where no peak is known
 */
function referencePeak(known: number[], hero: number | undefined): number | undefined {
	const middle = median(known);
	if (middle === undefined) return undefined;
	let reference = math.huge;
	for (const peak of known) {
		if (peak >= middle - SENSIBLE_BELOW_MEDIAN_DB) reference = math.min(reference, peak);
	}
	return isFinite(hero) ? math.min(reference, math.max(hero, middle - SENSIBLE_BELOW_MEDIAN_DB)) : reference;
}

/**
 * How much each clip of a pack is turned, in dB, so that all of them are equally loud. Clips of unknown peak get the
 * median of the others. A pack without any known peak is left as it is.
 *
 * @param peaks true peaks in dBTP, `count` of them, the hero's first where there is a hero
 * @example
 * matchLevels([-3, -9, undefined], 3, -3) // [-6, 0, -3]
 */
export function matchLevels(
	peaks: ReadonlyArray<number | undefined>,
	count: number,
	hero: number | undefined,
): ReadonlyArray<number> {
	const reference = referencePeak(knownPeaks(peaks, count), hero);
	const gains: number[] = [];
	if (reference === undefined) {
		for (const _ of $range(1, count)) gains.push(0);
		return gains;
	}
	for (const peak of knownPeaks(peaks, count)) gains.push(math.min(reference - peak, MOST_LIFT_DB));
	const typical = median(gains) ?? 0;
	const turned: number[] = [];
	for (const index of $range(0, count - 1)) {
		const peak = peaks[index];
		turned.push(isFinite(peak) ? math.min(reference - peak, MOST_LIFT_DB) : typical);
	}
	return turned;
}
