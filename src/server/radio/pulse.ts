import { beatsOf, lastNotAbove } from "../../shared/catalog/beat-index";
import { createTimer } from "../../shared/clock/timer";
import type { Beat, Segment, TrackStructure } from "../../shared/wire/structure";
import type { BeatHit } from "./types";

/** Further behind than this, beats are not told after the fact. */
const STALE_SECONDS = 0.5;
/** A track is begun this long after it is on at most: what lies before is told yet. */
const START_SECONDS = 0.05;

/** Beats and sections of a track, and up to which position they were told. */
export interface Walk {
	readonly assetId: string;
	readonly beats: ReadonlyArray<Beat>;
	readonly times: number[];
	readonly sections: ReadonlyArray<Segment>;
	told: number;
}

/** What the playing position passed. */
export interface Passed {
	beats: BeatHit[];
	sections: Segment[];
}

/** Stands nowhere in the track yet. */
export function createWalk(structure: TrackStructure): Walk {
	const beats = beatsOf(structure);
	const { asset_id: assetId, sections = [] } = structure;
	return { assetId, beats, times: beats.map(beat => beat.time), sections, told: math.huge };
}

/** What lies between the last position and this one. Standing further back than before is entering anew. */
export function walkTo(walk: Walk, at: number): Passed {
	const passed: Passed = { beats: [], sections: [] };
	const { beats, times, sections, assetId } = walk;
	if (at < walk.told) {
		walk.told = at - START_SECONDS;
		// Within a section from the start: it is told, too.
		for (const section of sections) {
			if (section.start <= walk.told && section.end > at) passed.sections.push(section);
		}
	}
	const from = math.max(walk.told, at - STALE_SECONDS);
	for (let i = lastNotAbove(times, from) + 1; i < times.size() && times[i]! <= at; i++) {
		passed.beats.push({ ...beats[i]!, asset_id: assetId });
	}
	for (const section of sections) if (section.start > from && section.start <= at) passed.sections.push(section);
	walk.told = at;
	return passed;
}

/** The position at which something is passed next. */
export function nextBeyond({ times, sections }: Walk, at: number): number | undefined {
	let due = times[lastNotAbove(times, at) + 1] ?? math.huge;
	for (const section of sections) if (section.start > at) due = math.min(due, section.start);
	return due < math.huge ? due : undefined;
}

/** Tells of beats and sections as the playing position passes them. */
export interface Pulse {
	/** @param startedAt when position 0 was; absent while the position stands still */
	follow: (structure?: TrackStructure, startedAt?: number) => void;
	destroy: () => void;
}

export interface PulsePorts {
	now: () => number;
	onBeat: (beat: BeatHit) => void;
	onSection: (section: Segment) => void;
}

/** Makes a pulse that follows nothing yet. */
export function createPulse({ now, onBeat, onSection }: PulsePorts): Pulse {
	let followed: TrackStructure | undefined;
	let walk: Walk | undefined;
	let since: number | undefined;
	const timer = createTimer(() => step());

	function step(): void {
		if (walk === undefined || since === undefined) return;
		const at = math.max(0, now() - since);
		const due = nextBeyond(walk, at);
		const { beats, sections } = walkTo(walk, at);
		if (due !== undefined) timer.set(due - at);
		for (const beat of beats) onBeat(beat);
		for (const section of sections) onSection(section);
	}

	return {
		follow: (structure, startedAt) => {
			if (structure !== followed) walk = structure && createWalk(structure);
			followed = structure;
			since = startedAt;
			timer.cancel();
			step();
		},
		destroy: timer.cancel,
	};
}
