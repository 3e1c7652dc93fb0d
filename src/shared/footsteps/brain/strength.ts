import { dbToGain } from "../../sound/loudness";

const SOFTEST_DB = -6;
const FASTEST = 1.25;
/** Fall speeds between which a landing grows from a step to a thud, studs a second. */
const LIGHT_LANDING = 25;
const HEAVY_LANDING = 100;
const HEAVY_LANDING_DB = 6;

/**
 * How hard a step is at a speed, as a linear gain: 1 at `runSpeed`, softer below, a little harder above.
 *
 * @example
 * stepStrength(20, 20) // 1
 */
export function stepStrength(speed: number, runSpeed: number): number {
	const share = runSpeed > 0 ? math.clamp(speed / runSpeed, 0, FASTEST) : 1;
	return dbToGain(SOFTEST_DB * (1 - share));
}

/** How hard a landing is after a fall at this speed: from 1, a step's, to 2, 6 dB more. */
export function landingStrength(fallSpeed: number): number {
	const share = math.clamp((fallSpeed - LIGHT_LANDING) / (HEAVY_LANDING - LIGHT_LANDING), 0, 1);
	return dbToGain(HEAVY_LANDING_DB * share);
}
