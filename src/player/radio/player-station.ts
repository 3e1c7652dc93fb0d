import type { PlayerBridge } from "../../shared/bridge";
import { createTimer, type Timer } from "../../shared/clock/timer";
import { beatsIn, besideTopic, readBeats } from "../../shared/radio/beats";
import { type Play, playAt, type StationDocument, voiceTag } from "../../shared/radio/document";
import { NO_VOTES } from "../../shared/radio/no-votes";
import type { VoteTally } from "../../shared/radio/types";
import { createScope, type Scope } from "../../shared/scope/scope";
import { bringInStep, type Deck, timebase } from "../../shared/sound";
import { watchStationGate } from "../../shared/sound/station-gate";
import type { TrackStructure } from "../../shared/wire/structure";
import { heardTrack, shownPlay, upcomingTracks } from "./heard";
import { createLoadReports, type LoadReports } from "./load-reports";
import { controlOf, type HandleControl, letGoOf } from "./player-handle";
import { createStationDeck, type StationDeck } from "./station-deck";

/** One station on one machine. */
export interface PlayerStation {
	update: (document: StationDocument) => void;
	destroy: () => void;
}

interface State {
	/** Of what the server plays for it. */
	readonly tag: string;
	readonly scope: Scope;
	readonly control: HandleControl;
	readonly reports: LoadReports;
	readonly decks: StationDeck;
	readonly switchover: Timer;
	readonly keepInStep: Timer;
	/** The station's own volume arrives at nothing then. */
	readonly quiet: Timer;
	latest?: StationDocument;
	/** What is on by this machine's clock. */
	applied?: Play;
	/** What the deck was asked to play; `undefined` while nothing is to be heard. */
	key?: string;
	rampUntil?: number;
	/** Nothing keeps the station from being heard here: it is the music of no zone, or of the listener's. */
	open: boolean;
	/** The deck stands still. */
	frozen: boolean;
	/** What the server tells of beats. */
	beats?: unknown;
	/** The structure of what is on, as it was read of them. */
	structure?: TrackStructure;
	/** The server was told that somebody listens to beats. */
	follows: boolean;
}

const RESYNC_SECONDS = 2;
const LATE_FADE_SECONDS = 0.25;
const STOP_FADE_SECONDS = 0.5;
const OWN_VOLUME_SECONDS = 0.15;
const LATE_SECONDS = 1;
const CUT_AHEAD_SECONDS = 0.1;
/** A crossfade that begins late is over by so much before the old track is. */
const SPARE_SECONDS = 0.1;

const keyOf = (play: Play): string => `${play.n}:${play.id}`;

function volumeOf(state: State, document: StationDocument): number {
	return document.volume * state.control.handle.volume;
}

function isHeard(state: State, document: StationDocument): boolean {
	const { muted, volume } = state.control.handle;
	const ramping = document.rampUntil !== undefined && document.rampUntil > timebase.serverNow();
	return state.open && !muted && volume > 0 && (document.volume > 0 || ramping);
}

function tellPresence(state: State, document: StationDocument): void {
	if (state.decks.get() === undefined) state.reports.presence("away");
	else state.reports.presence(document.output === "server" || isHeard(state, document) ? "listening" : "muted");
}

/** Where the track is that is on: on the deck where it sounds, else by the server's clock. */
function positionOf({ decks, key }: State, play: Play): number {
	const on = decks.get();
	const heard = key === keyOf(play) && on?.current()?.assetId === play.id ? on.position() : undefined;
	return heard ?? timebase.serverNow() - play.at;
}

/** Beats and sections go with what is on here. */
function keepTime(state: State, document: StationDocument, play: Play | undefined): void {
	const { rhythm } = state.control;
	const packed = beatsIn(state.beats, play?.id);
	if (packed?.id !== state.structure?.asset_id) state.structure = packed && readBeats(packed);
	const isMoving = play !== undefined && document.state === "playing";
	rhythm.follow(state.structure, isMoving ? () => positionOf(state, play) : undefined);
	const follows = rhythm.isListened();
	if (state.follows && !follows) follow(state, false);
}

/** Tells the server whether somebody here listens to beats. */
function follow(state: State, value: boolean): void {
	if (state.follows === value) return;
	state.follows = value;
	state.control.report?.({ kind: "follow", value }, "follow");
}

