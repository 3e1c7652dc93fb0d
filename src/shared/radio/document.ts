import { type Engine, isEngine } from "../sound/playback";

/** A track on the timeline that the server publishes, from its start to its end. */
export interface Play {
	/** Counts the plays of the station: a change is a new start, also of the same asset. */
	n: number;
	id: string;
	/** Server time of position 0. */
	at: number;
	/** Position it begins at. */
	from: number;
	gain: number;
	/** The most that gain and volume may make together. */
	most?: number;
	/** Seconds of crossfade at its start. */
	fade: number;
	fadeIn: "equal-power" | "none";
	duration: number;
	name: string;
	artist: string;
	reason: string;
}

/** One track that the station has decided on. */
export interface QueueEntry {
	id: string;
	name: string;
	artist: string;
	duration: number;
	reason: string;
}

/** What a station tells the players. */
export interface StationDocument {
	name: string;
	state: "playing" | "paused" | "stopped" | "waiting";
	now?: Play;
	/** Begins by itself at `at + from`. Only when it is known to load. */
	next?: Play;
	/** Position held while paused. */
	held?: number;
	/** Assets to load, first first. */
	ahead: string[];
	/** What comes next, first first; the first few of a long queue. */
	queue: QueueEntry[];
	volume: number;
	/** A volume ramp ends then (server time). */
	rampUntil?: number;
	output: "players" | "server";
	/** What plays; default the usual engine. */
	engine?: Engine;
	/** Tags of the instance it sounds from and of its group, when there are any. */
	outputTag?: string;
	groupTag?: string;
}

/** Tag of what plays replicated for a station. */
export function voiceTag(topic: string): string {
	return `AudioScape:${topic}:voice`;
}

/** A timer may wake this much early. */
const EARLY_SECONDS = 0.004;

/** What is on by the document at a moment of the server's clock: `now`, or `next` once its time has come. */
export function playAt({ now: current, next: following, state }: StationDocument, now: number): Play | undefined {
	if (following === undefined || state !== "playing") return current;
	return now >= following.at + following.from - EARLY_SECONDS ? following : current;
}

type FieldKind = "number" | "string" | "table";

const PLAY: Record<Exclude<keyof Play, "most">, FieldKind> = {
	n: "number",
	id: "string",
	at: "number",
	from: "number",
	gain: "number",
	fade: "number",
	fadeIn: "string",
	duration: "number",
	name: "string",
	artist: "string",
	reason: "string",
};

const QUEUED: Record<keyof QueueEntry, FieldKind> = {
	id: "string",
	name: "string",
	artist: "string",
	duration: "number",
	reason: "string",
};

const STATION = {
	name: "string",
	state: "string",
	ahead: "table",
	queue: "table",
	volume: "number",
	output: "string",
} as const;

function fits(value: unknown, fields: Record<string, FieldKind>): boolean {
	if (!typeIs(value, "table")) return false;
	for (const [name, kind] of pairs(fields)) {
		if (typeOf((value as Record<string, unknown>)[name]) !== kind) return false;
	}
	return true;
}

const isAbsentOr = (kind: FieldKind, value: unknown): boolean => value === undefined || typeOf(value) === kind;

const isAbsentOrPlay = (value: unknown): boolean =>
	value === undefined || (fits(value, PLAY) && isAbsentOr("number", (value as Play).most));

/** Whether a document is a station's: the machine that hears it relies on no more than this. */
export function isStationDocument(value: unknown): value is StationDocument {
	if (!fits(value, STATION)) return false;
	const station = value as Record<keyof StationDocument, unknown>;
	return (
		isAbsentOrPlay(station.now) &&
		isAbsentOrPlay(station.next) &&
		isAbsentOr("number", station.held) &&
		isAbsentOr("number", station.rampUntil) &&
		isEngine(station.engine) &&
		isAbsentOr("string", station.outputTag) &&
		isAbsentOr("string", station.groupTag) &&
		(station.ahead as defined[]).every(id => typeIs(id, "string")) &&
		(station.queue as defined[]).every(entry => fits(entry, QUEUED))
	);
}

/** What a player tells of an asset, or asks for. */
export type StationReport =
	| { kind: "ready"; id: string; length: number }
	| { kind: "failed"; id: string; why: string }
	| { kind: "vote"; value: "skip" | "up" | "down" }
	| { kind: "presence"; value: Presence }
	/** Whether somebody on that machine listens to beats or sections. */
	| { kind: "follow"; value: boolean };

/** What a player asks of a station; all but requests is for its DJs. */
export type StationAsk =
	| { kind: "request"; id: string; position: "next" | "end" }
	| { kind: "skip" }
	| { kind: "previous" }
	| { kind: "volume"; to: number; seconds: number }
	/** Whether the player is a DJ. */
	| { kind: "dj" };

/**
 * Whether a player hears the station: `listening`; `muted`, by hand or outside its zone; `away`, where the part it sounds
 * from is streamed out, so that nothing is loaded either.
 */
export type Presence = "listening" | "muted" | "away";

/** Whether something is a vote. */
export function isVote(value: unknown): value is "skip" | "up" | "down" {
	return value === "skip" || value === "up" || value === "down";
}
