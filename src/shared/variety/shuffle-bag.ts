import type { RandomSource } from "./random";

/** Deals the entries of a list so that none comes back soon. */
export interface ShuffleBag<T> {
	/**
	 * The next entry, or `undefined` of an empty list. Giving another list than last time refills the bag; what was
	 * dealt lately stays away from its beginning.
	 */
	draw: (entries: ReadonlyArray<T>) => T | undefined;
}

/**
 * Every entry once before any repeats, and none of the last `avoid` even where one round meets the next. With few
 * entries `avoid` shrinks to what the list allows.
 *
 * `order` holds the last round as it was dealt. A new round is dealt by swapping into its front from everything behind
 * it except the tail that is still too fresh; each draw frees one more of that tail. So a draw is one random number
 * and one swap, with nothing allocated.
 *
 * @param same tells whether two entries of different lists are the same; default: they are equal
 */
export function createShuffleBag<T extends defined>(
	avoid: number,
	random: RandomSource,
	same: (a: T, b: T) => boolean = (a, b) => a === b,
): ShuffleBag<T> {
	let held: ReadonlyArray<T> | undefined;
	let order: T[] = [];
	let dealt = 0;
	let rounds = 0;

	/** What was dealt lately, the latest last. */
	function recent(): T[] {
		const found: T[] = [];
		const size = order.size();
		for (const back of $range(avoid, 1, -1)) {
			const index = dealt - back;
			if (index >= 0) found.push(order[index]!);
			else if (rounds > 0 && size + index >= dealt) found.push(order[size + index]!);
		}
		return found;
	}

	function refill(entries: ReadonlyArray<T>): void {
		const fresh = recent();
		const rested: T[] = [];
		const tail: T[] = [];
		for (const entry of entries) {
			if (!fresh.some(dealtEntry => same(dealtEntry, entry))) rested.push(entry);
		}
		for (const dealtEntry of fresh) {
			const kept = entries.find(entry => same(entry, dealtEntry));
			if (kept !== undefined) tail.push(kept);
		}
		for (let index = rested.size() - 1; index > 0; index--) {
			const other = random.below(index + 1);
			[rested[index], rested[other]] = [rested[other]!, rested[index]!];
		}
		held = entries;
		order = [...rested, ...tail];
		rounds = tail.isEmpty() ? 0 : 1;
		dealt = 0;
	}

	return {
		draw: entries => {
			if (entries !== held) refill(entries);
			const size = order.size();
			if (size === 0) return undefined;
			if (dealt >= size) {
				dealt = 0;
				rounds = 1;
			}
			const tooFresh = rounds === 0 ? 0 : math.max(math.min(avoid, size - 1) - dealt, 0);
			const chosen = dealt + random.below(size - tooFresh - dealt);
			const entry = order[chosen]!;
			order[chosen] = order[dealt]!;
			order[dealt] = entry;
			dealt += 1;
			return entry;
		},
	};
}
