import type { Clock } from "../../shared/clock/clock";
import { createScope } from "../../shared/scope/scope";
import type { Track } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";
import type { CatalogPort } from "../catalog/port";
import { failuresAfter, type Refusal, secondsUntilAgain } from "./again";

export interface TrackBookPorts {
	/** Its `lookup` gathers what is asked in one frame, a hundred ids a request. */
	catalog: Pick<CatalogPort, "lookup">;
	clock: Pick<Clock, "delay" | "spawn">;
	/** A number in [0, 1). */
	random: () => number;
	/** Rows have come; who was called back without them may want them. */
	late: (ids: ReadonlySet<string>) => void;
}

/** The rows of music that no search brought: ids of a game's own choice, and lists that tell no levels. */
export interface TrackBook {
	get: (id: string) => Track | undefined;
	/**
	 * Calls `done` once: when the rows are there or cannot be had, at the latest after a short grace. What the catalog
	 * does not know or tell is asked for again by itself.
	 */
	request: (ids: ReadonlyArray<string>, done: () => void) => void;
	destroy: () => void;
}

interface Waiter {
	missing: Set<string>;
	done: () => void;
	cancel: () => void;
}

/** Ids can be played without their rows: those may take this long before they are. */
const GRACE_SECONDS = 1.5;

const UNKNOWN: Refusal = { kind: "not-found" };
const NO_ANSWER: Refusal = { kind: "network" };

/** Ids to be asked for again together: a lookup takes a hundred of them as easily as one. */
interface Round {
	add: (ids: ReadonlyArray<string>, problem: Refusal) => void;
	/** Some were answered: the next failure is the first again. */
	reset: () => void;
	cancel: () => void;
}

function createRound({ clock, random }: TrackBookPorts, send: (ids: ReadonlyArray<string>) => void): Round {
	let due = new Set<string>();
	let failures = 0;
	let cancel: (() => void) | undefined;

	function fire(): void {
		const ids = [...due];
		due = new Set();
		cancel = undefined;
		send(ids);
	}

	return {
		add: (ids, problem) => {
			for (const id of ids) due.add(id);
			if (due.isEmpty() || cancel !== undefined) return;
			failures = failuresAfter(failures, problem);
			cancel = clock.delay(secondsUntilAgain(problem, failures, random()), fire);
		},
		reset: () => {
			failures = 0;
		},
		cancel: () => cancel?.(),
	};
}

/** Makes an empty store of rows. */
export function createTrackBook(ports: TrackBookPorts): TrackBook {
	const { catalog, clock } = ports;
	const scope = createScope();
	const known = new Map<string, Track>();
	/** Asked for in vain at least once: nobody waits for these. */
	const missed = new Set<string>();
	const flying = new Set<string>();
	const waiting = new Set<Waiter>();
	const refused = createRound(ports, ids => send(ids));
	const unknown = createRound(ports, ids => send(ids));

	function tell(ids: ReadonlyArray<string>): void {
		for (const waiter of [...waiting]) {
			for (const id of ids) waiter.missing.delete(id);
			if (!waiter.missing.isEmpty() || !waiting.delete(waiter)) continue;
			waiter.cancel();
			waiter.done();
		}
	}

	function take(ids: ReadonlyArray<string>, tracks: ReadonlyArray<Track> | undefined, problem: Problem | undefined) {
		for (const id of ids) flying.delete(id);
		for (const track of tracks ?? []) {
			known.set(track.asset_id, track);
			missed.delete(track.asset_id);
		}
		const without = ids.filter(id => !known.has(id));
		for (const id of without) missed.add(id);
		if (tracks === undefined) refused.add(without, problem ?? NO_ANSWER);
		else {
			refused.reset();
			unknown.add(without, UNKNOWN);
		}
		tell(ids);
		if (without.size() < ids.size()) ports.late(new Set(ids.filter(id => known.has(id))));
	}

	function send(ids: ReadonlyArray<string>): void {
		for (const id of ids) flying.add(id);
		clock.spawn(() => {
			const [result, , problem] = catalog.lookup({ asset_ids: ids }, { priority: "background" });
			if (!scope.isReleased()) take(ids, result?.tracks, problem);
		});
	}

	scope.own(() => {
		refused.cancel();
		unknown.cancel();
		for (const { cancel } of waiting) cancel();
		waiting.clear();
	});

	return {
		get: id => known.get(id),
		request: (ids, done) => {
			const missing = new Set<string>();
			const fresh = new Array<string>();
			for (const id of ids) {
				if (known.has(id) || missed.has(id) || missing.has(id)) continue;
				missing.add(id);
				if (!flying.has(id)) fresh.push(id);
			}
			if (scope.isReleased() || missing.isEmpty()) {
				done();
				return;
			}
			const waiter: Waiter = { missing, done, cancel: () => {} };
			waiting.add(waiter);
			waiter.cancel = clock.delay(GRACE_SECONDS, () => {
				if (waiting.delete(waiter)) done();
			});
			if (!fresh.isEmpty()) send(fresh);
		},
		destroy: scope.release,
	};
}
