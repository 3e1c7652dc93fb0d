import type { TrackStructure } from "../../shared/wire/structure";
import type { CatalogPort } from "../catalog/port";

/** Beats and phrases of tracks, asked for once each. */
export interface Structures {
	of(assetId: string): TrackStructure | undefined;
	/** Asks unless it was asked before; `done` runs when an answer came. Never waits. */
	want(assetId: string, done: () => void): void;
	put(structure: TrackStructure): void;
}

const CAPACITY = 32;

/** Makes an empty store. */
export function createStructures(catalog: CatalogPort): Structures {
	const held = new Map<string, TrackStructure | false>();
	const order = new Array<string>();

	function hold(assetId: string, structure: TrackStructure | false): void {
		if (!held.has(assetId)) order.push(assetId);
		held.set(assetId, structure);
		if (order.size() > CAPACITY) held.delete(order.shift()!);
	}

	return {
		of(assetId) {
			const structure = held.get(assetId);
			return structure === false ? undefined : structure;
		},
		want(assetId, done) {
			if (held.has(assetId)) return;
			hold(assetId, false);
			task.spawn(() => {
				const [structure] = catalog.getStructure({ asset_id: assetId }, { priority: "background" });
				if (structure === undefined) return;
				hold(assetId, structure);
				done();
			});
		},
		put(structure) {
			hold(structure.asset_id, structure);
		},
	};
}
