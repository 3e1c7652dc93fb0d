import { genres, genreSlugs } from "../data/genres.ts";
import { createRandom, hash, type Random, round } from "./random.ts";
import { dateTime, type Effect, type Track } from "./types.ts";

export const keys = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"] as const;

/** Not every field of an analysed track is there: some are null, as the documentation warns. */
const maybe = <T>(random: Random, value: T, missing = 0.03): T | null => (random.chance(missing) ? null : value);

/**
 * Loudness, with the odd values the documentation warns of: null, a text, or a number JSON cannot hold
 * (which becomes null here; the `nan` fault sends it bare).
 */
function loudness(random: Random, track: Track): number | string | null {
	const share = random.next();
	if (share < 0.03) return null;
	if (share < 0.04) return "-Infinity";
	if (share < 0.045) return "NaN";
	if (share < 0.05) return Number.NaN;
	return round(-22 + (track.feel[0]! + 1) * 6 + random.bell() * 2, 2);
}

function analysis(track: Track, seed: number): Record<string, unknown> {
	if (!track.analysed)
		return track.index % 2 === 0
			? {}
			: { loudness_lufs: null, true_peak_dbtp: null, mood: null, key: null, scale: null };
	const random = createRandom(hash(seed, "analysis", track.index));
	const genre = genres[track.genre]!;
	const styles = genre.styles.split(",");
	const [arousal, happy, sad, aggressive, relaxed, party, danceable] = track.feel.map(x => round(x, 4));
	return {
		loudness_lufs: loudness(random, track),
		true_peak_dbtp: maybe(random, round(Math.min(2.4, -2.2 + random.bell() * 1.4), 2)),
		mood: maybe(random, { arousal, happy, sad, aggressive, relaxed, party, danceable }, 0.02),
		key: maybe(random, keys[track.key]!),
		scale: maybe(random, track.scale),
		key_confidence: maybe(random, round(random.between(0.2, 1))),
		voice: maybe(random, track.voice === "none" ? "instrumental" : "voice"),
		voice_confidence: maybe(random, round(random.between(0.5, 1))),
		electronic: maybe(random, track.electronic ? "electronic" : "non_electronic"),
		acoustic: maybe(random, track.acoustic ? "acoustic" : "non_acoustic"),
		timbre: maybe(random, track.feel[0]! > 0.1 ? "bright" : "dark"),
		danceability: maybe(random, round(0.7 + (track.feel[6]! * 0.5) / (0.25 + random.next()), 4)),
		genres_detailed: maybe(
			random,
			styles.map((label, i) => ({
				label,
				parent: genre.name,
				score: round((0.2 / (i + 1)) * random.between(0.8, 1), 4),
			})),
		),
	};
}

/** A music track as search, similar and browse give it. */
export function trackRow(track: Track, seed: number, score?: number): Record<string, unknown> {
	return {
		asset_id: track.id,
		name: track.name,
		artist: track.artist,
		album: track.album,
		duration: track.duration,
		genre: genres[track.genre]!.name,
		genre_slug: genreSlugs[track.genre]!,
		bpm: track.index % 41 === 40 ? null : track.bpm,
		...(score === undefined ? {} : { score }),
		created_at: dateTime(track.created),
		...(track.index % 11 === 10 ? {} : { updated_at: dateTime(track.created + 30) }),
		...(track.index % 13 === 12 ? {} : { creator_name: `${track.artist} Music` }),
		...analysis(track, seed),
	};
}

/** A track as playlists give it: no score, no analysis. */
export const playlistTrackRow = (track: Track, position: number): Record<string, unknown> => ({
	asset_id: track.id,
	name: track.name,
	artist: track.artist,
	album: track.album,
	genre: genres[track.genre]!.name,
	genre_slug: genreSlugs[track.genre]!,
	duration: track.duration,
	...(track.index % 41 === 40 ? {} : { bpm: track.bpm }),
	position,
	created_at: dateTime(track.created),
	updated_at: dateTime(track.created + 30),
});

/** A sound effect as search, similar and browse give it. */
export const effectRow = (effect: Effect, ids: "number" | "string", score: number): Record<string, unknown> => ({
	asset_id: ids === "number" ? Number(effect.id) : effect.id,
	name: effect.name,
	description: effect.description,
	category: effect.category,
	subcategory: effect.subcategory,
	tags: effect.tags,
	duration: effect.duration,
	score,
	created_at: dateTime(effect.created),
	updated_at: dateTime(effect.created + 14),
	creator_id: effect.creatorId,
	creator_name: effect.creator,
	true_peak_dbtp: effect.peak,
	sound_start_sec: effect.start,
	sound_end_sec: effect.end,
});

/** A sound as playlists give it: its id is a text, and it carries its counts. */
export function playlistSoundRow(effect: Effect, position: number): Record<string, unknown> {
	const { score: _, ...row } = effectRow(effect, "string", 0);
	return { ...row, play_count: effect.plays, like_count: effect.likes, position };
}