function show(state: State, document: StationDocument): void {
	const play = shownPlay(document, state.applied);
	keepTime(state, document, play);
	state.control.show(play && heardTrack(play));
	state.control.showQueue(upcomingTracks(document, play));
}

/** Seconds of the crossfade into a play at the moment it starts. */
function fadeSecondsOf(play: Play, on: Deck, old: Play | undefined): number {
	if (on.current() === undefined || old === undefined) {
		const late = timebase.serverNow() - play.at - play.from > LATE_SECONDS;
		return late ? LATE_FADE_SECONDS : play.fade;
	}
	// Late by loading: no longer than what is left of the old track.
	return math.clamp(old.duration - (on.position() ?? 0) - SPARE_SECONDS, 0, play.fade);
}

/** @param fadeIn seconds in which to come in where nothing plays */
function putOn(state: State, play: Play, on: Deck, old: Play | undefined, fadeIn: number | undefined): void {
	const key = keyOf(play);
	state.key = key;
	on.play({
		assetId: play.id,
		gain: play.gain,
		most: play.most,
		fadeIn: fadeIn !== undefined ? "equal-power" : play.fadeIn,
		// Another play of the same asset is another start; the same play coming back is not.
		restart: old === undefined || keyOf(old) !== key,
		position: later => math.max(0, timebase.serverNow() + later - (state.applied ?? play).at),
		later: () => (play.fade > 0 ? 0 : play.at + play.from - timebase.serverNow()),
		fadeSeconds: () => fadeIn ?? fadeSecondsOf(play, on, old),
	});
}

/** This is what is on, heard or not. */
function turnTo(state: State, document: StationDocument, on: Deck, play: Play, seconds: number | undefined): void {
	const paused = document.state === "paused";
	const heard = isHeard(state, document);
	const old = state.applied;
	if (!paused) state.applied = play;
	if (!heard) {
		if (state.key !== undefined) on.silence(paused ? 0 : (seconds ?? OWN_VOLUME_SECONDS));
		state.key = undefined;
		on.prepare(play.id);
	}
	state.frozen = paused;
	if (paused) {
		on.pause();
		if (state.key !== keyOf(play)) on.prepare(play.id);
		return;
	}
	if (heard && state.key !== keyOf(play)) putOn(state, play, on, old, state.key === undefined ? seconds : undefined);
	on.resume();
	if (heard) state.keepInStep.set(RESYNC_SECONDS);
}

/** Nothing is on. */
function fallSilent(state: State, on: Deck): void {
	state.applied = undefined;
	state.key = undefined;
	on.silence(state.frozen ? 0 : STOP_FADE_SECONDS);
	on.resume();
	state.frozen = false;
}

/** What the server plays begins on this machine whenever it comes: it is moved to where the music is. */
function followServer(state: State, document: StationDocument): void {
	const now = timebase.serverNow();
	const play = playAt(document, now);
	if (play === undefined || document.state !== "playing") return;
	bringInStep(state.tag, play.id, now - play.at);
	state.keepInStep.set(RESYNC_SECONDS);
}

/** @param seconds how long coming in or going out takes, where that is what happens */
function apply(state: State, seconds?: number): void {
	const document = state.latest;
	if (state.scope.isReleased() || document === undefined) return;
	state.switchover.cancel();
	state.keepInStep.cancel();
	const on = state.decks.ensure(document);
	tellPresence(state, document);
	if (document.output === "server") {
		followServer(state, document);
		return;
	}
	if (on === undefined) return;
	const now = timebase.serverNow();
	const following = document.next;
	// A hard cut is handed over ahead of its time: the engine may know a moment better than a frame does.
	const ahead = following !== undefined && following.fade <= 0 ? CUT_AHEAD_SECONDS : 0;
	const play = playAt(document, now + ahead);
	if (play === undefined) {
		fallSilent(state, on);
		return;
	}
	turnTo(state, document, on, play, seconds);
	if (following !== undefined && play !== following && document.state === "playing") {
		state.switchover.set(following.at + following.from - ahead - now);
	}
	show(state, document);
}

