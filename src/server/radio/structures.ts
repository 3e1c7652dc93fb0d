import type { TrackStructure } from "../../shared/wire/structure";

/** Beats and phrases of tracks; `false` where they were asked for and have not come. */
export interface Structures {
	readonly held: Map<string, TrackStructure | false>;
	/** Oldest first. */
	readonly order: string[];
}

const CAPACITY = 32;

/** Nothing is known. */
export function createStructures(): Structures {
	return { held: new Map(), order: [] };
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
	if (order.size() > CAPACITY) held.delete(order.shift()!);
}

/** Whether a structure has to be asked for; each is once. */
export function wantStructure(structures: Structures, assetId: string): boolean {
	if (structures.held.has(assetId)) return false;
	holdStructure(structures, assetId, false);
	return true;
}
