import { createBeatReader } from "../../shared/catalog/beat-reader";
import { messages } from "../../shared/catalog/messages";
import { settle } from "../../shared/clock/settle";
import { resolveAssetId } from "../../shared/wire/asset-id";
import { invalidArgument } from "../../shared/wire/invalid-argument";
import type { Outcome } from "../../shared/wire/outcome";
import type { BrowseResult } from "../../shared/wire/results";
import type { TrackStructure } from "../../shared/wire/structure";
import type { Done, EndpointPolicy } from "../http/call";
import type { Pipeline } from "../http/pipeline";
import type { HttpPorts } from "../http/ports";
import { findUses } from "./audit";
import { type Endpoint, type EndpointName, endpoints, healthEndpoint, reportEndpoint } from "./endpoints";
import type { AudioMetadata } from "./engine-audio";
import { checkHealth } from "./health";
import { createLookup } from "./lookup";
import { shown } from "./param";
import { createPolicy } from "./policies";
import type { CallOptions } from "./port";
import { createRequest, encodeRequest, optionsOf, refusalOf } from "./requests";
import { together } from "./together";

export interface CatalogOptions {
	ports: HttpPorts;
	pipeline: Pipeline;
	/** Rows of single lookups that are kept. */
	rows: number;
	staleIfError: number;
	/** Asks the engine about audio assets; yields and may raise. */
	metadata: (ids: string[]) => AudioMetadata[];
	/** Where audio is looked for by default. */
	roots: () => Instance[];
	/** Yields for a frame. */
	rest: () => void;
}

/** Asks the catalog. Everything but `start` yields; nothing raises. */
export interface Catalog {
	start: (name: EndpointName, input: unknown, extras: unknown, call: CallOptions | undefined, done: Done) => void;
	ask: (name: EndpointName, input: unknown, extras: unknown, call?: CallOptions) => Outcome;
	beatAt: (input: unknown, time: unknown) => Outcome;
	segmentAt: (input: unknown, time: unknown, level: unknown) => Outcome;
	health: (input: unknown, options: unknown) => Outcome;
	audit: (options: unknown) => Outcome;
	refuseLookup: () => Outcome;
	clear: () => void;
}

type Options = Record<string, unknown>;

/** Seconds the engine may take to describe a batch of assets. */
const METADATA_PATIENCE = 10;

/** Tags what was browsed, so that lists and tracks are told apart by their type. */
function tagBrowse(value: unknown, options: Options): void {
	const result = value as { type: string; items?: unknown; tracks?: unknown };
	const listed = result.items !== undefined && options.name === undefined;
	result.type = (listed ? (options.type as string) : "tracks") satisfies BrowseResult["type"] | string;
}

/** How many ids a comma-separated query names; 0 when it is not such a list. */
function idsInQuery(query: unknown): number {
	if (!typeIs(query, "string") || string.match(query, "^[%d%s,]+$")[0] === undefined) return 0;
	let count = 0;
	for (const [] of string.gmatch(query, "%d+")) count += 1;
	return count;
}

