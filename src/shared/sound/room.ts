const LEAST_DECIBELS = -80;
/** A small room fades in a second, a hall in four. */
const SHORTEST_DECAY_SECONDS = 1;
const LONGEST_DECAY_SECONDS = 4;

/** Decibels of how much of a room is heard, 0 to 1. */
export function decibelsOf(reverb: number): number {
	return math.max(LEAST_DECIBELS, 20 * math.log10(reverb));
}

/** Seconds in which a room fades, of which so much is heard. */
export function decayOf(reverb: number): number {
	return SHORTEST_DECAY_SECONDS + (LONGEST_DECAY_SECONDS - SHORTEST_DECAY_SECONDS) * reverb;
}
