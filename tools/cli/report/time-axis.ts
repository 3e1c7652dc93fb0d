import type { Report } from "./types.ts";

const MIN_WIDTH = 1088;
const [LEFT, RIGHT] = [2, 10];
const PIXELS_PER_SECOND = 1.6;

/** How seconds become pixels of the timeline. */
export function timeAxis({ seconds }: Report): { readonly width: number; readonly x: (t: number) => number } {
	const width = Math.max(MIN_WIDTH, Math.round(seconds * PIXELS_PER_SECOND));
	return { width, x: t => LEFT + (t / Math.max(seconds, 1e-3)) * (width - LEFT - RIGHT) };
}
