import Signal from "@rbxts/lemon-signal";
import { Players } from "@rbxts/services";

import { settle } from "../../shared/clock/settle";
import { createRhythm, type Rhythm } from "../../shared/radio/rhythm";
import type { RhythmSignals, VoteTally } from "../../shared/radio/types";
import { createScope } from "../../shared/scope/scope";
import { timebase } from "../../shared/sound/engine-timebase";
import { announceStation } from "../../shared/sound/station-gate";
import type { Track } from "../../shared/wire/music";
import type { TrackStructure } from "../../shared/wire/structure";
import type { CatalogPort, ExperienceCore, Manifest } from "../catalog/port";
import { getStanding } from "../trust";
import { askCatalog, findRequested, sourceKey } from "./asking";
import { type Broadcast, createBroadcast } from "./broadcast";
import { createJukebox } from "./jukebox";
import { radioMessages } from "./messages";
import { type RadioOptions, type RadioSettings, readRadioOptions } from "./options";
import { createRunner } from "./runner";
import { startResult, step } from "./station";
import { createStation, type Shown, type Station, type StationEffect, type StationEvent } from "./station-state";
import type { NowPlaying, Radio, RadioState } from "./types";

/** `start` answers by then, whatever happens. */
const START_LIMIT_SECONDS = 45;
const POLL_SECONDS = 0.05;
const MAX_VOLUME = 10;

type Signals = ReturnType<typeof createSignals>;

function createSignals() {
	return {
		trackChanged: new Signal<(now: NowPlaying | undefined) => void>(),
		queueChanged: new Signal<() => void>(),
		trackFailed: new Signal<(track: Track, why: string) => void>(),
		stateChanged: new Signal<(state: RadioState) => void>(),
		votesChanged: new Signal<(votes: VoteTally) => void>(),
	};
}

interface BodyPorts {
	catalog: CatalogPort;
	broadcast: Broadcast;
	signals: Signals;
	rhythm: Rhythm;
	/** Takes what comes of an effect. */
	send: (event: StationEvent) => void;
	release: () => void;
}

function followRhythm(rhythm: Rhythm, structure: TrackStructure | undefined, startedAt: number | undefined): void {
	rhythm.follow(structure, startedAt !== undefined ? () => timebase.serverNow() - startedAt : undefined);
}

/** Carries out what a station wants done. */
function carryOut(effect: StationEffect, ports: BodyPorts): void {
	const { catalog, broadcast, signals, rhythm, send } = ports;
	switch (effect.kind) {
		case "ask":
			task.spawn(() => send(askCatalog(catalog, effect.question)));
			return;
		case "ask-structure":
			task.spawn(() => {
				const [structure] = catalog.getStructure({ asset_id: effect.assetId }, { priority: "background" });
				if (structure !== undefined) send({ kind: "structure", structure });
			});
			return;
		case "soon":
			task.defer(send, effect.event);
			return;
		case "pulse":
			return followRhythm(rhythm, effect.structure, effect.startedAt);
		case "votes-changed":
			broadcast.publishVotes(effect.votes);
			return signals.votesChanged.Fire(effect.votes);
		case "publish-beats":
			return broadcast.publishBeats(effect.structures);
		case "track-changed":
			send({ kind: "listening", to: rhythm.isListened() });
			return signals.trackChanged.Fire(effect.now);
		case "track-failed":
			return signals.trackFailed.Fire(effect.track, effect.why);
		case "queue-changed":
			return signals.queueChanged.Fire();
		case "state-changed":
			return signals.stateChanged.Fire(effect.to);
		case "warn":
			warn(effect.text);
			return;
		case "release":
			return ports.release();
		default:
			return broadcast.carryOut(effect);
	}
}

/** What was baked for a station, unless its sources are others by now. */
function bakedFor(settings: RadioSettings, manifest: Manifest | undefined) {
	const station = settings.name !== undefined ? manifest?.stations?.[settings.name] : undefined;
	const isSame = station?.source === undefined || station.source === sourceKey(settings);
	return isSame ? station : undefined;
}

