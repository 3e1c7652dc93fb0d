import { createLru } from "../../shared/collections/lru";
import type { Track } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";
import type { SearchResult } from "../../shared/wire/results";
import type { Done, EndpointPolicy, WireRequest } from "../http/call";
import type { Pipeline } from "../http/pipeline";
import type { HttpPorts } from "../http/ports";
import { isBefore } from "../http/priority";
import { isOutage } from "../http/problem";
import { batches } from "./batches";
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
/** Hears of one id: what is known of it, or why nothing is. */
type Settled = (id: string, known: Known | undefined, problem: Problem | undefined) => void;

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
	start: (ids: string[], call: CallOptions, playerId: unknown, done: Done<SearchResult>) => void;
	clear: () => void;
}

/** The answer to a lookup, in the order of its ids. */
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

/** What an answer says of an id that was asked for. */
function knownFrom(row: Track | undefined, now: number): Known {
	return { row, storedAt: now, freshUntil: now + (row !== undefined ? FOUND_LIFE : MISSING_LIFE) };
}

/** What needs no request: the rows in memory, and those in the manifest. */
interface KnownRows {
	find: (id: string) => Known | undefined;
	/** A row that is old, where the API is out. */
	stale: (id: string, problem: Problem) => Known | undefined;
	keep: (id: string, known: Known) => void;
	clear: () => void;
}

function createKnownRows({ ports, pipeline, policy, request, capacity, staleIfError }: LookupOptions): KnownRows {
	const rows = createLru<Known>(capacity);

	/** A manifest holds lookups id by id: which ids travel together differs from server to server. */
	function bakedOf(id: string): Known | undefined {
		const answer = pipeline.baked(policy, request([id], undefined));
		if (answer === undefined) return undefined;
		return { row: answer.tracks.find(row => row.asset_id === id), storedAt: ports.now(), freshUntil: math.huge };
	}

	return {
		find: id => {
			const known = rows.get(id);
			if (known !== undefined && known.freshUntil > ports.now()) {
				pipeline.stats.hits += 1;
				return known;
			}
			const baked = bakedOf(id);
			if (baked !== undefined) pipeline.stats.manifestHits += 1;
			return baked;
		},
		stale: (id, problem) => {
			const known = rows.get(id);
			if (known?.row === undefined || !isOutage(problem.kind)) return undefined;
			if (ports.now() - known.storedAt > staleIfError) return undefined;
			pipeline.stats.stale += 1;
			return known;
		},
		keep: (id, known) => rows.set(id, known),
		clear: () => rows.clear(),
	};
}

/** What travels together at the end of a frame. */
interface Batch {
	ids: string[];
	priority: Priority;
	/** Who asked; of several nobody is named. */
	player: unknown;
	askers: number;
}

const emptyBatch = (): Batch => ({ ids: [], priority: "background", player: undefined, askers: 0 });

/** Who waits for whose requests: what a player asks for by itself does not hold up what others ask for. */
type Payer = Pick<CallOptions, "playerId" | "isOfPlayers">;
type Fetch = (ids: string[], wish: Priority, player: unknown, answer: Settled) => void;

/**
 * Sends for ids. @returns a function that sends for those that are not on their way yet, and tells about each
 *
 * @param landed called when nothing is on its way any more
 */
function createFlights(
	{ ports, pipeline, policy, request }: LookupOptions,
	known: KnownRows,
	payer: Payer,
	landed: () => void,
): Fetch {
	const waiting = new Map<string, Settled[]>();
	let frame = emptyBatch();

	function settleId(id: string, found: Known | undefined, problem: Problem | undefined) {
		const answers = waiting.get(id);
		waiting.delete(id);
		for (const answer of answers ?? []) answer(id, found, problem);
		if (waiting.isEmpty()) landed();
	}

	function send(ids: string[], priority: Priority, player: unknown) {
		pipeline.start(policy, request(ids, player), { ...payer, priority }, outcome => {
			if (!outcome.ok) {
				for (const id of ids) settleId(id, known.stale(id, outcome.problem), outcome.problem);
				return;
			}
			const rows = new Map<string, Track>();
			for (const row of outcome.value.tracks) rows.set(row.asset_id, row);
			const now = ports.now();
			for (const id of ids) {
				const found = knownFrom(rows.get(id), now);
				known.keep(id, found);
				settleId(id, found, undefined);
			}
		});
	}

	function flush() {
		const { ids, priority, player, askers } = frame;
		frame = emptyBatch();
		for (const batch of batches(ids, BATCH)) send(batch, priority, askers === 1 ? player : undefined);
	}

	return (ids, wish, player, answer) => {
		let asks = false;
		for (const id of ids) {
			const others = waiting.get(id);
			if (others !== undefined) {
				pipeline.stats.coalesced += 1;
				others.push(answer);
				continue;
			}
			waiting.set(id, [answer]);
			if (frame.ids.isEmpty()) ports.delay(0, flush);
			frame.ids.push(id);
			if (isBefore(wish, frame.priority)) frame.priority = wish;
			asks = true;
		}
		if (!asks) return;
		frame.askers += 1;
		frame.player = player;
	};
}

/** Looks ids up one by one as far as callers can see; ids asked for in one frame travel in one request. */
export function createLookup(options: LookupOptions): Lookup {
	const known = createKnownRows(options);
	const flights = new Map<string, Fetch>();

	function flightsOf({ playerId, isOfPlayers }: CallOptions): Fetch {
		const payer = isOfPlayers === true ? tostring(playerId) : "";
		let fetch = flights.get(payer);
		if (fetch === undefined) {
			const travel: Payer = isOfPlayers === true ? { playerId, isOfPlayers } : {};
			fetch = createFlights(options, known, travel, () => flights.delete(payer));
			flights.set(payer, fetch);
		}
		return fetch;
	}

	const start: Lookup["start"] = (ids, call, playerId, done) => {
		const answers = new Map<string, Known>();
		const absent = new Array<string>();
		for (const id of ids) {
			const found = known.find(id);
			if (found !== undefined) answers.set(id, found);
			else absent.push(id);
		}
		let left = absent.size();
		let failure: Problem | undefined;
		const finish = () => {
			if (left > 0) return;
			done(failure !== undefined ? { ok: false, problem: failure } : { ok: true, value: assemble(ids, answers) });
		};
		if (!absent.isEmpty())
			flightsOf(call)(absent, call.priority ?? options.policy.priority, playerId, (id, found, problem) => {
				if (found !== undefined) answers.set(id, found);
				else failure ??= problem;
				left -= 1;
				finish();
			});
		finish();
	};

	return { start, clear: known.clear };
}
