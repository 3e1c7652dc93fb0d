import type { Beat, Segment, TrackStructure } from "../wire/structure";

/** Seconds within which a downbeat is the beat at the same place. */
const SAME = 0.01;

/** A structure prepared for questions that are asked every frame: answers are made once, and frozen. */
export interface BeatIndex {
	/** The beat nearest to `time`; of two equally near, the earlier. */
	beatAt: (time: number) => Beat | undefined;
	/** The segment with `start <= time < end`. */
	segmentAt: (time: number, level: "section" | "phrase") => Segment | undefined;
}

/** The last index whose value is not above `value`, or -1. */
export function lastNotAbove(values: ReadonlyArray<number>, value: number): number {
	let low = 0;
	let high = values.size() - 1;
	while (low <= high) {
		const middle = math.floor((low + high) / 2);
		if (values[middle]! <= value) low = middle + 1;
		else high = middle - 1;
	}
	return high;
}

function isAscending(values: ReadonlyArray<number>): boolean {
	for (let index = 1; index < values.size(); index++) if (values[index]! < values[index - 1]!) return false;
	return true;
}

function ascending(values: number[]): number[] {
	return isAscending(values) ? values : table.clone(values).sort((a, b) => a < b);
}

function prepareBeats(structure: TrackStructure): [number[], Beat[]] {
	const grid = structure.beat_grid;
	const times = ascending(grid?.times ?? []);
	const downbeats = ascending(grid?.downbeats ?? []);
	let downbeat = 0;
	let place = 0;
	const beats = times.map((time, index) => {
		while (downbeat < downbeats.size() && downbeats[downbeat]! < time - SAME) downbeat += 1;
		const isDownbeat = downbeat < downbeats.size() && math.abs(downbeats[downbeat]! - time) <= SAME;
		place = isDownbeat ? 1 : place + 1;
		return table.freeze({ index: index + 1, time, beat_num: place, is_downbeat: isDownbeat });
	});
	return [times, beats];
}

/** The beats of a structure, ascending, each with its place in the bar. */
export function beatsOf(structure: TrackStructure): ReadonlyArray<Beat> {
	return prepareBeats(structure)[1];
}

interface Layer {
	starts: number[];
	segments: Segment[];
	/** The latest end among this segment and all before it: segments of several lanes may overlap. */
	reach: number[];
}

function freezeSegment(segment: Segment): Segment {
	const copy = table.clone(segment);
	if (copy.metadata !== undefined) copy.metadata = table.freeze(table.clone(copy.metadata));
	return table.freeze(copy);
}

function prepareLayer(source: Segment[] | undefined): Layer {
	const usable = table.clone(source ?? []);
	usable.sort((a, b) => a.start < b.start);
	const reach = new Array<number>();
	let latest = -math.huge;
	for (const segment of usable) {
		latest = math.max(latest, segment.end);
		reach.push(latest);
	}
	return { starts: usable.map(segment => segment.start), segments: usable.map(freezeSegment), reach };
}

function segmentIn(layer: Layer, time: number): Segment | undefined {
	let index = lastNotAbove(layer.starts, time);
	let found: Segment | undefined;
	while (index >= 0 && layer.reach[index]! > time) {
		const segment = layer.segments[index]!;
		if (segment.end > time) found = segment;
		index -= 1;
	}
	return found;
}

/** Prepares a structure once; asking it allocates nothing. */
export function createBeatIndex(structure: TrackStructure): BeatIndex {
	const [times, beats] = prepareBeats(structure);
	const sections = prepareLayer(structure.sections);
	const phrases = prepareLayer(structure.phrases);
	/** The beat before the time that was asked for last: the next question is mostly of the same one. */
	let held = -1;

	function beatBefore(time: number): number {
		const current = times[held];
		const following = times[held + 1];
		const isSame = current !== undefined && current <= time && (following === undefined || time < following);
		if (!isSame) held = lastNotAbove(times, time);
		return held;
	}

	return {
		beatAt: time => {
			const before = beatBefore(time);
			if (before < 0) return beats[0];
			const after = beats[before + 1];
			if (after !== undefined && after.time - time < time - times[before]!) return after;
			// Beats at the same moment: the earlier one.
			let index = before;
			while (index > 0 && times[index - 1] === times[index]) index -= 1;
			return beats[index];
		},
		segmentAt: (time, level) => segmentIn(level === "phrase" ? phrases : sections, time),
	};
}
