import type { AssetIdResolvable } from "./asset-id";
import type { NeedsOne } from "./forms";
import type { MusicFilters, SimilarFilters } from "./music";
import type { BrowseType } from "./results";
import type { SfxFilters, SfxSimilarFilters } from "./sfx";

/** Which region's charts count; needs regional trending on the key. Default: the world. */
export type Region = "auto" | "americas" | "eu" | "apac";

export interface Paged {
	/** 1 to 100. Default 20. */
	limit?: number;
	/** Default 0. */
	offset?: number;
}

export interface ForPlayer {
	/** The acting player: callers over budget take turns by player. Sent as `X-Player-Id` on uncached endpoints. */
	playerId?: number | string;
}

/** All that a search can hold, before it is known to hold enough. */
export interface SearchFields extends Paged, ForPlayer {
	/** Free text; one id or a comma-separated list of ids is a lookup. */
	query?: string;
	/** A lookup of any number of ids (100 a request, merged in order). Beside a `query` both are sent as they are. */
	asset_ids?: ReadonlyArray<AssetIdResolvable>;
	/** What may be found at all. */
	filters?: MusicFilters;
	/** Default `"relevance"`. */
	sort?: "relevance" | "popular" | "recent";
	/** Whose charts count. Default: the world's. */
	region?: Region;
}

/** What to search for: words, ids, or both. */
export type SearchOptions = NeedsOne<SearchFields, "query" | "asset_ids">;

export interface LookupOptions extends ForPlayer {
	/** Any number of ids, in any form. */
	asset_ids: ReadonlyArray<AssetIdResolvable>;
}

export interface Alike extends Paged, ForPlayer {
	/** 0 to 1: leaves out rows that are as much alike or more. */
	max_score?: number;
	/** Leaves out near duplicates. Default `false`. */
	dedupe?: boolean;
}

/** Options of `similar` beside its input. */
export interface SimilarExtras extends Alike {
	/** What may be found at all. */
	filters?: SimilarFilters;
}
export interface SimilarOptions extends SimilarExtras {
	/** The track whose likes are wanted. */
	asset_id: AssetIdResolvable;
}

/** Options of `sfxSimilar` beside its input. */
export interface SfxSimilarExtras extends Alike {
	/** What may be found at all. */
	filters?: SfxSimilarFilters;
}
export interface SfxSimilarOptions extends SfxSimilarExtras {
	/** The sound whose likes are wanted. */
	asset_id: AssetIdResolvable;
}

/** All that a search for effects can hold, before it is known to hold enough. */
export interface SfxSearchFields extends Paged, ForPlayer {
	/** Needed unless `filters.categories` is given. */
	query?: string;
	/** What may be found at all. */
	filters?: SfxFilters;
	/** Default `"relevance"`. */
	sort?: "relevance" | "popular" | "recent";
}

/** What to search for: words, categories, or both. */
export type SfxSearchOptions =
	| NeedsOne<SfxSearchFields, "query">
	| (Omit<SfxSearchFields, "filters"> & { filters: NeedsOne<SfxFilters, "categories"> });

export interface BrowseOptions extends Paged, ForPlayer {
	/** What to browse. */
	type: BrowseType;
	/** With it the tracks of that entity, without it the list of entities. */
	name?: string;
	/** `type = "game"` only: games in which this track was heard. */
	asset_id?: AssetIdResolvable;
	/** Default `"popular"`. */
	sort?: "popular" | "alpha" | "recent";
	/** Whose charts count. Default: the world's. */
	region?: Region;
}

export interface SfxBrowseOptions extends Paged, ForPlayer {
	/** Only what is trending can be browsed. */
	type: "trending";
	/** A category. */
	name?: string;
	/** Whose charts count. Default: the world's. */
	region?: Region;
}

export interface StructureExtras extends ForPlayer {
	/** Adds authored metadata and lanes. Default `false`. */
	include_metadata?: boolean;
}
export interface StructureOptions extends StructureExtras {
	/** The track whose beats and sections are wanted. */
	asset_id: AssetIdResolvable;
}

export interface PlaylistOptions extends ForPlayer {
	/** The id, as the portal shows it. */
	playlist_id: string;
}

export interface TaxonomyOptions {}

export interface PlaylistListOptions extends ForPlayer {}

export interface HealthOptions extends ForPlayer {
	/** Tell AudioScape about assets of yours that it does not know (title and duration). Default `false`. */
	reportPrivate?: boolean;
}

export interface AuditOptions extends HealthOptions {
	/** Where to look. Default: the nine services that hold sounds. */
	roots?: Instance[];
}
