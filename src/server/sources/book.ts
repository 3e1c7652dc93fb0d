import type { Clock } from "../../shared/clock/clock";
import { createScope } from "../../shared/scope/scope";
import type { Problem } from "../../shared/wire/problem";
import type { Priority } from "../catalog/port";
import { secondsUntilAgain } from "./again";
import type { Found } from "./ask";
import { sourceMessages as messages } from "./messages";
import type { NearestFirst } from "./nearest-first";
import { type AudioKind, keyOf, type RowOf, type Source } from "./source";

/** What the book needs of its surroundings. */
export interface SourceBookPorts<A extends AudioKind> {
	/** Asks for a source, with `askSource` mostly. May wait. */
	ask: (source: Source<A>, count: number, priority: Priority) => Found<A>;
	clock: Pick<Clock, "now" | "delay" | "spawn">;
	/** A number in [0, 1). */
	random: () => number;
	/** What is held of a source is another than before. */
	changed: (key: string) => void;
	/** Who goes first. Default: all are asked at once, as about to be heard. */
	line?: NearestFirst;
}

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

/** The sources of one caller, each asked for once, and again by the one table of `again.ts` until it is known. */
export interface SourceBook<A extends AudioKind> {
	/** Wants so many rows of a source, and asks unless they are there. @returns its key */
	want: (source: Source<A>, count: number) => string;
	/** Nobody uses it any more: it is not asked for again. What is known waits for whoever comes back. */
	release: (key: string) => void;
	/** Answers a source without asking: by what a bake found. */
	know: (source: Source<A>, rows: ReadonlyArray<RowOf<A>>) => string;
	get: (key: string) => Held<A> | undefined;
	/** Asks for all that failed, now. */
	hurry: () => void;
	isSettled: () => boolean;
	/** Calls once, at the latest when the book is destroyed: when everything wanted was answered or failed. */
	whenSettled: (fn: () => void) => void;
	/** The problem of the first source, by key, that is not what it should be. */
	problem: () => Problem | undefined;
	destroy: () => void;
}

