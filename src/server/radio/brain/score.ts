import { isFinite } from "../../../shared/sound/loudness";
import type { Track } from "../../../shared/wire/music";
import type { RadioWeights } from "../options";
import { energyLikeness, energyOf, keyDistance, keyLikeness, NEUTRAL, tempoLikeness } from "./likeness";

/** What a candidate is held against. */
export interface ScoreContext {
	/** The track before it. */
	previous: Track | undefined;
	/** Energy wanted at the time it plays, -1..1. */
	energy: number | undefined;
	/** The energy is to follow a curve: what is far from it is not played while there is nearer. */
	isOnCourse?: boolean;
	weights: Required<RadioWeights>;
}

/** A candidate and where it came from. */
export interface Candidate {
	track: Track;
	/** "similar to 'X'", "search 'rain'", "playlist", "requested"... */
	origin: string;
	/** Likeness to where it came from, 0..1. */
	similarity: number | undefined;
	/** Added for votes, -1..1. */
	favour: number;
	/** Was on before, longer ago than the history rule looks. */
	heardBefore: boolean;
}

/** What the new is worth over the known. */
const HEARD_BEFORE = 0.1;

export interface Score {
	/** 0..1 and a little beyond for votes. */
	total: number;
	similarity: number;
	tempo: number;
	key: number;
	energy: number;
}

/** Weighted mean of the likenesses. Unknown is neutral, a clash is a penalty and never a ban. */
export function scoreCandidate(candidate: Candidate, context: ScoreContext): Score {
	const { weights, previous } = context;
	const { track } = candidate;
	const similarity = isFinite(candidate.similarity) ? math.clamp(candidate.similarity, 0, 1) : NEUTRAL;
	const tempo = previous === undefined ? NEUTRAL : tempoLikeness(previous.bpm, track.bpm);
	const key = previous === undefined ? NEUTRAL : keyLikeness(previous, track);
	const energy = energyLikeness(context.energy, track);
	const sum = weights.similarity + weights.tempo + weights.key + weights.energy;
	const weighted =
		weights.similarity * similarity + weights.tempo * tempo + weights.key * key + weights.energy * energy;
	const total =
		(sum > 0 ? weighted / sum : NEUTRAL) + candidate.favour * 0.2 - (candidate.heardBefore ? HEARD_BEFORE : 0);
	return { total, similarity, tempo, key, energy };
}

function keyName(track: Track): string {
	return `${track.key}${track.scale === "minor" ? "m" : ""}`;
}

/** A sentence of words and numbers on why a track was chosen. */
export function explain(candidate: Candidate, score: Score, context: ScoreContext, rule: string): string {
	const parts = new Array<string>();
	const { track, similarity } = candidate;
	const { previous } = context;
	parts.push(similarity !== undefined ? `${candidate.origin} ${"%.2f".format(similarity)}` : candidate.origin);
	if (previous?.bpm !== undefined && track.bpm !== undefined) {
		const bpm = `tempo ${"%.0f".format(previous.bpm)} to ${"%.0f".format(track.bpm)} bpm`;
		parts.push(`${bpm} (${"%.2f".format(score.tempo)})`);
	} else parts.push("tempo unknown");
	const distance = previous !== undefined ? keyDistance(previous, track) : undefined;
	if (previous !== undefined && distance !== undefined) {
		const steps = distance === 1 ? "1 fifth" : `${distance} fifths`;
		const keys = `key ${keyName(previous)} to ${keyName(track)}, ${steps} apart`;
		parts.push(`${keys} (${"%.2f".format(score.key)})`);
	} else parts.push("key unknown");
	const energy = energyOf(track);
	if (energy !== undefined) {
		const wanted = context.energy !== undefined ? ` for ${"%.2f".format(context.energy)}` : "";
		parts.push(`energy ${"%.2f".format(energy)}${wanted} (${"%.2f".format(score.energy)})`);
	} else parts.push("energy unknown");
	if (candidate.favour !== 0) parts.push(`votes ${"%+.2f".format(candidate.favour)}`);
	if (candidate.heardBefore) parts.push(`heard before (${"%+.2f".format(-HEARD_BEFORE)})`);
	return `${parts.join("; ")}; score ${"%.2f".format(score.total)}; ${rule}`;
}
