import { dbToGain, isFinite, levelDb, median, musicGain } from "../../shared/sound/loudness";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import type { CatalogPort, Priority, Problem, SfxTrack, Track } from "../catalog/port";
import { fetchSource } from "./fetch-source";
import { createLevels } from "./levels";
import type { SourceRequest } from "./source";

/** What the resolver needs of the world. */
export interface ResolverPorts {
	catalog: CatalogPort;
	now: () => number;
	/** @returns cancel */
	after: (seconds: number, fn: () => void) => () => void;
	/** Runs a function that may wait in a thread of its own. */
	spawn: (fn: () => void) => void;
	/** Studs from the nearest player to the nearest zone that uses a source; smaller is asked first. */
	distance: (key: string) => number;
	found: (key: string, tracks: ReadonlyArray<ResolvedTrack>) => void;
	failed: (key: string, problem: Problem) => void;
}

export interface ResolverOptions {
	/** default -14; false turns levelling off */
	loudness: number | false;
	/** Requests in flight at once; default 4. */
	concurrency?: number;
}

/** Finds the music of all zones: every source is asked once, the nearest first. */
export interface Resolver {
	/** Asks for a source, with at least so many tracks, unless that is known. */
	want(request: SourceRequest, tracks: number | undefined): void;
	/** Nobody uses it any more: it is not asked for again. */
	release(key: string): void;
	get(key: string): ReadonlyArray<ResolvedTrack> | undefined;
	/** Whether everything wanted was answered or failed. */
	settled(): boolean;
	/** Calls back once when settled. */
	whenSettled(fn: () => void): void;
	/** The problem of the first source that is without music. */
	problem(): Problem | undefined;
	/** Lets a source be answered without asking, by what a bake found. */
	know(request: SourceRequest, tracks: ReadonlyArray<Track>): void;
	destroy(): void;
}

interface Entry {
	request: SourceRequest;
	limit: number;
	state: "waiting" | "asking" | "done" | "failed";
	tracks?: ResolvedTrack[];
	problem?: Problem;
	failures: number;
	released: boolean;
	/** Its tracks may get their levels from a lookup. */
	levelled: boolean;
	cancel?: () => void;
}

/** Spare tracks a search brings, for assets that turn out not to load. */
const SPARES = 2;
const SIMILAR_LIMIT = 8;
/** Levels that the median of all music is taken of. */
const MEDIAN_OF = 500;
/** Beds lie under the music: their peaks are brought here, in dBTP. */
const BED_PEAK_DBTP = -12;
const FIRST_RETRY_SECONDS = 5;
const LAST_RETRY_SECONDS = 60;
/** For answers that will hardly change: unknown playlists, nothing found, bad keys. */
const SLOW_RETRY_SECONDS = 300;

const SLOW = new Set<string>(["invalid-argument", "unauthorized", "forbidden", "not-found"]);

/** How many rows are asked for where a zone uses so many tracks. */
export function limitOf(request: SourceRequest, tracks: number | undefined): number {
	return request.kind === "similar" ? SIMILAR_LIMIT : math.min((tracks ?? 1) + SPARES, 100);
}

