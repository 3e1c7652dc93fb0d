import type { Unchecked } from "../../shared/catalog/endpoints";
import type { BrowseOptions, PlaylistOptions } from "../../shared/wire/options";
import type { Outcome } from "../../shared/wire/outcome";
import type { PlaylistBody, PlaylistResult } from "../../shared/wire/playlist";
import type { Answer } from "../../shared/wire/problem";
import type { BrowseBody, BrowseResult, BrowseType, EntityItem, GameItem } from "../../shared/wire/results";
import { deepCopy } from "../http/copy";

/** An outcome as its caller gets it: a copy that is the caller's own. */
export function answerOf<T>(outcome: Outcome<T>): Answer<T> {
	if (outcome.ok) return $tuple(deepCopy(outcome.value), undefined, undefined);
	return $tuple(undefined, outcome.problem.message, { ...outcome.problem });
}

/** For values that are frozen already: nothing is copied. */
export function sharedAnswerOf<T>(outcome: Outcome<T>): Answer<T> {
	if (outcome.ok) return $tuple(outcome.value, undefined, undefined);
	return $tuple(undefined, outcome.problem.message, { ...outcome.problem });
}

const isGame = (item: EntityItem): item is EntityItem & GameItem => item.universe_id !== undefined;

/** Tells lists and tracks apart, and the kinds of lists. */
export function browseAnswer(body: BrowseBody, options: Unchecked<BrowseOptions>): BrowseResult {
	const { items, meta } = body;
	// Its parameter was checked before anything was asked.
	const listed = options.type as BrowseType;
	if (items === undefined || options.name !== undefined || listed === "trending") {
		return { ...body, type: "tracks", tracks: body.tracks ?? [], items: undefined, meta: { ...meta, type: listed } };
	}
	const rest = { ...body, tracks: undefined };
	if (listed === "artist") return { ...rest, type: listed, items, meta: { ...meta, type: listed } };
	if (listed === "album") return { ...rest, type: listed, items, meta: { ...meta, type: listed } };
	if (listed === "genre") return { ...rest, type: listed, items, meta: { ...meta, type: listed } };
	if (listed === "mood") return { ...rest, type: listed, items, meta: { ...meta, type: listed } };
	return { ...rest, type: listed, items: items.filter(isGame), meta: { ...meta, type: listed } };
}

/** A playlist has a name of its own and lists, whatever the API left out. */
export function playlistAnswer(body: PlaylistBody, options: Unchecked<PlaylistOptions>): PlaylistResult {
	const playlist = body.playlist ?? { id: tostring(options.playlist_id) };
	return { ...body, playlist, tracks: body.tracks ?? [] };
}
