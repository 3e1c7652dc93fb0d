import { type Track, track } from "./music";
import { amount, list, needed, object, orEmpty, text, word } from "./schema";
import { type SfxTrack, sfxTrack } from "./sfx";

/** A playlist of the portal, without its entries. */
export interface Playlist {
	/** What `getPlaylist` takes. */
	id: string;
	/** Its name. */
	name?: string;
	/** Its genre. */
	genre?: string;
	/** For example `shuffle`; the server never shuffles, the player of the list does. */
	playback_mode?: string;
	/** How many tracks it has. */
	track_count?: number;
	/** Music or sound effects. */
	kind?: "music" | "sfx" | "mixed";
	/** How many sound effects it has. */
	sound_count?: number;
}

const playlist = object<Playlist>({
	id: needed(text),
	name: text,
	genre: text,
	playback_mode: text,
	track_count: amount,
	kind: word("music", "sfx", "mixed"),
	sound_count: amount,
});

/** One playlist with its entries. An `sfx` playlist has no tracks, a `music` one no sounds. */
export interface PlaylistResult {
	/** The playlist itself. */
	playlist: Playlist;
	/** Its music, in order. */
	tracks: Track[];
	/** Its sound effects, in order. */
	sounds?: SfxTrack[];
	/** How many there are. */
	meta: { total?: number };
}

/** A playlist as the API sends it. An asset may be in it more than once. */
export interface PlaylistBody {
	playlist?: Playlist;
	tracks?: Track[];
	sounds?: SfxTrack[];
	meta: { total?: number };
}

const total = object<{ total?: number }>({ total: amount });

export const playlistBody = object<PlaylistBody>(
	{ playlist, tracks: list(track), sounds: list(sfxTrack), meta: orEmpty(total) },
	["tracks", "sounds"],
);

/** All playlists of the key. */
export interface PlaylistListResult {
	/** The playlists of the key. */
	playlists: Playlist[];
	/** How many there are. */
	meta: { total?: number };
}

export const playlistListResult = object<PlaylistListResult>({
	playlists: needed(list(playlist)),
	meta: orEmpty(total),
});
