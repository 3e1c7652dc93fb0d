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
	/** How many rows there are in all. */
	total?: number;
	/** How many were asked for. */
	limit?: number;
	/** How many were passed over. */
	offset?: number;
}

const page = { total: amount, limit: amount, offset: amount };

/** Tracks that share an artist. */
export interface ArtistGroup {
	/** The artist's name. */
	name: string;
	/** How many of their tracks the catalog has. */
	track_count?: number;
}

const artistGroup = object<ArtistGroup>({ name: needed(text), track_count: amount });

/** Tracks that share an album. */
export interface AlbumGroup {
	/** The album's name. */
	name: string;
	/** Whose album it is. */
	artist?: string;
	/** How many of its tracks the catalog has. */
	track_count?: number;
}

const albumGroup = object<AlbumGroup>({ name: needed(text), artist: text, track_count: amount });

export interface SearchResult {
	/** The tracks, best first. */
	tracks: Track[];
	/** Artists that fit. */
	artists?: ArtistGroup[];
	/** Albums that fit. */
	albums?: AlbumGroup[];
	/** Which page it is, of how many rows. */
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
	/** The tracks, the most alike first. */
	tracks: Track[];
	/** Which page it is, of how many rows. */
	meta: PageMeta;
}

export const similarResult = object<SimilarResult>({
	tracks: needed(rows(track)),
	meta: orEmpty(object<PageMeta>(page)),
});

/** Sound effects that share a category. */
export interface CategoryGroup {
	/** The category's name. */
	name: string;
	/** How many of its sounds were found. */
	track_count?: number;
}

const categoryGroup = object<CategoryGroup>({ name: needed(text), track_count: amount });

/** Sound effects that share a subcategory. */
export interface SubcategoryGroup {
	/** The subcategory's name. */
	name: string;
	/** The category it belongs to. */
	category?: string;
	/** How many of its sounds were found. */
	track_count?: number;
}

const subcategoryGroup = object<SubcategoryGroup>({ name: needed(text), category: text, track_count: amount });

export interface SfxSearchResult {
	/** The sounds, best first. */
	tracks: SfxTrack[];
	/** Categories that fit. */
	categories?: CategoryGroup[];
	/** Subcategories that fit. */
	subcategories?: SubcategoryGroup[];
	/** Which page it is, of how many rows. */
	meta: PageMeta & { search_method?: string; synthesized_query?: string; sort?: string };
}

export const sfxSearchResult = object<SfxSearchResult>({
	tracks: needed(rows(sfxTrack)),
	categories: list(categoryGroup),
	subcategories: list(subcategoryGroup),
	meta: orEmpty(object<SfxSearchResult["meta"]>({ ...page, search_method: text, synthesized_query: text, sort: text })),
});

export interface SfxSimilarResult {
	/** The sounds, the most alike first. */
	tracks: SfxTrack[];
	/** Which page it is, of how many rows. */
	meta: PageMeta;
}

export const sfxSimilarResult = object<SfxSimilarResult>({
	tracks: needed(rows(sfxTrack)),
	meta: orEmpty(object<PageMeta>(page)),
});

export interface ArtistItem {
	/** The artist's name. */
	name: string;
	/** How many of their tracks the catalog has. */
	track_count?: number;
	/** How many of their albums the catalog has. */
	album_count?: number;
}
export interface AlbumItem {
	/** The album's name. */
	name: string;
	/** Whose album it is. */
	artist?: string;
	/** Its genre. */
	genre?: string;
	/** How many of its tracks the catalog has. */
	track_count?: number;
}
export interface GenreItem {
	/** The genre's name. */
	name: string;
	/** Its name, as an address has it. */
	slug?: string;
	/** Its name for people. */
	display_name?: string;
	/** How many of its tracks the catalog has. */
	track_count?: number;
}
export interface MoodItem {
	/** The mood's name. */
	name: string;
	/** Its name for people. */
	display_name?: string;
	/** How many of its tracks the catalog has. */
	track_count?: number;
}
export interface GameItem {
	/** The experience's id. */
	universe_id: number;
	/** The experience's name. */
	name: string;
	/** Who made it. */
	creator_name?: string;
	/** The place it starts in. */
	root_place_id?: number;
	/** How many play it now. */
	playing?: number;
	/** How often it was visited. */
	visits?: number;
	/** How many of the catalog's tracks are heard in it. */
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
	/** What is listed. */
	type: T;
}

interface ListOf<T extends BrowseType, Item> {
	/** What is listed; `"tracks"` are no list of entities. */
	type: T;
	/** The entities. */
	items: Item[];
	/** Tracks have a result of their own. */
	tracks?: undefined;
	/** Which page it is, of how many rows. */
	meta: ListMeta<T>;
}

/** A list of entities: `browse` without `name`. */
export type BrowseListResult =
	| ListOf<"artist", ArtistItem>
	| ListOf<"album", AlbumItem>
	| ListOf<"genre", GenreItem>
	| ListOf<"mood", MoodItem>
	| (ListOf<"game", GameItem> & { meta: { asset_id?: number } });

/** The tracks of one entity (`name` given) or the trending list. */
export interface BrowseTracksResult {
	/** Tells tracks from lists of other things. */
	type: "tracks";
	/** The tracks. */
	tracks: Track[];
	/** A list has these instead. */
	items?: undefined;
	/** Which page it is, of how many rows. */
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
	/** The sounds, the most played first. */
	tracks: SfxTrack[];
	/** Which page it is, of how many rows. */
	meta: PageMeta & { type?: "trending"; name?: string };
}

export const sfxBrowseResult = object<SfxBrowseResult>({
	tracks: needed(rows(sfxTrack)),
	meta: orEmpty(object<SfxBrowseResult["meta"]>({ ...page, type: word("trending"), name: text })),
});

export interface SfxTaxonomyResult {
	/** All categories, by the broader category they belong to. */
	taxonomy: TaxonomyGroup[];
	/** How many there are. */
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
	/** The asset id as digits. */
	asset_id: string;
	/** Whether it can be played. */
	status: AssetStatus;
	/** Music or a sound effect, where that is known. */
	audio_type?: "music" | "sfx";
	/** As the catalog has it; of private assets the engine's title. */
	name?: string;
	/** Private assets: what the engine knows. */
	title?: string;
	/** Seconds. */
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
	/** One entry an id, in the order asked for. */
	assets: AssetHealth[];
	/** How many were asked for. */
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
	/** One entry an asset that the place uses. */
	assets: AuditedAsset[];
	/** How much was looked at. */
	meta: AssetHealthResult["meta"] & {
		/** Sounds and AudioPlayers found. */
		instances: number;
		/** The same, by the official SDK's name. */
		instances_scanned: number;
		/** Different assets that they use. */
		distinct_assets: number;
	};
}
