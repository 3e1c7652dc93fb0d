import { createTimer } from "../../shared/radio/timer";
import type { Segment, TrackStructure } from "../../shared/wire/structure";
import type { BeatHit } from "./types";

/** Tells of beats and sections as the playing position passes them. */
export interface Pulse {
	/** The track, its position or its structure changed. */
	follow(structure: TrackStructure | undefined): void;
	stop(): void;
}

/** Further behind than this, beats are not told after the fact. */
const STALE_SECONDS = 0.5;
/** A track is begun this long after it is on at most: what lies before is told yet. */
const START_SECONDS = 0.05;

/** The first index whose time lies beyond a position. */
function after(times: ReadonlyArray<number>, position: number): number {
	let low = 0;
	let high = times.size();
	while (low < high) {
		const middle = math.floor((low + high) / 2);
		if (times[middle]! > position) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** @param position seconds into the track; `undefined` while it does not move */
export function createPulse(
	position: () => number | undefined,
	onBeat: (beat: BeatHit) => void,
	onSection: (section: Segment) => void,
): Pulse {
	let structure: TrackStructure | undefined;
	let downbeats = new Map<number, true>();
	let told = 0;
	let bar = 0;
	const timer = createTimer(() => step());

	function tell(from: number, to: number): void {
		const times = structure?.beat_grid?.times ?? [];
		for (let i = after(times, from); i < times.size() && times[i]! <= to; i++) {
			const time = times[i]!;
			const isDownbeat = downbeats.has(time);
			bar = isDownbeat ? 1 : bar + 1;
			if (to - time > STALE_SECONDS || structure === undefined) continue;
			onBeat({
				asset_id: structure.asset_id,
				index: i + 1,
				time,
				beat_num: math.max(1, bar),
				is_downbeat: isDownbeat,
			});
		}
		for (const section of structure?.sections ?? []) {
			if (section.start > from && section.start <= to && to - section.start <= STALE_SECONDS) onSection(section);
		}
	}

	/** Stands in the track at a position: counts the bar from there, and tells of the section around it. */
	function enter(at: number): void {
		told = at - START_SECONDS;
		bar = 0;
		const times = structure?.beat_grid?.times ?? [];
		for (let i = after(times, told) - 1; i >= 0; i--) {
			bar += 1;
			if (downbeats.has(times[i]!)) break;
		}
		for (const section of structure?.sections ?? []) {
			if (section.start <= told && section.end > at) onSection(section);
		}
	}

	function step(): void {
		const at = position();
		if (structure === undefined || at === undefined) return;
		if (at < told) enter(at);
		tell(told, at);
		told = at;
		const times = structure.beat_grid?.times ?? [];
		let due = times[after(times, at)] ?? math.huge;
		for (const section of structure.sections ?? []) if (section.start > at) due = math.min(due, section.start);
		if (due < math.huge) timer.set(due - at);
	}

	return {
		follow(to) {
			if (to !== structure) {
				structure = to;
				downbeats = new Map();
				for (const time of to?.beat_grid?.downbeats ?? []) downbeats.set(time, true);
				enter(math.max(0, position() ?? 0));
			}
			timer.cancel();
			step();
		},
		stop() {
			structure = undefined;
			timer.cancel();
		},
	};
}
