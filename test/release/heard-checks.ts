import { createMeter } from "../../tools/cli/loudness/meter.ts";
import { truePeakOf } from "../../tools/cli/loudness/true-peak.ts";
import { RATE } from "../../tools/cli/mix/mixdown.ts";
import type { Score } from "../../tools/cli/render/index.ts";
import { isMusic } from "../../tools/cli/report/music.ts";
import { createGapFinder } from "./gaps.ts";
import type { Heard } from "./heard-scene.ts";

const SHORT_TERM_SECONDS = 3;
const AROUND_SECONDS = 8;
const TRANSITION_LU = 1.5;
const LONGEST_GAP_SECONDS = 0.02;
const STEPS_DB = 2;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const shown = (value: number): string => value.toFixed(1);

/** Where music gives way to other music: from the beginning of the later to the end of the earlier. */
export function transitionsOf({ voices }: Score): Array<readonly [from: number, to: number]> {
	const music = voices.filter(isMusic);
	return music.slice(1).map((next, index) => [next.start, Math.max(music[index]!.end, next.start)]);
}

/** Music stays as loud as around it while it changes, is as loud after as before, and never stops or clips. */
export function musicFaults({ left, right }: Heard, transitions: ReadonlyArray<readonly [number, number]>): string[] {
	const meter = createMeter(2, RATE);
	meter.add([left, right]);
	const { shortTerm, truePeak } = meter.loudness();
	/** Of windows that begin at or after a second and end at or before another. */
	const within = (from: number, to: number): number[] =>
		shortTerm.slice(Math.max(0, Math.ceil(from * 10)), Math.max(0, Math.floor((to - SHORT_TERM_SECONDS) * 10)));
	const faults = transitions.flatMap(([from, to]) => {
		const before = mean(within(from - AROUND_SECONDS, from));
		const after = mean(within(to, to + AROUND_SECONDS));
		const during = within(from - 1, to + 1);
		const [least, most] = [Math.min(before, after) - TRANSITION_LU, Math.max(before, after) + TRANSITION_LU];
		const at = `from ${shown(from)} to ${shown(to)}`;
		return [
			...(Math.abs(after - before) > TRANSITION_LU
				? [`level: ${shown(before)} LUFS before ${at}, ${shown(after)} after`]
				: []),
			...(Math.min(...during) < least
				? [`dip: down to ${shown(Math.min(...during))} LUFS ${at}, ${shown(before)} before`]
				: []),
			...(Math.max(...during) > most
				? [`bump: up to ${shown(Math.max(...during))} LUFS ${at}, ${shown(before)} before`]
				: []),
		];
	});
	const finder = createGapFinder(RATE);
	finder.add([left, right]);
	const { since, seconds } = finder.longest();
	if (seconds > LONGEST_GAP_SECONDS) faults.push(`gap: ${seconds.toFixed(2)} s of silence at ${shown(since)}`);
	if (truePeak > 0) faults.push(`clipped: ${shown(truePeak)} dBTP`);
	return faults;
}

/** Steps of one surface are as loud as each other: their true peaks lie within two decibels of the middle. */
export function stepFaults({ left, right }: Heard, { voices }: Score): string[] {
	const steps = voices.filter(({ role }) => role === "step");
	const peaks = steps.map(({ start, end }) => {
		const [from, to] = [start, end].map(second => Math.round(second * RATE));
		return 20 * Math.log10(Math.max(truePeakOf(left.slice(from, to)), truePeakOf(right.slice(from, to))));
	});
	const middle = peaks.toSorted((a, b) => a - b)[Math.floor(peaks.length / 2)]!;
	return peaks.flatMap((peak, at) =>
		Math.abs(peak - middle) > STEPS_DB
			? [`step ${steps[at]!.clip}: ${shown(peak)} dBTP, ${shown(middle)} in the middle`]
			: [],
	);
}
