import type { AssetIdResolvable } from "../wire/asset-id";
import type { Track } from "../wire/music";
import type {
	AuditOptions,
	BrowseOptions,
	HealthOptions,
	LookupOptions,
	PlaylistOptions,
	SearchOptions,
	SfxBrowseOptions,
	SfxSearchOptions,
	SfxSimilarExtras,
	SfxSimilarOptions,
	SimilarExtras,
	SimilarOptions,
	StructureExtras,
	StructureOptions,
} from "../wire/options";
import type { PlaylistListResult, PlaylistResult } from "../wire/playlist";
import type { Answer, Problem } from "../wire/problem";
import type {
	AssetHealthResult,
	AuditResult,
	BrowseListResult,
	BrowseResult,
	BrowseTracksResult,
	SearchResult,
	SfxBrowseResult,
	SfxSearchResult,
	SfxSimilarResult,
	SfxTaxonomyResult,
	SimilarResult,
} from "../wire/results";
import type { SfxTrack } from "../wire/sfx";
import type { Beat, Segment, TrackStructure } from "../wire/structure";

/** Gives the next item; in Luau it stands in a generic `for`. */
export type Pages<T> = IterableFunction<T>;

/** Hears why an iteration ended early. */
export type OnProblem = (problem: Problem) => void;

/** What can be browsed as a list. */
type ListType = BrowseListResult["type"];

/** Asking the catalog. Every method yields, answers `result, err, problem`, and never raises. */
export interface CatalogMethods {
	/**
	 * Music by meaning: mood, genre, description, artist. One id, or a comma-separated list of ids, is a lookup.
	 *
	 * @example
	 * const [result, err] = client.search({ query: "calm piano for a rainy night", limit: 5 });
	 */
	search(options: SearchOptions): Answer<SearchResult>;
	/**
	 * Tracks by their ids, in order. Any number of ids; what is asked for in one frame travels together.
	 *
	 * @example
	 * const [result] = client.lookup({ asset_ids: ["1848354536", 9045766377] });
	 */
	lookup(options: LookupOptions): Answer<SearchResult>;
	/**
	 * Music that is like a track.
	 *
	 * @example
	 * const [result] = client.similar("1848354536", { limit: 10, dedupe: true });
	 */
	similar(input: AssetIdResolvable | SimilarOptions, extras?: SimilarExtras): Answer<SimilarResult>;
	/**
	 * Artists, albums, genres, moods, games; the tracks of one of them; or what is trending. `result.type` tells
	 * lists and tracks apart.
	 *
	 * @example
	 * const [result] = client.browse({ type: "genre", name: "hip-hop-rap" });
	 */
	browse(options: BrowseOptions & ({ type: "trending" } | { name: string })): Answer<BrowseTracksResult>;
	browse<T extends ListType>(
		options: BrowseOptions & { type: T; name?: undefined },
	): Answer<Extract<BrowseListResult, { type: T }>>;
	browse(options: BrowseOptions): Answer<BrowseResult>;
	/**
	 * Sound effects by meaning, by category, or both.
	 *
	 * @example
	 * const [result] = client.sfxSearch({ query: "footstep on gravel", filters: { duration: { max: 1 } } });
	 */
	sfxSearch(options: SfxSearchOptions): Answer<SfxSearchResult>;
	/**
	 * Sound effects that are like one. An id the catalog does not know is `not-found`.
	 *
	 * @example
	 * const [result] = client.sfxSimilar("9120386436", { limit: 8, max_score: 0.98 });
	 */
	sfxSimilar(input: AssetIdResolvable | SfxSimilarOptions, extras?: SfxSimilarExtras): Answer<SfxSimilarResult>;
	/**
	 * Sound effects that are trending.
	 *
	 * @example
	 * const [result] = client.sfxBrowse({ type: "trending" });
	 */
	sfxBrowse(options: SfxBrowseOptions): Answer<SfxBrowseResult>;
	/**
	 * All categories and subcategories of sound effects.
	 *
	 * @example
	 * const [result] = client.getSfxTaxonomy();
	 */
	getSfxTaxonomy(): Answer<SfxTaxonomyResult>;
	/**
	 * Beats and sections of a track. Kept for the life of the server.
	 *
	 * @example
	 * const [structure] = client.getStructure("1848354536", { include_metadata: true });
	 */
	getStructure(input: AssetIdResolvable | StructureOptions, extras?: StructureExtras): Answer<TrackStructure>;
	/**
	 * The beat nearest to a moment; of two equally near, the earlier. `nil, nil` without a beat grid. Only the first
	 * question about a track yields; the answer is frozen, and asking every frame makes no garbage.
	 *
	 * @example
	 * const [beat] = client.beatAtTime("1848354536", sound.TimePosition);
	 */
	beatAtTime(input: AssetIdResolvable, time: number): Answer<Beat>;
	/**
	 * The section (or, with `"phrase"`, the phrase) that a moment lies in. `nil, nil` between sections.
	 *
	 * @example
	 * const [section] = client.sectionAtTime("1848354536", sound.TimePosition);
	 */
	sectionAtTime(input: AssetIdResolvable, time: number, level?: "section" | "phrase"): Answer<Segment>;
	/**
	 * One playlist of the portal, with its tracks and sounds.
	 *
	 * @example
	 * const [result] = client.getPlaylist({ playlist_id: "station-electronic-1712" });
	 */
	getPlaylist(options: PlaylistOptions): Answer<PlaylistResult>;
	/**
	 * All playlists of the key.
	 *
	 * @example
	 * const [result] = client.listPlaylists();
	 */
	listPlaylists(playerId?: number | string): Answer<PlaylistListResult>;
	/**
	 * Whether assets can be played: from the catalog, and from the engine for those it does not know.
	 *
	 * @example
	 * const [result] = client.checkAssetHealth([sound, "rbxassetid://1848354536"]);
	 */
	checkAssetHealth(ids: ReadonlyArray<AssetIdResolvable>, options?: HealthOptions): Answer<AssetHealthResult>;
	/**
	 * The health of every asset the place uses. Walks the place in steps, so no frame is late.
	 *
	 * @example
	 * const [result] = client.auditAudio();
	 */
	auditAudio(options?: AuditOptions): Answer<AuditResult>;
	/**
	 * All rows of a method with pages, one by one, for a `for`. Pages are fetched as they are needed (where Luau does
	 * not let iterators yield, all at once: give `maxItems`). `onProblem` hears why it ended early; without it, a
	 * warning says so.
	 *
	 * @example
	 * for (const track of client.each("search", { query: "lofi" }, 250)) print(track.name);
	 */
	each(method: "search", options: SearchOptions, maxItems?: number, onProblem?: OnProblem): Pages<Track>;
	each(method: "similar", options: SimilarOptions, maxItems?: number, onProblem?: OnProblem): Pages<Track>;
	each(method: "sfxSearch", options: SfxSearchOptions, maxItems?: number, onProblem?: OnProblem): Pages<SfxTrack>;
	each(method: "sfxSimilar", options: SfxSimilarOptions, maxItems?: number, onProblem?: OnProblem): Pages<SfxTrack>;
	each(method: "sfxBrowse", options: SfxBrowseOptions, maxItems?: number, onProblem?: OnProblem): Pages<SfxTrack>;
	each<T extends defined = Track>(
		method: "browse",
		options: BrowseOptions,
		maxItems?: number,
		onProblem?: OnProblem,
	): Pages<T>;
}

