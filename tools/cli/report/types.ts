import type { Score } from "../render/types.ts";

/** What a sound belongs to; the timeline colours by it. */
export type SoundRole = "radio" | "zone" | "step" | "other";

/** A stretch in which one Sound was heard. */
export interface SoundSpan {
	peer: string;
	role: SoundRole;
	soundId: string;
	title: string;
	start: number;
	end: number;
	/** Effective gain over time, `[seconds, gain]`. */
	gains: Array<[number, number]>;
	/** What effects leave of it over time: `[seconds, decibels of the highs, decibels of the room]`. */
	tones: Array<[number, number, number]>;
	/** How it ended: "ended", "stop", "destroy" or "still playing". */
	ending: string;
	/** Whose music it is, for music of zones. */
	zone?: string;
	/** Which station it is of, for the radio. */
	station?: string;
}

export interface StepMark {
	t: number;
	player: string;
	x: number;
	z: number;
	soundId: string;
	gain: number;
	speed: number;
}

export interface ZoneShape {
	name: string;
	x: number;
	z: number;
	sizeX: number;
	sizeZ: number;
	/** Degrees about the vertical axis. */
	turn: number;
	shape: "box" | "ball" | "cylinder";
}

/** A piece of ground seen from above. */
export interface Ground {
	name: string;
	material: string;
	x: number;
	z: number;
	sizeX: number;
	sizeZ: number;
}

/** Steps on one surface, and the clips they were made of. */
export interface SurfaceRow {
	surface: string;
	steps: number;
	clips: string[];
}

export interface ZoneVisit {
	player: string;
	zone: string;
	start: number;
	end: number;
}

export interface Choice {
	t: number;
	station: string;
	assetId: string;
	title: string;
	artist: string;
	reason: string;
}

/** What comes next, as the station had decided at some moment. */
export interface QueueRow {
	t: number;
	/** Empty where an older trace does not tell it. */
	station: string;
	songs: Array<{ title: string; reason: string }>;
}

export type LevelOutcome =
	"on target" | "above its target" | "capped by its peak" | "not heard in full: far off, faded or ducked";

export interface LevelRow {
	title: string;
	role: SoundRole;
	/** LUFS of a track, dBTP of a sound effect. */
	unit: "LUFS" | "dBTP";
	/** Measured level as the catalog has it. */
	before: number;
	/** The same after the product's gain. */
	after: number;
	/** What it was to come to: the loudness that was asked for, at its volume. */
	target?: number;
	/** What kept it from there, or that it got there. */
	outcome?: LevelOutcome;
}

/** A duck or a snapshot, for as long as it was on. */
export interface MixSpan {
	kind: "duck" | "snapshot";
	/** "music, radio 12 dB lower", "snapshot menu". */
	what: string;
	/** For whom. */
	players: string;
	start: number;
	end: number;
}

export interface RequestRow {
	endpoint: string;
	requests: number;
	ok: number;
	failed: number;
	medianMs: number;
}

export interface FaultRow {
	t: number;
	what: string;
	done: string;
}

/** Everything the page shows. */
export interface Report {
	title: string;
	api: string;
	version: string;
	seconds: number;
	wallMs: number;
	players: string[];
	sounds: SoundSpan[];
	steps: StepMark[];
	paths: Record<string, Array<[number, number, number]>>;
	grounds: Ground[];
	zones: ZoneShape[];
	surfaces: SurfaceRow[];
	visits: ZoneVisit[];
	choices: Choice[];
	/** The radio's queue each time it was another. */
	queues: QueueRow[];
	/** What the server said of the mix. */
	mixes: MixSpan[];
	/** What the players wanted, in the words of the game. */
	wishes: Array<{ t: number; text: string }>;
	levels: LevelRow[];
	requests: RequestRow[];
	/** Counters of the request pipeline by name: hits, misses, coalesced, retries... */
	cache: Record<string, number>;
	/** When the API was out of reach. */
	outage?: { from: number; to: number };
	faults: FaultRow[];
	/** What was heard, to be played; absent where an older trace does not tell it. */
	score?: Score;
}
