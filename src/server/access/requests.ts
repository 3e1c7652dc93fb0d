import { accessMessages as messages } from "../../shared/access/messages";
import type { OpenMethod } from "../../shared/access/remotes";

/** Most ids in one look-up of a player. */
const MOST_IDS = 100;
const LONGEST_QUERY = 300;
const LONGEST_TEXT = 200;
const LONGEST_ID = 40;
/** Nobody turns pages this far by hand. */
const FARTHEST_OFFSET = 10000;
const MOST_FILTERS = 60;
const DEEPEST_FILTER = 3;

type Options = Record<string, unknown>;
type Read = LuaTuple<[options: Options | undefined, fault: string | undefined]>;

const isText = (value: unknown): value is string => typeIs(value, "string");
const isFilled = (value: unknown): value is string => isText(value) && string.match(value, "%S")[0] !== undefined;

/** What each method takes from a player; everything else stays behind. Numbers and enumerations are the catalog's to judge. */
const FIELDS: Record<Exclude<OpenMethod, "searchAudio">, string[]> = {
	search: ["query", "limit", "offset", "filters", "sort", "region"],
	similar: ["limit", "offset", "filters", "max_score", "dedupe"],
	sfxSearch: ["query", "limit", "offset", "filters", "sort"],
	getSfxTaxonomy: [],
	sfxSimilar: ["limit", "offset", "filters", "max_score", "dedupe"],
	browse: ["type", "name", "limit", "offset", "sort", "region"],
	sfxBrowse: ["type", "name", "limit", "offset", "region"],
	getPlaylist: ["playlist_id"],
	listPlaylists: [],
	getStructure: ["include_metadata"],
};

/** Copies plain data of bounded size; `undefined` when it is more, deeper or anything else. */
function copyData(input: unknown, budget: { left: number }, depth: number): unknown {
	budget.left -= 1;
	if (budget.left < 0) return undefined;
	if (isText(input)) return input.size() <= LONGEST_TEXT && utf8.len(input)[0] !== undefined ? input : undefined;
	if (typeIs(input, "number")) return input - input === 0 ? input : undefined;
	if (typeIs(input, "boolean")) return input;
	if (!typeIs(input, "table") || depth <= 0) return undefined;
	const copy: Options = {};
	for (const [key, value] of pairs(input as Options)) {
		const kept = copyData(value, budget, depth - 1);
		if (kept === undefined || (isText(key) && key.size() > LONGEST_ID)) return undefined;
		copy[key] = kept;
	}
	return copy;
}

/** An id as digits or a content string of sensible length; nothing is looked up in what a player sends. */
function idOf(input: unknown): string | number | undefined {
	if (typeIs(input, "number")) return input;
	return isText(input) && input !== "" && input.size() <= LONGEST_ID ? input : undefined;
}

function readIds(method: string, input: unknown): LuaTuple<[ids: unknown[] | undefined, fault: string | undefined]> {
	if (!typeIs(input, "table")) return $tuple(undefined, undefined);
	const list = input as defined[];
	if (list.size() > MOST_IDS) return $tuple(undefined, messages.tooMany(method, "asset_ids", MOST_IDS));
	const ids = new Array<string | number>();
	for (const entry of list) {
		const id = idOf(entry);
		if (id === undefined) return $tuple(undefined, messages.notData(method, "asset_ids"));
		ids.push(id);
	}
	return $tuple(ids.isEmpty() ? undefined : ids, undefined);
}

/** Whether the shape is what the method needs at all, in the words of the official SDK. */
function shapeFault(method: OpenMethod, raw: unknown): string | undefined {
	const options = (typeIs(raw, "table") ? raw : {}) as Options;
	const isTable = typeIs(raw, "table");
	if (method === "search") return isTable ? undefined : messages.search;
	if (method === "similar" || method === "sfxSimilar" || method === "getStructure") {
		return isTable && idOf(options.asset_id) !== undefined ? undefined : messages.assetId(method);
	}
	if (method === "sfxSearch") return isTable ? undefined : messages.table(method);
	if (method === "browse" || method === "sfxBrowse") {
		return isTable && isText(options.type) ? undefined : messages.kind(method);
	}
	if (method === "getPlaylist") return isTable && isFilled(options.playlist_id) ? undefined : messages.getPlaylist;
	return undefined;
}

/**
 * The options of a player's request: only what the method knows, of bounded size. Nothing a player sends is trusted,
 * and nothing of it reaches the API unless it is named here.
 */
export function readRequest(method: Exclude<OpenMethod, "searchAudio">, raw: unknown): Read {
	const wrong = shapeFault(method, raw);
	if (wrong !== undefined) return $tuple(undefined, wrong);
	const given = (typeIs(raw, "table") ? raw : {}) as Options;
	const options: Options = {};
	for (const name of FIELDS[method]) {
		const value = given[name];
		if (value === undefined) continue;
		const longest = name === "query" ? LONGEST_QUERY : LONGEST_TEXT;
		if (isText(value) && value.size() > longest) return $tuple(undefined, messages.tooLong(method, name, longest));
		if (typeIs(value, "table")) {
			const copy = name === "filters" ? copyData(value, { left: MOST_FILTERS }, DEEPEST_FILTER) : undefined;
			if (copy === undefined) return $tuple(undefined, messages.notData(method, name));
			options[name] = copy;
		} else options[name] = value;
	}
	const { offset } = options;
	if (typeIs(offset, "number") && offset > FARTHEST_OFFSET) {
		return $tuple(undefined, messages.offset(method, FARTHEST_OFFSET));
	}
	if (method === "search") {
		const [ids, fault] = readIds(method, given.asset_ids);
		if (fault !== undefined) return $tuple(undefined, fault);
		if (ids === undefined && !isFilled(options.query)) return $tuple(undefined, messages.searchEmpty);
		options.asset_ids = ids;
	} else {
		const id = idOf(given.asset_id);
		const takesId = method !== "sfxSearch" && method !== "sfxBrowse" && method !== "getPlaylist";
		if (takesId && id !== undefined) options.asset_id = id;
	}
	return $tuple(options, undefined);
}

/** The parameters of a player's search by the engine's own fields; `undefined` when they are none. */
export function readSearchAudio(raw: unknown): Options | undefined {
	if (!typeIs(raw, "table")) return undefined;
	const params: Options = {};
	for (const [name, value] of pairs(raw as Options)) {
		if (!isText(name)) return undefined;
		const isEnum = typeOf(value) === "EnumItem";
		if (isText(value) ? value.size() > LONGEST_TEXT : !isEnum && !typeIs(value, "number")) return undefined;
		params[name] = value;
		if (name.size() > LONGEST_ID) return undefined;
	}
	return params;
}

/** Where a page begins and how long it is, of whatever a player sent. */
export function readPage(offset: unknown, limit: unknown): LuaTuple<[offset: number, limit: number]> {
	const whole = (value: unknown, otherwise: number) =>
		typeIs(value, "number") && value - value === 0 ? math.floor(value) : otherwise;
	return $tuple(math.clamp(whole(offset, 0), 0, FARTHEST_OFFSET), math.clamp(whole(limit, 30), 1, 100));
}
