import type { SoundRole } from "../report/types.ts";

/** Numbers by twos: seconds since the voice began, and a value; straight lines between. */
export type Curve = readonly number[];

/**
 * How a voice goes through its file from a moment on: seconds since it began, where in the file it stands then, how fast it goes,
 * and the second of the file at which it ends; with `back` it turns back to that second instead.
 */
export type Course = readonly [at: number, position: number, speed: number, to: number, back?: number];

/**
 * What effects leave of a voice from a moment on: decibels of lows, mids and highs, of the room beside the sound, the seconds
 * that the room rings, and decibels of the sound itself.
 */
export type Tone = readonly [
	at: number,
	low: number,
	mid: number,
	high: number,
	room: number,
	decay: number,
	dry: number,
];

/** Why a voice went silent: as the trace says it, another file took its place, its player left, or the run was over. */
export type Ending = "ended" | "stop" | "pause" | "destroy" | "swap" | "leave" | "still playing";

/** One sound as one player hears it, from its beginning to its end. */
export interface Voice {
	/** Index into the score's players. */
	readonly player: number;
	/** Digits of an asset's id, or the whole content id of what is none. */
	readonly clip: string;
	readonly role: SoundRole;
	/** Seconds of the run. */
	readonly start: number;
	readonly end: number;
	readonly ending: Ending;
	readonly course: readonly Course[];
	/** Linear, of everything together: volumes, groups, fades, ducks, distance. */
	readonly gains: Curve;
	/** From -1 (left) to 1 (right); there only for what has a place in the world. */
	readonly pans?: Curve;
	readonly tones?: readonly Tone[];
}

/** What is known of a file, as the catalog has it: enough to sketch it. */
export interface ClipFacts {
	readonly kind: "music" | "effect" | "unknown";
	/** Its length in seconds. */
	readonly seconds: number;
	/** LUFS of music. */
	readonly loudness?: number;
	/** dBTP. */
	readonly peak?: number;
	readonly bpm?: number;
	/** The first downbeat, in seconds. */
	readonly downbeat?: number;
	/** `F#`. */
	readonly key?: string;
	readonly scale?: "major" | "minor";
	/** From 0 to 1; `arousal` from -1. */
	readonly mood?: Readonly<Record<string, number>>;
	readonly electronic?: boolean;
	readonly voice?: boolean;
	/** Seconds at which a part begins, and its energy from 1 to 4. */
	readonly parts?: ReadonlyArray<readonly [start: number, energy: number]>;
	/** What an effect is called and tagged with. */
	readonly words?: string;
	/** Where in the file an effect is heard, in seconds. */
	readonly from?: number;
	readonly to?: number;
}

/** A run as it was heard: what plays, when, how loud and from where, for each player. Plain data. */
export interface Score {
	readonly seconds: number;
	/** As the trace names them, in the order in which they joined: `player1`. */
	readonly players: readonly string[];
	/** By when they begin. */
	readonly voices: readonly Voice[];
	/** What is known of the files that are heard. */
	readonly clips: Readonly<Record<string, ClipFacts>>;
}
