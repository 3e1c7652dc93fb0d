import type { Score, Voice } from "../render/index.ts";
import { holesIn, isMusic, longestOf } from "../report/music.ts";

/** A silence between two pieces of music, in seconds. */
export interface Gap {
	readonly since: number;
	readonly seconds: number;
}

/** A linear gain below which nobody hears music. */
const AUDIBLE = 0.001;

/** The stretches of the run in which a voice is heard. */
function audible({ start, end, gains }: Voice): Array<[from: number, to: number]> {
	const stretches: Array<[number, number]> = [];
	const put = (from: number, to: number): void => {
		if (from >= end) return;
		const last = stretches.at(-1);
		if (last !== undefined && last[1] >= from) last[1] = Math.min(to, end);
		else stretches.push([from, Math.min(to, end)]);
	};
	for (let at = 0; at < gains.length; at += 2) {
		const [t0, v0, t1 = end - start, v1 = v0] = gains.slice(at, at + 4) as [number, number, number?, number?];
		if (v0 < AUDIBLE && v1 < AUDIBLE) continue;
		// Where the straight line between two points crosses what is heard.
		const crossing = v0 === v1 ? 0 : (AUDIBLE - v0) / (v1 - v0);
		const from = v0 < AUDIBLE ? t0 + (t1 - t0) * crossing : t0;
		const to = v1 < AUDIBLE ? t0 + (t1 - t0) * crossing : t1;
		put(start + from, start + to);
	}
	return stretches;
}

/**
 * The longest silence between music that one player heard: of stations and of zones, by the gains of the run, whatever else
 * sounded meanwhile. What is before the first and after the last music is none.
 *
 * @returns undefined where no music was heard
 */
export function musicGapOf(score: Score, player: number, from: number, to: number): Gap | undefined {
	const stretches = score.voices
		.filter(voice => voice.player === player && isMusic(voice))
		.flatMap(audible)
		.filter(([since, until]) => until > from && since < to);
	if (stretches.length === 0) return undefined;
	const [since, until] = longestOf(holesIn(stretches)) ?? [from, from];
	return { since, seconds: until - since };
}
