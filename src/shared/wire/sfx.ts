import type { DurationRange } from "./music";
import { amount, decibels, id, list, needed, number, numericId, object, orEmpty, seconds, text } from "./schema";

/** One sound effect. Only the id is certain; nulls and values of another type arrive as missing. */
export interface SfxTrack {
	/** Digits only, whatever the wire sent. */
	asset_id: string;
	/** Its title. */
	name?: string;
	/** What it sounds like, in words. */
	description?: string;
	/** Its category. */
	category?: string;
	/** Its subcategory. */
	subcategory?: string;
	/** One string, separated by commas. */
	tags?: string;
	/** Seconds. */
	duration?: number;
	/** How well it fits, 0 to 1. */
	score?: number;
	/** Place in a playlist. */
	position?: number;
	/** How often it was played. */
	play_count?: number;
	/** How many liked it. */
	like_count?: number;
	/** When it was uploaded, ISO date-time. */
	created_at?: string;
	/** When it was last changed, ISO date-time. */
	updated_at?: string;
	/** Who uploaded it. */
	creator_id?: number;
	/** The name of who uploaded it. */
	creator_name?: string;
	/** True peak, dBTP. */
	true_peak_dbtp?: number;
	/** Where audible sound begins, seconds. */
	sound_start_sec?: number;
	/** Where audible sound ends, seconds. */
	sound_end_sec?: number;
}

export const sfxTrack = object<SfxTrack>({
	asset_id: needed(id),
	name: text,
	description: text,
	category: text,
	subcategory: text,
	tags: text,
	duration: seconds,
	score: number,
	position: amount,
	play_count: amount,
	like_count: amount,
	created_at: text,
	updated_at: text,
	creator_id: numericId,
	creator_name: text,
	true_peak_dbtp: decibels,
	sound_start_sec: seconds,
	sound_end_sec: seconds,
});

/** Filters of a sound-effect search. */
export interface SfxFilters {
	/** Category names of the taxonomy, verbatim. */
	categories?: string[];
	/** Subcategories it may have. */
	subcategories?: string[];
	/** How long it may be. */
	duration?: DurationRange;
	/** How many liked it, at least. */
	min_likes?: number;
	/** `YYYY-MM-DD`. */
	created_after?: string;
}

/** The filters that similar sound effects understand. */
export interface SfxSimilarFilters {
	/** Categories it may have. */
	categories?: string[];
	/** Subcategories it may have. */
	subcategories?: string[];
	/** How long it may be. */
	duration?: DurationRange;
}

/** One node of the sound-effect taxonomy. */
export interface TaxonomyGroup {
	/** What the categories have in common. */
	broader_category: string;
	/** The categories, each with its subcategories. */
	categories: Array<{ category: string; subcategories: string[] }>;
}

const category = object<TaxonomyGroup["categories"][number]>({
	category: needed(text),
	subcategories: orEmpty(list(text)),
});

export const taxonomyGroup = object<TaxonomyGroup>({
	broader_category: needed(text),
	categories: orEmpty(list(category)),
});
