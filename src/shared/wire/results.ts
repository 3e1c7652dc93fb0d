import type { Track } from "./music";
import type { SfxTrack, TaxonomyGroup } from "./sfx";

/** Where a page lies in its list. */
export interface PageMeta {
	total: number;
	limit: number;
	offset: number;
}

export interface SearchResult {
	tracks: Track[];
	artists?: Array<{ name: string; track_count: number }>;
	albums?: Array<{ name: string; artist: string; track_count: number }>;
	meta: PageMeta & {
		search_method?: "semantic" | "text" | "id" | "ids-batch";
		/** The artist that smart substitution recognised. */
		matched_artist?: string;
		/** Lookups only: ids that are deleted, delisted, not public or unknown. */
		missing_ids?: string[];
		sort?: string;
	};
}

export interface SimilarResult {
	tracks: Track[];
	meta: PageMeta;
}

export interface SfxSearchResult {
	tracks: SfxTrack[];
	categories?: Array<{ name: string; track_count: number }>;
	subcategories?: Array<{ name: string; category: string; track_count: number }>;
	meta: PageMeta & { search_method?: string; synthesized_query?: string; sort?: string };
}

export interface SfxSimilarResult {
	tracks: SfxTrack[];
	meta: PageMeta;
}

export interface ArtistItem {
	name: string;
	track_count: number;
	album_count?: number;
}
export interface AlbumItem {
	name: string;
	artist?: string;
	genre?: string;
	track_count: number;
}
export interface GenreItem {
	name: string;
	slug?: string;
	display_name?: string;
	track_count: number;
}
export interface MoodItem {
	name: string;
	display_name?: string;
	track_count: number;
}
export interface GameItem {
	universe_id: number;
	name: string;
	creator_name?: string;
	root_place_id?: number;
	playing?: number;
	visits?: number;
	track_count: number;
}

/** What can be browsed. */
export type BrowseType = "artist" | "album" | "genre" | "mood" | "trending" | "game";

interface ListMeta<T extends BrowseType> extends PageMeta {
	type: T;
}

/** A list of entities: `browse` without `name`. */
export type BrowseListResult =
	| { type: "artist"; items: ArtistItem[]; tracks?: undefined; meta: ListMeta<"artist"> }
	| { type: "album"; items: AlbumItem[]; tracks?: undefined; meta: ListMeta<"album"> }
	| { type: "genre"; items: GenreItem[]; tracks?: undefined; meta: ListMeta<"genre"> }
	| { type: "mood"; items: MoodItem[]; tracks?: undefined; meta: ListMeta<"mood"> }
	| { type: "game"; items: GameItem[]; tracks?: undefined; meta: ListMeta<"game"> & { asset_id?: number } };

/** The tracks of one entity (`name` given) or the trending list. */
export interface BrowseTracksResult {
	type: "tracks";
	tracks: Track[];
	items?: undefined;
	meta: PageMeta & { type: BrowseType; name?: string; sort?: string };
}

/** Told apart by `type`: `"tracks"`, or the kind of entity that is listed. */
export type BrowseResult = BrowseListResult | BrowseTracksResult;

export interface SfxBrowseResult {
	tracks: SfxTrack[];
	meta: PageMeta & { type: "trending"; name?: string };
}

export interface SfxTaxonomyResult {
	taxonomy: TaxonomyGroup[];
	meta: { broader_category_count?: number; category_count?: number; subcategory_count?: number };
}

/** `ok` is servable; the rest says why an asset is not, or not known to be. */
export type AssetStatus = "ok" | "moderated" | "deleted" | "delisted" | "not_in_catalog" | "private" | "unknown";

export interface AssetHealth {
	asset_id: string;
	status: AssetStatus;
	audio_type?: "music" | "sfx";
	name?: string;
	/** Private assets: what the engine knows. */
	title?: string;
	duration?: number;
	/** Set when the check of this asset's batch failed: its status is then `unknown`. */
	problem?: string;
}

export interface AssetHealthResult {
	assets: AssetHealth[];
	meta: { total: number; ok: number; unavailable: number; private: number; unknown: number };
}

export interface AuditedAsset extends AssetHealth {
	/** How many instances use it. */
	uses: number;
	/** The full name of one of them. */
	sample: string;
}

export interface AuditResult {
	assets: AuditedAsset[];
	meta: AssetHealthResult["meta"] & { instances: number };
}
