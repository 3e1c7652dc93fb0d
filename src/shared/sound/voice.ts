import { ContentProvider } from "@rbxts/services";

import { timebase } from "./engine-timebase";
import { fadeBetween } from "./fade-curve";

/** How far a voice is with its asset. */
export type VoiceStatus = "empty" | "loading" | "ready" | "failed";

/** The factors of a voice's gain; each has one writer, so none undoes another. */
export type GainStage = "level" | "fade" | "user";

export interface VoiceOptions {
	/** Where the Sound lives; a part or attachment makes it positional. */
	parent: Instance;
	/** default: none */
	soundGroup?: SoundGroup;
	/** default "AudioScapeVoice" */
	name?: string;
	/** Seconds until an asset that does not load counts as failed; default 15. */
	loadTimeout?: number;
	/** Use this Sound instead of making one; it is given back stopped on destroy, at the volume it had. */
	sound?: Sound;
}

/** One Sound with one owner: loads, plays, fades. Never raises; a failed load is a status. */
export interface Voice {
	readonly sound: Sound;
	assetId(): string | undefined;
	status(): VoiceStatus;
	/** Why the load failed: an `AssetFetchStatus` name or "timeout"; after the latter it may become ready yet. */
	failure(): string | undefined;
	load(assetId: string): void;
	/** Plays from `position` seconds (default 0). */
	play(position?: number): void;
	stop(): void;
	pause(): void;
	resume(): void;
	/** Moves to another position without a click: dips, seeks, comes back. */
	glideTo(position: () => number): void;
	position(): number;
	setGain(stage: GainStage, gain: number): void;
	/** The product of all stages. */
	gain(): number;
	/** Equal-power fade of the fade stage from wherever it stands. */
	fadeTo(gain: number, seconds: number, done?: () => void): void;
	onStatus(listener: (status: VoiceStatus) => void): () => void;
	destroy(): void;
}

const DEFAULT_LOAD_TIMEOUT_SECONDS = 15;
/** Longer than a period of the lowest audible tone, shorter than a beat. */
const GLIDE_SECONDS = 0.06;
const MAX_VOLUME = 10;
/** Why a load failed that took too long. */
export const LATE = "timeout";

/**
 * Makes a voice.
 *
 * @example
 * const voice = createVoice({ parent: SoundService });
 * voice.load("9120386436");
 * voice.onStatus(status => status === "ready" && voice.play());
 */
export function createVoice(options: VoiceOptions): Voice {
	const own = options.sound === undefined;
	const sound = options.sound ?? new Instance("Sound");
	const givenVolume = sound.Volume;
	if (own) {
		sound.Name = options.name ?? "AudioScapeVoice";
		sound.Volume = 0;
		if (options.soundGroup !== undefined) sound.SoundGroup = options.soundGroup;
		sound.Parent = options.parent;
	}
	const stages = { level: 1, fade: 1, user: 1 };
	const listeners = new Set<(status: VoiceStatus) => void>();
	let status: VoiceStatus = "empty";
	let assetId: string | undefined;
	let failure: string | undefined;
	let generation = 0;
	let destroyed = false;

	let fadeFrom = 0;
	let fadeGoal = 1;
	let fadeElapsed = 0;
	let fadeSeconds = 0;
	let fadeDone: (() => void) | undefined;
	let stopFading: (() => void) | undefined;
	let paused = false;

	function write(): void {
		if (destroyed) return;
		const volume = math.clamp(stages.level * stages.fade * stages.user, 0, MAX_VOLUME);
		if (sound.Volume !== volume) sound.Volume = volume;
	}

	function setStatus(to: VoiceStatus, why?: string): void {
		status = to;
		failure = why;
		for (const listener of listeners) task.spawn(listener, to);
	}

	function ready(): void {
		// What came after its time is there all the same.
		const awaited = status === "loading" || (status === "failed" && failure === LATE);
		if (awaited && sound.IsLoaded) setStatus("ready");
	}

	function endFade(): void {
		stopFading?.();
		stopFading = undefined;
		const done = fadeDone;
		fadeDone = undefined;
		done?.();
	}

	function step(dt: number): void {
		if (paused) return;
		fadeElapsed += dt;
		stages.fade = fadeBetween(fadeFrom, fadeGoal, fadeElapsed / fadeSeconds);
		write();
		if (fadeElapsed >= fadeSeconds) endFade();
	}

	const loadedConnection = sound.Loaded.Connect(ready);

	function watchLoad(mine: number): void {
		task.spawn(() => {
			let answer: Enum.AssetFetchStatus | undefined;
			ContentProvider.PreloadAsync([sound], (_content, result) => {
				answer = result;
			});
			if (mine !== generation || status !== "loading") return;
			if (answer === Enum.AssetFetchStatus.Failure || answer === Enum.AssetFetchStatus.TimedOut) {
				setStatus("failed", answer.Name);
			} else ready();
		});
		timebase.after(options.loadTimeout ?? DEFAULT_LOAD_TIMEOUT_SECONDS, () => {
			if (mine !== generation || status !== "loading") return;
			ready();
			if (status === "loading") setStatus("failed", LATE);
		});
	}

	return {
		sound,
		assetId() {
			return assetId;
		},
		status() {
			return status;
		},
		failure() {
			return failure;
		},
		load(id) {
			if (destroyed || (assetId === id && (status === "ready" || status === "loading"))) return;
			generation += 1;
			assetId = id;
			if (sound.Playing) sound.Stop();
			sound.SoundId = `rbxassetid://${id}`;
			setStatus("loading");
			if (sound.IsLoaded) ready();
			else watchLoad(generation);
		},
		play(position = 0) {
			if (destroyed) return;
			paused = false;
			sound.TimePosition = position;
			sound.Play();
		},
		stop() {
			if (destroyed) return;
			paused = false;
			fadeDone = undefined;
			endFade();
			if (sound.Playing || sound.TimePosition > 0) sound.Stop();
		},
		pause() {
			if (destroyed || paused) return;
			paused = true;
			if (sound.Playing) sound.Pause();
		},
		resume() {
			if (destroyed || !paused) return;
			paused = false;
			sound.Resume();
		},
		glideTo(position) {
			if (destroyed || !sound.Playing || stopFading !== undefined) return;
			const back = stages.fade;
			this.fadeTo(0, GLIDE_SECONDS, () => {
				sound.TimePosition = position();
				this.fadeTo(back, GLIDE_SECONDS);
			});
		},
		position() {
			return sound.TimePosition;
		},
		setGain(stage, gain) {
			stages[stage] = gain;
			write();
		},
		gain() {
			return stages.level * stages.fade * stages.user;
		},
		fadeTo(gain, seconds, done) {
			if (destroyed) return;
			fadeDone = undefined;
			if (seconds <= 0) {
				endFade();
				stages.fade = gain;
				write();
				done?.();
				return;
			}
			fadeFrom = stages.fade;
			fadeGoal = gain;
			fadeElapsed = 0;
			fadeSeconds = seconds;
			fadeDone = done;
			stopFading ??= timebase.subscribe(step);
		},
		onStatus(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		destroy() {
			if (destroyed) return;
			fadeDone = undefined;
			endFade();
			destroyed = true;
			generation += 1;
			listeners.clear();
			loadedConnection.Disconnect();
			if (own) {
				sound.Destroy();
				return;
			}
			if (sound.Playing) sound.Stop();
			sound.Volume = givenVolume;
		},
	};
}
