import type { RandomSource } from "./random";

/** Deals the entries of a list so that none comes back soon. */
export interface ShuffleBag<T> {
	/**
	 * The next entry, or `undefined` of an empty list. Giving another list than last time refills the bag; what was
	 * dealt lately stays away from its beginning.
	 */
	draw: (entries: ReadonlyArray<T>) => T | undefined;
}

/** Values of one random number: several places of a round are chosen by it, as long as it has so many times more. */
const WORD = 1073741824;
const SPARE = 256;

/**
 * How many of the latest are kept from beginning the next round. Of three or more entries two stay to choose from: with
 * one left three would come in one order for ever.
 */
function keptBack(avoid: number, size: number): number {
	return math.max(math.min(avoid, size - (size > 2 ? 2 : 1)), 0);
}

/**
 * Shuffles a round in place. It is dealt from the end of the list, so its front is what was dealt last: the first `kept`
 * entries may not begin the round, and each place that is filled frees one more of them.
 */
function deal<T extends defined>(order: T[], kept: number, below: RandomSource["below"]): void {
	let first = kept;
	let word = 0;
	let range = 0;
	for (const place of $range(order.size() - 1, 1, -1)) {
		const choices = place - first + 1;
		if (range < choices * SPARE) {
			range = WORD;
			word = below(WORD);
		}
		const rest = word.idiv(choices);
		const chosen = first + word - rest * choices;
		word = rest;
		range = range.idiv(choices);
		const entry = order[chosen]!;
		order[chosen] = order[place]!;
		order[place] = entry;
		if (first > 0) first -= 1;
	}
}

/**
 * Every entry once before any repeats, and none of the last `avoid` even where one round meets the next; with few entries
 * `avoid` gives way. Rounds are dealt as a whole, in place, with a random number for several entries: nothing is
 * allocated, and a draw is hardly more than reading a list.
 *
 * @param same tells whether two entries of different lists are the same; default: they are equal
 */
export function createShuffleBag<T extends defined>(
	avoid: number,
	{ below }: RandomSource,
	same: (a: T, b: T) => boolean = (a, b) => a === b,
): ShuffleBag<T> {
	let held: ReadonlyArray<T> | undefined;
	/** The round, dealt from its end. */
	let order: T[] = [];
	/** Place of the next one; -1 at the end of the round. */
	let upcoming = -1;
	/** What came last in the round before, the latest first. */
	let before: T[] = [];

	/** What was dealt lately and is in the list too, the latest first. */
	function recent(entries: ReadonlyArray<T>): T[] {
		const found: T[] = [];
		for (const place of $range(upcoming + 1, upcoming + avoid)) {
			const dealt = order[place] ?? before[place - order.size()];
			const entry = dealt !== undefined ? entries.find(one => same(one, dealt)) : undefined;
			if (entry !== undefined && !found.includes(entry)) found.push(entry);
		}
		return found;
	}

	function refill(entries: ReadonlyArray<T>): void {
		before = recent(entries);
		const rested = entries.filter(entry => !before.includes(entry));
		// Whatever fills the front beside the latest waits with them: it is any.
		deal(rested, 0, below);
		order = [...before, ...rested];
		held = entries;
		upcoming = order.size() - 1;
		deal(order, before.isEmpty() ? 0 : keptBack(avoid, order.size()), below);
	}

	/** @returns the place that it begins at */
	function nextRound(): number {
		const size = order.size();
		for (const place of $range(0, math.min(avoid, size) - 1)) before[place] = order[place]!;
		deal(order, keptBack(avoid, size), below);
		return size - 1;
	}

	return {
		draw: entries => {
			if (entries !== held) refill(entries);
			let place = upcoming;
			if (place < 0) place = nextRound();
			upcoming = place - 1;
			return order[place];
		},
	};
}
