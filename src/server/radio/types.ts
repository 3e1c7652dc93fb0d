import type Signal from "@rbxts/lemon-signal";

import type { RhythmSignals, VoteTally } from "../../shared/radio/types";
import type { AssetIdResolvable } from "../../shared/wire/asset-id";
import type { Track } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";

/** What is on. */
export interface NowPlaying {
	/** The track that is on. */
	readonly track: Track;
	/** Server time (`Workspace:GetServerTimeNow()`) of position 0. */
	readonly startedAt: number;
	/** Why it was chosen, in words and numbers. */
	readonly reason: string;
	/** Linear gain that levels it, as far as the station's volume leaves its true peak under -1 dBTP. */
	readonly gain: number;
}

/** A track that the station has decided on. */
export interface QueuedTrack extends Track {
	/** Why it was chosen, in the form of `NowPlaying.reason`. */
	readonly reason: string;
}

/**
 * `degraded`: it plays, but the catalog does not answer and the choices come from what is known.
 * `starting` lasts until the first track is on.
 */
export type RadioState = "idle" | "starting" | "playing" | "paused" | "degraded" | "stopped";

/** A station. */
export interface Radio extends RhythmSignals {
	/**
	 * Finds tracks and begins. Yields until the first track is on; harmless while the station plays.
	 *
	 * @example
	 * const radio = client.createRadio({ query: "lofi chill beats" });
	 * const [ok, err] = radio.start();
	 * if (!ok) warn(err);
	 */
	start(): LuaTuple<[ok: boolean, err?: string, problem?: Problem]>;
	/** Fades out and ends; `start` begins anew. */
	stop(): void;
	/** Holds the track where it is. */
	pause(): void;
	/** Goes on from where it was held. */
	resume(): void;
	/** On to the next track, with a crossfade. */
	skip(): void;
	/** Back to the track before; the current one comes next. */
	previous(): void;
	/** Stops and leaves nothing behind. */
	destroy(): void;
	/** Puts a track into the queue. Yields for a lookup unless a whole track is given. Default `"end"`. */
	request(input: AssetIdResolvable, position?: "next" | "end"): LuaTuple<[ok: boolean, err?: string]>;
	/** A listener's opinion; `"skip"` skips when over half of the players in the server say so. */
	vote(player: Player, value: "skip" | "up" | "down"): void;
	/** Linear, 0 to 1, at once or over some seconds. */
	setVolume(volume: number, seconds?: number): void;
	/** What is on. */
	readonly nowPlaying: NowPlaying | undefined;
	/** What comes next, first first, each with the reason it was chosen. */
	readonly queue: ReadonlyArray<QueuedTrack>;
	/** What was on, latest first. */
	readonly history: ReadonlyArray<Track>;
	/** What the station is doing. */
	readonly state: RadioState;
	/** What the listeners say of the track that is on: "2 of 3 want to skip" is `skip` of `needed`. */
	readonly votes: VoteTally;
	/** The topic of the station on the bridge, for example `radio/lobby`. */
	readonly topic: string;
	/** Another track is on, or none. */
	readonly trackChanged: Signal<(now: NowPlaying | undefined) => void>;
	/** What comes next is another. */
	readonly queueChanged: Signal<() => void>;
	/** A track could not be played, and why. */
	readonly trackFailed: Signal<(track: Track, why: string) => void>;
	/** The station does something else now. */
	readonly stateChanged: Signal<(state: RadioState) => void>;
	/** The listeners' votes are others. */
	readonly votesChanged: Signal<(votes: VoteTally) => void>;
}
