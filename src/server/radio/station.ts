import type { Problem } from "../../shared/wire/problem";
import type { TrackStructure } from "../../shared/wire/structure";
import { hear } from "./audience";
import { bury, forgive, knownTrack, offerTracks, takeAt } from "./brain";
import { hurry, isDegraded } from "./brain/top-up";
import { countVotes, previous, request, resolveSkips, skip, vote } from "./controls";
import { type CatalogEvent, questionNow, takeAnswer } from "./feeding";
import { radioMessages } from "./messages";
import { advance, changeVolume, follow, halt, keepWanted, leaveCurrent, look, matters, pardons } from "./playout";
import {
	entriesOf,
	fill,
	nextMinute,
	offerIds,
	type Station,
	type StationEffect,
	type StationEvent,
} from "./station-state";
import { holdStructure } from "./structures";
import { probeAssets, tellPlayers } from "./tell-players";
import { askStructures, tellBeats, tellGames, tellPulse, tellVotes, wake } from "./telling";
import { clear, pause, resume } from "./timeline";

/** Without an answer by then the station opens with what it has: its seeds, or `fallback`. */
const OPEN_WITHOUT_ANSWER_SECONDS = 10;
/** More findings in a row than this are a circle. */
const MOST_FINDINGS = 50;
const SEED_ORIGIN = "one of the station's seeds";
const STRANGER_ORIGIN = "a seed that the catalog does not know";

function offerBaked({ baked, brain, settings, structures, feeding }: Station): void {
	if (baked === undefined) return;
	offerTracks(brain, baked.tracks, "baked for the station");
	for (const [, structure] of pairs(baked.structures ?? {})) holdStructure(structures, structure.asset_id, structure);
	if (settings.seeds.every(id => knownTrack(brain, id) !== undefined)) feeding.plan.lookedUp = true;
}

function start(station: Station, now: number): void {
	const { feeding, playout, brain } = station;
	hurry(feeding.plan);
	feeding.hungry = true;
	if (station.phase === "on") return;
	station.phase = "on";
	station.runs += 1;
	station.startedAt = now;
	station.openAt = now + OPEN_WITHOUT_ANSWER_SECONDS;
	feeding.answers = 0;
	feeding.problem = undefined;
	offerBaked(station);
	fill(station, now);
	if (!brain.queue.isEmpty()) advance(playout, now);
}

function stop(station: Station): void {
	if (station.phase !== "on") return;
	station.phase = "stopped";
	station.openAt = undefined;
	station.skips = 0;
	station.goingBack = false;
	halt(station.playout);
}

function takeStructure({ structures, playout }: Station, structure: TrackStructure): void {
	const { current } = playout.timeline;
	holdStructure(structures, structure.asset_id, structure);
	if (current?.track.asset_id === structure.asset_id) current.structure = structure;
}

/** Enough is known to open: the seed's row is worth waiting for, unless there is nothing to wait for. */
function isReady({ brain, settings, feeding }: Station): boolean {
	return brain.queue.size() >= settings.ahead || feeding.answers >= 2 || isDegraded(feeding.plan);
}

function openIfReady(station: Station, now: number): void {
	const { playout, brain, phase } = station;
	if (phase !== "on") return;
	fill(station, now);
	if (playout.timeline.current !== undefined || brain.queue.isEmpty() || !isReady(station)) return;
	advance(playout, now);
}

/** The seeds are looked up once, so each that is unknown is told of once. */
function warnOfSeeds({ settings, masthead, brain }: Station, event: CatalogEvent, effects: StationEffect[]): void {
	if (event.kind !== "rows" || event.question.source.kind !== "assets") return;
	for (const id of settings.seeds) {
		if (event.rows.some(({ asset_id }) => asset_id === id)) continue;
		brain.strangers.add(id);
		effects.push({ kind: "warn", text: radioMessages.unknownSeed(masthead.name, id) });
	}
}

function react(station: Station, event: StationEvent, now: number, effects: StationEffect[]): void {
	const { playout } = station;
	switch (event.kind) {
		case "start":
			return start(station, now);
		case "stop":
		case "destroy":
			return stop(station);
		case "sound-gone":
			effects.push({ kind: "warn", text: radioMessages.soundGone });
			return stop(station);
		case "pause":
			if (playout.timeline.current !== undefined) pause(playout.timeline, now);
			return;
		case "resume":
			return resume(playout.timeline, now);
		case "skip":
			return skip(station, effects);
		case "skips-counted":
			return resolveSkips(station, now);
		case "previous":
			return previous(station, now);
		case "request":
			return request(station, event, now);
		case "vote":
			return vote(station, event.who, event.value, effects);
		case "volume":
			return changeVolume(playout, event.to, event.seconds, now);
		case "structure":
			return takeStructure(station, event.structure);
		case "listening":
			station.isListened = event.to;
			return;
		case "rows":
		case "no-rows":
			takeAnswer(station.feeding, station.brain, event, now, !station.settings.fallback.isEmpty());
			warnOfSeeds(station, event, effects);
			return openIfReady(station, now);
		case "time":
			station.told.wake = undefined;
			station.feeding.hungry = true;
			return;
		default: {
			hear(playout.audience, event, now, id => matters(playout, entriesOf(station), id, now));
			if (event.kind === "report" && event.report.kind === "vote")
				vote(station, event.who, event.report.value, effects);
			else if (event.kind !== "probed") countVotes(station, effects);
		}
	}
}

