import type { CatalogPort, Track } from "../catalog/port";

/** Ids of one lookup. */
export const LOOKUP_SIZE = 100;
/** Ids are known already: their levels may take this long before they play without. */
const GRACE_SECONDS = 1.5;
const FIRST_RETRY_SECONDS = 20;
const LAST_RETRY_SECONDS = 300;

export interface LevelPorts {
	catalog: CatalogPort;
	after: (seconds: number, fn: () => void) => () => void;
	spawn: (fn: () => void) => void;
	/** Levels that came later than their grace. */
	late: (ids: ReadonlySet<string>) => void;
}

/** The level data of ids that no search brought: asked together, a hundred a request. */
export interface Levels {
	get(id: string): Track | undefined;
	/** Calls `done` once: when the levels are there or cannot be had, at the latest after a short grace. */
	request(ids: ReadonlyArray<string>, done: () => void): void;
	destroy(): void;
}

/** Makes an empty store of levels. */
export function createLevels(ports: LevelPorts): Levels {
	const known = new Map<string, Track>();
	/** Asked or being asked for; the catalog may not know them. */
	const asked = new Set<string>();
	const waiting = new Set<{ missing: Set<string>; done: () => void }>();
	let queue = new Array<string>();
	let retries = 0;
	let scheduled = false;
	let destroyed = false;

	function settle(ids: ReadonlyArray<string>): void {
		for (const waiter of waiting) {
			for (const id of ids) waiter.missing.delete(id);
			if (!waiter.missing.isEmpty()) continue;
			waiting.delete(waiter);
			waiter.done();
		}
	}

	function again(ids: ReadonlyArray<string>): void {
		const seconds = math.min(FIRST_RETRY_SECONDS * math.pow(2, retries), LAST_RETRY_SECONDS);
		retries += 1;
		ports.after(seconds, () => {
			for (const id of ids) queue.push(id);
			flush();
		});
	}

	function ask(ids: string[]): void {
		const [result] = ports.catalog.lookup({ asset_ids: ids }, { priority: "background" });
		if (destroyed) return;
		if (result === undefined) again(ids);
		else {
			retries = 0;
			for (const track of result.tracks) known.set(track.asset_id, track);
		}
		settle(ids);
		if (result !== undefined && !result.tracks.isEmpty()) ports.late(new Set(ids));
	}

	function flush(): void {
		scheduled = false;
		while (!queue.isEmpty() && !destroyed) {
			const ids = new Array<string>();
			while (ids.size() < LOOKUP_SIZE && !queue.isEmpty()) ids.push(queue.pop()!);
			ports.spawn(() => ask(ids));
		}
	}

	return {
		get(id) {
			return known.get(id);
		},
		request(ids, done) {
			const missing = new Set<string>();
			for (const id of ids) {
				if (known.has(id)) continue;
				if (!asked.has(id)) {
					asked.add(id);
					queue.push(id);
					missing.add(id);
				} else if (queue.includes(id)) missing.add(id);
			}
			if (missing.isEmpty()) {
				done();
				return;
			}
			const waiter = { missing, done };
			waiting.add(waiter);
			ports.after(GRACE_SECONDS, () => {
				if (!waiting.has(waiter)) return;
				waiting.delete(waiter);
				if (!destroyed) done();
			});
			if (scheduled) return;
			scheduled = true;
			ports.after(0, flush);
		},
		destroy() {
			destroyed = true;
			queue = [];
			waiting.clear();
		},
	};
}
