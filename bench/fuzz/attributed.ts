import type { Value } from "./values.ts";

/** What came of a batch of cases in one place. */
export interface Batch {
	/** What is wrong, by the case that it was seen with. */
	readonly found: ReadonlyArray<string | undefined>;
	/** What was wrong with the whole and belongs to nobody yet, such as an error in a thread of its own. */
	readonly later: string | undefined;
}

/**
 * Finds out which case of a batch did what was only seen later, by running halves of it again: one of them, the first.
 */
export const attributed =
	(runOnce: (cases: readonly Value[]) => Promise<Batch>) =>
	async (cases: readonly Value[]): Promise<Array<string | undefined>> => {
		const { found, later } = await runOnce(cases);
		const named = [...found];
		if (later === undefined) return named;
		let [from, to] = [0, cases.length];
		while (to - from > 1) {
			const middle = (from + to) >> 1;
			const half = await runOnce(cases.slice(from, middle));
			if (half.later === undefined) from = middle;
			else to = middle;
		}
		// Cases that only do it together are told by the last.
		named[from] ??= `later: ${later}`;
		return named;
	};