/** Makes a resolver. */
export function createResolver(ports: ResolverPorts, options: ResolverOptions): Resolver {
	const { catalog } = ports;
	const target = options.loudness;
	const concurrency = options.concurrency ?? 4;
	const entries = new Map<string, Entry>();
	const knownDb = new Array<number>();
	let waiting = new Array<{ key: string; distance: number }>();
	let sortedAt = -math.huge;
	let asking = 0;
	let scheduled = false;
	let destroyed = false;
	let done = new Array<() => void>();

	function isSettled(): boolean {
		for (const [, entry] of entries) {
			if (!entry.released && (entry.state === "waiting" || entry.state === "asking")) return false;
		}
		return true;
	}

	function checkSettled(): void {
		if (done.isEmpty() || !isSettled()) return;
		const calls = done;
		done = [];
		for (const call of calls) call();
	}

	function ready(tracks: ReadonlyArray<Track>): ResolvedTrack[] {
		const rows = tracks.map(track => levels.get(track.asset_id) ?? track);
		if (target !== false && knownDb.size() < MEDIAN_OF) {
			for (const row of rows) {
				const db = levelDb(row, target);
				if (db !== undefined) knownDb.push(db);
			}
		}
		const middle = median([...knownDb]);
		return rows.map(row => ({
			id: row.asset_id,
			gain: musicGain(row, target, middle),
			duration: isFinite(row.duration) && row.duration > 0 ? row.duration : undefined,
			artist: row.artist !== "" ? row.artist : undefined,
		}));
	}

	function finish(key: string, entry: Entry, tracks: ResolvedTrack[]): void {
		if (destroyed || entry.released) return;
		entry.tracks = tracks;
		entry.state = "done";
		entry.problem = undefined;
		entry.failures = 0;
		ports.found(key, entry.tracks!);
		checkSettled();
	}

	const levels = createLevels({
		catalog,
		after: ports.after,
		spawn: ports.spawn,
		late: ids => {
			for (const [key, entry] of entries) {
				if (entry.state === "done" && !entry.released && entry.levelled) relevel(key, entry, ids);
			}
		},
	});

	function relevel(key: string, entry: Entry, ids: ReadonlySet<string>): void {
		let changed = false;
		entry.tracks = entry.tracks!.map(track => {
			const better = ids.has(track.id) && levels.get(track.id) !== undefined ? ready([bare(track.id)])[0]! : track;
			if (better.gain !== track.gain || better.duration !== track.duration) changed = true;
			return better;
		});
		if (changed) ports.found(key, entry.tracks!);
	}

	/** Tracks whose levels nobody told are looked up, all sources together. */
	function withLevels(tracks: ReadonlyArray<Track>, go: () => void): void {
		const ids = tracks.filter(track => !isFinite(track.loudness_lufs)).map(track => track.asset_id);
		if (target === false || ids.isEmpty()) go();
		else levels.request(ids, go);
	}

	function bare(id: string): Track {
		return { asset_id: id, name: "", artist: "", album: "", duration: 0 };
	}

	function bedGain(clip: SfxTrack): number {
		const peak = clip.true_peak_dbtp;
		return isFinite(peak) && target !== false ? math.min(1, dbToGain(BED_PEAK_DBTP - peak)) : dbToGain(BED_PEAK_DBTP);
	}

	function schedule(seconds: number): void {
		if (scheduled || destroyed) return;
		scheduled = true;
		ports.after(seconds, () => {
			scheduled = false;
			pump();
		});
	}

	function requeue(key: string, entry: Entry): void {
		entry.state = "waiting";
		waiting.push({ key, distance: ports.distance(key) });
		schedule(0);
	}

	function fail(key: string, entry: Entry, problem: Problem): void {
		if (destroyed || entry.released) return;
		entry.state = "failed";
		entry.problem = problem;
		entry.failures += 1;
		const backoff = math.min(FIRST_RETRY_SECONDS * math.pow(2, entry.failures - 1), LAST_RETRY_SECONDS);
		const seconds = SLOW.has(problem.kind) ? SLOW_RETRY_SECONDS : math.max(backoff, problem.retryAfter ?? 0);
		entry.cancel = ports.after(seconds, () => {
			if (!entry.released && !destroyed) requeue(key, entry);
		});
		ports.failed(key, problem);
		checkSettled();
	}

	function ask(key: string, entry: Entry, priority: Priority): void {
		const { request, limit } = entry;
		const { tracks, clip, problem, unlevelled } = fetchSource(catalog, request, limit, priority);
		asking -= 1;
		if (destroyed || entry.released) return;
		if (clip !== undefined) {
			finish(key, entry, [{ id: clip.asset_id, gain: bedGain(clip), duration: clip.duration }]);
		} else if (tracks === undefined) {
			// A likeness of something known can always be the thing itself.
			if (request.kind === "similar" && entry.tracks === undefined) {
				entry.tracks = ready([bare(request.id)]);
				ports.found(key, entry.tracks!);
			}
			if (problem !== undefined) fail(key, entry, problem);
		} else {
			const go = () => {
				finish(key, entry, ready(tracks));
				// Somebody wanted more of it meanwhile.
				if (entry.limit > limit && tracks.size() >= limit) requeue(key, entry);
			};
			entry.levelled = unlevelled === true;
			if (entry.levelled) withLevels(tracks, go);
			else go();
		}
	}

	function pump(): void {
		if (destroyed) return;
		if (ports.now() - sortedAt >= 1) {
			sortedAt = ports.now();
			for (const item of waiting) item.distance = ports.distance(item.key);
		}
		// The nearest is taken from the end.
		waiting.sort((a, b) => (a.distance !== b.distance ? a.distance > b.distance : a.key > b.key));
		while (asking < concurrency && !waiting.isEmpty()) {
			const { key, distance } = waiting.pop()!;
			const entry = entries.get(key);
			if (entry === undefined || entry.released || entry.state !== "waiting") continue;
			entry.state = "asking";
			asking += 1;
			ports.spawn(() => {
				ask(key, entry, distance <= 0 ? "sound" : "background");
				schedule(0);
			});
		}
		checkSettled();
	}

	function startAssets(key: string, entry: Entry, ids: ReadonlyArray<string>): void {
		entry.state = "asking";
		if (key.sub(1, 4) === "bed|") {
			finish(key, entry, [{ id: ids[0]!, gain: dbToGain(BED_PEAK_DBTP) }]);
			return;
		}
		const tracks = ids.map(bare);
		entry.levelled = true;
		withLevels(tracks, () => finish(key, entry, ready(tracks)));
	}

	return {
		want(request, tracks) {
			if (destroyed || request.kind === "radio") return;
			const { key } = request;
			const limit = limitOf(request, tracks);
			const held = entries.get(key);
			if (held !== undefined && !held.released) {
				if (held.limit >= limit) return;
				held.limit = limit;
				// A bigger rotation over a query that was answered with too little for it.
				if (request.kind !== "search" || held.state !== "done") return;
				if (held.tracks !== undefined && held.tracks.size() >= (tracks ?? 1)) return;
				requeue(key, held);
				return;
			}
			if (held !== undefined && held.tracks !== undefined && held.limit >= limit && held.state === "done") {
				held.released = false;
				ports.found(key, held.tracks);
				return;
			}
			const entry: Entry = { request, limit, state: "waiting", failures: 0, released: false, levelled: false };
			entries.set(key, entry);
			if (request.kind === "assets") {
				startAssets(key, entry, request.ids);
				return;
			}
			waiting.push({ key, distance: ports.distance(key) });
			sortedAt = -math.huge;
			schedule(0);
		},
		release(key) {
			const entry = entries.get(key);
			if (entry === undefined) return;
			entry.released = true;
			entry.cancel?.();
			checkSettled();
		},
		get(key) {
			return entries.get(key)?.tracks;
		},
		settled() {
			return isSettled();
		},
		whenSettled(fn) {
			done.push(fn);
			checkSettled();
		},
		problem() {
			for (const [, entry] of entries) {
				if (!entry.released && entry.state === "failed") return entry.problem;
			}
			return undefined;
		},
		know(request, tracks) {
			if (destroyed || tracks.isEmpty() || entries.has(request.key)) return;
			const entry: Entry = { request, limit: 100, state: "done", failures: 0, released: false, levelled: false };
			entries.set(request.key, entry);
			finish(request.key, entry, ready(tracks));
		},
		destroy() {
			destroyed = true;
			for (const [, entry] of entries) entry.cancel?.();
			waiting = [];
			levels.destroy();
			const calls = done;
			done = [];
			for (const call of calls) call();
		},
	};
}
