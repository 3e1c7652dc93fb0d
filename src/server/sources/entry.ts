import type { Problem } from "../../shared/wire/problem";
import { failuresAfter } from "./again";
import type { Found } from "./ask";
import { sourceMessages as messages } from "./messages";
import type { AudioKind, RowOf, Source } from "./source";

/** What the book holds of one source. */
export interface Held<A extends AudioKind> {
	/** `known` and `failed` are settled; what failed is asked for again by itself. */
	readonly state: "waiting" | "asking" | "known" | "failed";
	/** The best that was ever found, also while asking again fails. */
	readonly rows: ReadonlyArray<RowOf<A>>;
	/** Why the last attempt failed. */
	readonly problem?: Problem;
	/** The catalog answered and has nothing; `problem` then is the book's own and says so without a name. */
	readonly nothing: boolean;
	/** What asking raised; `problem` then is the book's own. */
	readonly raised?: string;
	/** Attempts that failed in a row. */
	readonly failures: number;
}

/** What is held of a source, and how it is asked for. */
export type Entry<A extends AudioKind> = {
	-readonly [K in keyof Held<A>]: Held<A>[K];
} & {
	source: Source<A>;
	/** Rows wanted, and rows asked for last. */
	count: number;
	asked: number;
	more: boolean;
	released: boolean;
	againAt: number;
	cancel?: () => void;
};

const ENDPOINT = "sources";

/** A problem in the words of this room. */
export function ownProblem(kind: Problem["kind"], message: string): Problem {
	return { kind, message, endpoint: ENDPOINT, attempts: 0 };
}

/** An entry that nobody asked for yet. */
export function entryOf<A extends AudioKind>(source: Source<A>, count: number): Entry<A> {
	return {
		source,
		count,
		asked: 0,
		more: true,
		state: "waiting",
		rows: [],
		nothing: false,
		failures: 0,
		released: false,
		againAt: 0,
	};
}

/** Writes into an entry what an attempt gave. */
export function take<A extends AudioKind>(entry: Entry<A>, found: Found<A>, raised: string | undefined): void {
	const empty = found.problem === undefined && found.rows.isEmpty();
	entry.raised = raised;
	entry.nothing = empty;
	entry.problem = empty ? ownProblem("not-found", messages.nothing) : found.problem;
	entry.state = entry.problem === undefined ? "known" : "failed";
	entry.failures = entry.problem === undefined ? 0 : failuresAfter(entry.failures, entry.problem);
	// What fails now was perhaps there before.
	if (entry.problem === undefined || found.rows.size() > entry.rows.size()) entry.rows = found.rows;
	entry.more = found.more === true;
}

/** Somebody waits for its answer. */
export function isOpen<A extends AudioKind>({ released, state }: Entry<A>): boolean {
	return !released && (state === "waiting" || state === "asking");
}

/** Somebody wanted more than was asked for, and there may be more. */
export function wantsMore<A extends AudioKind>({ state, rows, count, asked, more }: Entry<A>): boolean {
	return state === "known" && count > asked && rows.size() < count && more;
}

/** Of the entries that are not what they should be the first one, by key. */
export function firstProblem<A extends AudioKind>(entries: ReadonlyMap<string, Entry<A>>): Problem | undefined {
	let first: string | undefined;
	let found: Problem | undefined;
	for (const [key, { released, problem }] of entries) {
		if (released || problem === undefined || (first !== undefined && first < key)) continue;
		first = key;
		found = problem;
	}
	return found;
}

/** What waits for its time waits no more. */
export function stopTimer<A extends AudioKind>(entry: Entry<A>): void {
	entry.cancel?.();
	entry.cancel = undefined;
}
