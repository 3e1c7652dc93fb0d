import Signal from "@rbxts/lemon-signal";

import type { Reply } from "../../shared/bridge/types";
import { engineClock } from "../../shared/clock/engine-clock";
import { nearest } from "../../shared/options/nearest";
import { warnOnce } from "../../shared/options/read";
import { isVote, type StationAsk } from "../../shared/radio/document";
import { NO_VOTES } from "../../shared/radio/no-votes";
import { createRhythm, MOST_PARTS, type Rhythm } from "../../shared/radio/rhythm";
import type { RhythmSignals, VoteTally } from "../../shared/radio/types";
import { type AssetIdResolvable, resolveAssetId } from "../../shared/wire/asset-id";
import { radioMessages } from "./messages";

/** A track that comes next, as a LocalScript sees it. */
export interface UpcomingTrack {
	readonly assetId: string;
	readonly name: string;
	readonly artist: string;
	readonly duration: number;
	/** Why the station chose it, in words and numbers. */
	readonly reason: string;
}

/** What is on, as a LocalScript sees it. */
export interface HeardTrack extends UpcomingTrack {
	/** Server time of position 0. */
	readonly startedAt: number;
}

/**
 * A station on a player's machine. Volume and mute are the player's own, on top of the station's, for the session.
 *
 * @example
 * const station = AudioScapePlayer.radio("lobby");
 * station.trackChanged.Connect(now => (label.Text = now?.name ?? ""));
 */
export interface PlayerRadio extends RhythmSignals {
	readonly name: string;
	readonly nowPlaying: HeardTrack | undefined;
	/** What comes next, first first. */
	readonly queue: ReadonlyArray<UpcomingTrack>;
	readonly trackChanged: Signal<(now: HeardTrack | undefined) => void>;
	readonly queueChanged: Signal<() => void>;
	/** Default 1. */
	readonly volume: number;
	/** Default `false`. */
	readonly muted: boolean;
	setVolume(volume: number): void;
	setMuted(muted: boolean): void;
	/** What the listeners say of the track that is on: "2 of 3 want to skip" is `skip` of `needed`. */
	readonly votes: VoteTally;
	readonly votesChanged: Signal<(votes: VoteTally) => void>;
	requestSkip(): void;
	vote(value: "skip" | "up" | "down"): void;
	/**
	 * Asks for a track, where the station takes requests; DJs may ask for it `"next"`. Yields for the answer.
	 *
	 * @returns whether it was taken, and why not
	 * @example
	 * const [ok, why] = station.request("1848354536");
	 * if (!ok) label.Text = why!;
	 */
	request(input: AssetIdResolvable, position?: "next" | "end"): Answer;
	/** Whether this player is a DJ of the station, who may do what follows. Yields. */
	isDj(): boolean;
	/** Skips for everybody. DJs only. Yields. */
	skip(): Answer;
	/** Back to the track before, for everybody. DJs only. Yields. */
	previous(): Answer;
	/** Sets the station's own volume, 0 to 1, for everybody. DJs only. Yields. */
	setStationVolume(volume: number, seconds?: number): Answer;
}

/** What the server says: done, or why not. */
export type Answer = LuaTuple<[ok: boolean, err?: string]>;
/** A station may begin after the LocalScript that asks for it; what it is called is told when it does. */
const DOUBT_SECONDS = 10;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The half of a handle that the renderer holds. */
export interface HandleControl {
	handle: PlayerRadio;
	show: (now: HeardTrack | undefined) => void;
	showQueue: (queue: ReadonlyArray<UpcomingTrack>) => void;
	showVotes: (votes: VoteTally) => void;
	/** Set by the renderer while the station exists. */
	ask?: (payload: StationAsk) => Reply | undefined;
	report?: (payload: object, about: string) => void;
	volumeChanged?: () => void;
	/** Beats and sections of what is on. */
	rhythm: Rhythm;
	/** Somebody begins to listen to them. */
	follow?: () => void;
}

