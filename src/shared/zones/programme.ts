import type { ResolvedTrack } from "./rotation";

/** What happens to a zone's music when its listener comes back. */
export type OnReturn = "resume" | "restart" | "next";

/** Where music comes out: a deck, or whatever plays for a server. */
export interface MusicOutput {
	prepare: (id: string) => void;
	play: (item: {
		assetId: string;
		gain: number;
		most?: number;
		position: number;
		fadeSeconds: number;
		looped: boolean;
		restart: boolean;
	}) => void;
	silence: (fadeSeconds: number) => void;
	/** What plays now, without what still loads. */
	playing: () => string | undefined;
	/** Seconds into what plays. */
	position: () => number | undefined;
}

/** The music of one zone, or of the world outside all zones. */
export interface Programme {
	/** Unknown until resolved. */
	tracks: ReadonlyArray<ResolvedTrack> | undefined;
	/** Tracks in the rotation; all without it. */
	size: number | undefined;
	/** Topic of a radio station that is the music. */
	station: string | undefined;
	/** Seconds. */
	crossfade: number;
	/** Linear, on top of the level. */
	volume: number;
	onReturn: OnReturn;
}

/** What the conductor needs of the world. */
export interface ConductorPorts {
	output: MusicOutput;
	random: () => number;
	/** Whether this machine cannot have an asset. */
	isDead: (id: string) => boolean;
	/** Lets a station be heard, or none. */
	station: (topic: string | undefined, seconds: number) => void;
	/** The programme of a zone; `undefined` names the world outside. No programme there is silence. */
	programme: (zone: string | undefined) => Programme | undefined;
	/** Seconds of the fade to silence outside. */
	fadeOut: () => number;
}

/** Turns "the listener is in zone x" into music. Time is an input. */
export interface Conductor {
	/** The listener's zone changed. */
	enter: (zone: string | undefined, now: number) => void;
	/** Programmes changed: new music for the zone one is in takes effect. */
	refresh: (now: number) => void;
	/** Moves rotations on; a few times a second. */
	step: (now: number) => void;
	/** An asset could not be loaded, or not yet. */
	failed: (id: string, now: number) => void;
	/** What plays came to its end by itself. */
	ended: (id: string, now: number) => void;
	/** What a zone would begin with, for preloading. */
	upcoming: (zone: string | undefined) => string | undefined;
	/** A zone is gone: its memory too. */
	forget: (zone: string) => void;
}
