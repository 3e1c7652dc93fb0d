import type { Gap } from "../../tools/cli/mix/music-gap.ts";

/** Quieter than this is silence, linear: -60 dB below full scale. */
const SILENT = 0.001;

/** Finds the longest silence between two sounds, in what comes in pieces; what is before the first and after the last is none. */
export interface GapFinder {
	readonly add: (channels: readonly Float32Array[]) => void;
	readonly longest: () => Gap;
}

/** @param from the second at which the first piece begins */
export function createGapFinder(rate: number, from = 0): GapFinder {
	let at = 0;
	let loud: number | undefined;
	let longest: Gap = { since: from, seconds: 0 };
	return {
		add: channels => {
			for (let index = 0; index < channels[0]!.length; index++, at++) {
				if (!channels.some(channel => Math.abs(channel[index]!) >= SILENT)) continue;
				const silent = loud === undefined ? 0 : at - loud - 1;
				if (silent / rate > longest.seconds) longest = { since: from + (at - silent) / rate, seconds: silent / rate };
				loud = at;
			}
		},
		longest: () => longest,
	};
}
