import { holesIn, isMusic, type Stretch } from "./music.ts";
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
	const heard = report.sounds.filter(sound => sound.peer === player && isMusic(sound)).flatMap(audible);
	return holesIn([...heard, [report.seconds, report.seconds]], joined)
		.filter(([start, end]) => end - start >= LEAST)
		.map(([start, end]) => {
			const middle = (start + end) / 2;
			const zone = report.visits.find(one => one.player === player && one.start <= middle && one.end > middle)?.zone;
			return { start, end, ...(zone === undefined ? {} : { zone }) };
		});
}

/** What a silence is, in words. */
export const silenceWords = ({ zone }: Silence): string =>
	zone === undefined ? "Silence outside all zones, as intended" : `Silence in ${zone}`;
