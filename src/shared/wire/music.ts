import { amount, decibels, id, list, needed, number, object, seconds, tempo, text, word } from "./schema";

/** The sound of a track in numbers. `arousal` runs from -1 to 1 (relative energy), the others from about 0 to 1. */
export interface Mood {
	arousal?: number;
	happy?: number;
	sad?: number;
	aggressive?: number;
	relaxed?: number;
	party?: number;
	danceable?: number;
}

const mood = object<Mood>({
	arousal: number,
	happy: number,
	sad: number,
	aggressive: number,
	relaxed: number,
	party: number,
	danceable: number,
});

/** One of up to five finer genre guesses; only the order of their scores means anything. */
export interface DetailedGenre {
	label: string;
	parent?: string;
	score?: number;
}

const detailedGenre = object<DetailedGenre>({ label: needed(text), parent: text, score: number });

/** Musical keys as the API spells them. */
export type MusicalKey = "C" | "C#" | "D" | "Eb" | "E" | "F" | "F#" | "G" | "Ab" | "A" | "Bb" | "B";

const musicalKey = word("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B");

/**
 * One piece of music. Only the id is certain: the API may leave out everything else, and mostly does on tracks that
 * were not analysed. Nulls, numbers that are not finite and values of another type arrive as missing too.
 */
export interface Track {
	/** Digits only, without `rbxassetid://`. */
	asset_id: string;
	name?: string;
	artist?: string;
	album?: string;
	/** Seconds. */
	duration?: number;
	/** Canonical display name, for example `Hip Hop / Rap`. */
	genre?: string;
	/** The same in URL form, for example `hip-hop-rap`. */
	genre_slug?: string;
	bpm?: number;
	/** Relevance or likeness, 0 to 1, on search and similar. */
	score?: number;
	/** Place in a playlist. */
	position?: number;
	created_at?: string;
	updated_at?: string;
	creator_name?: string;
	/** Integrated loudness, LUFS. */
	loudness_lufs?: number;
	/** True peak, dBTP. */
	true_peak_dbtp?: number;
	mood?: Mood;
	key?: MusicalKey;
	scale?: "major" | "minor";
	key_confidence?: number;
	voice?: "voice" | "instrumental";
	voice_confidence?: number;
	electronic?: string;
	acoustic?: string;
	timbre?: string;
	/** Long-tailed: rank by it, never cut off at a fixed value. */
	danceability?: number;
	genres_detailed?: DetailedGenre[];
}

export const track = object<Track>({
	asset_id: needed(id),
	name: text,
	artist: text,
	album: text,
	duration: seconds,
	genre: text,
	genre_slug: text,
	bpm: tempo,
	score: number,
	position: amount,
	created_at: text,
	updated_at: text,
	creator_name: text,
	loudness_lufs: decibels,
	true_peak_dbtp: decibels,
	mood,
	key: musicalKey,
	scale: word("major", "minor"),
	key_confidence: number,
	voice: word("voice", "instrumental"),
	voice_confidence: number,
	electronic: text,
	acoustic: text,
	timbre: text,
	danceability: number,
	genres_detailed: list(detailedGenre),
});

/** Seconds, both ends optional. */
export interface DurationRange {
	min?: number;
	max?: number;
}

/** All filters of a music search. */
export interface MusicFilters {
	genres?: string[];
	duration?: DurationRange;
	min_play_count?: number;
	min_likes?: number;
	/** `YYYY-MM-DD`. */
	created_after?: string;
	/** `true`: only tracks without vocals. */
	instrumental?: boolean;
	electronic?: boolean;
	acoustic?: boolean;
	key?: MusicalKey;
	scale?: "major" | "minor";
	/** Implies vocals. */
	gender?: "male" | "female";
}

/** The filters that similar music understands. */
export interface SimilarFilters {
	genres?: string[];
	duration?: DurationRange;
}
