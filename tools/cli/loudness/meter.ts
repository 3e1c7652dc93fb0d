import { createTruePeak } from "./true-peak.ts";
import { createWeighting } from "./weighting.ts";

/** How loud something is, by ITU-R BS.1770-4 and EBU Tech 3341. */
export interface Loudness {
	/** Of all of it, with both gates, in LUFS; `-Infinity` for silence and for what is shorter than 0.4 s. */
	readonly integrated: number;
	/** LUFS of the 0.4 s that end with each tenth of a second; the first ends at 0.4 s. */
	readonly momentary: readonly number[];
	/** LUFS of the 3 s that end with each tenth of a second; the first ends at 3 s. */
	readonly shortTerm: readonly number[];
	/** The highest that the wave swings, between samples too, in dBTP. */
	readonly truePeak: number;
}

/** Measures what comes in pieces. */
export interface Meter {
	/** The next samples of each channel, all of one length. */
	readonly add: (channels: readonly Float32Array[]) => void;
	readonly loudness: () => Loudness;
}

const STEPS_A_SECOND = 10;
const MOMENTARY_STEPS = 4;
const SHORT_TERM_STEPS = 30;
const SILENT_LUFS = -70;
const RELATIVE_LU = 10;

const toLufs = (power: number): number => -0.691 + 10 * Math.log10(power);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of each run of so many steps. */
function windows(steps: readonly number[], length: number): number[] {
	const means: number[] = [];
	let sum = 0;
	for (const [at, step] of steps.entries()) {
		sum += step - (at >= length ? steps[at - length]! : 0);
		if (at >= length - 1) means.push(Math.max(sum, 0) / length);
	}
	return means;
}

function integratedOf(blocks: readonly number[]): number {
	const audible = blocks.filter(power => toLufs(power) > SILENT_LUFS);
	if (audible.length === 0) return -Infinity;
	const gate = toLufs(mean(audible)) - RELATIVE_LU;
	return toLufs(mean(audible.filter(power => toLufs(power) > gate)));
}

/** The mean power of each tenth of a second, all channels together. */
function createPowers(channels: number, rate: number) {
	const step = Math.round(rate / STEPS_A_SECOND);
	const weightings = Array.from({ length: channels }, () => createWeighting(rate));
	const steps: number[] = [];
	let sum = 0;
	let filled = 0;
	return {
		steps,
		add: (pieces: readonly Float32Array[]): void => {
			for (let at = 0; at < pieces[0]!.length;) {
				const to = Math.min(pieces[0]!.length, at + step - filled);
				for (const [channel, piece] of pieces.entries()) sum += weightings[channel]!.add(piece, at, to);
				filled += to - at;
				at = to;
				if (filled < step) continue;
				steps.push(sum / step);
				sum = 0;
				filled = 0;
			}
		},
	};
}

/**
 * A meter for left and right, or for one channel: each counts in full.
 *
 * @example
 * const meter = createMeter(2, 48000);
 * meter.add([left, right]);
 * meter.loudness().integrated; // -14.2
 */
export function createMeter(channels: number, rate: number): Meter {
	const powers = createPowers(channels, rate);
	const peaks = Array.from({ length: channels }, createTruePeak);
	return {
		add: pieces => {
			powers.add(pieces);
			for (const [channel, piece] of pieces.entries()) peaks[channel]!.add(piece);
		},
		loudness: () => {
			const blocks = windows(powers.steps, MOMENTARY_STEPS);
			return {
				integrated: integratedOf(blocks),
				momentary: blocks.map(toLufs),
				shortTerm: windows(powers.steps, SHORT_TERM_STEPS).map(toLufs),
				truePeak: 20 * Math.log10(Math.max(...peaks.map(each => each.peak()))),
			};
		},
	};
}

/** The integrated loudness of what is there as a whole, in LUFS. */
export function loudnessOf(channels: readonly Float32Array[], rate: number): number {
	const powers = createPowers(channels.length, rate);
	powers.add(channels);
	return integratedOf(windows(powers.steps, MOMENTARY_STEPS));
}
