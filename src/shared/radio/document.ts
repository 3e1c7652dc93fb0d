import { t } from "@rbxts/t";

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
	/** Tags of the instance it sounds from and of its group, when there are any. */
	outputTag?: string;
	groupTag?: string;
}

/** A timer may wake this much early. */
const EARLY_SECONDS = 0.004;

/** What is on by the document at a moment of the server's clock: `now`, or `next` once its time has come. */
export function playAt({ now: current, next: following, state }: StationDocument, now: number): Play | undefined {
	if (following === undefined || state !== "playing") return current;
	return now >= following.at + following.from - EARLY_SECONDS ? following : current;
}

const play = t.interface({
	n: t.number,
	id: t.string,
	at: t.number,
	from: t.number,
	gain: t.number,
	fade: t.number,
	fadeIn: t.literal("equal-power", "none"),
	duration: t.number,
	name: t.string,
	artist: t.string,
	reason: t.string,
});

const queued = t.interface({ id: t.string, name: t.string, artist: t.string, duration: t.number, reason: t.string });

/** Whether a document is a station's. */
export const isStationDocument: t.check<StationDocument> = t.interface({
	name: t.string,
	state: t.literal("playing", "paused", "stopped", "waiting"),
	now: t.optional(play),
	next: t.optional(play),
	held: t.optional(t.number),
	ahead: t.array(t.string),
	queue: t.array(queued),
	volume: t.number,
	rampUntil: t.optional(t.number),
	output: t.literal("players", "server"),
	outputTag: t.optional(t.string),
	groupTag: t.optional(t.string),
});

/** What a player tells of an asset, or asks for. */
export type StationReport =
	| { kind: "ready"; id: string; length: number }
	| { kind: "failed"; id: string; why: string }
	| { kind: "vote"; value: "skip" | "up" | "down" }
	| { kind: "presence"; value: Presence };

/**
 * Whether a player hears the station: `listening`; `muted`, by hand or outside its zone; `away`, where the part it sounds
 * from is streamed out, so that nothing is loaded either.
 */
export type Presence = "listening" | "muted" | "away";

/** Whether something is a vote. */
export const isVote = t.literal("skip", "up", "down");
const isPresence = t.literal("listening", "muted", "away");

const MAX_TEXT = 60;

/** A report as far as it can be trusted in form; anything else is `undefined`. */
export function readReport(payload: unknown): StationReport | undefined {
	if (!typeIs(payload, "table")) return undefined;
	const { kind, id, length, why, value } = payload as Record<string, unknown>;
	if (kind === "vote") {
		return isVote(value) ? { kind, value } : undefined;
	}
	if (kind === "presence") return isPresence(value) ? { kind, value } : undefined;
	if (!typeIs(id, "string") || id.size() > MAX_TEXT) return undefined;
	if (kind === "ready") {
		const sane = typeIs(length, "number") && length === length && length >= 0 && length < 1e5;
		return sane ? { kind, id, length: length as number } : undefined;
	}
	if (kind === "failed") return { kind, id, why: typeIs(why, "string") ? why.sub(1, MAX_TEXT) : "unknown" };
	return undefined;
}
