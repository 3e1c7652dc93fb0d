const PHASES = 4;
const REACH = 8;
/** What a sample adds to the values between its neighbours: a windowed sinc for each of the four phases. */
const BETWEEN: readonly Float64Array[] = Array.from({ length: PHASES }, (_, phase) =>
	Float64Array.from({ length: REACH * 2 }, (_tap, tap) => {
		const x = tap - REACH + 1 - phase / PHASES;
		const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
		return sinc * Math.cos((Math.PI * x) / (2 * (REACH + 1))) ** 2;
	}),
);
/** No wave swings so far beyond its samples that one at less than this share of the highest could hold the peak. */
const NEAR = 0.7;

/** The highest that one channel swings, linear, piece by piece. */
export interface TruePeak {
	readonly add: (samples: Float32Array) => void;
	/** Four times oversampled where a sample comes near the highest. */
	readonly peak: () => number;
}

export function createTruePeak(): TruePeak {
	// What came before: a value between two pieces needs samples of both.
	let before = new Float32Array(0);
	let most = 0;
	let peak = 0;

	/** The highest between a sample and the next one. */
	function after(samples: Float32Array, at: number): void {
		for (const taps of BETWEEN) {
			let sum = 0;
			for (let tap = 0; tap < taps.length; tap++) sum += taps[tap]! * (samples[at + tap - REACH + 1] ?? 0);
			peak = Math.max(peak, Math.abs(sum));
		}
	}
	/** A wave's top lies beside a sample that is no lower than its neighbours. */
	function look(samples: Float32Array, from: number, to: number): void {
		for (let at = from; at < to; at++) {
			const value = Math.abs(samples[at]!);
			if (value < most * NEAR) continue;
			if (value < Math.abs(samples[at - 1] ?? 0) || value < Math.abs(samples[at + 1] ?? 0)) continue;
			after(samples, at - 1);
			after(samples, at);
		}
	}
	return {
		add: samples => {
			for (const value of samples) most = Math.max(most, Math.abs(value));
			peak = Math.max(peak, most);
			const all = new Float32Array(before.length + samples.length);
			all.set(before);
			all.set(samples, before.length);
			look(all, Math.max(0, before.length - REACH), all.length - REACH);
			before = all.slice(Math.max(0, all.length - 3 * REACH));
		},
		peak: () => {
			look(before, Math.max(0, before.length - REACH), before.length);
			return peak;
		},
	};
}

/** The true peak of one channel that is there as a whole, linear. */
export function truePeakOf(samples: Float32Array): number {
	const meter = createTruePeak();
	meter.add(samples);
	return meter.peak();
}
