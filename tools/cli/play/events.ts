import type { TraceLine } from "headless-place";

import type { Ground, ZoneShape } from "../report/types.ts";

/** A song as the observer tells it. */
export interface Song {
	id: string;
	title?: string;
	artist?: string;
	/** Why it is in the queue. */
	why?: string;
}

/** What a player does and where, as sampled. */
export interface Sample {
	name: string;
	x: number;
	z: number;
	zone?: string;
}

/** A duck or a snapshot that is on, as the server says it. */
export interface MixEntry {
	i: number;
	duck?: { by: number; who: string[] };
	name?: string;
	/** User ids of those it is for. */
	p?: number[];
}

/** A line of an observer. */
export type Observation =
	| ({ what: "ground" } & Ground)
	| ({ what: "zone" } & ZoneShape)
	| { what: "players"; players: Sample[] }
	| { what: "visit"; player: string; zone?: string }
	| { what: "choice"; station: string; track: Song; reason: string }
	| { what: "failed"; station?: string; track: Song; why: string }
	| { what: "state"; state: string }
	| { what: "mix"; on: MixEntry[] }
	| { what: "queue"; station?: string; queue: Song[] }
	/** Of a station by its name, or of a zone: "zone village". Without levelling there is no loudness. */
	| { what: "level"; of: string; loudness?: number; volume: number }
	| { what: "stats"; stats: Record<string, unknown> }
	| { what: "step"; id: string; x: number; z: number; floor?: string; volume: number; speed: number };

/** Lines of the observers begin with this; nobody else sees them. */
export const PREFIX = "@@play ";

/** The observation in a line of the trace, if it is one. */
export function observationOf(line: TraceLine): Observation | undefined {
	if (line.kind !== "log" || typeof line.text !== "string" || !line.text.startsWith(PREFIX)) return undefined;
	return JSON.parse(line.text.slice(PREFIX.length)) as Observation;
}