/** Begins, and waits until it is known what comes of it. */
function startAndWait(station: Station, send: (event: StationEvent) => void): ReturnType<Radio["start"]> {
	if (station.phase === "destroyed") return $tuple(false, radioMessages.destroyed);
	send({ kind: "start" });
	const run = station.runs;
	const limit = timebase.now() + START_LIMIT_SECONDS;
	let result = startResult(station, run, false);
	while (result.kind === "waiting") {
		task.wait(POLL_SECONDS);
		result = startResult(station, run, timebase.now() >= limit);
	}
	if (result.kind === "on") return $tuple(true);
	// An empty catalog or a bad key: nothing will come by waiting.
	if (result.isHopeless) send({ kind: "stop" });
	return $tuple(false, result.err, result.problem);
}

/** The station as games see it. */
function faceOf(
	station: Station,
	catalog: CatalogPort,
	send: (event: StationEvent) => void,
): Omit<Radio, keyof Signals | keyof RhythmSignals | keyof Shown | "topic"> {
	const isGone = (): boolean => station.phase === "destroyed";
	/** What ends the waiting of those who asked for a track. */
	const asking = new Set<() => void>();
	return {
		start() {
			return startAndWait(station, send);
		},
		stop() {
			send({ kind: "stop" });
		},
		pause() {
			send({ kind: "pause" });
		},
		resume() {
			send({ kind: "resume" });
		},
		skip() {
			send({ kind: "skip" });
		},
		previous() {
			send({ kind: "previous" });
		},
		destroy() {
			send({ kind: "destroy" });
			for (const leave of [...asking]) leave();
		},
		request(input, position = "end") {
			if (isGone()) return $tuple(false, radioMessages.destroyed);
			const { track, err } = settle<{ track?: Track; err?: string }>(done => {
				const leave = () => done({});
				asking.add(leave);
				task.spawn(() => {
					const [found, why] = findRequested(catalog, station.brain, input);
					asking.delete(leave);
					done({ track: found, err: why });
				});
			});
			if (isGone()) return $tuple(false, radioMessages.destroyed);
			if (track === undefined) return $tuple(false, err);
			send({ kind: "request", track, position });
			return $tuple(true);
		},
		vote(player, value) {
			if (player.Parent === Players) send({ kind: "vote", who: player.UserId, value });
		},
		setVolume(volume, seconds = 0) {
			send({ kind: "volume", to: math.clamp(volume, 0, MAX_VOLUME), seconds: math.max(0, seconds) });
		},
	};
}

function show(radio: Shown, { nowPlaying, queue, history, state, votes }: Shown): void {
	radio.nowPlaying = nowPlaying;
	radio.queue = queue;
	radio.history = history;
	radio.state = state;
	radio.votes = votes;
}

/**
 * Makes a station. Nothing is asked and nothing sounds until `start`.
 *
 * @example
 * const radio = client.createRadio({ seed: "1848354536", crossfade: 6 });
 * radio.trackChanged.Connect(now => print(now?.track.name, now?.reason));
 * radio.start();
 */
export function createRadio(core: ExperienceCore, options: RadioOptions): Radio {
	const settings = readRadioOptions(options);
	const dice = settings.rng !== undefined ? new Random(settings.rng) : new Random();
	const scope = createScope();
	const broadcast = createBroadcast(core.bridge, { ...settings, engine: core.engine });
	const signals = createSignals();
	const station = createStation({
		settings,
		masthead: broadcast.masthead,
		baked: bakedFor(settings, core.manifest),
		random: () => dice.NextNumber(),
		spread: math.random,
		standing: getStanding(),
	});
	const rhythm = createRhythm(() => send({ kind: "listening", to: true }));
	const send = createRunner<StationEvent, StationEffect>(
		event => {
			const effects = step(station, event, timebase.serverNow());
			show(radio, station.shown);
			return effects;
		},
		effect => carryOut(effect, { ...core, broadcast, signals, rhythm, send, release: scope.release }),
	);
	const radio = {
		...faceOf(station, core.catalog, send),
		...station.shown,
		topic: broadcast.topic,
		...signals,
		...rhythm.face,
	};

	scope.own(() => {
		for (const [, signal] of pairs(signals)) (signal as Signal).DisconnectAll();
	});
	scope.own(() => announceStation(radio, undefined));
	scope.own(broadcast.release);
	scope.own(rhythm.destroy);
	broadcast.listen(send);
	if (settings.requests !== undefined || settings.dj !== undefined) {
		const jukebox = createJukebox({ catalog: core.catalog, station, send });
		broadcast.answer(jukebox.answer, jukebox.forget);
	}
	// A replicated Sound is heard by all or nobody, so it cannot be the music of a zone.
	if (settings.output === "players") announceStation(radio, broadcast.topic);
	return radio;
}
