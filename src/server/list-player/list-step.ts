import { mostGain, musicGain } from "../../shared/sound/loudness";
import type { Track } from "../../shared/wire/music";
import { hear, lengthOf } from "../radio/audience";
import type { BroadcastEvent } from "../radio/broadcast";
import {
	advance,
	changeVolume,
	follow,
	halt,
	keepWanted,
	leaveCurrent,
	look,
	lookAgainAt,
	matters,
	pardons,
	type Playout,
	type PlayoutEffect,
} from "../radio/playout";
import { type Masthead, probeAssets, tellPlayers, TOLD } from "../radio/tell-players";
import { clear, type Entry, pause, resume } from "../radio/timeline";
import { listMessages } from "./messages";
import {
	addTracks,
	backFrom,
	buryTrack,
	replaceTracks,
	reviveTrack,
	rewind,
	takeFrom,
	type TrackList,
	upcoming,
} from "./track-list";

/** A player of a list. Changed by `stepList` alone. */
export interface ListState {
	readonly list: TrackList;
	readonly playout: Playout;
	readonly masthead: Masthead;
	/** Target in LUFS. */
	readonly loudness: number | false;
	/** Wanted by the game; a track may still be loading. */
	isPlaying: boolean;
	/** What was on when it was stopped: `play` goes on with it. */
	stopped?: Track;
	/** What games were told last is on. */
	shown?: Track;
	wakeAt?: number;
	isDestroyed: boolean;
}

/** Everything that can happen to it. */
export type ListEvent =
	| { kind: "queue"; tracks: Track[]; isShuffled: boolean }
	| { kind: "set-queue"; tracks: Track[]; isShuffled: boolean }
	| { kind: "play" | "pause" | "resume" | "stop" | "skip" | "previous" | "destroy" }
	| { kind: "play-track"; track: Track }
	| { kind: "volume"; to: number; seconds: number }
	| BroadcastEvent;

/** Everything that it wants done. */
export type ListEffect =
	| PlayoutEffect
	| { kind: "track-changed"; track?: Track }
	| { kind: "queue-finished" }
	| { kind: "track-failed"; track: Track; why: string }
	/** Analytics is told what is heard. */
	| { kind: "listening-on"; track: Track }
	| { kind: "listening"; what: "pause" | "resume" | "skipping" | "unheard" | "off" }
	| { kind: "release" };

/** More findings in a row than this are a circle. */
const MOST_FINDINGS = 50;

/** The first of the list, with all that is known of them. */
function entriesOf({ list, loudness, playout }: ListState): Entry[] {
	return upcoming(list, TOLD).map((track): Entry => {
		const gain = musicGain(track, loudness);
		const most = loudness !== false ? mostGain(track) : undefined;
		return { track, reason: listMessages.queued, gain, most, length: lengthOf(playout.audience, track) };
	});
}

/** What games see as on: what was asked for last, though it is still being loaded. */
export function shownTrack({ list, playout, isPlaying }: ListState): Track | undefined {
	const { current, demandedAt } = playout.timeline;
	const coming = isPlaying && demandedAt !== undefined ? upcoming(list, 1)[0] : undefined;
	return coming ?? current?.track;
}

function show(state: ListState, effects: ListEffect[]): void {
	const track = shownTrack(state);
	if (state.shown === track) return;
	state.shown = track;
	effects.push({ kind: "track-changed", track });
}

/** Nothing is on any more. */
function silence(state: ListState, effects: ListEffect[]): void {
	state.isPlaying = false;
	halt(state.playout);
	effects.push({ kind: "listening", what: "off" });
	show(state, effects);
}

function finish(state: ListState, effects: ListEffect[]): void {
	silence(state, effects);
	effects.push({ kind: "queue-finished" });
}

function begin(state: ListState, now: number): void {
	state.isPlaying = true;
	state.stopped = undefined;
	advance(state.playout, now);
}

function play(state: ListState, now: number, effects: ListEffect[]): void {
	const { list, playout, stopped } = state;
	if (playout.timeline.current !== undefined) {
		goOn(state, now, effects);
		return;
	}
	if (stopped !== undefined) list.interlude = stopped;
	else rewind(list);
	if (!upcoming(list, 1).isEmpty()) begin(state, now);
}

function hold({ playout }: ListState, now: number, effects: ListEffect[]): void {
	if (playout.timeline.current === undefined) return;
	pause(playout.timeline, now);
	effects.push({ kind: "listening", what: "pause" });
}

