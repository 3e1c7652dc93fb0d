import Signal from "@rbxts/lemon-signal";
import { Players } from "@rbxts/services";

import { type ExperienceCore, resolveAssetId } from "../catalog/port";
import { timebase } from "../sound/engine-timebase";
import { announceStation } from "../sound/station-gate";
import type { Track } from "../wire/music";
import type { Problem } from "../wire/problem";
import type { Segment } from "../wire/structure";
import { bareTrack, isWholeTrack } from "./bare-track";
import { type Choice, createBrain } from "./brain";
import { createTopUpPlanner } from "./brain/top-up";
import { createFeeder, type Feeder } from "./feeder";
import { radioMessages } from "./messages";
import { type RadioOptions, type RadioSettings, settle } from "./options";
import { createPulse } from "./pulse";
import { createStage, type Entry, type Playing } from "./stage";
import { createStructures } from "./structures";
import { createTimer } from "./timer";
import type { BeatHit, NowPlaying, QueuedTrack, Radio, RadioState } from "./types";
import { createVotes } from "./votes";

export type { ListPlayer, PlayerOptions } from "./list-player";
export { createPlayer } from "./list-player";
export type { EnergyCurve, RadioOptions, RadioWeights } from "./options";
export type { BeatHit, NowPlaying, QueuedTrack, Radio, RadioState } from "./types";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Without an answer by then the station opens with what it has: its seeds, or `fallback`. */
const OPEN_WITHOUT_ANSWER_SECONDS = 10;
/** `start` answers by then, whatever happens. */
const START_LIMIT_SECONDS = 45;

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
	const settings = settle(options);
	const dice = settings.rng !== undefined ? new Random(settings.rng) : new Random();
	const brain = createBrain(settings, () => dice.NextNumber());
	const planner = plannerFor(settings);
	const structures = createStructures(core.catalog);
	const votes = createVotes<Player>();
	let feeder: Feeder | undefined;
	let startedAt = 0;
	let begun = false;
	let destroyed = false;
	let active = false;
	let paused = false;
	let skips = 0;
	let latestProblem: Problem | undefined;

	const trackChanged = new Signal<(now: NowPlaying | undefined) => void>();
	const queueChanged = new Signal<() => void>();
	const trackFailed = new Signal<(track: Track, why: string) => void>();
	const stateChanged = new Signal<(state: RadioState) => void>();
	const beat = new Signal<(beat: BeatHit) => void>();
	const section = new Signal<(section: Segment) => void>();

	const minute = (): number => (timebase.now() - startedAt) / 60;

	function entryOf(choice: Choice | undefined): Entry | undefined {
		if (choice === undefined) return undefined;
		const track = brain.known(choice.track.asset_id) ?? choice.track;
		return {
			track,
			reason: choice.reason,
			gain: brain.gainOf(track),
			structure: structures.of(track.asset_id),
		};
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
		swapFirst: () => brain.swapFirst(),
		changed: now => changed(now),
		failed: (entry, why) => {
			if (!brain.bury(entry.track.asset_id)) return;
			brain.decide(minute());
			showQueue();
			trackFailed.Fire(entry.track, why);
			feeder?.poke();
		},
		starved: () => {
			brain.offer(settings.fallback.map(bareTrack), "fallback");
			brain.decide(minute());
			showQueue();
			feeder?.poke();
			if (!brain.queue().isEmpty()) task.defer(() => stage.advance());
		},
		voted: (player, value) => radio.vote(player, value),
		soundGone: () => {
			warn(radioMessages.soundGone);
			radio.stop();
		},
	});

	const pulse = createPulse(
		() => (paused ? undefined : stage.position()),
		hit => beat.Fire(hit),
		hit => section.Fire(hit),
	);

	function showState(): void {
		const [to] = [stateNow()];
		if (radio.state === to) return;
		radio.state = to;
		stateChanged.Fire(to);
	}

	function stateNow(): RadioState {
		if (!active) return begun || destroyed ? "stopped" : "idle";
		if (paused) return "paused";
		if (stage.now() === undefined) return "starting";
		return planner.degraded() ? "degraded" : "playing";
	}

	let shown = "";
	function showQueue(): void {
		const tracks = brain.queue().map(({ track, reason }): QueuedTrack => {
			return { ...(brain.known(track.asset_id) ?? track), reason };
		});
		const key = tracks.map(track => track.asset_id).join(",");
		radio.queue = tracks;
		if (key === shown) return;
		shown = key;
		queueChanged.Fire();
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
			feeder?.poke();
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
		if (before !== undefined || now !== undefined) trackChanged.Fire(radio.nowPlaying);
	}

	/** Opens or goes on with whatever is known. */
	function news(): void {
		if (!active) return;
		latestProblem = feeder?.problem();
		brain.decide(minute());
		showQueue();
		if (stage.now() === undefined && !brain.queue().isEmpty() && readyToOpen()) stage.advance();
		else stage.refresh();
		showState();
		wantStructures();
	}

	/** The seed opens the station: its row is worth waiting for, unless there is nothing to wait for. */
	function readyToOpen(): boolean {
		return brain.queue().size() >= settings.ahead || (feeder?.settled() ?? 0) >= 2 || planner.degraded();
	}

	/** What can be played without any answer. */
	function openWithoutAnswer(): void {
		if (!active || stage.now() !== undefined || !brain.queue().isEmpty()) return;
		brain.offer(settings.seeds.map(bareTrack), "one of the station's seeds");
		if (settings.seeds.isEmpty()) brain.offer(settings.fallback.map(bareTrack), "fallback");
		brain.decide(minute());
		showQueue();
		if (!brain.queue().isEmpty()) stage.advance();
		showState();
	}
	const impatience = createTimer(openWithoutAnswer);

	function takeManifest(): void {
		const station = settings.name !== undefined ? core.manifest?.stations?.[settings.name] : undefined;
		if (station === undefined) return;
		brain.offer(station.tracks, "baked for the station");
		for (const [, structure] of pairs(station.structures ?? {})) structures.put(structure);
	}

	function resolveSkips(): void {
		let count = skips;
		skips = 0;
		if (!active || count === 0) return;
		// One that is still loading was asked for before: it is the one to pass over.
		if (!stage.waiting()) count -= 1;
		for (let i = 0; i < count; i++) {
			const passed = brain.take();
			if (passed !== undefined) brain.like(passed.track.asset_id, 0);
		}
		brain.decide(minute());
		showQueue();
		stage.advance();
	}

	const radio: Writable<Radio> = {
		start() {
			if (destroyed) return $tuple(false, radioMessages.destroyed);
			if (!active) {
				active = true;
				begun = true;
				paused = false;
				startedAt = timebase.now();
				planner.hurry();
				takeManifest();
				feeder = createFeeder(core, settings, brain, planner, news);
				impatience.set(OPEN_WITHOUT_ANSWER_SECONDS);
				brain.decide(0);
				showQueue();
				showState();
				if (!brain.queue().isEmpty()) stage.advance();
				feeder.poke();
			} else {
				planner.hurry();
				feeder?.poke();
			}
			const mine = feeder;
			const limit = timebase.now() + START_LIMIT_SECONDS;
			while (active && feeder === mine && stage.now() === undefined && timebase.now() < limit) {
				const idle = feeder !== undefined && !feeder.busy();
				if (idle && brain.queue().isEmpty()) {
					openWithoutAnswer();
					if (brain.queue().isEmpty()) brain.offer(settings.fallback.map(bareTrack), "fallback");
					brain.decide(0);
					if (brain.queue().isEmpty()) break;
					stage.advance();
				}
				task.wait(0.05);
			}
			if (!active || feeder !== mine) return $tuple(false, radioMessages.stoppedMeanwhile);
			if (stage.now() !== undefined || paused) return $tuple(true);
			const problem = latestProblem;
			// A lasting reason or an empty catalog: nothing will come by waiting.
			if (problem === undefined && brain.queue().isEmpty()) {
				radio.stop();
				return $tuple(false, radioMessages.nothingToPlay);
			}
			if (problem?.kind === "unauthorized" || problem?.kind === "forbidden") radio.stop();
			return $tuple(false, problem?.message ?? radioMessages.nothingToPlay, problem);
		},
		stop() {
			if (!active) return;
			active = false;
			paused = false;
			skips = 0;
			impatience.cancel();
			feeder?.stop();
			feeder = undefined;
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
			if (!active) return;
			const now = stage.now();
			const before = brain.back();
			if (before === undefined || now === undefined) return;
			brain.enqueue({ track: now.track, reason: now.reason }, "next");
			brain.enqueue({ track: before, reason: "asked back by previous()" }, "next");
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
			for (const signal of [trackChanged, queueChanged, trackFailed, stateChanged, beat, section]) {
				(signal as Signal).DisconnectAll();
			}
		},
		request(input, position) {
			if (destroyed) return $tuple(false, radioMessages.destroyed);
			const id = resolveAssetId(input);
			if (id === undefined) return $tuple(false, radioMessages.notAnId(tostring(input)));
			if (brain.isDead(id)) return $tuple(false, radioMessages.deadTrack(id));
			let track = isWholeTrack(input) ? input : brain.known(id);
			if (track === undefined || track.duration <= 0) {
				const [result, err, problem] = core.catalog.lookup({ asset_ids: [id] }, { priority: "player" });
				if (destroyed) return $tuple(false, radioMessages.destroyed);
				if (result !== undefined) {
					const found = result.tracks.find(row => row.asset_id === id);
					if (found === undefined) return $tuple(false, radioMessages.unknownTrack(id));
					track = found;
				} else if (problem?.kind === "invalid-argument" || problem?.kind === "not-found") return $tuple(false, err);
				// The catalog does not answer: the asset may well load all the same.
				track ??= bareTrack(id);
			}
			brain.enqueue({ track, reason: `requested (${position ?? "end"})` }, position ?? "end");
			showQueue();
			if (active) {
				if (stage.now() === undefined && !stage.waiting()) stage.advance();
				else stage.refresh();
				wantStructures();
			}
			return $tuple(true);
		},
		vote(player, value) {
			const now = stage.now();
			if (!active || now === undefined) return;
			const before = votes.cast(player, value);
			if (before === value) return;
			const weight = { up: 0.5, down: -0.5, skip: 0 };
			brain.like(now.track.asset_id, weight[value] - (before !== undefined ? weight[before] : 0));
			if (value === "skip" && votes.wantSkip(Players.GetPlayers())) {
				votes.reset();
				radio.skip();
			}
		},
		setVolume(volume, seconds) {
			if (destroyed || !typeIs(volume, "number") || volume !== volume) return;
			stage.setVolume(math.clamp(volume, 0, 10), math.max(0, seconds ?? 0));
		},
		nowPlaying: undefined,
		queue: [],
		history: [],
		state: "idle",
		topic: stage.topic,
		trackChanged,
		queueChanged,
		trackFailed,
		stateChanged,
		beat,
		section,
	};
	announceStation(radio, stage.topic);
	return radio;
}
