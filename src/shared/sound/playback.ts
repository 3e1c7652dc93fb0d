import type { Bus } from "./bus";

/** What the engine says of an asset: there, not to be had (not permitted, moderated, gone), or not now. */
export type FetchAnswer = "Success" | "Failure" | "TimedOut";

/** What plays: `"sound"` stands for Sounds, `"audio"` for AudioPlayers and what they are wired to. */
export type Engine = "sound" | "audio";

/** Whether a document names an engine, or leaves it at the usual one. */
export function isEngine(value: unknown): value is Engine | undefined {
	return value === undefined || value === "sound" || value === "audio";
}

/** The engine's own object of a playback. */
export type SoundingInstance = Sound | AudioPlayer;

/** Where a playback sounds, and what it is. */
export interface PlaybackOptions {
	name: string;
	/** What plays where there is no bus that says so; default `"sound"`. */
	engine?: Engine;
	/** A part or an attachment makes it positional, anything else lets it be heard everywhere alike; without one it is mute. */
	parent?: Instance;
	/** It sounds at a point of its own that `moveTo` moves: at full level within `full` studs, not at all beyond `silent`. */
	point?: { full: number; silent: number };
	/** What it sounds through; the game's own Sound stays where it is. */
	bus?: Bus;
	/** The game's own Sound instead of a new one; it is given back stopped, at the volume it had. */
	sound?: Sound;
	/** It only holds its asset loaded, and never sounds. */
	holds?: boolean;
}

/**
 * One thing that can sound: the port behind which an engine plays. Everything else in the product plays through it; which
 * engine it is nobody but this folder knows.
 */
export interface Playback {
	/** The engine's own object, for games that ask for it. */
	readonly instance: SoundingInstance;
	assetId: () => string | undefined;
	/** Puts an asset on, stopped. The same asset stays as it is. */
	put: (assetId: string) => void;
	/** Asks the engine for the asset that is on and yields until it answers, if it says anything. */
	fetch: () => FetchAnswer | undefined;
	isLoaded: () => boolean;
	/** Seconds of the asset; 0 until it is loaded. */
	length: () => number;
	/** Plays from some seconds into the asset; at once, or `later` seconds from now as exactly as the engine can. */
	play: (from: number, later?: number) => void;
	/** Stops; at once, or `later` seconds from now as exactly as the engine can. */
	stop: (later?: number) => void;
	/** Forgets a start or a stop that was to come later. */
	unplan: () => void;
	pause: () => void;
	/** Plays on from where it was paused. */
	resume: () => void;
	isPlaying: () => boolean;
	/** Seconds into the asset. */
	position: () => number;
	seek: (position: number) => void;
	/** Linear; what is beyond the engine's range is brought into it. */
	setGain: (gain: number) => void;
	/** Rate and pitch together; 1 is as recorded. */
	setSpeed: (speed: number) => void;
	setLooped: (looped: boolean) => void;
	/** Plays only this part of the asset, in seconds; without one the whole of it. */
	setRegion: (region: { from: number; to: number } | undefined) => void;
	/** The share of its gain that is heard at so many studs from where it sounds. */
	heardAt: (studs: number) => number;
	/** Moves the point it sounds at. Only for playbacks that were made with one. */
	moveTo: (at: Vector3) => void;
	/** The asset has come. @returns a disconnect function */
	onLoaded: (listener: () => void) => () => void;
	/** It came to its end by itself. @returns a disconnect function */
	onEnded: (listener: () => void) => () => void;
	/** Somebody destroyed the engine's object. @returns a disconnect function */
	onLost: (listener: () => void) => () => void;
	destroy: () => void;
}