function goOn({ playout }: ListState, now: number, effects: ListEffect[]): void {
	if (playout.timeline.current === undefined) return;
	resume(playout.timeline, now);
	effects.push({ kind: "listening", what: "resume" });
}

function stop(state: ListState, effects: ListEffect[]): void {
	if (!state.isPlaying) return;
	const { current, demandedAt } = state.playout.timeline;
	// What was still being loaded is next in the list.
	state.stopped = demandedAt === undefined ? current?.track : undefined;
	silence(state, effects);
}

/** The list is another one: what was on belongs to the old. */
function exchange(state: ListState, tracks: Track[], isShuffled: boolean, effects: ListEffect[]): void {
	stop(state, effects);
	state.stopped = undefined;
	state.list.interlude = undefined;
	replaceTracks(state.list, tracks, isShuffled);
}

function skip(state: ListState, now: number, effects: ListEffect[]): void {
	const { list, playout, isPlaying } = state;
	if (!isPlaying) return;
	effects.push({ kind: "listening", what: "skipping" });
	// One that is still loading was asked for before: it is the one to pass over.
	if (playout.timeline.demandedAt !== undefined) takeFrom(list, 0);
	if (upcoming(list, 1).isEmpty()) finish(state, effects);
	else advance(playout, now);
}

function previous({ list, playout }: ListState, now: number, effects: ListEffect[]): void {
	const { current } = playout.timeline;
	if (current === undefined || !backFrom(list, current.track)) return;
	effects.push({ kind: "listening", what: "skipping" });
	advance(playout, now);
}

function react(state: ListState, event: ListEvent, now: number, effects: ListEffect[]): void {
	const { list, playout } = state;
	switch (event.kind) {
		case "queue":
			return addTracks(list, event.tracks, event.isShuffled);
		case "set-queue":
			return exchange(state, event.tracks, event.isShuffled, effects);
		case "play":
			return play(state, now, effects);
		case "pause":
			return hold(state, now, effects);
		case "resume":
			return goOn(state, now, effects);
		case "stop":
		case "destroy":
			return stop(state, effects);
		case "skip":
			return skip(state, now, effects);
		case "previous":
			return previous(state, now, effects);
		case "play-track":
			if (list.dead.has(event.track.asset_id)) return;
			list.interlude = event.track;
			return begin(state, now);
		case "volume":
			return changeVolume(playout, event.to, event.seconds, now);
		case "time":
			state.wakeAt = undefined;
			return;
		case "sound-gone":
			return;
		default:
			return hear(playout.audience, event, now, id => matters(playout, entriesOf(state), id, now));
	}
}

/** Acts on what is found until nothing is to be done. */
function playOn(state: ListState, now: number, effects: ListEffect[]): void {
	const { list, playout } = state;
	for (const _ of $range(1, MOST_FINDINGS)) {
		const found = look(playout, entriesOf(state), now);
		if (found === undefined) return;
		if (found.kind === "next") {
			const { track } = found.entry;
			takeFrom(list, found.index);
			follow(playout, found);
			keepWanted(playout, entriesOf(state), now);
			effects.push({ kind: "listening-on", track });
			show(state, effects);
		} else if (found.kind === "dead") {
			const { entry, why, onAir } = found;
			if (onAir) {
				leaveCurrent(playout, now);
				effects.push({ kind: "listening", what: "unheard" });
			}
			if (buryTrack(list, entry.track.asset_id)) effects.push({ kind: "track-failed", track: entry.track, why });
		} else if (state.isPlaying) finish(state, effects);
		else clear(playout.timeline);
	}
}

/**
 * One thing happens to a player of a list. Changes it, and says what is to be done; does nothing itself.
 *
 * @param now server time
 * @returns effects, to be carried out in order
 */
export function stepList(state: ListState, event: ListEvent, now: number): ListEffect[] {
	const effects = new Array<ListEffect>();
	if (state.isDestroyed) return effects;
	const { playout, masthead } = state;
	const wasOn = playout.on;
	for (const id of pardons(playout, now)) reviveTrack(state.list, id);
	react(state, event, now, effects);
	playOn(state, now, effects);
	show(state, effects);
	const entries = entriesOf(state);
	if (playout.on || wasOn || event.kind === "volume") tellPlayers(playout, masthead, entries, now, effects);
	probeAssets(playout, entries, now, effects);
	const at = lookAgainAt(playout, entries, now);
	if (at !== state.wakeAt) effects.push({ kind: "wake", at });
	state.wakeAt = at;
	if (event.kind === "destroy") {
		state.isDestroyed = true;
		effects.push({ kind: "release" });
	}
	return effects;
}
