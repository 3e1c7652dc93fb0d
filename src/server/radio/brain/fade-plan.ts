import type { Track } from "../../../shared/wire/music";
import type { Segment, TrackStructure } from "../../../shared/wire/structure";
import { energyOf, keyDistance, tempoLikeness } from "./likeness";

/** One end of a transition. */
export interface FadeSide {
	track: Track;
	/** Seconds of the asset, as well as they are known. */
	duration: number;
	structure?: TrackStructure;
}

/** How one track gives way to the next. */
export interface FadePlan {
	kind: "phrase" | "beat" | "plain" | "quick" | "cut";
	/** Position in the old track at which the new one begins. */
	leaveAt: number;
	/** Length of the overlap. */
	seconds: number;
	/** Position in the new track from which it plays. */
	enterAt: number;
	fadeIn: "equal-power" | "none";
}

const PLAIN_SECONDS = 6;
const QUICK_SECONDS = 2;
const SHORTEST_PHRASE_SECONDS = 3;
const LONGEST_SECONDS = 12;
/** The old track is left this much before its end: timers have the grain of a frame. */
const MARGIN_SECONDS = 0.15;
const SILENCE_SECONDS = 0.3;
const CLASH_KEY_DISTANCE = 4;
const CLASH_ENERGY = 0.6;
const BARS_OF_A_BEAT_FADE = 4;

function layer(structure: TrackStructure | undefined): Segment[] {
	const { phrases = [], sections = [] } = structure ?? {};
	return phrases.isEmpty() ? sections : phrases;
}

/** Where sound begins: the first segment, when the structure leaves out a lead-in. */
function audibleStart(side: FadeSide): number {
	const first = layer(side.structure)[0];
	if (first === undefined || first.start < SILENCE_SECONDS || first.start > side.duration / 3) return 0;
	return first.start;
}

/** Where sound ends: the last segment, when the structure leaves out the tail. */
function audibleEnd(side: FadeSide): number {
	let last = 0;
	for (const segment of layer(side.structure)) last = math.max(last, segment.end);
	if (last < side.duration * 0.5 || last > side.duration - SILENCE_SECONDS) return side.duration;
	return last;
}

/** Starts with full force: no intro, and the first segment is loud. */
function startsHard(side: FadeSide): boolean {
	const first = layer(side.structure)[0];
	if (first === undefined || first.label === undefined || first.label === "Intro") return false;
	return (first.energy ?? 0) >= 3;
}

function endingsClash(from: FadeSide, to: FadeSide): boolean {
	const a = from.track;
	const b = to.track;
	if (a.bpm === undefined || b.bpm === undefined || tempoLikeness(a.bpm, b.bpm) > 0) return false;
	const sure = math.min(a.key_confidence ?? 0, b.key_confidence ?? 0) >= 0.5;
	if (sure && (keyDistance(a, b) ?? 0) >= CLASH_KEY_DISTANCE) return true;
	const before = energyOf(a);
	const after = energyOf(b);
	return before !== undefined && after !== undefined && math.abs(before - after) >= CLASH_ENERGY;
}

/** The start of the last phrase that leaves an overlap of fitting length. */
function phraseBefore(side: FadeSide, leaving: number, longest: number): number | undefined {
	let found: number | undefined;
	for (const segment of layer(side.structure)) {
		const left = leaving - segment.start;
		if (left >= SHORTEST_PHRASE_SECONDS && left <= longest && (found === undefined || segment.start < found)) {
			found = segment.start;
		}
	}
	return found;
}

/** The downbeat nearest to a moment. */
function downbeatNear(structure: TrackStructure | undefined, at: number): number | undefined {
	let found: number | undefined;
	for (const beat of structure?.beat_grid?.downbeats ?? []) {
		if (found === undefined || math.abs(beat - at) < math.abs(found - at)) found = beat;
	}
	return found;
}

/**
 * The fade ladder: phrase to phrase when both structures are known, on a downbeat when tempi are close, plain equal power
 * otherwise, quick when the endings clash, a cut at the very end into a track that starts hard. Never longer than a third of
 * the shorter track.
 *
 * @param crossfade seconds, or "auto" for the ladder
 */
export function planFade(from: FadeSide, to: FadeSide, crossfade: number | "auto"): FadePlan {
	const third = math.min(from.duration, to.duration) / 3;
	if (crossfade !== "auto") {
		const seconds = math.min(crossfade, third);
		const leaveAt = math.max(0, from.duration - seconds - MARGIN_SECONDS);
		return { kind: seconds > 0 ? "plain" : "cut", leaveAt, seconds, enterAt: 0, fadeIn: "equal-power" };
	}
	const leaving = audibleEnd(from) - MARGIN_SECONDS;
	const enterAt = audibleStart(to);
	const longest = math.min(third, LONGEST_SECONDS);
	if (startsHard(to)) return { kind: "cut", leaveAt: leaving, seconds: 0, enterAt, fadeIn: "none" };

	const at = (kind: FadePlan["kind"], leaveAt: number, seconds: number): FadePlan => ({
		kind,
		leaveAt: math.max(0, leaveAt),
		seconds,
		enterAt,
		fadeIn: "equal-power",
	});
	if (endingsClash(from, to)) {
		const seconds = math.min(QUICK_SECONDS, third);
		return at("quick", leaving - seconds, seconds);
	}
	const entries = layer(to.structure);
	if (!entries.isEmpty() && !layer(from.structure).isEmpty()) {
		const boundary = phraseBefore(from, leaving, longest);
		if (boundary !== undefined) return at("phrase", boundary, leaving - boundary);
	}
	if (tempoLikeness(from.track.bpm, to.track.bpm) >= 0.5 && from.track.bpm !== undefined) {
		const bars = (BARS_OF_A_BEAT_FADE * 4 * 60) / from.track.bpm;
		const wanted = math.min(bars, longest);
		const beat = downbeatNear(from.structure, leaving - wanted);
		if (beat !== undefined && leaving - beat >= 1 && leaving - beat <= longest) {
			return at("beat", beat, leaving - beat);
		}
	}
	const seconds = math.min(PLAIN_SECONDS, third);
	return at("plain", leaving - seconds, seconds);
}

/** The swap that a skip makes: quick, and never longer than what is left of the old track. */
export function planSkip(from: FadeSide | undefined, position: number, to: FadeSide): FadePlan {
	const left = from === undefined ? 0 : math.max(0, from.duration - position - MARGIN_SECONDS);
	const third = from === undefined ? 0 : math.min(from.duration, to.duration) / 3;
	const seconds = math.min(1.5, left, third);
	return { kind: "quick", leaveAt: position, seconds, enterAt: audibleStart(to), fadeIn: "equal-power" };
}
