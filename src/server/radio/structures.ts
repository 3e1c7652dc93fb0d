import type { TrackStructure } from "../../shared/wire/structure";

/** Beats and phrases of tracks; `false` where they were asked for and have not come. */
export interface Structures {
	readonly held: Map<string, TrackStructure | false>;
	/** Oldest first. */
	readonly order: string[];
	/** Times of the questions within the hour. */
	readonly askedAt: number[];
	/** When a track was passed over last. */
	passedAt: number;
	/** Nothing is asked for before: tracks are being passed over. */
	quietUntil: number;
}

const MOST_STRUCTURES = 32;
const HOUR = 3600;
/** Questions in any hour: more tracks than that are not listened to. */
const MAX_PER_HOUR = 60;
/** Whoever passes tracks over sooner than this one after the other will not hear the next one out either. */
const PASSING_SECONDS = 8;

/** Nothing is known. */
export function createStructures(): Structures {
	return { held: new Map(), order: [], askedAt: [], passedAt: -math.huge, quietUntil: -math.huge };
}

/** What is known of a track. */
export function structureOf({ held }: Structures, assetId: string): TrackStructure | undefined {
	const structure = held.get(assetId);
	return structure === false ? undefined : structure;
}

/** Keeps what came, or that it was asked for. */
export function holdStructure({ held, order }: Structures, assetId: string, structure: TrackStructure | false): void {
	if (!held.has(assetId)) order.push(assetId);
	held.set(assetId, structure);
	if (order.size() > MOST_STRUCTURES) held.delete(order.shift()!);
}

/** Whether a structure has to be asked for; each is once. It counts as asked for. */
export function wantStructure(structures: Structures, assetId: string, now: number): boolean {
	const { held, askedAt } = structures;
	if (held.has(assetId)) return false;
	while (!askedAt.isEmpty() && askedAt[0]! <= now - HOUR) askedAt.remove(0);
	if (askedAt.size() >= MAX_PER_HOUR) return false;
	askedAt.push(now);
	holdStructure(structures, assetId, false);
	return true;
}

/** A track is passed over. The first time its follower is asked about at once, then when this has come to an end. */
export function notePassing(structures: Structures, now: number): void {
	if (now < structures.passedAt + PASSING_SECONDS) structures.quietUntil = now + PASSING_SECONDS;
	structures.passedAt = now;
}
