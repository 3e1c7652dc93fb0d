import Signal from "@rbxts/lemon-signal";

import { type AssetIdResolvable, type ExperienceCore, resolveAssetId } from "../catalog/port";
import { musicGain } from "../sound/loudness";
import type { Track } from "../wire/music";
import { bareTrack, wholeTrack } from "./bare-track";
import { radioMessages } from "./messages";
import { createStage, type Entry } from "./stage";

/** Options of `createPlayer`. */
export interface PlayerOptions {
	/** Linear, 0 to 1. Default 0.5. */
	volume?: number;
	/** Where it sounds from; a part makes it positional. Default: everywhere. */
	parent?: Instance;
	/** Whose listening it is. */
	playerId?: number | string;
	/** `"players"`: every machine renders; `"server"`: one replicated Sound. Default `"players"`. */
	output?: "players" | "server" | Instance;
	/** Seconds of crossfade. Default 0: a cut without a gap. */
	crossfade?: number;
	/** Target in LUFS, or `false`. Default -14. */
	loudness?: number | false;
	soundGroup?: SoundGroup;
	/** Name under which LocalScripts find it. */
	name?: string;
}

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
	/** Adds a track, or a list, to the end. */
	queue(track: AssetIdResolvable | ReadonlyArray<AssetIdResolvable>): void;
	/** Replaces the queue; what plays goes on. */
	setQueue(tracks: ReadonlyArray<AssetIdResolvable>): void;
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
	setPlayerId(playerId: number | string | undefined): void;
	/** The Sound that plays, with `output = "server"`; else `undefined`, as players make their own. */
	getAudioPlayer(): Sound | undefined;
	destroy(): void;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Makes a player of a list.
 *
 * @example
 * const player = client.createPlayer({ volume: 0.5 });
 * player.setQueue(tracks);
 * player.play();
 */
