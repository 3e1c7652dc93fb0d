import { Players } from "@rbxts/services";

import type { ExperienceCore } from "../catalog/port";
import { timebase } from "../sound/engine-timebase";
import { announceStation } from "../sound/station-gate";
import type { Track } from "../wire/music";
import { bareTrack } from "./bare-track";
import { type Choice, createBrain } from "./brain";
import { createTopUpPlanner } from "./brain/top-up";
import { isVote } from "./document";
import { createFeeder } from "./feeder";
import { guardedCurve } from "./guarded-curve";
import { radioMessages } from "./messages";
import { type RadioOptions, type RadioSettings, settle } from "./options";
import { createPulse } from "./pulse";
import { findRequested } from "./request";
import { isNumber } from "./rules";
import { createStationSignals, silenceSignals } from "./signals";
import { createStage, type Entry, type Playing } from "./stage";
import { createStructures } from "./structures";
import { createTimer } from "./timer";
import type { QueuedTrack, Radio, RadioState } from "./types";
import { createVotes } from "./votes";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Without an answer by then the station opens with what it has: its seeds, or `fallback`. */
const OPEN_WITHOUT_ANSWER_SECONDS = 10;
/** `start` answers by then, whatever happens. */
const START_LIMIT_SECONDS = 45;
const MAX_VOLUME = 10;

