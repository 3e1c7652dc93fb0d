import { lengthOf } from "../../shared/wire/row-facts";
import type { CatalogPort, Priority, Problem, SfxTrack, Track } from "../catalog/port";
import { messages } from "./messages";
import type { SourceRequest } from "./source";

/** What the catalog answered: rows, or a problem. */
export interface Found {
	tracks?: Track[];
	/** The clip of an ambience. */
	clip?: SfxTrack;
	problem?: Problem;
	/** Rows without levels. */
	unlevelled?: boolean;
}

const BED_LIMIT = 10;
/** Shorter clips are no beds: one hears them repeat. */
const BED_SECONDS = 8;

function problemOf(request: SourceRequest, err: string | undefined, problem: Problem | undefined): Problem {
	return problem ?? { kind: "network", message: err ?? "no answer", endpoint: request.kind, attempts: 0 };
}

function nothing(request: SourceRequest, what: string): Found {
	const message = messages.nothingFound(what);
	return { problem: { kind: "not-found", message, endpoint: request.kind, attempts: 1 } };
}

/** Every track once; none is a problem. */
function rows(request: SourceRequest, what: string, tracks: ReadonlyArray<Track>, unlevelled: boolean): Found {
	const seen = new Set<string>();
	const found = tracks.filter(track => {
		if (seen.has(track.asset_id)) return false;
		seen.add(track.asset_id);
		return true;
	});
	return found.isEmpty() ? nothing(request, what) : { tracks: found, unlevelled };
}

/** The best match of those long enough to be looped, else the longest. */
function bedOf(clips: ReadonlyArray<SfxTrack>): SfxTrack | undefined {
	let best: SfxTrack | undefined;
	for (const clip of clips) {
		const held = best !== undefined ? (lengthOf(best) ?? 0) : -1;
		if (held < BED_SECONDS && (lengthOf(clip) ?? 0) > held) best = clip;
	}
	return best;
}

/** Asks the catalog for one source. Yields, never raises. */
export function fetchSource(catalog: CatalogPort, request: SourceRequest, limit: number, priority: Priority): Found {
	if (request.kind === "search") {
		const { query, filters } = request;
		const [result, err, problem] = catalog.search({ query, filters, limit }, { priority });
		if (result === undefined) return { problem: problemOf(request, err, problem) };
		return rows(request, `'${query}'`, result.tracks, false);
	}
	if (request.kind === "similar") {
		const [result, err, problem] = catalog.similar({ asset_id: request.id, limit, dedupe: true }, { priority });
		if (result === undefined) return { problem: problemOf(request, err, problem) };
		return rows(request, `the likes of ${request.id}`, result.tracks, false);
	}
	if (request.kind === "playlist") {
		const [result, err, problem] = catalog.getPlaylist({ playlist_id: request.id }, { priority });
		if (result === undefined) return { problem: problemOf(request, err, problem) };
		return rows(request, `playlist '${request.id}'`, result.tracks, true);
	}
	if (request.kind === "bed") {
		const { query } = request;
		const [result, err, problem] = catalog.sfxSearch({ query, limit: BED_LIMIT }, { priority });
		if (result === undefined) return { problem: problemOf(request, err, problem) };
		const clip = bedOf(result.tracks);
		return clip !== undefined ? { clip } : nothing(request, `'${query}'`);
	}
	return {};
}
