import { createTimer } from "../../shared/radio/timer";
import { timebase } from "../../shared/sound/engine-timebase";
import { announceStation } from "../../shared/sound/station-gate";
import type { ExperienceCore } from "../catalog/port";
import { createAnatomy } from "./anatomy";
import { type Choice, createBrain } from "./brain";
import { createTopUpPlanner } from "./brain/top-up";
import { createFace, type RadioFields } from "./face";
import { createFeeder } from "./feeder";
import { guardedCurve } from "./guarded-curve";
import { radioMessages } from "./messages";
import { createOpening } from "./opening";
import { createOpinions } from "./opinions";
import { type RadioOptions, settle } from "./options";
import { findRequested } from "./request";
import { isNumber } from "./rules";
import { createStationSignals, silenceSignals } from "./signals";
import { createStage, type Entry, type Playing } from "./stage";
import { createSteps } from "./steps";
import type { Radio, RadioState } from "./types";

/** Without an answer by then the station opens with what it has: its seeds, or `fallback`. */
const OPEN_WITHOUT_ANSWER_SECONDS = 10;
/** `start` answers by then, whatever happens. */
const START_LIMIT_SECONDS = 45;
const POLL_SECONDS = 0.05;
const MAX_VOLUME = 10;

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
	const planner = createTopUpPlanner(settings.seeds, settings.sources, settings.seeds);
	const signals = createStationSignals();
	let startedAt = 0;
	/** Counts the calls of `start` that began something. */
	let runs = 0;
	let destroyed = false;
	let active = false;
	let paused = false;

	const feeder = createFeeder(core, settings, brain, planner, () => news());
	const face = createFace(() => radio as RadioFields, brain, signals);
	const isActive = (): boolean => active;

	/** Fills the queue from what is known. */
	function decide(): void {
		brain.decide((timebase.now() - startedAt) / 60);
		face.queue();
	}

	const anatomy = createAnatomy({
		catalog: core.catalog,
		brain,
		signals,
		stage: () => stage,
		mayAsk: () => settings.crossfade === "auto" && !planner.degraded(),
		isActive,
		isPaused: () => paused,
	});
	const opening = createOpening({
		settings,
		manifest: core.manifest,
		brain,
		planner,
		feeder,
		putStructure: structure => anatomy.put(structure),
		decide,
	});
	const steps = createSteps({ brain, stage: () => stage, isActive, decide });
	const opinions = createOpinions({
		brain,
		now: () => (active ? stage.now()?.track.asset_id : undefined),
		listeners: () => stage.listeners(),
		onSkip: () => radio.skip(),
	});

	function entryOf(choice: Choice | undefined): Entry | undefined {
		if (choice === undefined) return undefined;
		const track = brain.known(choice.track.asset_id) ?? choice.track;
		return { track, reason: choice.reason, gain: brain.gainOf(track), structure: anatomy.of(track.asset_id) };
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
		failed: ({ track }, why) => {
			const isNews = brain.bury(track.asset_id);
			decide();
			if (!isNews) return;
			signals.trackFailed.Fire(track, why);
			feeder.poke();
		},
		starved: () => {
			opening.takeFallback();
			feeder.poke();
			if (!brain.queue().isEmpty()) task.defer(() => active && stage.advance());
		},
		voted: (player, value) => opinions.cast(player, value),
		audienceChanged: () => opinions.recount(),
		soundGone: () => {
			warn(radioMessages.soundGone);
			radio.stop();
		},
	});

	function stateNow(): RadioState {
		if (!active) return runs > 0 || destroyed ? "stopped" : "idle";
		if (paused) return "paused";
		if (stage.now() === undefined) return "starting";
		return planner.degraded() ? "degraded" : "playing";
	}

	function changed(now: Playing | undefined): void {
		steps.settle();
		if (now !== undefined) {
			brain.heard(now.track);
			opinions.reset();
		}
		brain.decide((timebase.now() - startedAt) / 60);
		face.track(now);
		face.queue();
		face.state(stateNow());
		task.defer(() => {
			if (!active) return;
			anatomy.follow();
			anatomy.want();
			feeder.poke();
		});
	}

	/** The catalog answered or refused: opens, or goes on with whatever is known. */
	function news(): void {
		if (!active) return;
		decide();
		if (stage.now() === undefined && !brain.queue().isEmpty() && opening.isReady()) stage.advance();
		else stage.refresh();
		face.state(stateNow());
		anatomy.want();
	}

	/** Opens without an answer where nothing else is to be had. @returns whether anything is */
	function openWithWhatThereIs(): boolean {
		if (!active || stage.now() !== undefined || !brain.queue().isEmpty()) return true;
		if (!opening.takeKnown()) return false;
		stage.advance();
		face.state(stateNow());
		return true;
	}
	const impatience = createTimer(() => openWithWhatThereIs());

	function begin(): void {
		active = true;
		runs += 1;
		paused = false;
		startedAt = timebase.now();
		const mine = runs;
		planner.hurry();
		feeder.start();
		opening.takeBaked();
		impatience.set(OPEN_WITHOUT_ANSWER_SECONDS);
		decide();
		face.state(stateNow());
		// A listener may have stopped the station by now.
		if (!active || runs !== mine) return;
		if (!brain.queue().isEmpty()) stage.advance();
		feeder.poke();
	}

	const radio: Radio = {
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
				if (!feeder.busy() && brain.queue().isEmpty() && !openWithWhatThereIs()) break;
				task.wait(POLL_SECONDS);
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
			impatience.cancel();
			feeder.stop();
			anatomy.stop();
			steps.cancel();
			stage.stop();
			face.track(undefined);
			face.state(stateNow());
		},
		pause() {
			if (!active || paused || stage.now() === undefined) return;
			paused = true;
			stage.pause();
			anatomy.follow();
			face.state(stateNow());
		},
		resume() {
			if (!active || !paused) return;
			paused = false;
			stage.resume();
			const now = stage.now();
			if (now !== undefined) face.moved(now);
			anatomy.follow();
			face.state(stateNow());
		},
		skip() {
			if (active) steps.skip();
		},
		previous() {
			if (active) steps.back();
		},
		destroy() {
			if (destroyed) return;
			radio.stop();
			destroyed = true;
			announceStation(radio, undefined);
			stage.destroy();
			face.state(stateNow());
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
			face.queue();
			if (active) {
				if (stage.now() === undefined && !stage.waiting()) stage.advance();
				else stage.refresh();
				anatomy.want();
			}
			return $tuple(true);
		},
		vote(player, value) {
			if (!destroyed) opinions.cast(player, value);
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
