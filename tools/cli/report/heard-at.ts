import { valueAt } from "../render/curves.ts";
import type { Score } from "../render/types.ts";
import { isMusic } from "./music.ts";

/** Music that somebody hears at a moment. */
export interface Heard {
	readonly clip: string;
	/** Linear, of everything together. */
	readonly gain: number;
	/** Since when. */
	readonly start: number;
}

/** Below this nobody hears it, nor beside what is so many times louder. */
const [SILENT, DROWNED] = [0.01, 12];

/** What music a player hears at a second of the run, the loudest first. */
export function heardAt({ voices }: Score, player: number, second: number): Heard[] {
	const sounding = voices
		.filter(one => one.player === player && one.start <= second && one.end > second)
		.filter(isMusic)
		.map(({ clip, gains, start }) => ({ clip, start, gain: gains.length === 0 ? 0 : valueAt(gains, second - start) }))
		.filter(({ gain }) => gain > SILENT)
		.sort((a, b) => b.gain - a.gain);
	return sounding.filter(({ gain }) => gain * DROWNED > sounding[0]!.gain);
}

/** Where somebody is at a second: `[seconds, x, y]` again and again, straight lines between. */
export function placeAt(path: readonly number[], second: number): readonly [x: number, y: number] | undefined {
	if (path.length === 0 || second < path[0]!) return undefined;
	let [low, high] = [0, path.length / 3 - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (path[middle * 3]! <= second) low = middle;
		else high = middle - 1;
	}
	const [t0, x0, y0] = [path[low * 3]!, path[low * 3 + 1]!, path[low * 3 + 2]!];
	const [t1 = t0, x1 = x0, y1 = y0] = path.slice(low * 3 + 3, low * 3 + 6);
	const share = t1 > t0 ? Math.min(1, (second - t0) / (t1 - t0)) : 0;
	return [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
}
