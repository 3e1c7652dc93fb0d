import type { MusicFilters, Track } from "../../shared/wire/music";
import { plainText } from "../../shared/wire/plain-text";
import type { SfxFilters, SfxTrack } from "../../shared/wire/sfx";

/** Which of the two catalogs. */
export type AudioKind = "music" | "sfx";

interface Rows {
	music: Track;
	sfx: SfxTrack;
}
interface Filters {
	music: MusicFilters;
	sfx: SfxFilters;
}

/** A row of a catalog. */
export type RowOf<A extends AudioKind> = Rows[A];
/** The filters of a catalog's search. */
export type FiltersOf<A extends AudioKind> = Filters[A];

/** Where sound comes from, as plain data. Made by `readSource`; equal keys (`keyOf`) are one request. */
export type Source<A extends AudioKind = AudioKind> =
	| { kind: "assets"; audio: A; ids: ReadonlyArray<string> }
	| { kind: "similar"; audio: A; id: string; filters?: FiltersOf<A> }
	| { kind: "search"; audio: A; query: string; filters?: FiltersOf<A> }
	| { kind: "playlist"; audio: A; playlist: string }
	| { kind: "genre"; audio: A; genre: string }
	| { kind: "trending"; audio: A }
	| { kind: "radio"; audio: A; topic: string };

/**
 * Equal for equal sources, whatever the order of their filters.
 *
 * @example
 * keyOf({ kind: "similar", audio: "sfx", id: "42" }) // `{audio:"sfx",id:"42",kind:"similar"}`
 */
export function keyOf(source: Source): string {
	return plainText(source);
}
