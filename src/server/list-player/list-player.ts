import Signal from "@rbxts/lemon-signal";

import { createScope } from "../../shared/scope/scope";
import { timebase } from "../../shared/sound/engine-timebase";
import { resolveAssetId } from "../../shared/wire/asset-id";
import type { Track } from "../../shared/wire/music";
import type { PlaylistResult } from "../../shared/wire/playlist";
import { lengthOf } from "../../shared/wire/row-facts";
import { playerIdOf } from "../analytics/event";
import { createListening, type Listening } from "../analytics/listening";
import { bareTrack, wholeTrack } from "../catalog/bare-track";
import type { ExperienceCore } from "../catalog/port";
import { createBroadcast } from "../radio/broadcast";
import { createPlayout } from "../radio/playout";
import { createRunner } from "../radio/runner";
import { getStanding } from "../trust";
import { type ListEffect, type ListEvent, type ListState, shownTrack, stepList } from "./list-step";
import { listMessages } from "./messages";
import { readPlayerOptions } from "./options";
import { createTrackList } from "./track-list";
import type { ListPlayer, PlayerOptions, Queueable } from "./types";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function isPlaylist(input: Queueable): input is PlaylistResult {
	return typeIs(input, "table") && typeIs((input as Partial<PlaylistResult>).playlist, "table");
}

function trackOf(input: unknown): Track | undefined {
	const id = resolveAssetId(input);
	return wholeTrack(input) ?? (id !== undefined ? bareTrack(id) : undefined);
}

/** The tracks of whatever can be queued; what carries no id is left out. */
function tracksOf(input: Queueable): Track[] {
	const single = trackOf(input);
	if (single !== undefined) return [single];
	if (!typeIs(input, "table")) return [];
	const rows = isPlaylist(input) ? (input.tracks ?? []) : (input as ReadonlyArray<unknown>);
	const tracks = new Array<Track>();
	for (const row of rows) {
		const track = trackOf(row);
		if (track !== undefined) tracks.push(track);
	}
	return tracks;
}

/** Callbacks of the game run apart: one that raises or waits does not hold up the music. */
function call(name: string, fn: Callback | undefined, ...args: unknown[]): void {
	if (fn === undefined) return;
	task.spawn(() => {
		const [ok, why] = pcall(fn, ...args);
		if (!ok) warn(listMessages.callback(name, tostring(why)));
	});
}

function isShuffled(input: Queueable, order: PlayerOptions["order"]): boolean {
	const own = isPlaylist(input) ? input.playlist.playback_mode : undefined;
	return (order ?? own) === "shuffle";
}

type Signals = ReturnType<typeof createSignals>;

function createSignals() {
	return {
		trackChanged: new Signal<(track: Track | undefined) => void>(),
		queueFinished: new Signal<() => void>(),
		trackFailed: new Signal<(track: Track, why: string) => void>(),
	};
}

type Shown = Pick<ListPlayer, "NowPlaying" | "IsPlaying" | "Queue">;

function shownOf(state: ListState): Shown {
	const track = shownTrack(state);
	return {
		NowPlaying: track,
		IsPlaying: track !== undefined && state.playout.timeline.held === undefined,
		Queue: [...state.list.tracks],
	};
}

/** Tells analytics what is heard. */
function tellListening(
	listening: Listening,
	effect: Extract<ListEffect, { kind: "listening" | "listening-on" }>,
): void {
	if (effect.kind === "listening-on") listening.on(effect.track.asset_id, lengthOf(effect.track) ?? 0);
	else if (effect.what === "pause") listening.pause();
	else if (effect.what === "resume") listening.resume();
	else if (effect.what === "skipping") listening.skipping();
	else if (effect.what === "unheard") listening.unheard();
	else listening.off();
}

