import type { Outage } from "./tap.ts";

/** When things happen in a play of some length; the tour script has its own in the same proportions. */
export interface Timetable {
	seconds: number;
	/** Virtual second at which each player joins. */
	joins: number[];
	outage: Outage;
}

const OUTAGE_SECONDS = 60;

/**
 * Two players from the start, one late; the API is away for a minute from the middle on.
 *
 * @example
 * timetable(10).outage; // { from: 300, to: 360 }
 */
export function timetable(minutes: number): Timetable {
	const seconds = Math.round(minutes * 60);
	const from = seconds / 2;
	return {
		seconds,
		joins: [0, 0, Math.round(seconds * 0.15)],
		outage: { from, to: Math.min(seconds, from + OUTAGE_SECONDS) },
	};
}
