import { isFinite } from "../../shared/sound/loudness";

/** What the catalog knows of where a clip is audible, seconds. */
export interface AudibleSpan {
	duration?: number;
	sound_start_sec?: number;
	sound_end_sec?: number;
}

/** Seconds into a clip; what is absent is the clip's own beginning or end. */
export interface Trim {
	from?: number;
	to?: number;
}

/** Shorter than this and the measurement is wrong: nothing that short is a step. */
const SHORTEST_SECONDS = 0.02;

/**
 * Where to begin and end playing a clip so that only its sound is heard. Data that contradicts itself is ignored.
 *
 * @example
 * trimOf({ duration: 1, sound_start_sec: 0.12, sound_end_sec: 0.5 }) // { from: 0.12, to: 0.5 }
 */
export function trimOf(span: AudibleSpan): Trim {
	const length = isFinite(span.duration) && span.duration > 0 ? span.duration : math.huge;
	const start = isFinite(span.sound_start_sec) && span.sound_start_sec > 0 ? span.sound_start_sec : undefined;
	const finish =
		isFinite(span.sound_end_sec) && span.sound_end_sec > 0 && span.sound_end_sec < length
			? span.sound_end_sec
			: undefined;
	if (math.min(finish ?? length, length) - (start ?? 0) < SHORTEST_SECONDS) return {};
	return { from: start, to: finish };
}
