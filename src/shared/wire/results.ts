import { type Track, track } from "./music";
import {
	amount,
	flag,
	growingWord,
	id,
	list,
	needed,
	number,
	numericId,
	object,
	orEmpty,
	rows,
	text,
	word,
} from "./schema";
import { type SfxTrack, sfxTrack, type TaxonomyGroup, taxonomyGroup } from "./sfx";

/** Where a page lies in its list, as far as the API says so. */
export interface PageMeta {
	total?: number;
	limit?: number;
	offset?: number;
}

const page = { total: amount, limit: amount, offset: amount };

/** Tracks that share an artist. */
export interface ArtistGroup {
	name: string;
	track_count?: number;
}

const artistGroup = object<ArtistGroup>({ name: needed(text), track_count: amount });

/** Tracks that share an album. */
export interface AlbumGroup {
	name: string;
	artist?: string;
	track_count?: number;
}

const albumGroup = object<AlbumGroup>({ name: needed(text), artist: text, track_count: amount });

export interface SearchResult {
	tracks: Track[];
	artists?: ArtistGroup[];
	albums?: AlbumGroup[];
	meta: PageMeta & {
		search_method?: "semantic" | "text" | "id" | "ids-batch";
		/** The artist that smart substitution recognised. */
		matched_artist?: string;
		/** Lookups only: ids that are deleted, delisted, not public or unknown. */
		missing_ids?: string[];
		sort?: string;
	};
}

export const searchResult = object<SearchResult>({
	tracks: needed(rows(track)),
	artists: list(artistGroup),
	albums: list(albumGroup),
	meta: orEmpty(
		object<SearchResult["meta"]>({
			...page,
			search_method: word("semantic", "text", "id", "ids-batch"),
			matched_artist: text,
			missing_ids: list(id),
			sort: text,
		}),
	),
});

export interface SimilarResult {
	tracks: Track[];
	meta: PageMeta;
}

export const similarResult = object<SimilarResult>({
	tracks: needed(rows(track)),
	meta: orEmpty(object<PageMeta>(page)),
});

/** Sound effects that share a category. */
export interface CategoryGroup {
	name: string;
	track_count?: number;
}

const categoryGroup = object<CategoryGroup>({ name: needed(text), track_count: amount });

/** Sound effects that share a subcategory. */
export interface SubcategoryGroup {
	name: string;
	category?: string;
	track_count?: number;
}

const subcategoryGroup = object<SubcategoryGroup>({ name: needed(text), category: text, track_count: amount });

export interface SfxSearchResult {
	tracks: SfxTrack[];
	categories?: CategoryGroup[];
	subcategories?: SubcategoryGroup[];
	meta: PageMeta & { search_method?: string; synthesized_query?: string; sort?: string };
}

export const sfxSearchResult = object<SfxSearchResult>({
	tracks: needed(rows(sfxTrack)),
	categories: list(categoryGroup),
	subcategories: list(subcategoryGroup),
	meta: orEmpty(object<SfxSearchResult["meta"]>({ ...page, search_method: text, synthesized_query: text, sort: text })),
});

export interface SfxSimilarResult {
	tracks: SfxTrack[];
	meta: PageMeta;
}

export const sfxSimilarResult = object<SfxSimilarResult>({
	tracks: needed(rows(sfxTrack)),
	meta: orEmpty(object<PageMeta>(page)),
});

export interface ArtistItem {
	name: string;
	track_count?: number;
	album_count?: number;
}
export interface AlbumItem {
	name: string;
	artist?: string;
	genre?: string;
	track_count?: number;
}
export interface GenreItem {
	name: string;
	slug?: string;
	display_name?: string;
	track_count?: number;
}
export interface MoodItem {
	name: string;
	display_name?: string;
	track_count?: number;
}
export interface GameItem {
	universe_id: number;
	name: string;
	creator_name?: string;
	root_place_id?: number;
	playing?: number;
	visits?: number;
	track_count?: number;
}

