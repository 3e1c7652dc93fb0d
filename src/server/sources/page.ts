import type { BrowseOptions, SearchFields, SfxSearchFields } from "../../shared/wire/options";
import type { Problem } from "../../shared/wire/problem";
import type { CallOptions, CatalogPort } from "../catalog/port";
import { sourceMessages as messages } from "./messages";
import type { AudioKind, RowOf, Source } from "./source";

/** Where a page lies. */
export interface Place {
	limit: number;
	offset: number;
}

/** One page of a source's rows, as the catalog gave them. */
export interface Page<A extends AudioKind> {
	rows: ReadonlyArray<RowOf<A>>;
	/** Rows there are in all, where the catalog says so. */
	total?: number;
	/** Offset of the page that follows; `undefined` at the end of the list. */
	following?: number;
}

export type PageAnswer<A extends AudioKind> = LuaTuple<[page: Page<A> | undefined, problem: Problem | undefined]>;

interface Listed<R> {
	tracks?: R[];
	meta?: { total?: number; limit?: number };
}

/** Pages without near duplicates come short, and even empty, although the list goes on behind them. */
function paged<A extends AudioKind>(
	{ limit, offset }: Place,
	sifted: boolean,
	result: Listed<RowOf<A>> | undefined,
	problem: Problem | undefined,
): PageAnswer<A> {
	if (result === undefined) return $tuple(undefined, problem);
	const { tracks: rows = [], meta } = result;
	const given = meta?.limit;
	const following = offset + (given !== undefined && given >= 1 ? given : limit);
	const total = meta?.total;
	const ended = (rows.isEmpty() && !sifted) || following >= (total ?? offset + rows.size());
	return $tuple({ rows, total, following: ended ? undefined : following }, undefined);
}

function whole<A extends AudioKind>(rows: ReadonlyArray<RowOf<A>> | undefined, problem: Problem | undefined) {
	if (rows === undefined) return $tuple(undefined, problem);
	return $tuple({ rows, total: rows.size() }, undefined);
}

function refuse(kind: Source["kind"]): Problem {
	return { kind: "invalid-argument", message: messages.cannotAsk(kind), endpoint: kind, attempts: 0 };
}

/** The first page is asked for as if there were no others: that is the request which others make too. */
function placed({ limit, offset }: Place): { limit: number; offset?: number } {
	return offset > 0 ? { limit, offset } : { limit };
}

function browse(catalog: CatalogPort, options: BrowseOptions, place: Place, call: CallOptions): PageAnswer<"music"> {
	const [result, , problem] = catalog.browse({ ...options, ...placed(place) }, call);
	return paged<"music">(place, false, result?.type === "tracks" ? result : undefined, problem);
}

function askMusic(catalog: CatalogPort, source: Source<"music">, place: Place, call: CallOptions): PageAnswer<"music"> {
	switch (source.kind) {
		case "search": {
			const options: SearchFields = { query: source.query, filters: source.filters, ...placed(place) };
			const [result, , problem] = catalog.search(options, call);
			return paged<"music">(place, false, result, problem);
		}
		case "similar": {
			const { id, filters } = source;
			const [result, , problem] = catalog.similar({ asset_id: id, filters, dedupe: true, ...placed(place) }, call);
			return paged<"music">(place, true, result, problem);
		}
		case "playlist": {
			const [result, , problem] = catalog.getPlaylist({ playlist_id: source.playlist }, call);
			return whole<"music">(result && (result.tracks ?? []), problem);
		}
		case "assets": {
			const [result, , problem] = catalog.lookup({ asset_ids: source.ids }, call);
			return whole<"music">(result?.tracks, problem);
		}
		case "genre":
			return browse(catalog, { type: "genre", name: source.genre }, place, call);
		case "trending":
			return browse(catalog, { type: "trending" }, place, call);
		case "radio":
			return $tuple(undefined, refuse(source.kind));
	}
}

function askEffects(catalog: CatalogPort, source: Source<"sfx">, place: Place, call: CallOptions): PageAnswer<"sfx"> {
	switch (source.kind) {
		case "search": {
			const { query, filters } = source;
			const options: SfxSearchFields = { query: query !== "" ? query : undefined, filters, ...placed(place) };
			const [result, , problem] = catalog.sfxSearch(options, call);
			return paged<"sfx">(place, false, result, problem);
		}
		case "similar": {
			const { id, filters } = source;
			const [result, , problem] = catalog.sfxSimilar({ asset_id: id, filters, dedupe: true, ...placed(place) }, call);
			return paged<"sfx">(place, true, result, problem);
		}
		case "playlist": {
			const [result, , problem] = catalog.getPlaylist({ playlist_id: source.playlist }, call);
			return whole<"sfx">(result && (result.sounds ?? []), problem);
		}
		default:
			// Effects have no lookup, no genres and, for the experiences, no charts.
			return $tuple(undefined, refuse(source.kind));
	}
}

/**
 * Asks the catalog for one page of a source: the one place that knows which method answers which source. Yields; raises
 * only where the catalog does.
 *
 * @returns the page, or the problem; never neither
 */
export function askPage<A extends AudioKind>(
	catalog: CatalogPort,
	source: Source<A>,
	place: Place,
	call: CallOptions,
): PageAnswer<A> {
	const answer =
		source.audio === "music"
			? askMusic(catalog, source as Source<"music">, place, call)
			: askEffects(catalog, source as Source<"sfx">, place, call);
	const [page, problem] = answer as PageAnswer<A>;
	if (page !== undefined) return $tuple(page, undefined);
	return $tuple(
		undefined,
		problem ?? { kind: "network", message: messages.noAnswer, endpoint: source.kind, attempts: 0 },
	);
}
