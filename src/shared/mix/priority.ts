import type { Music } from "../sound/bus";

/** What takes less than this of the power takes nothing: 0.04 dB, which nobody hears. */
const LEAST = 0.01;
/** Seconds in which music gives way altogether, where a listener is put beside a jukebox at once. */
const QUICKEST_SECONDS = 0.1;

/**
 * The share of the power that music from everywhere leaves to music from a place. At an ear the two together are never
 * stronger than the stronger one alone: the first gives up just the power that the second brings, and all of it where the
 * second is at its full level, however quiet that is.
 *
 * @returns 0 to 1
 */
export function powerTaken(from: Music, by: Music, ear: Vector3): number {
	const heard = by.gain() * by.heardAt(ear);
	if (heard <= 0) return 0;
	const taken = (heard / math.min(from.gain(), by.level())) ** 2;
	return taken >= LEAST ? math.min(taken, 1) : 0;
}

/** The angle on the quarter circle whose cosine is what is left of the gain, moved on from where it stands. */
export function giveWay(angle: number, taken: number, dt: number): number {
	const goal = math.asin(math.sqrt(math.min(taken, 1)));
	const most = ((math.pi / 2) * dt) / QUICKEST_SECONDS;
	return math.clamp(goal, angle - most, angle + most);
}
