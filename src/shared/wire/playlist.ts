import type { Track } from "./music";
import type { SfxTrack } from "./sfx";

/** A playlist of the portal, without its entries. */
export interface Playlist {
	id: string;
	name: string;
	genre?: string;
	/** For example `shuffle`; the server never shuffles, the player of the list does. */
	playback_mode?: string;
	track_count: number;
	kind?: "music" | "sfx" | "mixed";
	sound_count?: number;
}

/** One playlist with its entries. An `sfx` playlist has no tracks, a `music` one no sounds. */
export interface PlaylistResult {
	playlist: Playlist;
	tracks: Track[];
	sounds?: SfxTrack[];
	meta: { total: number };
}

/** All playlists of the key. */
export interface PlaylistListResult {
	playlists: Playlist[];
	meta: { total: number };
}
