import { isFinite } from "../../../shared/sound/loudness";
import type { MusicalKey, Track } from "../../../shared/wire/music";
import type { EnergyCurve } from "../options";

/** Likeness 0..1, where 0.5 is what is assumed of the unknown. */
export const NEUTRAL = 0.5;

const FIFTHS: Record<MusicalKey, number> = {
	C: 0,
	G: 1,
	D: 2,
	A: 3,
	E: 4,
	B: 5,
	"F#": 6,
	"C#": 7,
	Ab: 8,
	Eb: 9,
	Bb: 10,
	F: 11,
};
const RELATIVE_MINOR_FIFTHS = 3;
/** Likeness by distance on the circle of fifths. */
const BY_DISTANCE = [1, 0.9, 0.65, 0.4, 0.25, 0.1, 0];
/** A tempo off by this share or more is a clash. */
const TEMPO_CLASH = 0.12;
const TEMPO_SAME = 0.03;
/** A rise or fall takes this long, then holds. */
const SWING_MINUTES = 60;
const HIGH = 0.8;

/** Tempo of `to` against `from` in octaves, with half and double folded to the same: -0.5..0.5. */
function tempoOffset(from: number, to: number): number {
	const octaves = math.log(to / from) / math.log(2);
	return octaves - math.floor(octaves + 0.5);
}

/** 1 within 3 % of the same, half or double tempo, falling to 0 at 12 %; unknown is neutral. */
export function tempoLikeness(from: number | undefined, to: number | undefined): number {
	if (!isFinite(from) || !isFinite(to) || from <= 0 || to <= 0) return NEUTRAL;
	const off = math.pow(2, math.abs(tempoOffset(from, to))) - 1;
	return 1 - math.clamp((off - TEMPO_SAME) / (TEMPO_CLASH - TEMPO_SAME), 0, 1);
}

/** Place of a track's key on the circle of fifths; a minor key stands with its relative major. */
function fifthsOf(track: Track): number | undefined {
	const place = track.key !== undefined ? FIFTHS[track.key] : undefined;
	if (place === undefined || track.scale === undefined) return undefined;
	// A minor and C major share their notes: three fifths lower.
	return track.scale === "minor" ? (place - RELATIVE_MINOR_FIFTHS + 12) % 12 : place;
}

/** Steps between two keys on the circle of fifths, 0..6, or `undefined` when one is unknown. */
export function keyDistance(from: Track, to: Track): number | undefined {
	const a = fifthsOf(from);
	const b = fifthsOf(to);
	if (a === undefined || b === undefined) return undefined;
	const around = math.abs(a - b);
	return math.min(around, 12 - around);
}

/** Likeness of keys, drawn towards neutral as far as either key is uncertain. */
export function keyLikeness(from: Track, to: Track): number {
	const distance = keyDistance(from, to);
	if (distance === undefined) return NEUTRAL;
	const confidence = math.clamp(math.min(from.key_confidence ?? 0.5, to.key_confidence ?? 0.5), 0, 1);
	return NEUTRAL + ((BY_DISTANCE[distance] ?? 0) - NEUTRAL) * confidence;
}

/** The energy of a track, -1..1. */
export function energyOf(track: Track): number | undefined {
	const arousal = track.mood?.arousal;
	return isFinite(arousal) ? arousal : undefined;
}

/** 1 on the wanted energy, 0 at a whole unit from it; unknown is neutral. */
export function energyLikeness(wanted: number | undefined, track: Track): number {
	const energy = energyOf(track);
	if (wanted === undefined || energy === undefined) return NEUTRAL;
	return 1 - math.clamp(math.abs(energy - wanted), 0, 1);
}

/**
 * The energy wanted at a minute of the station, -1..1, or `undefined` when there is nothing to go by.
 *
 * @param base mean energy of the seeds
 * @example
 * wantedEnergy("rise", 30, 0) // 0.4
 */
export function wantedEnergy(curve: EnergyCurve, minute: number, base: number | undefined): number | undefined {
	if (typeIs(curve, "function")) {
		const wanted = curve(minute);
		return wanted !== undefined && wanted === wanted ? math.clamp(wanted, -1, 1) : base;
	}
	if (curve === "steady") return base;
	const goal = curve === "rise" ? HIGH : -HIGH;
	const from = base ?? 0;
	return from + (goal - from) * math.clamp(minute / SWING_MINUTES, 0, 1);
}