/** The catalog on a pipeline: checks what goes out and what comes in, and knows nothing of the road between. */
export function createCatalog(settings: CatalogOptions): Catalog {
	const { ports, pipeline } = settings;
	const dropped = (rows: number) => (pipeline.stats.droppedRows += rows);
	const known = endpoints as unknown as Record<EndpointName, Endpoint>;
	const policies = new Map<EndpointName, EndpointPolicy>();
	for (const [name, endpoint] of pairs(known)) policies.set(name, createPolicy(name, endpoint, ports, dropped));
	const healthPolicy = createPolicy("checkAssetHealth", healthEndpoint, ports, dropped);
	const reportPolicy: EndpointPolicy = {
		...createPolicy("checkAssetHealth", reportEndpoint, ports, dropped),
		retry: "never",
	};

	const lookup = createLookup({
		ports,
		pipeline,
		policy: policies.get("search")!,
		request: (ids, player) =>
			encodeRequest(ports, "lookup", known.search, { asset_ids: ids, limit: ids.size() }, player)[0]!,
		capacity: settings.rows,
		staleIfError: settings.staleIfError,
	});

	function refuse(name: string, message: string, done: Done) {
		done({ ok: false, problem: invalidArgument(name, message) });
	}

	/** Ids of a lookup in canonical form, each once, in order. */
	function readIds(list: defined[], done: Done): string[] | undefined {
		const ids = new Array<string>();
		const seen = new Set<string>();
		for (let index = 0; index < list.size(); index++) {
			const id = resolveAssetId(list[index]);
			if (id === undefined) {
				refuse("search", messages.badId("search", index + 1, shown(list[index])), done);
				return undefined;
			}
			if (seen.has(id)) continue;
			seen.add(id);
			ids.push(id);
		}
		return ids;
	}

	const start: Catalog["start"] = (name, input, extras, call, done) => {
		const endpoint = known[name];
		const options = optionsOf(name, endpoint, input, extras);
		if (options === undefined) return refuse(name, refusalOf(name, endpoint), done);
		const who = call?.playerId ?? (options.playerId as string | number | undefined);
		const travel: CallOptions = { priority: call?.priority, playerId: who };
		if (name === "search" && typeIs(options.asset_ids, "table") && !(options.asset_ids as defined[]).isEmpty()) {
			const ids = readIds(options.asset_ids as defined[], done);
			if (ids !== undefined) lookup.start(ids, travel, options.playerId, done);
			return;
		}
		let asked = options;
		if (name === "search" && options.limit === undefined) {
			const count = idsInQuery(options.query);
			// It is not documented whether the default page size cuts a lookup.
			if (count > 1) asked = { ...options, limit: math.min(count, 100) };
		}
		const [request, fault] = createRequest(ports, name, endpoint, asked);
		if (request === undefined) return refuse(name, fault!, done);
		pipeline.start(policies.get(name)!, request, travel, outcome => {
			if (outcome.ok && name === "browse") tagBrowse(outcome.value, options);
			done(outcome);
		});
	};

	const ask: Catalog["ask"] = (name, input, extras, call) =>
		settle<Outcome>(done => start(name, input, extras, call, done));

	const structure = (id: string) => ask("getStructure", id, undefined);
	const beats = createBeatReader({
		now: ports.now,
		structure: id => structure(id) as Outcome & { value: TrackStructure },
	});

	function direct(policy: EndpointPolicy, endpoint: Endpoint, body: Options, player: unknown): Outcome {
		const [request] = encodeRequest(ports, policy.name, endpoint, body, player);
		return settle<Outcome>(done => pipeline.start(policy, request!, { playerId: player as string | undefined }, done));
	}

	const health: Catalog["health"] = (input, raw) => {
		const options = (typeIs(raw, "table") ? raw : { playerId: raw }) as { playerId?: unknown; reportPrivate?: boolean };
		const player = options.playerId;
		return checkHealth(
			{
				check: ids => direct(healthPolicy, healthEndpoint, { asset_ids: ids }, player),
				report: assets => ports.spawn(() => direct(reportPolicy, reportEndpoint, { assets }, player)),
				metadata: ids => settings.metadata(ids),
				together: jobs => together(ports, jobs, METADATA_PATIENCE),
			},
			input,
			options.reportPrivate === true,
		);
	};

	const audit: Catalog["audit"] = raw => {
		if (raw !== undefined && !typeIs(raw, "table")) {
			const message = messages.param("auditAudio", "options", shown(raw), "a table");
			return { ok: false, problem: invalidArgument("auditAudio", message) };
		}
		const options = (raw ?? {}) as { roots?: unknown; playerId?: unknown; reportPrivate?: boolean };
		const roots = options.roots ?? settings.roots();
		if (!typeIs(roots, "table") || !(roots as defined[]).every(root => typeIs(root, "Instance"))) {
			return { ok: false, problem: invalidArgument("auditAudio", messages.auditRoots) };
		}
		const { uses, instances } = findUses(roots as Instance[], settings.rest);
		const none = { total: 0, ok: 0, unavailable: 0, private: 0, unknown: 0 };
		if (uses.isEmpty()) return { ok: true, value: { assets: [], meta: { ...none, instances } } };
		uses.sort((a, b) => (a.uses !== b.uses ? a.uses > b.uses : tonumber(a.asset_id)! < tonumber(b.asset_id)!));
		const outcome = health(
			uses.map(use => use.asset_id),
			options,
		);
		if (!outcome.ok) return { ok: false, problem: { ...outcome.problem, endpoint: "auditAudio" } };
		const { assets, meta } = outcome.value as { assets: Array<{ asset_id: string }>; meta: object };
		const rows = assets.map((asset, index) => ({ ...asset, uses: uses[index]!.uses, sample: uses[index]!.sample }));
		return { ok: true, value: { assets: rows, meta: { ...meta, instances } } };
	};

	return {
		start,
		ask,
		beatAt: (input, time) => beats.beatAt(input, time),
		segmentAt: (input, time, level) => beats.segmentAt(input, time, level),
		health,
		audit,
		refuseLookup: () => ({ ok: false, problem: invalidArgument("lookup", messages.lookup) }),
		clear: () => {
			pipeline.clear();
			lookup.clear();
			beats.clear();
		},
	};
}
