import Signal from "@rbxts/lemon-signal";
import { t } from "@rbxts/t";

import { timebase } from "../../shared/sound/engine-timebase";
import { musicGain } from "../../shared/sound/loudness";
import type { Track } from "../../shared/wire/music";
import { lengthOf } from "../../shared/wire/row-facts";
import { playerIdOf } from "../analytics/event";
import { createListening } from "../analytics/listening";
import { type ExperienceCore, type PlaylistResult, resolveAssetId } from "../catalog/port";
import { bareTrack, wholeTrack } from "./bare-track";
import type { ListPlayer, PlayerOptions, Queueable } from "./list-player-types";
import { radioMessages } from "./messages";
import { applyRules, isFromZero, isNumber, type Rule } from "./rules";
import { createStage, type Entry } from "./stage";
import { createTrackList } from "./track-list";

export type { ListPlayer, PlayerOptions, Queueable } from "./list-player-types";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const RULES: Rule[] = [
	["volume", isFromZero, "a number from 0 to 1"],
	["parent", t.Instance, "an Instance"],
	["output", t.union(t.literal("players", "server"), t.Instance), '"players" or "server"'],
	["order", t.literal("sequential", "shuffle"), '"sequential" or "shuffle"'],
	["crossfade", isFromZero, "seconds from 0"],
	["loudness", value => value === false || isNumber(value), "LUFS, or false"],
	["soundGroup", t.instanceIsA("SoundGroup"), "a SoundGroup"],
	["name", t.string, "a text"],
	["rng", isNumber, "a number"],
];

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
		if (!ok) warn(radioMessages.callback(name, tostring(why)));
	});
}

/**
 * Makes a player of a list.
 *
 * @example
 * const player = client.createPlayer({ volume: 0.5 });
 * player.setQueue(tracks);
 * player.play();
 */
export function createPlayer(core: ExperienceCore, options: PlayerOptions = {}): ListPlayer {
	if (!typeIs(options, "table")) error(radioMessages.noPlayerOptions(tostring(options)), 0);
	applyRules("createPlayer", RULES, options);
	const dice = options.rng !== undefined ? new Random(options.rng) : new Random();
	const list = createTrackList(() => dice.NextNumber());
	const loudness = options.loudness ?? -14;
	let playing = false;
	let stopped: Track | undefined;
	let destroyed = false;
	const trackChanged = new Signal<(track: Track | undefined) => void>();
	const queueFinished = new Signal<() => void>();
	const trackFailed = new Signal<(track: Track, why: string) => void>();

	let playerId = playerIdOf(options.playerId);
	const clock = () => timebase.serverNow();
	const listening = core.analytics && createListening(core.analytics, () => playerId, clock);
	// The last track of a server was heard, too: told before what is queued is sent.
	const forgetClose = core.analytics?.onClose(() => listening?.off());

	function entry(track: Track | undefined): Entry | undefined {
		return track && { track, reason: radioMessages.queued, gain: musicGain(track, loudness) };
	}

	function isShuffled(input: Queueable): boolean {
		const own = isPlaylist(input) ? input.playlist.playback_mode : undefined;
		return (options.order ?? own) === "shuffle";
	}

	function show(track: Track | undefined): void {
		if (player.NowPlaying === track) return;
		player.NowPlaying = track;
		player.IsPlaying = track !== undefined;
		trackChanged.Fire(track);
		call("OnTrackChanged", player.OnTrackChanged, track);
	}

	function halt(): void {
		playing = false;
		stage.stop();
		listening?.off();
		show(undefined);
	}

	function finish(): void {
		halt();
		queueFinished.Fire();
		call("OnQueueFinished", player.OnQueueFinished);
	}

	const stage = createStage(core, {
		name: options.name,
		crossfade: options.crossfade ?? 0,
		volume: math.clamp(options.volume ?? 0.5, 0, 1),
		soundGroup: options.soundGroup,
		output: options.output === "server" ? "server" : "players",
		sound: undefined,
		parent: options.parent,
		peek: index => entry(list.at(index)),
		take: () => list.take(),
		bringForward: index => list.bringForward(index),
		changed: now => {
			if (now !== undefined) listening?.on(now.track.asset_id, lengthOf(now.track) ?? 0);
			else listening?.off();
			show(now?.track);
		},
		failed: ({ track }, why) => {
			if (player.NowPlaying?.asset_id === track.asset_id) listening?.unheard();
			if (list.bury(track.asset_id)) trackFailed.Fire(track, why);
		},
		starved: () => {
			if (playing) finish();
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

	function listed(): void {
		player.Queue = list.all();
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
			list.add(tracksOf(input), isShuffled(input));
			listed();
		},
		setQueue(input) {
			if (destroyed) return;
			list.replace(tracksOf(input), isShuffled(input));
			listed();
		},
		clearQueue() {
			this.setQueue([]);
		},
		play() {
			if (destroyed) return;
			if (player.NowPlaying !== undefined) {
				this.resume();
				return;
			}
			if (stopped !== undefined) list.interject(stopped);
			else list.rewind();
			if (list.at(0) !== undefined) begin();
		},
		pause() {
			if (player.NowPlaying === undefined) return;
			stage.pause();
			listening?.pause();
			player.IsPlaying = false;
		},
		resume() {
			if (player.NowPlaying === undefined) return;
			stage.resume();
			listening?.resume();
			player.IsPlaying = true;
		},
		stop() {
			if (!playing) return;
			stopped = player.NowPlaying;
			halt();
		},
		skip() {
			if (!playing) return;
			listening?.skipping();
			// One that is still loading was asked for before: it is the one to pass over.
			if (stage.waiting() && list.at(0) !== undefined) list.take();
			if (list.at(0) !== undefined) stage.advance();
			else finish();
		},
		previous() {
			const now = player.NowPlaying;
			if (now === undefined || !list.back(now)) return;
			listening?.skipping();
			stage.advance();
		},
		playTrack(input) {
			const track = trackOf(input);
			if (destroyed || track === undefined || list.isDead(track.asset_id)) return;
			list.interject(track);
			begin();
		},
		setVolume(volume, seconds = 0) {
			if (destroyed) return;
			if (isNumber(volume) && isNumber(seconds)) stage.setVolume(math.clamp(volume, 0, 1), math.max(0, seconds));
			else warn(radioMessages.badVolume(`${tostring(volume)} and ${tostring(seconds)}`));
		},
		setPlayerId(changed) {
			playerId = playerIdOf(changed);
		},
		getAudioPlayer() {
			return stage.sound();
		},
		destroy() {
			if (destroyed) return;
			this.stop();
			destroyed = true;
			forgetClose?.();
			stage.destroy();
			trackChanged.DisconnectAll();
			queueFinished.DisconnectAll();
			trackFailed.DisconnectAll();
		},
	};
	return player;
}
