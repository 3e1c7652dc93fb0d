import type { Stride } from "../types";

/** Height of the hips of a default character above its feet, both rigs, studs. */
export const DEFAULT_HIP_STUDS = 3;
const STANDING = 0.75;
const PER_SPEED = 1 / 15;

/**
 * The length of one step in studs. Unless the game says otherwise longer legs and higher speeds make longer steps:
 * about 5.5 studs at the default walking speed, which is three steps a second.
 *
 * @param hips height of the hips above the feet, studs
 * @example
 * strideLength(undefined, 20, 16, 3) // 5.45
 */
export function strideLength(stride: Stride | undefined, runSpeed: number, speed: number, hips: number): number {
	if (stride === undefined) return math.max(hips * (STANDING + speed * PER_SPEED), 0.5);
	if (typeIs(stride, "number")) return stride;
	return speed >= runSpeed ? stride.run : stride.walk;
}