/** An entity of any kind, as the API sends it. */
export interface EntityItem {
	name: string;
	artist?: string;
	genre?: string;
	slug?: string;
	display_name?: string;
	universe_id?: number;
	creator_name?: string;
	root_place_id?: number;
	playing?: number;
	visits?: number;
	album_count?: number;
	track_count?: number;
}

const entityItem = object<EntityItem>({
	name: needed(text),
	artist: text,
	genre: text,
	slug: text,
	display_name: text,
	universe_id: numericId,
	creator_name: text,
	root_place_id: numericId,
	playing: amount,
	visits: amount,
	album_count: amount,
	track_count: amount,
});

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

/** What `browse` gets, before it is told apart. */
export interface BrowseBody {
	tracks?: Track[];
	items?: EntityItem[];
	meta: PageMeta & { name?: string; sort?: string; asset_id?: number };
}

export const browseBody = object<BrowseBody>(
	{
		tracks: rows(track),
		items: list(entityItem),
		meta: orEmpty(object<BrowseBody["meta"]>({ ...page, name: text, sort: text, asset_id: numericId })),
	},
	["tracks", "items"],
);

export interface SfxBrowseResult {
	tracks: SfxTrack[];
	meta: PageMeta & { type?: "trending"; name?: string };
}

export const sfxBrowseResult = object<SfxBrowseResult>({
	tracks: needed(rows(sfxTrack)),
	meta: orEmpty(object<SfxBrowseResult["meta"]>({ ...page, type: word("trending"), name: text })),
});

export interface SfxTaxonomyResult {
	taxonomy: TaxonomyGroup[];
	meta: { broader_category_count?: number; category_count?: number; subcategory_count?: number };
}

export const sfxTaxonomyResult = object<SfxTaxonomyResult>({
	taxonomy: needed(list(taxonomyGroup)),
	meta: orEmpty(
		object<SfxTaxonomyResult["meta"]>({
			broader_category_count: amount,
			category_count: amount,
			subcategory_count: amount,
		}),
	),
});

/** `ok` is servable; the rest says why an asset is not, or not known to be. */
export type AssetStatus = "ok" | "moderated" | "deleted" | "delisted" | "not_in_catalog" | "private" | "unknown";

export interface AssetHealth {
	asset_id: string;
	status: AssetStatus;
	audio_type?: "music" | "sfx";
	/** As the catalog has it; of private assets the engine's title. */
	name?: string;
	/** Private assets: what the engine knows. */
	title?: string;
	duration?: number;
	/** Set when the check of this asset's batch failed: its status is then `unknown`. */
	problem?: string;
}

/** The part of it that the API knows. */
export type CheckedAsset = Pick<AssetHealth, "asset_id" | "status" | "audio_type" | "name">;

/** The answer of the health check, before the engine was asked. */
export interface HealthBody {
	assets: CheckedAsset[];
}

export const healthBody = object<HealthBody>({
	assets: needed(
		list(
			object<CheckedAsset>({
				asset_id: needed(id),
				status: needed(growingWord<AssetStatus>()),
				audio_type: word("music", "sfx"),
				name: text,
			}),
		),
	),
});

/** The answer to a report of private assets. */
export interface ReportBody {
	accepted?: number;
	ok?: boolean;
}

export const reportBody = object<ReportBody>({ accepted: number, ok: flag });

export interface AssetHealthResult {
	assets: AssetHealth[];
	meta: { total: number; ok: number; unavailable: number; private: number; unknown: number };
}

export interface AuditedAsset extends AssetHealth {
	/** How many instances use it. */
	uses: number;
	/** The full name of one of them. */
	sample: string;
	/** The same, by the official SDK's name. */
	sample_path: string;
}

export interface AuditResult {
	assets: AuditedAsset[];
	meta: AssetHealthResult["meta"] & {
		/** Sounds and AudioPlayers found. */
		instances: number;
		/** The same, by the official SDK's name. */
		instances_scanned: number;
		/** Different assets that they use. */
		distinct_assets: number;
	};
}
