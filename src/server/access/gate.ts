import { createReportGate } from "../../shared/bridge/report-gate";
import { createWindow } from "../http/window";

/** How much players may ask for. */
export interface AccessLimits {
	/** Calls of one player a second, in the long run. */
	perSecond: number;
	/** Calls of one player at once. */
	burst: number;
	/** Calls of all players together that need a request, a minute. */
	requestsPerMinute: number;
}

/** Who may ask now; time is an argument. */
export interface AccessGate<K> {
	/** Whether this call may begin. */
	allow: (who: K, now: number) => boolean;
	/** A call needed a request: memory did not know the answer. */
	spend: (now: number) => void;
	forget: (who: K) => void;
}

/**
 * A bucket for each player, and one for all that only fills by what memory could not answer: a menu that everybody
 * opens is free, and however many ask, the rest of the budget stays the game's own.
 */
export function createAccessGate<K extends defined>(limits: AccessLimits): AccessGate<K> {
	const players = createReportGate<K>({ perSecond: limits.perSecond, burst: limits.burst });
	// What is spent is known only afterwards, so a minute's worth is counted instead of asked for.
	const spent = createWindow(60);
	return {
		allow: (who, now) => spent.count(now) < limits.requestsPerMinute && players.allow(who, now),
		spend: spent.note,
		forget: who => players.forget(who),
	};
}