/** The same methods as Promises; they reject with the problem. */
export interface CatalogPromises {
	/** As `search` of the client, as a Promise. */
	search: (options: SearchOptions) => Promise<SearchResult>;
	/** As `lookup` of the client, as a Promise. */
	lookup: (options: LookupOptions) => Promise<SearchResult>;
	/** As `similar` of the client, as a Promise. */
	similar: (input: AssetIdResolvable | SimilarOptions, extras?: SimilarExtras) => Promise<SimilarResult>;
	/** As `browse` of the client, as a Promise. */
	browse: (options: BrowseOptions) => Promise<BrowseResult>;
	/** As `sfxSearch` of the client, as a Promise. */
	sfxSearch: (options: SfxSearchOptions) => Promise<SfxSearchResult>;
	/** As `sfxSimilar` of the client, as a Promise. */
	sfxSimilar: (input: AssetIdResolvable | SfxSimilarOptions, extras?: SfxSimilarExtras) => Promise<SfxSimilarResult>;
	/** As `sfxBrowse` of the client, as a Promise. */
	sfxBrowse: (options: SfxBrowseOptions) => Promise<SfxBrowseResult>;
	/** As `getSfxTaxonomy` of the client, as a Promise. */
	getSfxTaxonomy: () => Promise<SfxTaxonomyResult>;
	/** As `getStructure` of the client, as a Promise. */
	getStructure: (input: AssetIdResolvable | StructureOptions, extras?: StructureExtras) => Promise<TrackStructure>;
	/** As `beatAtTime` of the client, as a Promise. */
	beatAtTime: (input: AssetIdResolvable, time: number) => Promise<Beat | undefined>;
	/** As `sectionAtTime` of the client, as a Promise. */
	sectionAtTime: (input: AssetIdResolvable, time: number, level?: "section" | "phrase") => Promise<Segment | undefined>;
	/** As `getPlaylist` of the client, as a Promise. */
	getPlaylist: (options: PlaylistOptions) => Promise<PlaylistResult>;
	/** As `listPlaylists` of the client, as a Promise. */
	listPlaylists: (playerId?: number | string) => Promise<PlaylistListResult>;
	/** As `checkAssetHealth` of the client, as a Promise. */
	checkAssetHealth: (ids: ReadonlyArray<AssetIdResolvable>, options?: HealthOptions) => Promise<AssetHealthResult>;
	/** As `auditAudio` of the client, as a Promise. */
	auditAudio: (options?: AuditOptions) => Promise<AuditResult>;
}
