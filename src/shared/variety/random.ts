/** A repeatable stream of random numbers. */
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

/**
 * Xorshift with 32 bits of state: three shifts a number and no table, unlike `Random`, whose every call crosses into
 * the engine. Good enough to choose footsteps with, useless for secrets.
 *
 * @example
 * const random = createRandom(7);
 * random.below(6); // the same six-sided throw on every machine
 */
export function createRandom(seed: number): RandomSource {
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
		next: () => advance(),
		below: n => math.floor(advance() * n),
		around: spread => (advance() * 2 - 1) * spread,
	};
}
