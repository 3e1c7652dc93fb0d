import { type BeatReader, createBeatReader } from "../../shared/catalog/beat-reader";
import type { AnswerOf, EndpointName, OptionsOf, Unchecked } from "../../shared/catalog/endpoints";
import { messages } from "../../shared/catalog/messages";
import { settle } from "../../shared/clock/settle";
import { isFilled } from "../../shared/options/kinds";
import { shown } from "../../shared/options/shown";
import { resolveAssetId } from "../../shared/wire/asset-id";
import type { SearchFields } from "../../shared/wire/options";
import type { Outcome } from "../../shared/wire/outcome";
import type { SearchResult } from "../../shared/wire/results";
import type { Done } from "../http/call";
import type { Pipeline } from "../http/pipeline";
import { type AssetChecks, type CheckPorts, createAssetChecks } from "./checks";
import { endpoints, type Route } from "./endpoints";
import { createLookup, type Lookup } from "./lookup";
import { createPolicy } from "./policies";
import type { CallOptions } from "./port";
import { createRequest, encodeRequest, optionsOf, refusalOf, refused, whoOf } from "./requests";

export interface CatalogSettings {
	/** Rows of single lookups that are kept. */
	rows: number;
	staleIfError: number;
}

/** Asks the catalog. Everything but `start` yields; nothing raises. */
export interface Catalog {
	/** Asks with options in their type. */
	ask: <N extends EndpointName>(name: N, options: OptionsOf<N>, call?: CallOptions) => Outcome<AnswerOf<N>>;
	/** Asks with whatever somebody gave, and options beside an id. */
	call: <N extends EndpointName>(name: N, input: unknown, extras?: unknown, call?: CallOptions) => Outcome<AnswerOf<N>>;
	/** The same without yielding: answers once, at once when memory knows. */
	start: <N extends EndpointName>(
		name: N,
		input: unknown,
		extras: unknown,
		call: CallOptions | undefined,
		done: Done<AnswerOf<N>>,
	) => void;
	/** A search for ids only. */
	lookup: (input: unknown, call?: CallOptions) => Outcome<SearchResult>;
	beatAt: BeatReader["beatAt"];
	segmentAt: BeatReader["segmentAt"];
	health: AssetChecks["health"];
	audit: AssetChecks["audit"];
	clear: () => void;
}

/** Sends checked options on their way. */
type Starter<N extends EndpointName> = (
	options: Unchecked<OptionsOf<N>>,
	travel: CallOptions,
	done: Done<AnswerOf<N>>,
) => void;

const isFilledList = (value: unknown): value is defined[] => typeIs(value, "table") && next(value)[0] !== undefined;

/** How many ids a comma-separated query names; 0 when it is not such a list. */
function idsInQuery(query: unknown): number {
	if (!typeIs(query, "string") || string.match(query, "^[%d%s,]+$")[0] === undefined) return 0;
	let count = 0;
	for (const [] of string.gmatch(query, "%d+")) count += 1;
	return count;
}

/** Ids of a lookup in canonical form, each once, in order; or what is wrong with them. */
function readIds(list: defined[]): LuaTuple<[ids: string[] | undefined, fault: string | undefined]> {
	const ids = new Array<string>();
	const seen = new Set<string>();
	for (let index = 0; index < list.size(); index++) {
		const id = resolveAssetId(list[index]);
		if (id === undefined) return $tuple(undefined, messages.badId("search", index + 1, shown(list[index])));
		if (seen.has(id)) continue;
		seen.add(id);
		ids.push(id);
	}
	return $tuple(ids, undefined);
}

/** A lookup as the search it is; `undefined` where it names no ids. */
function lookupAsSearch(input: unknown): Unchecked<SearchFields> | undefined {
	const { asset_ids, playerId }: Unchecked<SearchFields> = typeIs(input, "table") ? input : {};
	return isFilledList(asset_ids) ? { asset_ids, playerId } : undefined;
}

