import type { Clock } from "../../shared/clock/clock";
import { createScope } from "../../shared/scope/scope";
import type { Problem } from "../../shared/wire/problem";
import type { Priority } from "../catalog/port";
import { secondsUntilAgain } from "./again";
import type { Found } from "./ask";
import { type Entry, entryOf, firstProblem, type Held, isOpen, ownProblem, stopTimer, take, wantsMore } from "./entry";
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

/** Asks for entries, and again for those that failed. */
interface Attempts<A extends AudioKind> {
	/** Asks for an entry whatever its state. */
	begin: (key: string, entry: Entry<A>) => void;
	/** The same for one that nobody asks for already. */
	start: (key: string, entry: Entry<A>) => void;
	/** Somebody uses an entry again that nobody used. */
	comeBack: (key: string, entry: Entry<A>) => void;
	/** An entry has its answer. */
	answered: (key: string, entry: Entry<A>) => void;
}

function createAttempts<A extends AudioKind>(
	{ clock, line, random, changed, ask }: SourceBookPorts<A>,
	isClosed: () => boolean,
	told: () => void,
): Attempts<A> {
	function runIn(key: string, entry: Entry<A>, seconds: number): void {
		entry.againAt = clock.now() + seconds;
		entry.cancel = clock.delay(seconds, () => {
			entry.cancel = undefined;
			start(key, entry);
		});
	}

	function attempt(key: string, entry: Entry<A>, priority: Priority): void {
		if (isClosed() || entry.released || entry.state !== "waiting") return;
		entry.state = "asking";
		entry.asked = entry.count;
		const [ok, found] = pcall(() => ask(entry.source, entry.asked, priority));
		if (isClosed()) return;
		const raised = ok ? undefined : tostring(found);
		const failed = (): Found<A> => ({ rows: [], problem: ownProblem("bad-response", messages.raised(raised!)) });
		take(entry, ok ? found : failed(), raised);
		answered(key, entry);
	}

	function answered(key: string, entry: Entry<A>): void {
		const { problem } = entry;
		const seconds = problem !== undefined ? secondsUntilAgain(problem, entry.failures, random()) : 0;
		entry.againAt = clock.now() + seconds;
		if (!entry.released) {
			if (problem !== undefined) runIn(key, entry, seconds);
			changed(key);
			// Somebody wanted more of it meanwhile.
			if (wantsMore(entry)) start(key, entry);
		}
		told();
	}

	function start(key: string, entry: Entry<A>): void {
		if (isClosed() || entry.released || entry.state === "waiting" || entry.state === "asking") return;
		begin(key, entry);
	}

	function begin(key: string, entry: Entry<A>): void {
		stopTimer(entry);
		entry.state = "waiting";
		if (line === undefined) clock.spawn(() => attempt(key, entry, "sound"));
		else line.add(key, distance => attempt(key, entry, distance <= 0 ? "sound" : "background"));
	}

	function comeBack(key: string, entry: Entry<A>): void {
		entry.released = false;
		if (entry.state === "known") changed(key);
		else if (entry.state === "failed") runIn(key, entry, math.max(0, entry.againAt - clock.now()));
		else if (entry.state === "waiting") begin(key, entry);
	}

	return { begin, start, comeBack, answered };
}

/**
 * Makes an empty book.
 *
 * @example
 * const book = createSourceBook({ ask, clock, random, changed: key => show(book.get(key)!) });
 * const key = book.want({ kind: "similar", audio: "sfx", id: "9120386436" }, 6);
 */
export function createSourceBook<A extends AudioKind>(ports: SourceBookPorts<A>): SourceBook<A> {
	const scope = createScope();
	const entries = new Map<string, Entry<A>>();
	let waiting = new Array<() => void>();

	function isSettled(): boolean {
		for (const [, entry] of entries) if (isOpen(entry)) return false;
		return true;
	}

	function tellSettled(): void {
		if (waiting.isEmpty() || !(scope.isReleased() || isSettled())) return;
		const calls = waiting;
		waiting = [];
		for (const call of calls) call();
	}

	const attempts = createAttempts(ports, scope.isReleased, tellSettled);

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
				attempts.begin(key, entry);
				return key;
			}
			held.count = math.max(held.count, count);
			if (held.released) attempts.comeBack(key, held);
			if (wantsMore(held)) attempts.start(key, held);
			return key;
		},
		release: key => {
			const entry = entries.get(key);
			if (entry === undefined || entry.released) return;
			entry.released = true;
			stopTimer(entry);
			if (entry.state === "waiting") ports.line?.remove(key);
			tellSettled();
		},
		know: (source, rows) => {
			const key = keyOf(source);
			if (scope.isReleased() || rows.isEmpty() || entries.has(key)) return key;
			const entry = entryOf(source, rows.size());
			entry.asked = rows.size();
			entries.set(key, entry);
			take(entry, { rows, more: false }, undefined);
			attempts.answered(key, entry);
			return key;
		},
		get: key => entries.get(key),
		hurry: () => {
			for (const [key, entry] of entries) if (entry.state === "failed") attempts.start(key, entry);
		},
		isSettled,
		whenSettled: fn => {
			waiting.push(fn);
			tellSettled();
		},
		problem: () => firstProblem(entries),
		destroy: scope.release,
	};
}
