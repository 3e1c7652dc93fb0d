import { accessMessages as messages } from "../../shared/access/messages";
import { type EndpointName, fieldsOf, openEndpoints } from "../../shared/catalog/endpoints";

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
function shapeFault(method: EndpointName, raw: unknown): string | undefined {
	const { takes, fields } = openEndpoints[method];
	if (takes === "nothing") return undefined;
	const options: Readonly<Record<string, unknown>> | undefined = typeIs(raw, "table") ? { ...raw } : undefined;
	if (takes === "asset") return idOf(options?.asset_id) !== undefined ? undefined : messages.assetId(method);
	if ("type" in fields) return isText(options?.type) ? undefined : messages.kind(method);
	if ("playlist_id" in fields) return isFilled(options?.playlist_id) ? undefined : messages.getPlaylist;
	if (options !== undefined) return undefined;
	return method === "search" ? messages.search : messages.table(method);
}

/** One option as a player may send it; numbers and enumerations are the catalog's to judge. */
function readField(
	method: EndpointName,
	name: string,
	value: unknown,
): LuaTuple<[kept: unknown, fault: string | undefined]> {
	if (name === "asset_ids") return readIds(method, value);
	if (name === "asset_id") return $tuple(idOf(value), undefined);
	const longest = name === "query" ? LONGEST_QUERY : LONGEST_TEXT;
	if (isText(value) && value.size() > longest) return $tuple(undefined, messages.tooLong(method, name, longest));
	if (name === "offset" && typeIs(value, "number") && value > FARTHEST_OFFSET) {
		return $tuple(undefined, messages.offset(method, FARTHEST_OFFSET));
	}
	if (!typeIs(value, "table")) return $tuple(value, undefined);
	const copy = name === "filters" ? copyData(value, { left: MOST_FILTERS }, DEEPEST_FILTER) : undefined;
	return $tuple(copy, copy === undefined ? messages.notData(method, name) : undefined);
}

/**
 * The options of a player's request: only what the method knows, of bounded size. Nothing a player sends is trusted,
 * and nothing of it reaches the API unless the endpoint table names it.
 */
export function readRequest(method: EndpointName, raw: unknown): Read {
	const wrong = shapeFault(method, raw);
	if (wrong !== undefined) return $tuple(undefined, wrong);
	const given: Readonly<Record<string, unknown>> = typeIs(raw, "table") ? { ...raw } : {};
	const options: Options = {};
	for (const name of fieldsOf(method)) {
		const value = given[name];
		if (value === undefined) continue;
		const [kept, fault] = readField(method, name, value);
		if (fault !== undefined) return $tuple(undefined, fault);
		options[name] = kept;
	}
	if (method === "search" && options.asset_ids === undefined && !isFilled(options.query)) {
		return $tuple(undefined, messages.searchEmpty);
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
