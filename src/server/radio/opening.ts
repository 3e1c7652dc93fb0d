import type { TrackStructure } from "../../shared/wire/structure";
import type { Manifest } from "../catalog/port";
import { bareTrack } from "./bare-track";
import type { Brain } from "./brain";
import type { TopUpPlanner } from "./brain/top-up";
import type { Feeder } from "./feeder";
import type { RadioSettings } from "./options";
import { sourceKey } from "./source-key";

/** With what a station opens: what was baked, what the catalog answers, or what can be played without an answer. */
export interface Opening {
	/** Offers what was baked for the station. */
	takeBaked(): void;
	/** Whether enough is known. The seed's row is worth waiting for, unless there is nothing to wait for. */
	isReady(): boolean;
	/** Offers what can be played without any answer: the seeds, else `fallback`. @returns whether there is anything */
	takeKnown(): boolean;
	takeFallback(): void;
}

export interface OpeningPort {
	settings: RadioSettings;
	manifest: Manifest | undefined;
	brain: Brain;
	planner: TopUpPlanner;
	feeder: Feeder;
	/** Keeps what was baked of a track's beats and phrases. */
	putStructure: (structure: TrackStructure) => void;
	/** Fills the queue. */
	decide: () => void;
}

const SEED_ORIGIN = "one of the station's seeds";

/** Makes the opening of a station; nothing is offered until asked for. */
export function createOpening(port: OpeningPort): Opening {
	const { settings, brain, planner, feeder } = port;

	function offer(ids: string[], origin: string): boolean {
		brain.offer(ids.map(bareTrack), origin);
		port.decide();
		return !brain.queue().isEmpty();
	}

	return {
		takeBaked() {
			const { name, seeds } = settings;
			const station = name !== undefined ? port.manifest?.stations?.[name] : undefined;
			if (station === undefined) return;
			if (station.source !== undefined && station.source !== sourceKey(settings)) return;
			brain.offer(station.tracks, "baked for the station");
			for (const [, structure] of pairs(station.structures ?? {})) port.putStructure(structure);
			if (seeds.every(id => brain.known(id) !== undefined)) planner.skipLookup();
		},
		isReady() {
			return brain.queue().size() >= settings.ahead || feeder.settled() >= 2 || planner.degraded();
		},
		takeKnown() {
			return offer(settings.seeds, SEED_ORIGIN) || offer(settings.fallback, "fallback");
		},
		takeFallback() {
			offer(settings.fallback, "fallback");
		},
	};
}