/** The controls, as games see them. */
function controlsOf(
	options: PlayerOptions,
	send: (event: ListEvent) => void,
): Omit<ListPlayer, keyof Shown | keyof Signals | "setPlayerId" | "getAudioPlayer"> {
	return {
		queue(input) {
			send({ kind: "queue", tracks: tracksOf(input), isShuffled: isShuffled(input, options.order) });
		},
		setQueue(input) {
			send({ kind: "set-queue", tracks: tracksOf(input), isShuffled: isShuffled(input, options.order) });
		},
		clearQueue() {
			send({ kind: "set-queue", tracks: [], isShuffled: false });
		},
		play() {
			send({ kind: "play" });
		},
		pause() {
			send({ kind: "pause" });
		},
		resume() {
			send({ kind: "resume" });
		},
		stop() {
			send({ kind: "stop" });
		},
		skip() {
			send({ kind: "skip" });
		},
		previous() {
			send({ kind: "previous" });
		},
		playTrack(input) {
			const track = trackOf(input);
			if (track !== undefined) send({ kind: "play-track", track });
		},
		setVolume(volume, seconds = 0) {
			send({ kind: "volume", to: math.clamp(volume, 0, 1), seconds: math.max(0, seconds) });
		},
		destroy() {
			send({ kind: "destroy" });
		},
	};
}

/**
 * Makes a player of a list.
 *
 * @example
 * const player = client.createPlayer({ volume: 0.5 });
 * player.setQueue(tracks);
 * player.play();
 */
export function createPlayer(core: ExperienceCore, rawOptions?: PlayerOptions): ListPlayer {
	const options = readPlayerOptions(rawOptions);
	const dice = options.rng !== undefined ? new Random(options.rng) : new Random();
	const scope = createScope();
	const volume = math.clamp(options.volume, 0, 1);
	const broadcast = createBroadcast(core.bridge, {
		name: options.name,
		engine: core.listEngine,
		output: options.output === "players" ? "players" : "server",
		wiredTo: typeIs(options.output, "Instance") ? options.output : undefined,
		parent: options.parent,
		soundGroup: options.soundGroup,
		volume,
	});
	const state: ListState = {
		list: createTrackList(() => dice.NextNumber()),
		playout: {
			...createPlayout(options.crossfade, volume, getStanding()),
			isPrompt: options.output !== "players",
		},
		masthead: broadcast.masthead,
		loudness: options.loudness,
		isPlaying: false,
		isDestroyed: false,
	};
	const signals = createSignals();
	let playerId = playerIdOf(options.playerId);
	const clock = () => timebase.serverNow();
	const listening = core.analytics && createListening(core.analytics, () => playerId, clock);
	// The last track of a server was heard, too: told before what is queued is sent.
	const forgetClose = core.analytics?.onClose(() => listening?.off());

	function carryOut(effect: ListEffect): void {
		switch (effect.kind) {
			case "track-changed":
				signals.trackChanged.Fire(effect.track);
				return call("OnTrackChanged", player.OnTrackChanged, effect.track);
			case "queue-finished":
				signals.queueFinished.Fire();
				return call("OnQueueFinished", player.OnQueueFinished);
			case "track-failed":
				return signals.trackFailed.Fire(effect.track, effect.why);
			case "listening":
			case "listening-on":
				return listening && tellListening(listening, effect);
			case "release":
				return scope.release();
			default:
				return broadcast.carryOut(effect);
		}
	}

	const send = createRunner<ListEvent, ListEffect>(event => {
		const effects = stepList(state, event, timebase.serverNow());
		const { NowPlaying, IsPlaying, Queue } = shownOf(state);
		player.NowPlaying = NowPlaying;
		player.IsPlaying = IsPlaying;
		player.Queue = Queue;
		return effects;
	}, carryOut);

	const player: Writable<ListPlayer> = {
		...controlsOf(options, send),
		...shownOf(state),
		...signals,
		setPlayerId(changed) {
			playerId = playerIdOf(changed);
		},
		getAudioPlayer() {
			return broadcast.sound();
		},
	};
	scope.own(() => {
		for (const [, signal] of pairs(signals)) (signal as Signal).DisconnectAll();
	});
	scope.own(broadcast.release);
	if (forgetClose !== undefined) scope.own(forgetClose);
	broadcast.listen(send);
	return player;
}
