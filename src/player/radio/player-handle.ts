import Signal from "@rbxts/lemon-signal";

import { createRhythm, MOST_PARTS, type Rhythm } from "../../shared/radio/rhythm";
import type { RhythmSignals } from "../../shared/radio/types";
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
	requestSkip(): void;
	vote(value: "skip" | "up" | "down"): void;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The half of a handle that the renderer holds. */
export interface HandleControl {
	handle: PlayerRadio;
	show: (now: HeardTrack | undefined) => void;
	showQueue: (queue: ReadonlyArray<UpcomingTrack>) => void;
	/** Set by the renderer while the station exists. */
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

function createHandle(name: string): HandleControl {
	const trackChanged = new Signal<(now: HeardTrack | undefined) => void>();
	const queueChanged = new Signal<() => void>();
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
			this.vote("skip");
		},
		vote(value) {
			control.report?.({ kind: "vote", value }, "vote");
		},
	};
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

/** The handle for a LocalScript, which may keep it. */
export function handleOf(name: string): PlayerRadio {
	asked.add(name);
	return controlOf(name).handle;
}

/** The station is gone; so is its handle, unless a LocalScript asked for it. */
export function letGoOf(name: string): void {
	if (!asked.has(name)) controls.delete(name);
}
