/** Chance that can be had again: equal seeds give equal draws. */
export interface Dice {
	/** A number in [0, 1). */
	next(): number;
	/** A whole number from 0 to below `count`. */
	below(count: number): number;
	pick<T>(list: readonly T[]): T;
	/** True in so many of a hundred cases. */
	percent(share: number): boolean;
}

/** mulberry32: small, quick, and good enough to choose cases by. */
export function createDice(seed: number): Dice {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	const below = (count: number): number => Math.floor(next() * count);
	return { next, below, pick: list => list[below(list.length)]!, percent: share => next() * 100 < share };
}
