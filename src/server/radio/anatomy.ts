import type { TrackStructure } from "../../shared/wire/structure";
import type { CatalogPort } from "../catalog/port";
import type { Brain } from "./brain";
import { createPulse } from "./pulse";
import type { StationSignals } from "./signals";
import type { Stage } from "./stage";
import { createStructures } from "./structures";

/** Beats and phrases of a station's tracks: what is known, what is asked, what is told as it passes. */
export interface Anatomy {
	of(assetId: string): TrackStructure | undefined;
	put(structure: TrackStructure): void;
	/** Asks for what is on and what comes next, once each. */
	want(): void;
	/** The track or its position is another. */
	follow(): void;
	stop(): void;
}

export interface AnatomyPort {
	catalog: CatalogPort;
	brain: Brain;
	signals: StationSignals;
	stage: () => Stage;
	/** Whether structures are reckoned with, and the catalog answers. */
	mayAsk: () => boolean;
	isActive: () => boolean;
	isPaused: () => boolean;
}

/** Makes an empty store with its pulse. */
export function createAnatomy(port: AnatomyPort): Anatomy {
	const structures = createStructures(port.catalog);
	const pulse = createPulse(
		() => (port.isPaused() ? undefined : port.stage().position()),
		hit => port.signals.beat.Fire(hit),
		hit => port.signals.section.Fire(hit),
	);

	function came(assetId: string): void {
		if (!port.isActive()) return;
		const now = port.stage().now();
		if (now !== undefined && now.track.asset_id === assetId) {
			now.structure = structures.of(assetId);
			pulse.follow(now.structure);
		}
		port.stage().refresh();
	}

	return {
		of(assetId) {
			return structures.of(assetId);
		},
		put(structure) {
			structures.put(structure);
		},
		want() {
			if (!port.mayAsk()) return;
			const wanted = [port.stage().now()?.track.asset_id, port.brain.queue()[0]?.track.asset_id];
			for (let i = 0; i < 2; i++) {
				const id = wanted[i];
				if (id !== undefined) structures.want(id, () => came(id));
			}
		},
		follow() {
			pulse.follow(port.stage().now()?.structure);
		},
		stop() {
			pulse.stop();
		},
	};
}
