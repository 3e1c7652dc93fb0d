import { CollectionService } from "@rbxts/services";

import { createTimer } from "../clock/timer";
import { createScope } from "../scope/scope";
import { createPlayback } from "./engine";
import { timebase } from "./engine-timebase";
import { createFade, equalPower, type Fade } from "./fade";
import { loader } from "./loader";
import type { Playback, PlaybackOptions } from "./playback";

/** How far a voice is with its asset. */
export type VoiceStatus = "empty" | "loading" | "ready" | "failed";

/** The factors of a voice's gain besides its fade; each has one writer, so none undoes another. */
export type GainStage = "level" | "user";

export interface VoiceOptions extends PlaybackOptions {
	/** Seconds until an asset that does not load counts as late; default 15. */
	loadTimeout?: number;
	/**
	 * The Sound is replicated and this machine may neither load nor advance it: it counts as loaded at once, its position is
	 * reckoned by the clock, and its fades take few steps, since each of them is sent to every player.
	 */
	replicated?: boolean;
	/** Tag of the engine's own object. */
	tag?: string;
	/** The status changed. */
	changed?: () => void;
	/** What played came to its end by itself. */
	ended?: () => void;
	/** Somebody else destroyed it. */
	lost?: () => void;
}

/** One playback with one owner: loads, plays, fades. Never raises; a failed load is a status. */
export interface Voice {
	readonly playback: Playback;
	status: () => VoiceStatus;
	/** Why the load failed: a refusal of the engine or "timeout". Either may become ready yet. */
	failure: () => string | undefined;
	load: (assetId: string) => void;
	/** Plays from `position` seconds, `later` seconds from now; default at once. */
	play: (position: number, later?: number) => void;
	stop: () => void;
	/** Stops `later` seconds from now, and is done then. */
	cut: (later: number, done: () => void) => void;
	pause: () => void;
	resume: () => void;
	/** Moves to another position without a click: dips, seeks, comes back. */
	glideTo: (position: () => number) => void;
	position: () => number;
	setGain: (stage: GainStage, gain: number) => void;
	/** The most that level and user make together, however they change; no limit until then. */
	limit: (most: number) => void;
	/** Level and user, limited, times the fade. */
	gain: () => number;
	/** Equal-power fade from wherever it stands. */
	fadeTo: (gain: number, seconds: number, done?: () => void) => void;
	destroy: () => void;
}

const DEFAULT_LOAD_TIMEOUT_SECONDS = 15;
/** Longer than a period of the lowest audible tone, shorter than a beat. */
const GLIDE_SECONDS = 0.06;
const REPLICATED_STEP_SECONDS = 0.05;

/** Where a replicated Sound is, by the clock. */
function createReckoning(): {
	begin: (position: number) => void;
	hold: (held: boolean) => void;
	position: () => number;
} {
	let from = 0;
	let since: number | undefined;
	const position = (): number => (since === undefined ? from : from + timebase.now() - since);
	return {
		position,
		begin: to => {
			from = to;
			since = timebase.now();
		},
		hold: held => {
			from = position();
			since = held ? undefined : timebase.now();
		},
	};
}

/** Loads what is put on a playback and keeps account of how far that is. */
function createLoading(
	playback: Playback,
	options: VoiceOptions,
): Pick<Voice, "status" | "failure" | "load" | "destroy"> {
	let status: VoiceStatus = "empty";
	let failure: string | undefined;
	let cancel: (() => void) | undefined;

	function become(to: VoiceStatus, why?: string): void {
		status = to;
		failure = why;
		options.changed?.();
	}

	return {
		status: () => status,
		failure: () => failure,
		load: assetId => {
			if (playback.assetId() === assetId && (status === "ready" || status === "loading")) return;
			cancel?.();
			playback.put(assetId);
			become("loading");
			if (options.replicated === true || playback.isLoaded()) {
				become("ready");
				return;
			}
			cancel = loader.load(playback, options.loadTimeout ?? DEFAULT_LOAD_TIMEOUT_SECONDS, {
				ready: () => become("ready"),
				failed: why => become("failed", why),
			});
		},
		destroy: () => cancel?.(),
	};
}

/** A stop that comes later. */
function createCut(playback: Playback): { plan: Voice["cut"]; forget: () => boolean } {
	let done: (() => void) | undefined;
	const timer = createTimer(() => done?.());
	return {
		plan: (later, whenDone) => {
			done = whenDone;
			playback.stop(later);
			timer.set(later);
		},
		forget: () => {
			const planned = done !== undefined;
			done = undefined;
			timer.cancel();
			return planned;
		},
	};
}

function glide(playback: Playback, fade: Fade, position: () => number): void {
	if (!playback.isPlaying() || fade.isMoving()) return;
	const back = fade.value();
	fade.to(0, GLIDE_SECONDS, () => {
		playback.seek(position());
		fade.to(back, GLIDE_SECONDS);
	});
}

/**
 * Makes a voice.
 *
 * @example
 * const voice = createVoice({ name: "Jingle", parent: SoundService, changed: () => voice.play(0) });
 * voice.load("9120386436");
 */
export function createVoice(options: VoiceOptions): Voice {
	const scope = createScope();
	const playback = createPlayback(options);
	if (options.tag !== undefined) CollectionService.AddTag(playback.instance, options.tag);
	const loading = createLoading(playback, options);
	const reckoning = options.replicated === true ? createReckoning() : undefined;
	const gains = { level: 1, user: 1 };
	let most = math.huge;
	let paused = false;
	const cut = createCut(playback);

	const gain = (): number => math.min(gains.level * gains.user, most) * fade.value();
	const write = (): void => playback.setGain(gain());
	const fade = createFade({
		initial: 1,
		curve: equalPower,
		write,
		every: options.replicated === true ? REPLICATED_STEP_SECONDS : 0,
	});
	scope.own(() => playback.destroy());
	if (options.ended !== undefined) scope.own(playback.onEnded(options.ended));
	if (options.lost !== undefined) scope.own(playback.onLost(options.lost));
	scope.own(() => loading.destroy());
	scope.own(() => fade.stop());
	scope.own(cut.forget);

	function hold(held: boolean): void {
		paused = held;
		fade.freeze(held);
	}

	return {
		playback,
		status: loading.status,
		failure: loading.failure,
		load: scope.alive(loading.load),
		play: scope.alive((position, later) => {
			hold(false);
			cut.forget();
			reckoning?.begin(position);
			playback.play(position, later);
		}),
		stop: scope.alive(() => {
			hold(false);
			cut.forget();
			fade.stop();
			playback.stop();
		}),
		cut: scope.alive(cut.plan),
		pause: scope.alive(() => {
			if (paused) return;
			hold(true);
			reckoning?.hold(true);
			playback.pause();
		}),
		resume: scope.alive(() => {
			if (!paused) return;
			hold(false);
			reckoning?.hold(false);
			playback.resume();
		}),
		glideTo: scope.alive(position => glide(playback, fade, position)),
		position: () => (reckoning !== undefined ? reckoning.position() : playback.position()),
		setGain: scope.alive((stage, to) => {
			gains[stage] = to;
			write();
		}),
		limit: scope.alive(to => {
			most = to;
			write();
		}),
		gain,
		fadeTo: scope.alive((goal, seconds, done) => {
			// Wanted after all.
			if (cut.forget()) playback.unplan();
			fade.to(goal, seconds, done);
		}),
		destroy: scope.release,
	};
}
