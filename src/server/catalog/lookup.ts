import { createLru } from "../../shared/collections/lru";
import type { Track } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";
import type { SearchResult } from "../../shared/wire/results";
import type { Done, EndpointPolicy, WireRequest } from "../http/call";
import type { Pipeline } from "../http/pipeline";
import type { HttpPorts } from "../http/ports";
import { isBefore } from "../http/priority";
import { isOutage } from "../http/problem";
import { groupAlbums, groupArtists } from "./groups";
import type { CallOptions, Priority } from "./port";

/** Ids the API takes at once. */
const BATCH = 100;
const FOUND_LIFE = 300;
const MISSING_LIFE = 600;

/** What is known of one id: its row, or that there is none. */
interface Known {
	row?: Track;
	storedAt: number;
	freshUntil: number;
}
type Settled = (known: Known | undefined, problem: Problem | undefined) => void;
interface Flight {
	waiting: Settled[];
}

export interface LookupOptions {
	ports: Pick<HttpPorts, "now" | "delay">;
	pipeline: Pipeline;
	policy: EndpointPolicy<SearchResult>;
	request: (ids: string[], playerId: unknown) => WireRequest;
	/** Rows kept; 0 keeps none. */
	capacity: number;
	staleIfError: number;
}

export interface Lookup {
	start: (ids: string[], call: CallOptions | undefined, playerId: unknown, done: Done<SearchResult>) => void;
	clear: () => void;
}

/** Looks ids up one by one as far as callers can see; ids asked for in one frame travel in one request. */
export function createLookup(options: LookupOptions): Lookup {
	const { ports, pipeline, policy } = options;
	const rows = createLru<Known>(options.capacity);
	const flights = new Map<string, Flight>();
	let queued = new Array<string>();
	let priority: Priority = "background";
	let player: unknown;
	let askers = 0;

	function settleId(id: string, known: Known | undefined, problem: Problem | undefined) {
		const flight = flights.get(id);
		flights.delete(id);
		if (known !== undefined) rows.set(id, known);
		for (const answer of flight?.waiting ?? []) answer(known, problem);
	}

	function staleOf(id: string, problem: Problem): Known | undefined {
		const known = rows.get(id);
		if (known?.row === undefined || !isOutage(problem.kind)) return undefined;
		if (ports.now() - known.storedAt > options.staleIfError) return undefined;
		pipeline.stats.stale += 1;
		return known;
	}

	/** A manifest holds lookups id by id: which ids travel together differs from server to server. */
	function bakedOf(id: string): Known | undefined {
		const answer = pipeline.baked(policy, options.request([id], undefined));
		if (answer === undefined) return undefined;
		return { row: answer.tracks.find(row => row.asset_id === id), storedAt: ports.now(), freshUntil: math.huge };
	}

	function send(ids: string[], wish: Priority, playerId: unknown) {
		pipeline.start(policy, options.request(ids, playerId), { priority: wish }, outcome => {
			if (!outcome.ok) {
				for (const id of ids) settleId(id, staleOf(id, outcome.problem), outcome.problem);
				return;
			}
			const found = new Map<string, Track>();
			for (const row of outcome.value.tracks) found.set(row.asset_id, row);
			const now = ports.now();
			for (const id of ids) {
				const row = found.get(id);
				const freshUntil = now + (row !== undefined ? FOUND_LIFE : MISSING_LIFE);
				settleId(id, { row, storedAt: now, freshUntil }, undefined);
			}
		});
	}

	function flush() {
		const ids = queued;
		const wish = priority;
		const playerId = askers === 1 ? player : undefined;
		queued = [];
		priority = "background";
		askers = 0;
		for (let from = 0; from < ids.size(); from += BATCH) {
			const batch = new Array<string>();
			for (let index = from; index < math.min(from + BATCH, ids.size()); index++) batch.push(ids[index]!);
			send(batch, wish, playerId);
		}
	}

	function enqueue(id: string): Flight {
		const flight: Flight = { waiting: [] };
		flights.set(id, flight);
		if (queued.isEmpty()) ports.delay(0, flush);
		queued.push(id);
		return flight;
	}

	function assemble(ids: string[], answers: Map<string, Known>): SearchResult {
		const tracks = new Array<Track>();
		const missing = new Array<string>();
		for (const id of ids) {
			const row = answers.get(id)?.row;
			if (row !== undefined) tracks.push(row);
			else missing.push(id);
		}
		const meta: SearchResult["meta"] = {
			total: tracks.size(),
			limit: ids.size(),
			offset: 0,
			search_method: "ids-batch",
		};
		if (!missing.isEmpty()) meta.missing_ids = missing;
		return { tracks, artists: groupArtists(tracks), albums: groupAlbums(tracks), meta };
	}

	const start: Lookup["start"] = (ids, call, playerId, done) => {
		const answers = new Map<string, Known>();
		const wish = call?.priority ?? policy.priority;
		let left = ids.size();
		let failure: Problem | undefined;
		let asked = false;
		const finish = () => {
			if (left > 0) return;
			done(failure !== undefined ? { ok: false, problem: failure } : { ok: true, value: assemble(ids, answers) });
		};
		for (const id of ids) {
			const known = rows.get(id);
			if (known !== undefined && known.freshUntil > ports.now()) {
				pipeline.stats.hits += 1;
				answers.set(id, known);
				left -= 1;
				continue;
			}
			const baked = bakedOf(id);
			if (baked !== undefined) {
				pipeline.stats.manifestHits += 1;
				answers.set(id, baked);
				left -= 1;
				continue;
			}
			let flight = flights.get(id);
			if (flight !== undefined) pipeline.stats.coalesced += 1;
			else {
				flight = enqueue(id);
				asked = true;
				if (isBefore(wish, priority)) priority = wish;
			}
			flight.waiting.push((settled, problem) => {
				if (settled !== undefined) answers.set(id, settled);
				else failure ??= problem;
				left -= 1;
				finish();
			});
		}
		if (asked) {
			askers += 1;
			player = playerId;
		}
		finish();
	};

	return { start, clear: () => rows.clear() };
}
