import { beatsOf, lastNotAbove } from "../catalog/beat-index";
import type { Beat, Segment, TrackStructure } from "../wire/structure";
import type { BeatHit } from "./types";

/** Further behind than this, beats are not told after the fact. */
const STALE_SECONDS = 0.2;
/** A track is begun this long after it is on at most: what lies before is told yet. */
const START_SECONDS = 0.05;
/** A position this little behind the last is the same one, measured again. */
const JITTER_SECONDS = 0.3;

/** Beats and sections of a track, and up to which position they were told. */
export interface Walk {
	readonly assetId: string;
	readonly beats: ReadonlyArray<Beat>;
	readonly times: number[];
	readonly sections: ReadonlyArray<Segment>;
	told: number;
}

/** Stands nowhere in the track yet. */
export function createWalk(structure: TrackStructure): Walk {
	const beats = beatsOf(structure);
	const { asset_id: assetId, sections = [] } = structure;
	return { assetId, beats, times: beats.map(beat => beat.time), sections, told: math.huge };
}

/** When a part comes; parts are counted from 0 through all beats. The last beat is as long as the one before. */
function timeOf(times: ReadonlyArray<number>, parts: number, n: number): number {
	const beat = math.floor(n / parts);
	const part = n % parts;
	const time = times[beat] ?? math.huge;
	if (part === 0) return time;
	const length = (times[beat + 1] ?? math.huge) - time;
	const usual = length < math.huge ? length : time - (times[beat - 1] ?? -math.huge);
	return time + (usual * part) / parts;
}

/** The last part that is not behind a position, or -1. */
function lastPart(times: ReadonlyArray<number>, parts: number, at: number): number {
	let n = (lastNotAbove(times, at) + 1) * parts - 1;
	while (n >= 0 && timeOf(times, parts, n) > at) n -= 1;
	return n;
}

/** What lies between two positions: the first is not part of it. @param parts into which each beat is divided */
export function partsBetween({ times, beats, assetId }: Walk, parts: number, from: number, at: number): BeatHit[] {
	const hits = new Array<BeatHit>();
	let n = lastPart(times, parts, from) + 1;
	for (let time = timeOf(times, parts, n); time <= at; time = timeOf(times, parts, n)) {
		const beat = beats[math.floor(n / parts)]!;
		const part = (n % parts) + 1;
		hits.push({ ...beat, time, is_downbeat: beat.is_downbeat && part === 1, part, asset_id: assetId });
		n += 1;
	}
	return hits;
}

/**
 * Goes to a position. Standing clearly further back than before is entering anew.
 *
 * @returns from where on nothing was told, and the sections that were passed or entered
 */
export function walkTo(walk: Walk, at: number): { from: number; sections: Segment[] } {
	const passed = new Array<Segment>();
	const { sections } = walk;
	if (at < walk.told && at > walk.told - JITTER_SECONDS) return { from: walk.told, sections: passed };
	if (at < walk.told) {
		walk.told = at - START_SECONDS;
		// Within a section from the start: it is told, too.
		for (const section of sections) if (section.start <= walk.told && section.end > at) passed.push(section);
	}
	const from = math.max(walk.told, at - STALE_SECONDS);
	for (const section of sections) if (section.start > from && section.start <= at) passed.push(section);
	walk.told = at;
	return { from, sections: passed };
}

/** The position at which something comes next. @param divisions into how many parts beats are divided */
export function nextBeyond(
	{ times, sections }: Walk,
	at: number,
	divisions: ReadonlyArray<number>,
): number | undefined {
	let due = math.huge;
	for (const parts of divisions) due = math.min(due, timeOf(times, parts, lastPart(times, parts, at) + 1));
	for (const section of sections) if (section.start > at) due = math.min(due, section.start);
	return due < math.huge ? due : undefined;
}
