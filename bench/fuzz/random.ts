import { createRandom } from "../../tools/contract/catalog/random.ts";

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

/** Dice on the catalog's stream of chance. */
export function createDice(seed: number): Dice {
	const { next, pick } = createRandom(seed);
	return { next, below: count => Math.floor(next() * count), pick, percent: share => next() * 100 < share };
}
