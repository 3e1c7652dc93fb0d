import { genres, resolveGenre } from "../data/genres.ts";
import { playlistSoundRow, playlistTrackRow } from "./rows.ts";
import type { Effect, Track } from "./types.ts";

type Kind = "music" | "sfx" | "mixed";

/** A playlist as the portal would hold it. */
interface Recipe {
	id: string;
	name: string;
	genre: string;
	mode: "shuffle" | "sequential";
	/** Undefined for one made before playlists had kinds. */
	kind: Kind | undefined;
	tracks: number;
	sounds: number;
	/** Which sounds it may hold: a word of their name or category. */
	about?: string;
}

const recipe = (
	id: string,
	name: string,
	genre: string,
	mode: Recipe["mode"],
	kind: Kind | undefined,
	tracks: number,
	sounds = 0,
	about?: string,
): Recipe => ({
	id,
	name,
	genre,
	mode,
	kind,
	tracks,
	sounds,
	...(about === undefined ? {} : { about }),
});

const recipes: readonly Recipe[] = [
	recipe("station-electronic-1712345678901", "Electronic Station", "electronic", "shuffle", "music", 24),
	recipe("station-lo-fi-1712345678902", "Late Night Study", "lofi", "sequential", "music", 16),
	recipe("station-r&b / soul-1712345678903", "R&B / Soul", "rnb", "shuffle", "music", 12),
	recipe("station-cinematic-1712345678904", "Boss Fights", "cinematic", "sequential", undefined, 8),
	recipe("sfx-1785000000001", "Grass Steps", "ambient", "shuffle", "sfx", 0, 10, "Footstep Grass"),
	recipe("sfx-1785000000002", "Metal Steps", "ambient", "shuffle", "sfx", 0, 8, "Footstep Metal"),
	recipe("sfx-ui clicks-1785000000003", "Menu Clicks", "electronic", "sequential", "sfx", 0, 12, "User Interface"),
	recipe("mixed-1790000000001", "Haunted House", "ambient", "shuffle", "mixed", 6, 6, "Doors"),
	recipe("station-empty-1790000000002", "Nothing Yet", "pop", "shuffle", "music", 0),
];

const head = (r: Recipe) => ({
	id: r.id,
	name: r.name,
	genre: genres[resolveGenre(r.genre)!]!.name,
	playback_mode: r.mode,
	track_count: r.tracks,
	...(r.kind === undefined ? {} : { kind: r.kind, sound_count: r.sounds }),
});

/** All playlists of a key, without what is on them. */
export const playlistHeads = (): ReturnType<typeof head>[] => recipes.map(head);

/** What a playlist stands for that nobody has, where none may be unknown: it has both tracks and sounds. */
const STAND_IN = recipes.find(r => r.kind === "mixed")!;

/** One playlist with what is on it, or undefined. */
export function playlistOf(
	id: string,
	tracks: readonly Track[],
	effects: readonly Effect[],
	unknown: "refused" | "known" = "refused",
): Record<string, unknown> | undefined {
	const found = recipes.find(r => r.id === id) ?? (unknown === "known" ? { ...STAND_IN, id, name: id } : undefined);
	if (found === undefined) return undefined;
	const genre = resolveGenre(found.genre);
	const chosen = tracks.filter(t => t.genre === genre).slice(0, found.tracks);
	const sounds = effects
		.filter(e => found.about !== undefined && e.name.startsWith(found.about))
		.slice(0, found.sounds);
	const count = { track_count: chosen.length, ...(found.kind === undefined ? {} : { sound_count: sounds.length }) };
	return {
		playlist: { ...head(found), ...count },
		tracks: chosen.map((t, i) => playlistTrackRow(t, i + 1)),
		...(found.kind === undefined || found.kind === "music"
			? {}
			: { sounds: sounds.map((e, i) => playlistSoundRow(e, i + 1)) }),
		meta: { total: chosen.length + sounds.length },
	};
}