type Entry<A extends AudioKind> = {
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

function ownProblem(kind: Problem["kind"], message: string): Problem {
	return { kind, message, endpoint: ENDPOINT, attempts: 0 };
}

function entryOf<A extends AudioKind>(source: Source<A>, count: number): Entry<A> {
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
function take<A extends AudioKind>(entry: Entry<A>, found: Found<A>, raised: string | undefined): void {
	const empty = found.problem === undefined && found.rows.isEmpty();
	entry.raised = raised;
	entry.nothing = empty;
	entry.problem = empty ? ownProblem("not-found", messages.nothing) : found.problem;
	entry.state = entry.problem === undefined ? "known" : "failed";
	entry.failures = entry.problem === undefined ? 0 : entry.failures + 1;
	// What fails now was perhaps there before.
	if (entry.problem === undefined || found.rows.size() > entry.rows.size()) entry.rows = found.rows;
	entry.more = found.more === true;
}

/**
 * Makes an empty book.
 *
 * @example
 * const book = createSourceBook({ ask, clock, random, changed: key => show(book.get(key)!) });
 * const key = book.want({ kind: "similar", audio: "sfx", id: "9120386436" }, 6);
 */
export function createSourceBook<A extends AudioKind>(ports: SourceBookPorts<A>): SourceBook<A> {
	const { clock, line } = ports;
	const scope = createScope();
	const entries = new Map<string, Entry<A>>();
	let waiting = new Array<() => void>();

	function isSettled(): boolean {
		for (const [, { released, state }] of entries) {
			if (!released && (state === "waiting" || state === "asking")) return false;
		}
		return true;
	}

	function tellSettled(): void {
		if (waiting.isEmpty() || !(scope.isReleased() || isSettled())) return;
		const calls = waiting;
		waiting = [];
		for (const call of calls) call();
	}

	function runIn(key: string, entry: Entry<A>, seconds: number): void {
		entry.againAt = clock.now() + seconds;
		entry.cancel = clock.delay(seconds, () => {
			entry.cancel = undefined;
			start(key, entry);
		});
	}

	function ask(key: string, entry: Entry<A>, priority: Priority): void {
		if (scope.isReleased() || entry.released || entry.state !== "waiting") return;
		entry.state = "asking";
		entry.asked = entry.count;
		const [ok, found] = pcall(() => ports.ask(entry.source, entry.asked, priority));
		if (scope.isReleased()) return;
		const raised = ok ? undefined : tostring(found);
		const failed = (): Found<A> => ({ rows: [], problem: ownProblem("bad-response", messages.raised(raised!)) });
		take(entry, ok ? found : failed(), raised);
		settled(key, entry);
	}

	function settled(key: string, entry: Entry<A>): void {
		const { problem } = entry;
		const seconds = problem !== undefined ? secondsUntilAgain(problem, entry.failures, ports.random()) : 0;
		entry.againAt = clock.now() + seconds;
		if (!entry.released) {
			if (problem !== undefined) runIn(key, entry, seconds);
			ports.changed(key);
			// Somebody wanted more of it meanwhile.
			if (wantsMore(entry)) start(key, entry);
		}
		tellSettled();
	}

	function wantsMore({ state, rows, count, asked, more }: Entry<A>): boolean {
		return state === "known" && count > asked && rows.size() < count && more;
	}

	function start(key: string, entry: Entry<A>): void {
		if (scope.isReleased() || entry.released || entry.state === "waiting" || entry.state === "asking") return;
		begin(key, entry);
	}

	function begin(key: string, entry: Entry<A>): void {
		entry.cancel?.();
		entry.cancel = undefined;
		entry.state = "waiting";
		if (line === undefined) clock.spawn(() => ask(key, entry, "sound"));
		else line.add(key, distance => ask(key, entry, distance <= 0 ? "sound" : "background"));
	}

	/** Somebody uses a source again that nobody used. */
	function comeBack(key: string, entry: Entry<A>): void {
		entry.released = false;
		if (entry.state === "known") ports.changed(key);
		else if (entry.state === "failed") runIn(key, entry, math.max(0, entry.againAt - clock.now()));
		else if (entry.state === "waiting") begin(key, entry);
	}

	scope.own(() => {
		for (const [, entry] of entries) entry.cancel?.();
		tellSettled();
	});

	return {
		want: (source, count) => {
			const key = keyOf(source);
			if (scope.isReleased()) return key;
			const held = entries.get(key);
			if (held === undefined) {
				const entry = entryOf(source, count);
				entries.set(key, entry);
				begin(key, entry);
				return key;
			}
			held.count = math.max(held.count, count);
			if (held.released) comeBack(key, held);
			if (wantsMore(held)) start(key, held);
			return key;
		},
		release: key => {
			const entry = entries.get(key);
			if (entry === undefined || entry.released) return;
			entry.released = true;
			entry.cancel?.();
			entry.cancel = undefined;
			if (entry.state === "waiting") line?.remove(key);
			tellSettled();
		},
		know: (source, rows) => {
			const key = keyOf(source);
			if (scope.isReleased() || rows.isEmpty() || entries.has(key)) return key;
			const entry = entryOf(source, rows.size());
			entry.asked = rows.size();
			entries.set(key, entry);
			take(entry, { rows, more: false }, undefined);
			settled(key, entry);
			return key;
		},
		get: key => entries.get(key),
		hurry: () => {
			for (const [key, entry] of entries) if (entry.state === "failed") start(key, entry);
		},
		isSettled,
		whenSettled: fn => {
			waiting.push(fn);
			tellSettled();
		},
		problem: () => {
			let first: string | undefined;
			for (const [key, { released, problem }] of entries) {
				if (!released && problem !== undefined && (first === undefined || key < first)) first = key;
			}
			return first !== undefined ? entries.get(first)!.problem : undefined;
		},
		destroy: scope.release,
	};
}