function plannerFor(settings: RadioSettings): ReturnType<typeof createTopUpPlanner> {
	const others = new Array<"search" | "playlist" | "genre" | "trending">();
	if (settings.query !== undefined) others.push("search");
	if (settings.playlist !== undefined) others.push("playlist");
	if (settings.genre !== undefined) others.push("genre");
	if (settings.trending) others.push("trending");
	return createTopUpPlanner(settings.seeds, others, settings.seeds);
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
	const given = settle(options);
	const settings = { ...given, energy: guardedCurve(given.energy) };
	const dice = settings.rng !== undefined ? new Random(settings.rng) : new Random();
	const brain = createBrain(settings, () => dice.NextNumber());
	const planner = plannerFor(settings);
	const structures = createStructures(core.catalog);
	const votes = createVotes<Player>();
	const signals = createStationSignals();
	let startedAt = 0;
	/** Counts the calls of `start` that began something. */
	let runs = 0;
	let destroyed = false;
	let active = false;
	let paused = false;
	let skips = 0;
	/** The track that is waited for was asked back by `previous`. */
	let goingBack = false;

	const feeder = createFeeder(core, settings, brain, planner, () => news());
	const minute = (): number => (timebase.now() - startedAt) / 60;
	const rowOf = (track: Track): Track => brain.known(track.asset_id) ?? track;

	function entryOf(choice: Choice | undefined): Entry | undefined {
		if (choice === undefined) return undefined;
		const track = rowOf(choice.track);
		return { track, reason: choice.reason, gain: brain.gainOf(track), structure: structures.of(track.asset_id) };
	}

	const stage = createStage(core, {
		name: settings.name,
		crossfade: settings.crossfade,
		volume: settings.volume,
		soundGroup: settings.soundGroup,
		output: settings.output,
		sound: settings.sound,
		parent: settings.parent,
		peek: index => entryOf(brain.queue()[index]),
		take: () => brain.take(),
		bringForward: index => brain.bringForward(index),
		changed: now => changed(now),
		failed: (entry, why) => {
			const isNews = brain.bury(entry.track.asset_id);
			decide();
			if (!isNews) return;
			signals.trackFailed.Fire(entry.track, why);
			feeder.poke();
		},
		starved: () => {
			brain.offer(settings.fallback.map(bareTrack), "fallback");
			decide();
			feeder.poke();
			if (!brain.queue().isEmpty()) task.defer(() => active && stage.advance());
		},
		voted: (player, value) => radio.vote(player, value),
		audienceChanged: () => countVotes(),
		soundGone: () => {
			warn(radioMessages.soundGone);
			radio.stop();
		},
	});

	const pulse = createPulse(
		() => (paused ? undefined : stage.position()),
		hit => signals.beat.Fire(hit),
		hit => signals.section.Fire(hit),
	);

	function stateNow(): RadioState {
		if (!active) return runs > 0 || destroyed ? "stopped" : "idle";
		if (paused) return "paused";
		if (stage.now() === undefined) return "starting";
		return planner.degraded() ? "degraded" : "playing";
	}

	function showState(): void {
		const [to] = [stateNow()];
		if (radio.state === to) return;
		radio.state = to;
		signals.stateChanged.Fire(to);
	}

	let shown = "";
	function showQueue(): void {
		const tracks = brain.queue().map(({ track, reason }): QueuedTrack => ({ ...rowOf(track), reason }));
		const key = tracks.map(track => track.asset_id).join(",");
		radio.queue = tracks;
		if (key === shown) return;
		shown = key;
		signals.queueChanged.Fire();
	}

	/** Fills the queue from what is known. */
	function decide(): void {
		brain.decide(minute());
		showQueue();
	}

	/** Beats and phrases of what is on and what comes next, where the crossfade reckons with them. */
	function wantStructures(): void {
		if (settings.crossfade !== "auto" || planner.degraded()) return;
		const wanted = [stage.now()?.track.asset_id, brain.queue()[0]?.track.asset_id];
		for (let i = 0; i < 2; i++) {
			const id = wanted[i];
			if (id !== undefined) structures.want(id, () => structureCame(id));
		}
	}

	function structureCame(assetId: string): void {
		if (!active) return;
		const now = stage.now();
		if (now !== undefined && now.track.asset_id === assetId) {
			now.structure = structures.of(assetId);
			pulse.follow(now.structure);
		}
		stage.refresh();
	}

	function changed(now: Playing | undefined): void {
		goingBack = false;
		if (now !== undefined) {
			brain.heard(now.track);
			votes.reset();
		}
		brain.decide(minute());
		showNow(now);
		showQueue();
		showState();
		task.defer(() => {
			if (!active) return;
			pulse.follow(stage.now()?.structure);
			wantStructures();
			feeder.poke();
		});
	}

	function showNow(now: Playing | undefined): void {
		const before = radio.nowPlaying;
		radio.nowPlaying =
			now === undefined
				? undefined
				: { track: now.track, startedAt: now.startedAt, reason: now.reason, gain: now.gain };
		const past = brain.history();
		if (now !== undefined) past.shift();
		radio.history = past;
		if (before !== undefined || now !== undefined) signals.trackChanged.Fire(radio.nowPlaying);
	}

	/** The catalog answered or refused: opens, or goes on with whatever is known. */
	function news(): void {
		if (!active) return;
		decide();
		if (stage.now() === undefined && !brain.queue().isEmpty() && readyToOpen()) stage.advance();
		else stage.refresh();
		showState();
		wantStructures();
	}

	/** The seed opens the station: its row is worth waiting for, unless there is nothing to wait for. */
	function readyToOpen(): boolean {
		return brain.queue().size() >= settings.ahead || feeder.settled() >= 2 || planner.degraded();
	}

	/** Opens with what can be played without any answer. @returns whether there is anything */
	function openWithoutAnswer(): boolean {
		if (!active || stage.now() !== undefined || !brain.queue().isEmpty()) return true;
		brain.offer(settings.seeds.map(bareTrack), "one of the station's seeds");
		decide();
		if (brain.queue().isEmpty()) {
			brain.offer(settings.fallback.map(bareTrack), "fallback");
			decide();
		}
		if (brain.queue().isEmpty()) return false;
		stage.advance();
		showState();
		return true;
	}
	const impatience = createTimer(() => openWithoutAnswer());

	function takeManifest(): void {
		const station = settings.name !== undefined ? core.manifest?.stations?.[settings.name] : undefined;
		if (station === undefined) return;
		brain.offer(station.tracks, "baked for the station");
		for (const [, structure] of pairs(station.structures ?? {})) structures.put(structure);
		if (settings.seeds.every(id => brain.known(id) !== undefined)) planner.skipLookup();
	}

	function begin(): void {
		active = true;
		runs += 1;
		paused = false;
		startedAt = timebase.now();
		const mine = runs;
		planner.hurry();
		feeder.start();
		takeManifest();
		impatience.set(OPEN_WITHOUT_ANSWER_SECONDS);
		decide();
		showState();
		// A listener may have stopped the station by now.
		if (!active || runs !== mine) return;
		if (!brain.queue().isEmpty()) stage.advance();
		feeder.poke();
	}

	function resolveSkips(): void {
		let count = skips;
		skips = 0;
		if (!active || count === 0) return;
		// One that is still loading was asked for before: it is the one to pass over.
		if (!stage.waiting()) count -= 1;
		for (let i = 0; i < count; i++) {
			brain.pass();
			brain.decide(minute());
		}
		goingBack = false;
		showQueue();
		stage.advance();
	}

	function countVotes(): void {
		if (!active || !votes.wantSkip(stage.listeners())) return;
		votes.reset();
		radio.skip();
	}

	const radio: Writable<Radio> = {
		start() {
			if (destroyed) return $tuple(false, radioMessages.destroyed);
			if (!active) begin();
			else {
				planner.hurry();
				feeder.poke();
			}
			const mine = runs;
			const limit = timebase.now() + START_LIMIT_SECONDS;
			while (active && runs === mine && stage.now() === undefined && timebase.now() < limit) {
				// Nothing is on its way any more, and nothing is known.
				if (!feeder.busy() && brain.queue().isEmpty() && !openWithoutAnswer()) break;
				task.wait(0.05);
			}
			if (!active || runs !== mine) return $tuple(false, radioMessages.stoppedMeanwhile);
			if (stage.now() !== undefined) return $tuple(true);
			const problem = feeder.problem();
			const hopeless = problem === undefined && !feeder.busy() && brain.queue().isEmpty();
			// An empty catalog or a bad key: nothing will come by waiting.
			if (hopeless || problem?.kind === "unauthorized" || problem?.kind === "forbidden") radio.stop();
			return $tuple(false, problem?.message ?? radioMessages.nothingToPlay, problem);
		},
		stop() {
			if (!active) return;
			active = false;
			paused = false;
			skips = 0;
			goingBack = false;
			impatience.cancel();
			feeder.stop();
			pulse.stop();
			stage.stop();
			showNow(undefined);
			showState();
		},
		pause() {
			if (!active || paused || stage.now() === undefined) return;
			paused = true;
			stage.pause();
			pulse.follow(stage.now()?.structure);
			showState();
		},
		resume() {
			if (!active || !paused) return;
			paused = false;
			stage.resume();
			const now = stage.now();
			if (now !== undefined && radio.nowPlaying !== undefined) {
				radio.nowPlaying = { ...radio.nowPlaying, startedAt: now.startedAt };
			}
			pulse.follow(now?.structure);
			showState();
		},
		skip() {
			if (!active) return;
			skips += 1;
			if (skips === 1) task.defer(resolveSkips);
		},
		previous() {
			const now = stage.now();
			if (!active || now === undefined) return;
			// Called again before the first one is on: one track further back.
			const further = goingBack && stage.waiting();
			const before = brain.back(further);
			if (before === undefined) return;
			if (!further) brain.enqueue({ track: now.track, reason: now.reason }, "next");
			brain.enqueue({ track: before, reason: radioMessages.askedBack }, "next");
			goingBack = true;
			showQueue();
			stage.advance();
		},
		destroy() {
			if (destroyed) return;
			radio.stop();
			destroyed = true;
			announceStation(radio, undefined);
			stage.destroy();
			showState();
			silenceSignals(signals);
		},
		request(input, position = "end") {
			if (destroyed) return $tuple(false, radioMessages.destroyed);
			if (position !== "next" && position !== "end")
				return $tuple(false, radioMessages.badPosition(tostring(position)));
			const [track, err] = findRequested(core.catalog, brain, input);
			if (destroyed) return $tuple(false, radioMessages.destroyed);
			if (track === undefined) return $tuple(false, err);
			brain.enqueue({ track, reason: radioMessages.requested(position) }, position);
			showQueue();
			if (active) {
				if (stage.now() === undefined && !stage.waiting()) stage.advance();
				else stage.refresh();
				wantStructures();
			}
			return $tuple(true);
		},
		vote(player, value) {
			if (!isVote(value) || !typeIs(player, "Instance") || !player.IsA("Player")) {
				warn(radioMessages.badVote(`${tostring(player)} and ${tostring(value)}`));
				return;
			}
			const now = stage.now();
			if (!active || now === undefined || player.Parent !== Players) return;
			const before = votes.cast(player, value);
			if (before === value) return;
			const weight = { up: 0.5, down: -0.5, skip: 0 };
			brain.like(now.track.asset_id, weight[value] - (before !== undefined ? weight[before] : 0));
			countVotes();
		},
		setVolume(volume, seconds = 0) {
			if (destroyed) return;
			if (isNumber(volume) && isNumber(seconds))
				stage.setVolume(math.clamp(volume, 0, MAX_VOLUME), math.max(0, seconds));
			else warn(radioMessages.badVolume(`${tostring(volume)} and ${tostring(seconds)}`));
		},
		nowPlaying: undefined,
		queue: [],
		history: [],
		state: "idle",
		topic: stage.topic,
		...signals,
	};
	// A replicated Sound is heard by all or nobody, so it cannot be the music of a zone.
	if (settings.output === "players") announceStation(radio, stage.topic);
	return radio;
}