/** Acts on what is found until nothing is to be done. */
function playOn(station: Station, now: number, effects: StationEffect[]): void {
	const { playout, brain, feeding, settings } = station;
	for (const id of pardons(playout, now)) forgive(brain, id);
	for (const _ of $range(1, MOST_FINDINGS)) {
		const found = look(playout, entriesOf(station), now);
		if (found === undefined) return;
		feeding.hungry = true;
		if (found.kind === "next") {
			const { track } = found.entry;
			takeAt(brain, found.index);
			brain.memory.hear(track);
			playout.audience.votes.clear();
			station.goingBack = false;
			follow(playout, found);
			fill(station, now);
			keepWanted(playout, entriesOf(station), now);
		} else if (found.kind === "dead") {
			const { entry, why, onAir } = found;
			if (onAir) leaveCurrent(playout, now);
			if (bury(brain, entry.track.asset_id)) effects.push({ kind: "track-failed", track: entry.track, why });
			fill(station, now);
		} else {
			clear(playout.timeline);
			fill(station, now);
			if (offerIds(station, settings.fallback, "fallback", now)) advance(playout, now);
		}
	}
}

/** Opens with the seeds or `fallback` where no answer is on its way, or none came in time. */
function openAnyhow(station: Station, now: number): boolean {
	const { playout, brain, feeding, settings, openAt } = station;
	const isLate = openAt !== undefined && now >= openAt;
	if (isLate || playout.timeline.current !== undefined) station.openAt = undefined;
	if (playout.timeline.current !== undefined || !brain.queue.isEmpty()) return false;
	if (feeding.plan.busy && !isLate) return false;
	const { seeds, fallback } = settings;
	const isKnown = (id: string): boolean => !brain.strangers.has(id);
	const isThere =
		offerIds(station, seeds.filter(isKnown), SEED_ORIGIN, now) ||
		offerIds(station, fallback, "fallback", now) ||
		// It may be a recording of the game's own, and load all the same.
		offerIds(station, seeds, STRANGER_ORIGIN, now);
	if (isThere) advance(playout, now);
	return isThere;
}

/**
 * One thing happens to a station. Changes it, and says what is to be done; does nothing itself.
 *
 * @param now server time
 * @returns effects, to be carried out in order
 */
export function step(station: Station, event: StationEvent, now: number): StationEffect[] {
	const effects = new Array<StationEffect>();
	if (station.phase === "destroyed") return effects;
	const { playout, feeding, brain } = station;
	const wasOn = playout.on;
	react(station, event, now, effects);
	let question;
	if (station.phase === "on") {
		playOn(station, now, effects);
		question = questionNow(feeding, brain, now, nextMinute(station, now));
		if (openAnyhow(station, now)) playOn(station, now, effects);
	}
	if (event.kind === "destroy") station.phase = "destroyed";
	tellGames(station, effects);
	const entries = entriesOf(station);
	if (playout.on || wasOn || event.kind === "volume") tellPlayers(playout, station.masthead, entries, now, effects);
	tellPulse(station, effects);
	tellBeats(station, effects);
	tellVotes(station, effects);
	if (station.phase === "on") {
		askStructures(station, now, effects);
		if (question !== undefined) effects.push({ kind: "ask", question });
		probeAssets(playout, entries, now, effects);
	}
	wake(station, now, effects);
	if (event.kind === "destroy") effects.push({ kind: "release" });
	return effects;
}

/** How a call of `start` stands. */
export type StartResult =
	| { kind: "waiting" }
	| { kind: "on" }
	/** `isHopeless`: nothing will come by waiting either. */
	| { kind: "failed"; err: string; problem?: Problem; isHopeless: boolean };

/**
 * What a call of `start` answers.
 *
 * @param run which start it was
 * @param isOver no longer waited for
 */
export function startResult(
	{ phase, runs, playout, feeding, brain }: Station,
	run: number,
	isOver: boolean,
): StartResult {
	if (phase !== "on" || runs !== run) {
		return { kind: "failed", err: radioMessages.stoppedMeanwhile, isHopeless: false };
	}
	if (playout.timeline.current !== undefined) return { kind: "on" };
	const { problem, plan } = feeding;
	const isNothingComing = !plan.busy && brain.queue.isEmpty();
	if (!isOver && !isNothingComing) return { kind: "waiting" };
	const isRefused = problem?.kind === "unauthorized" || problem?.kind === "forbidden";
	return {
		kind: "failed",
		err: problem?.message ?? radioMessages.nothingToPlay,
		problem,
		isHopeless: isRefused || (problem === undefined && isNothingComing),
	};
}
