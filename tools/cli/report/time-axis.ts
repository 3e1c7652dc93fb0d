import type { Report } from "./types.ts";

/** Where lanes begin, beside their labels. */
export const LABEL_WIDTH = 92;
const MIN_WIDTH = 1160;
const RIGHT = 8;
const PIXELS_PER_SECOND = 1.6;

/** How seconds become pixels of the timeline. */
export function timeAxis({ seconds }: Report): { readonly width: number; readonly x: (t: number) => number } {
	const width = Math.max(MIN_WIDTH, LABEL_WIDTH + seconds * PIXELS_PER_SECOND);
	return { width, x: t => LABEL_WIDTH + (t / Math.max(seconds, 1e-3)) * (width - LABEL_WIDTH - RIGHT) };
}