export function createPlayer(core: ExperienceCore, options: PlayerOptions = {}): ListPlayer {
	const tracks = new Array<Track>();
	/** Index of the next track; what is before it was on. */
	let cursor = 0;
	let interlude: Track | undefined;
	let playing = false;
	let stopped: Track | undefined;
	let destroyed = false;
	const loudness = options.loudness ?? -14;
	const dead = new Set<string>();
	const trackChanged = new Signal<(track: Track | undefined) => void>();
	const queueFinished = new Signal<() => void>();
	const trackFailed = new Signal<(track: Track, why: string) => void>();

	function trackOf(input: AssetIdResolvable): Track | undefined {
		const id = resolveAssetId(input);
		return wholeTrack(input) ?? (id !== undefined ? bareTrack(id) : undefined);
	}

	function entry(track: Track | undefined): Entry | undefined {
		if (track === undefined) return undefined;
		return { track, reason: "queued by the game", gain: musicGain(track, loudness) };
	}

	/** Callbacks of the game run apart: one that raises or waits does not hold up the music. */
	function call(name: string, fn: Callback | undefined, ...args: unknown[]): void {
		if (fn === undefined) return;
		task.spawn(() => {
			const [ok, why] = pcall(fn, ...args);
			if (!ok) warn(radioMessages.callback(name, tostring(why)));
		});
	}

	function show(track: Track | undefined): void {
		if (player.NowPlaying === track) return;
		player.NowPlaying = track;
		player.IsPlaying = track !== undefined;
		trackChanged.Fire(track);
		call("OnTrackChanged", player.OnTrackChanged, track);
	}

	function dropDead(): void {
		while (cursor < tracks.size() && dead.has(tracks[cursor]!.asset_id)) cursor += 1;
	}

	function at(index: number): Track | undefined {
		if (interlude !== undefined) {
			if (index === 0) return interlude;
			return tracks[cursor + index - 1];
		}
		return tracks[cursor + index];
	}

	const stage = createStage(core, {
		name: options.name,
		crossfade: options.crossfade ?? 0,
		volume: math.clamp(options.volume ?? 0.5, 0, 1),
		soundGroup: options.soundGroup,
		output: options.output === "server" ? "server" : "players",
		sound: undefined,
		parent: options.parent,
		peek: index => entry(at(index)),
		take: () => {
			if (interlude !== undefined) interlude = undefined;
			else cursor += 1;
			dropDead();
		},
		// A list keeps its order.
		swapFirst: () => {
			const first = tracks[cursor];
			const second = tracks[cursor + 1];
			if (interlude !== undefined || first === undefined || second === undefined) return;
			tracks[cursor] = second;
			tracks[cursor + 1] = first;
		},
		changed: now => show(now?.track),
		failed: ({ track }, why) => {
			if (dead.has(track.asset_id)) return;
			dead.add(track.asset_id);
			if (interlude?.asset_id === track.asset_id) interlude = undefined;
			dropDead();
			trackFailed.Fire(track, why);
		},
		starved: () => {
			if (!playing) return;
			playing = false;
			stage.stop();
			show(undefined);
			queueFinished.Fire();
			call("OnQueueFinished", player.OnQueueFinished);
		},
		voted: () => {},
		audienceChanged: () => {},
		soundGone: () => {},
	});

	function begin(): void {
		playing = true;
		stopped = undefined;
		stage.advance();
	}

	function add(inputs: ReadonlyArray<AssetIdResolvable>): void {
		for (const input of inputs) {
			const track = trackOf(input);
			if (track !== undefined) tracks.push(track);
		}
		player.Queue = [...tracks];
		stage.refresh();
	}

	const player: Writable<ListPlayer> = {
		NowPlaying: undefined,
		IsPlaying: false,
		Queue: [],
		trackChanged,
		queueFinished,
		trackFailed,
		queue(input) {
			if (destroyed) return;
			const single = resolveAssetId(input);
			add(single !== undefined ? [input as AssetIdResolvable] : (input as ReadonlyArray<AssetIdResolvable>));
		},
		setQueue(inputs) {
			if (destroyed) return;
			tracks.clear();
			cursor = 0;
			add(inputs);
		},
		clearQueue() {
			this.setQueue([]);
		},
		play() {
			if (destroyed) return;
			if (player.NowPlaying !== undefined) {
				stage.resume();
				player.IsPlaying = true;
				return;
			}
			if (stopped !== undefined) interlude = stopped;
			else if (cursor >= tracks.size()) cursor = 0;
			dropDead();
			if (at(0) !== undefined) begin();
		},
		pause() {
			if (player.NowPlaying === undefined) return;
			stage.pause();
			player.IsPlaying = false;
		},
		resume() {
			if (player.NowPlaying === undefined) return;
			stage.resume();
			player.IsPlaying = true;
		},
		stop() {
			if (!playing) return;
			playing = false;
			stopped = player.NowPlaying;
			stage.stop();
			show(undefined);
		},
		skip() {
			if (!playing) return;
			if (stage.waiting() && at(0) !== undefined) {
				if (interlude !== undefined) interlude = undefined;
				else cursor += 1;
			}
			if (at(0) !== undefined) {
				stage.advance();
				return;
			}
			playing = false;
			stage.stop();
			show(undefined);
			queueFinished.Fire();
			call("OnQueueFinished", player.OnQueueFinished);
		},
		previous() {
			const now = player.NowPlaying;
			if (now === undefined || cursor < 1) return;
			const here = tracks[cursor - 1] === now ? cursor - 1 : cursor;
			cursor = math.max(0, here - 1);
			dropDead();
			stage.advance();
		},
		playTrack(input) {
			const track = trackOf(input);
			if (destroyed || track === undefined || dead.has(track.asset_id)) return;
			interlude = track;
			begin();
		},
		setVolume(volume, seconds) {
			if (destroyed || !typeIs(volume, "number") || volume !== volume) return;
			stage.setVolume(math.clamp(volume, 0, 1), math.max(0, seconds ?? 0));
		},
		setPlayerId() {},
		getAudioPlayer() {
			return stage.sound();
		},
		destroy() {
			if (destroyed) return;
			this.stop();
			destroyed = true;
			stage.destroy();
			trackChanged.DisconnectAll();
			queueFinished.DisconnectAll();
			trackFailed.DisconnectAll();
		},
	};
	return player;
}
