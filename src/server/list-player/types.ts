import type Signal from "@rbxts/lemon-signal";

import type { AssetIdResolvable } from "../../shared/wire/asset-id";
import type { Track } from "../../shared/wire/music";
import type { PlaylistResult } from "../../shared/wire/playlist";

/** Options of `createPlayer`. */
export interface PlayerOptions {
	/** Linear, 0 to 1. Default 0.5. */
	volume?: number;
	/** Where it sounds from; a part makes it positional. Default: everywhere. */
	parent?: Instance;
	/** Whose listening it is: goes with the events that tell what was heard. Default: nobody's. */
	playerId?: number | string | Player;
	/**
	 * `"server"`: the server's own AudioPlayers play, which everybody hears; an AudioEmitter or AudioDeviceOutput of the
	 * game's is what these are wired to. `"players"`: every machine plays by itself, starts at the very moment, and keeps its
	 * listener's own volume. Default `"server"`.
	 *
	 * @example
	 * const player = client.createPlayer({ output: workspace.Boombox.AudioEmitter });
	 */
	output?: "players" | "server" | AudioEmitter | AudioDeviceOutput;
	/** In which order lists are played. Default: a playlist's own `playback_mode`, other lists in order. */
	order?: "sequential" | "shuffle";
	/** Seconds of crossfade. Default 0: a cut without a gap. */
	crossfade?: number;
	/** Target in LUFS, or `false`. Default -14. */
	loudness?: number | false;
	/** Default: none. */
	soundGroup?: SoundGroup;
	/** Name under which LocalScripts find it. */
	name?: string;
	/** Makes the shuffling repeatable. Default: random. */
	rng?: number;
}

/**
 * What can be queued: a track in any form, a list of them, or the answer of `getPlaylist`.
 *
 * @luau any
 */
export type Queueable = AssetIdResolvable | ReadonlyArray<AssetIdResolvable> | PlaylistResult;

/** A queue of tracks played in order, as the official SDK's player, with signals beside its callbacks. */
export interface ListPlayer {
	/** Called when another track is on, or none. */
	OnTrackChanged?: (track: Track | undefined) => void;
	/** Called when the last track of the queue is over. */
	OnQueueFinished?: () => void;
	/** The track that is on. */
	readonly NowPlaying: Track | undefined;
	/** Whether one is playing. */
	readonly IsPlaying: boolean;
	/** What is queued, the track that is on included. */
	readonly Queue: ReadonlyArray<Track>;
	/** Another track is on, or none. */
	readonly trackChanged: Signal<(track: Track | undefined) => void>;
	/** The last track of the queue is over. */
	readonly queueFinished: Signal<() => void>;
	/** A track could not be played, and why. */
	readonly trackFailed: Signal<(track: Track, why: string) => void>;
	/** Adds a track, a list or a playlist to the end. */
	queue(tracks: Queueable): void;
	/**
	 * Replaces the queue and stops what plays. A playlist is shuffled where its `playback_mode` is `"shuffle"`.
	 *
	 * @example
	 * const player = client.createPlayer();
	 * const [playlist] = client.getPlaylist({ playlist_id: "station-electronic-1712345678901" });
	 * if (playlist) player.setQueue(playlist);
	 */
	setQueue(tracks: Queueable): void;
	/** Empties the queue and stops what plays. */
	clearQueue(): void;
	/** Starts, or goes on after `stop` and `pause` with the track that was stopped. */
	play(): void;
	/** Holds the track where it is. */
	pause(): void;
	/** Goes on from where it was held. */
	resume(): void;
	/** Stops; the queue stays. */
	stop(): void;
	/** On to the next track. */
	skip(): void;
	/** Back to the track before. */
	previous(): void;
	/** Plays a track now; the queue stays and follows. */
	playTrack(track: AssetIdResolvable): void;
	/** 0 to 1, at once or over some seconds. */
	setVolume(volume: number, seconds?: number): void;
	/** Whose listening it is from now on, as the option `playerId`. */
	setPlayerId(playerId: number | string | Player | undefined): void;
	/**
	 * The AudioPlayer that plays (a Sound, where the client's `engine` says so). `undefined` while nothing does, and with
	 * `output = "players"`: there every machine has its own.
	 */
	getAudioPlayer(): Sound | AudioPlayer | undefined;
	/** Stops everything and leaves nothing behind. May be called twice. */
	destroy(): void;
}
