/** A stream of random numbers. */
export interface RandomSource {
	/** The next number in [0, 1). */
	next: () => number;
	/** The next whole number in [0, n). */
	below: (n: number) => number;
	/** The next number in [-spread, spread). */
	around: (spread: number) => number;
}

const WORD = 4294967296;
const WARM_UP = 8;

/** 32 bits of any number: its whole part, what overflows them, and its fraction all count. */
function fold(seed: number): number {
	const size = math.abs(seed);
	return bit32.bxor(math.floor(size) % WORD, math.floor(size / WORD) % WORD, math.floor((size % 1) * WORD));
}

/** A 32-bit seed out of any text, so that two characters of one seed do not walk in step. */
export function seedOf(text: string, seed: number): number {
	let hash = fold(seed);
	for (const index of $range(1, text.size())) hash = (hash * 31 + string.byte(text, index)[0]!) % WORD;
	return hash;
}

/** The engine's own numbers: seven times as quick as any that are made in Luau. */
const engineRandom: RandomSource = {
	next: math.random as () => number,
	below: n => math.random(0, n - 1),
	around: spread => (math.random() * 2 - 1) * spread,
};

/** Xorshift with 32 bits of state: good enough to choose footsteps with, useless for secrets. */
function seededRandom(seed: number): RandomSource {
	let state = bit32.bxor(fold(seed), 0x9e3779b9);
	if (state === 0) state = 1;

	function advance(): number {
		state = bit32.bxor(state, bit32.lshift(state, 13));
		state = bit32.bxor(state, bit32.rshift(state, 17));
		state = bit32.bxor(state, bit32.lshift(state, 5));
		return state / WORD;
	}

	// Neighbouring seeds give neighbouring first numbers; a few rounds pull them apart.
	for (const _ of $range(1, WARM_UP)) advance();

	return {
		next: advance,
		below: n => math.floor(advance() * n),
		around: spread => (advance() * 2 - 1) * spread,
	};
}

/**
 * The engine's random numbers, or a stream that repeats with its seed on every machine. Neither makes a table.
 *
 * @example
 * createRandom().below(6); // another throw each time
 * createRandom(7).below(6); // the same throw everywhere
 */
export function createRandom(seed?: number): RandomSource {
	return seed !== undefined ? seededRandom(seed) : engineRandom;
}
