import type { DurationRange } from "./music";

/** One sound effect. Fields marked optional may be missing on clips that were not analysed. */
export interface SfxTrack {
	/** Digits only, whatever the wire sent. */
	asset_id: string;
	name: string;
	description?: string;
	category?: string;
	subcategory?: string;
	/** One string, separated by commas. */
	tags?: string;
	/** Seconds. */
	duration: number;
	score?: number;
	/** Place in a playlist. */
	position?: number;
	play_count?: number;
	like_count?: number;
	created_at?: string;
	updated_at?: string;
	creator_id?: number;
	creator_name?: string;
	/** True peak, dBTP. */
	true_peak_dbtp?: number;
	/** Where audible sound begins, seconds. */
	sound_start_sec?: number;
	/** Where audible sound ends, seconds. */
	sound_end_sec?: number;
}

/** Filters of a sound-effect search. */
export interface SfxFilters {
	/** Category names of the taxonomy, verbatim. */
	categories?: string[];
	subcategories?: string[];
	duration?: DurationRange;
	min_likes?: number;
	/** `YYYY-MM-DD`. */
	created_after?: string;
}

/** The filters that similar sound effects understand. */
export interface SfxSimilarFilters {
	categories?: string[];
	subcategories?: string[];
	duration?: DurationRange;
}

/** One node of the sound-effect taxonomy. */
export interface TaxonomyGroup {
	broader_category: string;
	categories: Array<{ category: string; subcategories: string[] }>;
}
