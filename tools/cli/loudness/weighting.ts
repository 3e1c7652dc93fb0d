/** A filter of the second order: b0, b1, b2, a1, a2. */
type Section = readonly [number, number, number, number, number];

/** The two filters of ITU-R BS.1770 for any rate: the shelf of the head, and the ear's deafness to lows. */
function sections(rate: number): [Section, Section] {
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

/** Weighs one channel as the ear does, piece by piece, and adds up its power. */
export interface WeightedPower {
	/** @returns the sum of the weighted squares of these samples */
	readonly add: (samples: Float32Array, from: number, to: number) => number;
}

export function createWeighting(rate: number): WeightedPower {
	const [[a0, a1, a2, a3, a4], [b0, b1, b2, b3, b4]] = sections(rate);
	let [x1, x2, y1, y2, z1, z2] = [0, 0, 0, 0, 0, 0];
	return {
		add: (samples, from, to) => {
			let sum = 0;
			for (let at = from; at < to; at++) {
				const x = samples[at]!;
				const y = a0 * x + a1 * x1 + a2 * x2 - a3 * y1 - a4 * y2;
				const z = b0 * y + b1 * y1 + b2 * y2 - b3 * z1 - b4 * z2;
				x2 = x1;
				x1 = x;
				y2 = y1;
				y1 = y;
				z2 = z1;
				z1 = z;
				sum += z * z;
			}
			return sum;
		},
	};
}
