import { resolveAssetId } from "../../shared/wire/asset-id";
import { plainText } from "../../shared/wire/plain-text";
import type { MusicFilters } from "../catalog/port";
import { sourceMessages } from "./messages";

/** What has to be asked for one piece of music. Equal keys are one request. */
export type SourceRequest =
	| { kind: "search"; key: string; query: string; filters?: MusicFilters }
	| { kind: "playlist"; key: string; id: string }
	| { kind: "assets"; key: string; ids: string[] }
	| { kind: "similar"; key: string; id: string }
	| { kind: "bed"; key: string; query: string }
	| { kind: "radio"; key: string; topic: string };

/** A request and how much of its answer a zone uses. */
export interface SourceUse {
	request: SourceRequest;
	/** Tracks in the zone's rotation; `undefined` is all there are. */
	tracks: number | undefined;
}

/** Music of a zone made by `similarTo` rotates among this many. */
const SIMILAR_TRACKS = 5;
const MAX_TRACKS = 50;

type Parsed = [use: SourceUse | undefined, why: string | undefined];

function bad(why: string): Parsed {
	return [undefined, why];
}

function good(request: SourceRequest, tracks: number | undefined): Parsed {
	return [{ request, tracks }, undefined];
}

function assets(list: unknown): Parsed {
	if (!typeIs(list, "table")) return bad(sourceMessages.assets);
	const ids = new Array<string>();
	for (const item of list as unknown[]) {
		const id = resolveAssetId(item);
		if (id === undefined) return bad(sourceMessages.assetId(item));
		ids.push(id);
	}
	if (ids.isEmpty()) return bad(sourceMessages.assets);
	return good({ kind: "assets", key: `assets|${ids.join(",")}`, ids }, undefined);
}

function text(value: unknown): string | undefined {
	if (!typeIs(value, "string")) return undefined;
	const [trimmed] = value.gsub("^%s*(.-)%s*$", "%1");
	return trimmed !== "" ? trimmed : undefined;
}

function search(source: { query?: unknown; filters?: unknown; tracks?: unknown }): Parsed {
	const query = text(source.query);
	if (query === undefined) return bad(sourceMessages.query);
	const { filters, tracks = 1 } = source;
	if (filters !== undefined && !typeIs(filters, "table")) return bad(sourceMessages.filters);
	if (!typeIs(tracks, "number") || tracks < 1 || tracks > MAX_TRACKS || tracks % 1 !== 0) {
		return bad(sourceMessages.tracks(tracks, MAX_TRACKS));
	}
	// An empty table would travel as a JSON array.
	const asked = filters !== undefined && next(filters)[0] !== undefined ? (filters as MusicFilters) : undefined;
	const key = `search|${query}|${asked !== undefined ? plainText(asked) : ""}`;
	return good({ kind: "search", key, query, filters: asked }, tracks);
}

/**
 * Reads a music source of the public API.
 *
 * @param topicOf gives the topic of a radio, `undefined` for what is none
 */
export function parseSource(source: unknown, topicOf: (radio: unknown) => string | undefined): Parsed {
	if (typeIs(source, "string") || typeIs(source, "number")) {
		const id = resolveAssetId(source);
		return id !== undefined ? assets([id]) : bad(sourceMessages.assetId(source));
	}
	if (!typeIs(source, "table")) return bad(sourceMessages.none);
	const { query, playlist, similarTo, radio } = source as Record<string, unknown>;
	if (query !== undefined) return search(source);
	if (playlist !== undefined) {
		const id = text(playlist);
		return id !== undefined
			? good({ kind: "playlist", key: `playlist|${id}`, id }, undefined)
			: bad(sourceMessages.playlist);
	}
	if (similarTo !== undefined) {
		const id = resolveAssetId(similarTo);
		return id !== undefined
			? good({ kind: "similar", key: `similar|${id}`, id }, SIMILAR_TRACKS)
			: bad(sourceMessages.assetId(similarTo));
	}
	if (radio !== undefined) {
		const topic = topicOf(radio);
		return topic !== undefined
			? good({ kind: "radio", key: `radio|${topic}`, topic }, undefined)
			: bad(sourceMessages.radio);
	}
	const listed = (source as { assets?: unknown }).assets;
	return listed !== undefined ? assets(listed) : bad(sourceMessages.none);
}

/** Reads an ambience: an asset id, or a search among sound effects. */
export function parseAmbience(source: unknown): Parsed {
	if (typeIs(source, "table")) {
		const query = text((source as { query?: unknown }).query);
		return query !== undefined ? good({ kind: "bed", key: `bed?${query}`, query }, 1) : bad(sourceMessages.query);
	}
	const id = resolveAssetId(source);
	return id !== undefined
		? good({ kind: "assets", key: `bed|${id}`, ids: [id] }, 1)
		: bad(sourceMessages.assetId(source));
}
