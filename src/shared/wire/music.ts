import { amount, decibels, id, list, needed, number, object, seconds, tempo, text, word } from "./schema";

/** The sound of a track in numbers. `arousal` runs from -1 to 1 (relative energy), the others from about 0 to 1. */
export interface Mood {
	/** From calm to intense, -1 to 1. */
	arousal?: number;
	/** How happy it is, 0 to 1. */
	happy?: number;
	/** How sad it is, 0 to 1. */
	sad?: number;
	/** How aggressive it is, 0 to 1. */
	aggressive?: number;
	/** How relaxed it is, 0 to 1. */
	relaxed?: number;
	/** How much of a party it is, 0 to 1. */
	party?: number;
	/** How well it can be danced to, 0 to 1. */
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
	/** The finer genre. */
	label: string;
	/** The genre it belongs to. */
	parent?: string;
	/** How sure it is, 0 to 1. */
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
	/** Its title. */
	name?: string;
	/** Whose it is. */
	artist?: string;
	/** The album it is on. */
	album?: string;
	/** Seconds. */
	duration?: number;
	/** Canonical display name, for example `Hip Hop / Rap`. */
	genre?: string;
	/** The same in URL form, for example `hip-hop-rap`. */
	genre_slug?: string;
	/** Beats a minute. */
	bpm?: number;
	/** Relevance or likeness, 0 to 1, on search and similar. */
	score?: number;
	/** Place in a playlist. */
	position?: number;
	/** When it was uploaded, ISO date-time. */
	created_at?: string;
	/** When it was last changed, ISO date-time. */
	updated_at?: string;
	/** The name of who uploaded it. */
	creator_name?: string;
	/** Integrated loudness, LUFS. */
	loudness_lufs?: number;
	/** True peak, dBTP. */
	true_peak_dbtp?: number;
	/** How it feels. */
	mood?: Mood;
	/** The key it is in. */
	key?: MusicalKey;
	/** Major or minor. */
	scale?: "major" | "minor";
	/** How sure the key is, 0 to 1. */
	key_confidence?: number;
	/** Sung or instrumental. */
	voice?: "voice" | "instrumental";
	/** How sure that is, 0 to 1. */
	voice_confidence?: number;
	/** How electronic it is, 0 to 1. */
	electronic?: string;
	/** How acoustic it is, 0 to 1. */
	acoustic?: string;
	/** Bright or dark. */
	timbre?: string;
	/** Long-tailed: rank by it, never cut off at a fixed value. */
	danceability?: number;
	/** Finer genres. */
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
	/** Seconds, at least. */
	min?: number;
	/** Seconds, at most. */
	max?: number;
}

/** All filters of a music search. */
export interface MusicFilters {
	/** Genres it may have. */
	genres?: string[];
	/** How long it may be. */
	duration?: DurationRange;
	/** How often it was played, at least. */
	min_play_count?: number;
	/** How many liked it, at least. */
	min_likes?: number;
	/** `YYYY-MM-DD`. */
	created_after?: string;
	/** `true`: only tracks without vocals. */
	instrumental?: boolean;
	/** Whether it is electronic. */
	electronic?: boolean;
	/** Whether it is acoustic. */
	acoustic?: boolean;
	/** The key it is in. */
	key?: MusicalKey;
	/** Major or minor. */
	scale?: "major" | "minor";
	/** Implies vocals. */
	gender?: "male" | "female";
}

/** The filters that similar music understands. */
export interface SimilarFilters {
	/** Genres it may have. */
	genres?: string[];
	/** How long it may be. */
	duration?: DurationRange;
}
