import type { Report, SoundSpan } from "./types.ts";

/** A while in which somebody heard no music. */
export interface Silence {
	readonly start: number;
	readonly end: number;
	/** The zone they were in for most of it. */
	readonly zone?: string;
}

/** Below this nobody hears it. */
const SILENT = 0.01;
/** Shorter ones are pauses between two pieces. */
const LEAST = 1.5;

type Stretch = readonly [start: number, end: number];

function audible({ gains, end }: SoundSpan): Stretch[] {
	const found: Stretch[] = [];
	gains.forEach(([t, gain], index) => {
		if (gain > SILENT) found.push([t, gains[index + 1]?.[0] ?? end]);
	});
	return found;
}

/** When a player was in the game and heard no music, and where they were. */
export function silences(report: Report, player: string): Silence[] {
	const joined = report.paths[player]?.[0]?.[0];
	if (joined === undefined) return [];
	const heard = report.sounds
		.filter(({ peer, role }) => peer === player && (role === "radio" || role === "zone"))
		.flatMap(audible)
		.sort((a, b) => a[0] - b[0]);
	const found: Silence[] = [];
	let from = joined;
	for (const [start, end] of [...heard, [report.seconds, report.seconds] as const]) {
		if (start - from >= LEAST) {
			const middle = (from + start) / 2;
			const zone = report.visits.find(one => one.player === player && one.start <= middle && one.end > middle)?.zone;
			found.push({ start: from, end: start, ...(zone === undefined ? {} : { zone }) });
		}
		from = Math.max(from, end);
	}
	return found;
}

/** What a silence is, in words. */
export const silenceWords = ({ zone }: Silence): string =>
	zone === undefined ? "Silence outside all zones, as intended" : `Silence in ${zone}`;
