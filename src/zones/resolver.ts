import type { CatalogPort, Priority, Problem, SfxTrack, Track } from "../catalog/port";
import { dbToGain, isFinite, levelDb, median, musicGain } from "../sound/loudness";
import { createLevels } from "./levels";
import { messages } from "./messages";
import type { SourceRequest } from "./source";

/** A track ready to be played. */
export interface ResolvedTrack {
	id: string;
	/** Linear, levelled. */
	gain: number;
	/** Seconds, where the catalog knows. */
	duration?: number;
	artist?: string;
}

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
	resolved: (key: string) => void;
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

interface Found {
	tracks?: Track[];
	problem?: Problem;
	err?: string;
	/** Rows without levels: their ids are looked up together. */
	unlevelled: boolean;
}

/** Spare tracks a search brings, for assets that turn out not to load. */
const SPARES = 2;
const SIMILAR_LIMIT = 8;
const BED_LIMIT = 10;
const BED_SECONDS = 8;
/** Beds lie under the music: their peaks are brought here, in dBTP. */
const BED_PEAK_DBTP = -12;
const FIRST_RETRY_SECONDS = 5;
const LAST_RETRY_SECONDS = 60;
/** For answers that will hardly change: unknown playlists, nothing found, bad keys. */
const SLOW_RETRY_SECONDS = 300;

const SLOW = new Set<string>(["invalid-argument", "unauthorized", "forbidden", "not-found"]);

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

	function ready(track: Track): ResolvedTrack {
		const data = levels.get(track.asset_id) ?? track;
		const db = target !== false ? levelDb(data, target) : undefined;
		if (db !== undefined) knownDb.push(db);
		return {
			id: track.asset_id,
			gain: musicGain(data, target, median([...knownDb]) ?? 0),
			duration: isFinite(data.duration) && data.duration > 0 ? data.duration : undefined,
			artist: data.artist !== "" ? data.artist : undefined,
		};
	}

	function finish(key: string, entry: Entry, tracks: ResolvedTrack[]): void {
		if (destroyed || entry.released) return;
		entry.tracks = tracks;
		entry.state = "done";
		entry.problem = undefined;
		entry.failures = 0;
		ports.resolved(key);
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
			const better = ids.has(track.id) && levels.get(track.id) !== undefined ? ready(bare(track.id)) : track;
			if (better.gain !== track.gain || better.duration !== track.duration) changed = true;
			return better;
		});
		if (changed) ports.resolved(key);
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
		if (entry.failures === 1) ports.failed(key, problem);
		checkSettled();
	}

	function fetch(request: SourceRequest, limit: number, priority: Priority): Found {
		if (request.kind === "search") {
			const { query, filters } = request;
			const [result, err, problem] = catalog.search({ query, filters, limit }, { priority });
			return { tracks: result?.tracks, unlevelled: false, problem, err };
		}
		if (request.kind === "similar") {
			const [result, err, problem] = catalog.similar({ asset_id: request.id, limit, dedupe: true }, { priority });
			return { tracks: result?.tracks, unlevelled: false, problem, err };
		}
		if (request.kind === "playlist") {
			const [result, err, problem] = catalog.getPlaylist({ playlist_id: request.id }, { priority });
			return { tracks: result?.tracks, unlevelled: true, problem, err };
		}
		return { unlevelled: false };
	}

	function nothing(request: SourceRequest): Problem {
		const message = messages.nothingFound(request.key);
		return { kind: "not-found", message, endpoint: request.kind, attempts: 1 };
	}

	function askBed(key: string, entry: Entry, query: string, priority: Priority): void {
		const [result, err, problem] = catalog.sfxSearch({ query, limit: BED_LIMIT }, { priority });
		asking -= 1;
		if (result === undefined) {
			fail(key, entry, problem ?? { kind: "network", message: err ?? "", endpoint: "sfxSearch", attempts: 0 });
			return;
		}
		let best: SfxTrack | undefined;
		for (const clip of result.tracks) {
			// The best match of those long enough to be looped, else the longest.
			if (best === undefined || (best.duration < BED_SECONDS && clip.duration > best.duration)) best = clip;
		}
		if (best === undefined) fail(key, entry, nothing(entry.request));
		else finish(key, entry, [{ id: best.asset_id, gain: bedGain(best), duration: best.duration }]);
	}

	function ask(key: string, entry: Entry, priority: Priority): void {
		const { request, limit } = entry;
		if (request.kind === "bed") {
			askBed(key, entry, request.query, priority);
			return;
		}
		const found = fetch(request, limit, priority);
		asking -= 1;
		if (destroyed || entry.released) return;
		const rows = found.tracks;
		if (rows === undefined || rows.isEmpty()) {
			const why =
				rows !== undefined
					? nothing(request)
					: (found.problem ?? { kind: "network", message: found.err ?? "", endpoint: request.kind, attempts: 0 });
			// A likeness of something known can always be the thing itself.
			if (request.kind === "similar" && entry.tracks === undefined) {
				entry.tracks = [ready(bare(request.id))];
				ports.resolved(key);
			}
			fail(key, entry, why);
			return;
		}
		const seen = new Set<string>();
		const tracks = rows.filter(track => {
			if (seen.has(track.asset_id)) return false;
			seen.add(track.asset_id);
			return true;
		});
		const go = () => {
			finish(key, entry, tracks.map(ready));
			if (entry.limit > limit && rows.size() >= limit) requeue(key, entry);
		};
		entry.levelled = found.unlevelled;
		if (found.unlevelled) withLevels(tracks, go);
		else go();
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
		withLevels(tracks, () => finish(key, entry, tracks.map(ready)));
	}

	return {
		want(request, tracks) {
			if (destroyed || request.kind === "radio") return;
			const { key } = request;
			const limit = request.kind === "similar" ? SIMILAR_LIMIT : math.min((tracks ?? 1) + SPARES, 100);
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
				ports.resolved(key);
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
			finish(request.key, entry, tracks.map(ready));
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