/** Searches; ids alone are looked up. */
function createSearch(search: Starter<"search">, lookup: Lookup): Starter<"search"> {
	return (options, travel, done) => {
		const { asset_ids: wanted, query, limit } = options;
		if (isFilledList(wanted)) {
			const [ids, fault] = readIds(wanted);
			if (ids === undefined) return done(refused("search", fault!));
			if (!isFilled(query)) return lookup.start(ids, travel, options.playerId, done);
			// What both together mean is the API's to say.
			return search({ ...options, asset_ids: ids }, travel, done);
		}
		const count = limit === undefined ? idsInQuery(query) : 0;
		// It is not documented whether the default page size cuts a lookup.
		search(count > 1 ? { ...options, limit: math.min(count, 100) } : options, travel, done);
	};
}

/** The catalog on a pipeline: checks what goes out and what comes in, and knows nothing of the road between. */
export function createCatalog(ports: CheckPorts, pipeline: Pipeline, settings: CatalogSettings): Catalog {
	const dropped = (rows: number) => (pipeline.stats.droppedRows += rows);
	const policyOf = <Body>(name: string, route: Route<Body>) => createPolicy(name, route, ports, dropped);

	const lookup = createLookup({
		ports,
		pipeline,
		policy: policyOf("search", endpoints.search),
		request: (ids, player) =>
			encodeRequest(ports, "lookup", endpoints.search, { asset_ids: ids, limit: ids.size() }, player)[0]!,
		capacity: settings.rows,
		staleIfError: settings.staleIfError,
	});

	const send = <N extends EndpointName>(name: N): Starter<N> => {
		const endpoint = endpoints[name];
		const policy = policyOf(name, endpoint);
		return (options, travel, done) => {
			const [request, fault] = createRequest(ports, name, endpoint, options);
			if (request === undefined) return done(refused(name, fault!));
			pipeline.start(policy, request, travel, outcome =>
				done(outcome.ok ? { ok: true, value: endpoint.answer(outcome.value, options) } : outcome),
			);
		};
	};

	const starters: { readonly [N in EndpointName]: Starter<N> } = {
		search: createSearch(send("search"), lookup),
		similar: send("similar"),
		browse: send("browse"),
		sfxSearch: send("sfxSearch"),
		sfxSimilar: send("sfxSimilar"),
		sfxBrowse: send("sfxBrowse"),
		getSfxTaxonomy: send("getSfxTaxonomy"),
		getStructure: send("getStructure"),
		getPlaylist: send("getPlaylist"),
		listPlaylists: send("listPlaylists"),
	};

	const start: Catalog["start"] = (name, input, extras, travel, done) => {
		const options = optionsOf(name, input, extras);
		if (options === undefined) return done(refused(name, refusalOf(name)));
		const fields: Unchecked<{ playerId?: unknown }> = options;
		const playerId = travel?.playerId ?? whoOf(fields.playerId);
		starters[name](options, { ...travel, playerId }, done);
	};

	const call: Catalog["call"] = <N extends EndpointName>(
		name: N,
		input: unknown,
		extras: unknown,
		travel?: CallOptions,
	) => settle<Outcome<AnswerOf<N>>>(done => start(name, input, extras, travel, done));

	const beats = createBeatReader({ now: ports.now, structure: id => call("getStructure", id) });

	const checks = createAssetChecks(ports, pipeline, policyOf);

	return {
		ask: (name, options, travel) => call(name, options, undefined, travel),
		call,
		start,
		lookup: (input, travel) => {
			const search = lookupAsSearch(input);
			if (search === undefined) return refused("lookup", messages.lookup);
			const outcome = call("search", search, undefined, travel);
			return outcome.ok ? outcome : { ok: false, problem: { ...outcome.problem, endpoint: "lookup" } };
		},
		beatAt: beats.beatAt,
		segmentAt: beats.segmentAt,
		health: checks.health,
		audit: checks.audit,
		clear: () => {
			pipeline.clear();
			lookup.clear();
			beats.clear();
		},
	};
}
