import { createWindow, MINUTE } from "./window";

/** What may be asked of a pot: by how many, how often. */
export interface PotLimits {
	/** Most requests in any 60 s. */
	perMinute: number;
	/** Among how many players an equal share is reckoned. */
	present: () => number;
}

/** The requests that all players of a server may cause in a minute; time is an argument. */
export interface Pot {
	/** Changes what it holds; what was taken stays taken. */
	limit: (limits: PotLimits) => void;
	/** Whether a player may take a request now. Where somebody may not, nobody may who had more. */
	mayTake: (player: string, now: number) => boolean;
	take: (player: string, now: number) => void;
	/** How many the player took in the last minute. */
	had: (player: string) => number;
	/** When there is more in it: the oldest request of the minute is no longer counted. */
	nextAt: (now: number) => number;
}

/** Of the pot, for those who had more than an equal share; the rest is kept for the others. */
const FREE_PART = 2 / 3;

/**
 * Makes a pot. Who had less than an equal share may take as long as there is something; who had more leaves a third of
 * it to them, and gets what they leave. So those who ask a lot slow each other down and nobody else.
 */
export function createPot(): Pot {
	const taken = createWindow(MINUTE);
	const takers = new Array<string>();
	const counts = new Map<string, number>();
	let first = 0;
	let limits: PotLimits = { perMinute: math.huge, present: () => 1 };

	/** How many there are of the last minute; who took the older ones is let go. */
	function count(now: number): number {
		const left = taken.count(now);
		while (takers.size() - first > left) {
			const who = takers[first]!;
			first += 1;
			const still = counts.get(who)! - 1;
			if (still > 0) counts.set(who, still);
			else counts.delete(who);
		}
		if (first > 512) {
			takers.move(first, takers.size() - 1, 0, takers);
			for (const _ of $range(1, first)) takers.pop();
			first = 0;
		}
		return left;
	}

	return {
		limit: wanted => {
			limits = wanted;
		},
		mayTake: (player, now) => {
			const used = count(now);
			const { perMinute, present } = limits;
			if (used >= perMinute) return false;
			const isWithinShare = (counts.get(player) ?? 0) < perMinute / math.max(1, present());
			return isWithinShare || used < perMinute * FREE_PART;
		},
		take: (player, now) => {
			count(now);
			taken.note(now);
			takers.push(player);
			counts.set(player, (counts.get(player) ?? 0) + 1);
		},
		had: player => counts.get(player) ?? 0,
		nextAt: now => (count(now) > 0 ? taken.endOf(0)! : now + MINUTE),
	};
}

/** The place of whoever goes first: had least, and waits longest among equals; `undefined` where nobody may take. */
export function firstOf(
	pot: Pot,
	waiting: ReadonlyArray<{ readonly player: string }>,
	now: number,
): number | undefined {
	let least: number | undefined;
	for (const index of $range(0, waiting.size() - 1)) {
		if (least === undefined || pot.had(waiting[index]!.player) < pot.had(waiting[least]!.player)) least = index;
	}
	return least !== undefined && pot.mayTake(waiting[least]!.player, now) ? least : undefined;
}
