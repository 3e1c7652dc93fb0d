import type Signal from "@rbxts/lemon-signal";

import type { AssetIdResolvable } from "../../shared/wire/asset-id";
import type { Track } from "../../shared/wire/music";
import type { PlaylistResult } from "../../shared/wire/playlist";
import type { Problem } from "../../shared/wire/problem";
import type { Beat, Segment } from "../../shared/wire/structure";

/** What is on. */
export interface NowPlaying {
	readonly track: Track;
	/** Server time (`Workspace:GetServerTimeNow()`) of position 0. */
	readonly startedAt: number;
	/** Why it was chosen, in words and numbers. */
	readonly reason: string;
	/** Linear gain that levels it. */
	readonly gain: number;
}

/** A track that the station has decided on. */
export interface QueuedTrack extends Track {
	/** Why it was chosen, in the form of `NowPlaying.reason`. */
	readonly reason: string;
}

/** A beat of the current track. */
export interface BeatHit extends Beat {
	asset_id: string;
}

/**
 * `degraded`: it plays, but the catalog does not answer and the choices come from what is known.
 * `starting` lasts until the first track is on.
 */
export type RadioState = "idle" | "starting" | "playing" | "paused" | "degraded" | "stopped";

/** A station. */
export interface Radio {
	/**
	 * Finds tracks and begins. Yields until the first track is on; harmless while the station plays.
	 *
	 * @example
	 * const [ok, err] = radio.start();
	 * if (!ok) warn(err);
	 */
	start(): LuaTuple<[ok: boolean, err?: string, problem?: Problem]>;
	stop(): void;
	pause(): void;
	resume(): void;
	skip(): void;
	/** Back to the track before; the current one comes next. */
	previous(): void;
	/** Stops and leaves nothing behind. */
	destroy(): void;
	/** Puts a track into the queue. Yields for a lookup unless a whole track is given. Default `"end"`. */
	request(input: AssetIdResolvable, position?: "next" | "end"): LuaTuple<[ok: boolean, err?: string]>;
	/** A listener's opinion; `"skip"` skips when over half of the players in the server say so. */
	vote(player: Player, value: "skip" | "up" | "down"): void;
	setVolume(volume: number, seconds?: number): void;
	readonly nowPlaying: NowPlaying | undefined;
	/** What comes next, first first, each with the reason it was chosen. */
	readonly queue: ReadonlyArray<QueuedTrack>;
	/** What was on, latest first. */
	readonly history: ReadonlyArray<Track>;
	readonly state: RadioState;
	/** The topic of the station on the bridge, for example `radio/lobby`. */
	readonly topic: string;
	readonly trackChanged: Signal<(now: NowPlaying | undefined) => void>;
	readonly queueChanged: Signal<() => void>;
	readonly trackFailed: Signal<(track: Track, why: string) => void>;
	readonly stateChanged: Signal<(state: RadioState) => void>;
	/** On every beat of the playing position, where the structure is known. */
	readonly beat: Signal<(beat: BeatHit) => void>;
	readonly section: Signal<(section: Segment) => void>;
}

/** Options of `createPlayer`. */
export interface PlayerOptions {
	/** Linear, 0 to 1. Default 0.5. */
	volume?: number;
	/** Where it sounds from; a part makes it positional. Default: everywhere. */
	parent?: Instance;
	/** Whose listening it is: goes with the events that tell what was heard. Default: nobody's. */
	playerId?: number | string | Player;
	/** `"players"`: every machine renders; `"server"`: one replicated Sound. Default `"players"`. */
	output?: "players" | "server" | Instance;
	/** In which order lists are played. Default: a playlist's own `playback_mode`, other lists in order. */
	order?: "sequential" | "shuffle";
	/** Seconds of crossfade. Default 0: a cut without a gap. */
	crossfade?: number;
	/** Target in LUFS, or `false`. Default -14. */
	loudness?: number | false;
	soundGroup?: SoundGroup;
	/** Name under which LocalScripts find it. */
	name?: string;
	/** Makes the shuffling repeatable. Default: random. */
	rng?: number;
}

/** What can be queued: a track in any form, a list of them, or the answer of `getPlaylist`. */
export type Queueable = AssetIdResolvable | ReadonlyArray<AssetIdResolvable> | PlaylistResult;

/** A queue of tracks played in order, as the official SDK's player, with signals beside its callbacks. */
export interface ListPlayer {
	/** Called when another track is on, or none. */
	OnTrackChanged?: (track: Track | undefined) => void;
	/** Called when the last track of the queue is over. */
	OnQueueFinished?: () => void;
	readonly NowPlaying: Track | undefined;
	readonly IsPlaying: boolean;
	readonly Queue: ReadonlyArray<Track>;
	readonly trackChanged: Signal<(track: Track | undefined) => void>;
	readonly queueFinished: Signal<() => void>;
	readonly trackFailed: Signal<(track: Track, why: string) => void>;
	/** Adds a track, a list or a playlist to the end. */
	queue(tracks: Queueable): void;
	/**
	 * Replaces the queue; what plays goes on. A playlist is shuffled where its `playback_mode` is `"shuffle"`.
	 *
	 * @example
	 * const [playlist] = client.getPlaylist({ playlist_id: "station-electronic-1712345678901" });
	 * if (playlist) player.setQueue(playlist);
	 */
	setQueue(tracks: Queueable): void;
	clearQueue(): void;
	/** Starts, or goes on after `stop` and `pause` with the track that was stopped. */
	play(): void;
	pause(): void;
	resume(): void;
	stop(): void;
	skip(): void;
	previous(): void;
	/** Plays a track now; the queue stays and follows. */
	playTrack(track: AssetIdResolvable): void;
	/** 0 to 1, at once or over some seconds. */
	setVolume(volume: number, seconds?: number): void;
	/** Whose listening it is from now on, as the option `playerId`. */
	setPlayerId(playerId: number | string | Player | undefined): void;
	/** The Sound that plays, with `output = "server"`; else `undefined`, as players make their own. */
	getAudioPlayer(): Sound | undefined;
	destroy(): void;
}
