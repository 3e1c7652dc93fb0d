import type { Outage } from "./tap.ts";

/** When things happen in a play of some length; the tour script has its own in the same proportions. */
export interface Timetable {
	seconds: number;
	/** Virtual second at which each player joins. */
	joins: number[];
	outage?: Outage;
}

const OUTAGE_SECONDS = 60;

/**
 * Everybody from the start but the last one, who is late; in the bundled game the API is away for a minute from the middle on.
 *
 * @example
 * timetable(10, 3, true).outage; // { from: 300, to: 360 }
 */
export function timetable(minutes: number, players: number, isBundled: boolean): Timetable {
	const seconds = Math.round(minutes * 60);
	const from = seconds / 2;
	const late = Math.round(seconds * 0.15);
	return {
		seconds,
		joins: Array.from({ length: players }, (_, index) => (index > 0 && index === players - 1 ? late : 0)),
		...(isBundled ? { outage: { from, to: Math.min(seconds, from + OUTAGE_SECONDS) } } : {}),
	};
}