const controls = new Map<string, HandleControl>();
/** Stations that a LocalScript asked for: what the player set on them holds for the next station of the name. */
const asked = new Set<string>();

function cast({ report }: HandleControl, value: unknown): void {
	if (isVote(value)) report?.({ kind: "vote", value }, "vote");
	else warnOnce(radioMessages.vote(value));
}

function createHandle(name: string): HandleControl {
	const trackChanged = new Signal<(now: HeardTrack | undefined) => void>();
	const queueChanged = new Signal<() => void>();
	const votesChanged = new Signal<(votes: VoteTally) => void>();
	const rhythm = createRhythm(() => control.follow?.());
	const handle: Writable<PlayerRadio> = {
		name,
		...rhythm.face,
		onBeat(division, listener) {
			const isWhole = typeIs(division, "number") && division % 1 === 0 && division >= 1 && division <= MOST_PARTS;
			if (!isWhole) error(radioMessages.division(division), 2);
			return rhythm.face.onBeat(division, listener);
		},
		nowPlaying: undefined,
		queue: [],
		trackChanged,
		queueChanged,
		votes: NO_VOTES,
		votesChanged,
		volume: 1,
		muted: false,
		setVolume(volume) {
			if (!typeIs(volume, "number") || volume !== volume) return;
			handle.volume = math.clamp(volume, 0, 1);
			control.volumeChanged?.();
		},
		setMuted(muted) {
			handle.muted = muted;
			control.volumeChanged?.();
		},
		requestSkip() {
			handle.vote("skip");
		},
		vote(value) {
			cast(control, value);
		},
		request(input, position = "end") {
			const id = resolveAssetId(input);
			if (id === undefined) return $tuple(false, radioMessages.notAnId(input));
			return ask({ kind: "request", id, position });
		},
		isDj() {
			return ask({ kind: "dj" })[0];
		},
		skip() {
			return ask({ kind: "skip" });
		},
		previous() {
			return ask({ kind: "previous" });
		},
		setStationVolume(to, seconds = 0) {
			return ask({ kind: "volume", to, seconds });
		},
	};
	function ask(payload: StationAsk): Answer {
		const reply = control.ask?.(payload);
		if (reply === undefined) return $tuple(false, radioMessages.noAnswer(name));
		return $tuple(reply.ok === true, reply.err);
	}
	const control: HandleControl = {
		handle,
		rhythm,
		show: now => {
			const before = handle.nowPlaying;
			handle.nowPlaying = now;
			if (before?.assetId !== now?.assetId || before?.startedAt !== now?.startedAt) trackChanged.Fire(now);
		},
		showQueue: queue => {
			const before = handle.queue;
			handle.queue = queue;
			const same = before.size() === queue.size() && queue.every(({ assetId }, i) => before[i]!.assetId === assetId);
			if (!same) queueChanged.Fire();
		},
		showVotes: votes => {
			handle.votes = votes;
			votesChanged.Fire(votes);
		},
	};
	return control;
}

/** The handle of a station; also of one that has not begun yet. */
export function controlOf(name: string): HandleControl {
	let control = controls.get(name);
	if (control === undefined) {
		control = createHandle(name);
		controls.set(name, control);
	}
	return control;
}

/** Says of a name that no station has that it has none, if it still has none. */
function doubt(name: string): void {
	const known = new Array<string>();
	for (const [other, { report }] of controls) if (report !== undefined) known.push(other);
	if (!known.includes(name)) warnOnce(radioMessages.unknownStation(name, nearest(name, known)));
}

/** The handle for a LocalScript, which may keep it. */
export function handleOf(name: string): PlayerRadio {
	if (!asked.has(name)) engineClock.delay(DOUBT_SECONDS, () => doubt(name));
	asked.add(name);
	return controlOf(name).handle;
}

/** The station is gone; so is its handle, unless a LocalScript asked for it. */
export function letGoOf(name: string): void {
	if (!asked.has(name)) controls.delete(name);
}
