/** A filter of the second order: b0, b1, b2, a1, a2. */
type Section = readonly [number, number, number, number, number];

/** The two filters of ITU-R BS.1770 for any rate: the shelf of the head, and the ear's deafness to lows. */
function weighting(rate: number): [Section, Section] {
	const shelf = Math.tan((Math.PI * 1681.974450955533) / rate);
	const [q, gain] = [0.7071752369554196, 10 ** (3.999843853973347 / 20)];
	const edge = gain ** 0.4996667741545416;
	const scale = 1 + shelf / q + shelf * shelf;
	const high = Math.tan((Math.PI * 38.13547087602444) / rate);
	const width = 0.5003270373238773;
	const all = 1 + high / width + high * high;
	return [
		[
			(gain + (edge * shelf) / q + shelf * shelf) / scale,
			(2 * (shelf * shelf - gain)) / scale,
			(gain - (edge * shelf) / q + shelf * shelf) / scale,
			(2 * (shelf * shelf - 1)) / scale,
			(1 - shelf / q + shelf * shelf) / scale,
		],
		[1, -2, 1, (2 * (high * high - 1)) / all, (1 - high / width + high * high) / all],
	];
}

/** The power of weighted samples in steps of a tenth of a second. */
function powers(samples: Float32Array, rate: number): Float64Array {
	const [[a0, a1, a2, a3, a4], [b0, b1, b2, b3, b4]] = weighting(rate);
	const step = Math.round(rate / 10);
	const sums = new Float64Array(Math.floor(samples.length / step));
	let [x1, x2, y1, y2, z1, z2] = [0, 0, 0, 0, 0, 0];
	for (let index = 0, at = 0; index < sums.length; index++) {
		let sum = 0;
		for (const end = at + step; at < end; at++) {
			const x = samples[at]!;
			const y = a0 * x + a1 * x1 + a2 * x2 - a3 * y1 - a4 * y2;
			const z = b0 * y + b1 * y1 + b2 * y2 - b3 * z1 - b4 * z2;
			[x2, x1, y2, y1, z2, z1] = [x1, x, y1, y, z1, z];
			sum += z * z;
		}
		sums[index] = sum / step;
	}
	return sums;
}

const toLufs = (power: number): number => -0.691 + 10 * Math.log10(power);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Integrated loudness of one channel by ITU-R BS.1770, with both gates; `-Infinity` for silence and for what is too short. */
export function loudnessOf(samples: Float32Array, rate: number): number {
	const steps = powers(samples, rate);
	const blocks: number[] = [];
	for (let at = 3; at < steps.length; at++)
		blocks.push((steps[at]! + steps[at - 1]! + steps[at - 2]! + steps[at - 3]!) / 4);
	const audible = blocks.filter(power => toLufs(power) > -70);
	if (audible.length === 0) return -Infinity;
	const gate = toLufs(mean(audible)) - 10;
	return toLufs(mean(audible.filter(power => toLufs(power) > gate)));
}

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

/** The true peak of one channel, linear: four times oversampled where a sample comes near the highest. */
export function truePeakOf(samples: Float32Array): number {
	let most = 0;
	for (const value of samples) most = Math.max(most, Math.abs(value));
	let peak = most;
	for (let at = 0; at < samples.length; at++) {
		if (Math.abs(samples[at]!) < most * 0.7) continue;
		for (const taps of BETWEEN) {
			let sum = 0;
			for (let tap = 0; tap < taps.length; tap++) sum += taps[tap]! * (samples[at + tap - REACH + 1] ?? 0);
			peak = Math.max(peak, Math.abs(sum));
		}
	}
	return peak;
}
