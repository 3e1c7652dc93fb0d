/** A stream of repeatable numbers. */
export interface Random {
	/** 0 <= x < 1 */
	next(): number;
	between(min: number, max: number): number;
	/** min..max, both included */
	integer(min: number, max: number): number;
	chance(share: number): boolean;
	pick<T>(list: readonly T[]): T;
	/** Roughly normal, mean 0, deviation 1. */
	bell(): number;
	/** Starts over from another seed: cheaper than a new stream for each of thousands of things. */
	reseed(seed: number): Random;
}

/** Mixes whole numbers and texts into one 32-bit number, always the same for the same parts. */
export function hash(...parts: ReadonlyArray<number | string>): number {
	let h = 0x811c9dc5;
	for (const part of parts) {
		if (typeof part === "number") {
			h = Math.imul(h ^ (part | 0), 0x85ebca6b);
			h ^= h >>> 15;
		} else {
			for (let i = 0; i < part.length; i++) h = Math.imul(h ^ part.charCodeAt(i), 0x01000193);
		}
		h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	}
	return (h ^ (h >>> 16)) >>> 0;
}

/** A number in 0..1 that belongs to these parts. */
export const hash01 = (...parts: ReadonlyArray<number | string>): number => hash(...parts) / 4294967296;

/** A stream that always starts the same for the same seed. */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const random: Random = {
		next,
		between: (min, max) => min + (max - min) * next(),
		integer: (min, max) => min + Math.floor((max - min + 1) * next()),
		chance: share => next() < share,
		pick: list => list[Math.floor(next() * list.length)]!,
		bell: () => (next() + next() + next() - 1.5) * 2,
		reseed(other) {
			state = other >>> 0;
			return random;
		},
	};
	return random;
}

export const clamp = (x: number, min = 0, max = 1): number => (x < min ? min : x > max ? max : x);
export const round = (x: number, digits = 4): number => Math.round(x * 10 ** digits) / 10 ** digits;