/** Machines drift apart; what is off is moved. */
function resync(state: State): void {
	if (state.latest?.output === "server") {
		followServer(state, state.latest);
		return;
	}
	const play = state.applied;
	const on = state.decks.get();
	if (play === undefined || on === undefined) return;
	const wanted = (): number => timebase.serverNow() - play.at;
	const isSame = on.current()?.assetId === play.id && wanted() >= 0 && wanted() < play.duration - 1;
	if (isSame && on.resync(wanted) && state.latest !== undefined) keepTime(state, state.latest, play);
	state.keepInStep.set(RESYNC_SECONDS);
}

function setVolume(state: State, document: StationDocument, on: Deck): void {
	const left = math.max(0, (document.rampUntil ?? 0) - timebase.serverNow());
	state.rampUntil = document.rampUntil;
	on.setVolume(volumeOf(state, document), left);
	if (left > 0 && document.volume <= 0) state.quiet.set(left);
	else state.quiet.cancel();
}

/** Where the server plays what is on, somebody has to tell it how long that lasts. */
function wantedOf({ output, now, ahead }: StationDocument): string[] {
	return output === "server" && now !== undefined && !ahead.includes(now.id) ? [now.id, ...ahead] : ahead;
}

function update(state: State, document: StationDocument): void {
	const before = state.latest;
	state.latest = document;
	const on = state.decks.ensure(document);
	const sameVolume = before?.volume === document.volume && state.rampUntil === document.rampUntil;
	if (on !== undefined && !sameVolume) setVolume(state, document, on);
	apply(state);
	if (on !== undefined) state.reports.prepare(on, wantedOf(document));
	show(state, document);
}

function createState(bridge: PlayerBridge, topic: string, name: string): State {
	const state: State = {
		tag: voiceTag(topic),
		scope: createScope(),
		control: controlOf(name),
		reports: createLoadReports((payload, about) => bridge.report(topic, payload, about)),
		decks: createStationDeck({
			name,
			volumeOf: document => volumeOf(state, document),
			made: on => {
				state.reports.watch(on);
				on.onLost(() => {
					state.key = undefined;
					apply(state);
				});
			},
			arrived: () => {
				if (state.latest !== undefined) update(state, state.latest);
			},
			gone: () => {
				state.applied = undefined;
				state.key = undefined;
				state.reports.forget();
				state.reports.presence("away");
			},
		}),
		switchover: createTimer(() => apply(state)),
		keepInStep: createTimer(() => resync(state)),
		quiet: createTimer(() => apply(state)),
		open: true,
		frozen: false,
		follows: false,
	};
	return state;
}

/**
 * Renders a station: loads ahead, switches by the server's clock, keeps in step. Where nobody hears it (muted, or outside
 * its zone) the tracks are kept loaded and nothing plays.
 */
export function createPlayerStation(bridge: PlayerBridge, topic: string, name: string): PlayerStation {
	const state = createState(bridge, topic, name);
	const { scope, control, decks, reports, switchover, keepInStep, quiet } = state;

	control.report = (payload, about) => bridge.report(topic, payload, about);
	control.follow = () => follow(state, true);
	scope.own(
		bridge.watch(besideTopic(topic, "beats"), document => {
			state.beats = document;
			if (state.latest !== undefined) show(state, state.latest);
		}),
	);
	scope.own(
		bridge.watch(besideTopic(topic, "votes"), votes => {
			control.showVotes(typeIs(votes, "table") ? (votes as VoteTally) : NO_VOTES);
		}),
	);
	control.ask = payload => bridge.ask(topic, payload);
	if (control.rhythm.isListened()) control.follow();
	control.volumeChanged = () => {
		if (state.latest !== undefined) decks.get()?.setVolume(volumeOf(state, state.latest), OWN_VOLUME_SECONDS);
		apply(state, OWN_VOLUME_SECONDS);
	};
	scope.own(() => {
		control.report = undefined;
		control.follow = undefined;
		control.ask = undefined;
		control.rhythm.follow();
		control.volumeChanged = undefined;
		control.show(undefined);
		control.showQueue([]);
		letGoOf(name);
	});
	scope.own(decks.destroy);
	scope.own(reports.destroy);
	for (const timer of [switchover, keepInStep, quiet]) scope.own(timer.cancel);
	// A station that is the music of a zone is heard in that zone only.
	scope.own(
		watchStationGate(topic, (open, seconds) => {
			state.open = open;
			apply(state, seconds);
		}),
	);

	return { update: scope.alive(document => update(state, document)), destroy: scope.release };
}
