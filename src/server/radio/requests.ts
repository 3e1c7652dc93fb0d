import type { Listener } from "./audience";
import type { Brain } from "./brain";
import { radioMessages } from "./messages";

/** Who requested a track. */
export interface Requester {
	who: Listener;
	/** As others read it. */
	name: string;
}

/** Requests of players, and when each was made. Changed by the functions below alone. */
export interface Requests {
	readonly perMinute: number;
	readonly madeAt: Map<Listener, number[]>;
}

const MINUTE = 60;
/** Requests of one player that may wait in the queue. */
const MOST_WAITING = 3;
/** Requests of all players that may wait. */
const MOST_QUEUED = 30;

/** Nobody requested anything. @param perMinute for each player */
export function createRequests(perMinute: number): Requests {
	return { perMinute, madeAt: new Map() };
}

/** Why a player has to wait; otherwise the request counts as made. */
export function admit({ perMinute, madeAt }: Requests, who: Listener, now: number): string | undefined {
	const times = madeAt.get(who) ?? [];
	while (!times.isEmpty() && times[0]! <= now - MINUTE) times.shift();
	if (times.size() >= perMinute) return radioMessages.requestAgainIn(math.ceil(times[0]! + MINUTE - now));
	times.push(now);
	madeAt.set(who, times);
	return undefined;
}

/** A player has gone. */
export function forgetRequests({ madeAt }: Requests, who: Listener): void {
	madeAt.delete(who);
}

/** Why a track cannot be put into the queue for a player, as the queue stands. */
export function queueRefusal(
	{ queue }: Brain,
	onAir: string | undefined,
	assetId: string,
	who: Listener,
): string | undefined {
	if (assetId === onAir) return radioMessages.isOn;
	let own = 0;
	let all = 0;
	for (const { track, by } of queue) {
		// What the station chose by itself may come sooner.
		if (track.asset_id === assetId && by !== undefined) return radioMessages.isQueued;
		if (by !== undefined) all += 1;
		if (by === who) own += 1;
	}
	if (own >= MOST_WAITING) return radioMessages.ownAreWaiting(MOST_WAITING);
	return all >= MOST_QUEUED ? radioMessages.queueIsFull : undefined;
}
