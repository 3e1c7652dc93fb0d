import { beatsOf } from "../../shared/catalog/beat-index";
import type { TrackBeats } from "../../shared/radio/beats";
import type { Segment, TrackStructure } from "../../shared/wire/structure";

/** A document has to stay small: no piece of music that plays in a game has more beats. */
const MOST_BEATS = 3000;
const MOST_SECTIONS = 100;

/** What of a section players are told. */
function sectionOf(section: Segment): Segment {
	const { start, label, energy, bars } = section;
	return { start, end: section.end, label, energy, bars };
}

/** A structure as it travels to the players. */
export function packBeats(structure: TrackStructure): TrackBeats {
	const steps = new Array<number>();
	const downs = new Array<number>();
	let before = 0;
	for (const { time, index, is_downbeat } of beatsOf(structure)) {
		if (index > MOST_BEATS) break;
		const at = math.round(time * 1000);
		steps.push(at - before);
		before = at;
		if (is_downbeat) downs.push(index);
	}
	const sections = (structure.sections ?? []).filter((_, index) => index < MOST_SECTIONS).map(sectionOf);
	return { id: structure.asset_id, steps, downs, sections };
}
