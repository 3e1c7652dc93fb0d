/** Which assets a machine cannot have, and for how long it believes so. Time is an input. */
export interface Ledger {
	/** Why the asset is dead; `undefined` for one that may be tried. */
	why: (assetId: string, now: number) => string | undefined;
	/** Seconds until it may be tried again; 0 for one that may be tried now. */
	againIn: (assetId: string, now: number) => number;
	/** It could not be had. The longer that goes on, the longer it is believed. */
	bury: (assetId: string, why: string, now: number) => void;
	/** It was had after all. */
	revive: (assetId: string) => void;
}

interface Entry {
	why: string;
	seconds: number;
	until: number;
}

/** A verdict that may be a passing fault of the network is not believed for long. */
const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 600;
/** What nobody has asked for in this long is forgotten. */
const FORGET_SECONDS = 3600;
const TIDY_FROM = 200;

/**
 * Makes an empty ledger. Each verdict is believed twice as long as the one before it, from 5 seconds to 10 minutes.
 *
 * @example
 * ledger.bury("9120386436", "Failure", now);
 * ledger.why("9120386436", now + 1); // "Failure"
 * ledger.why("9120386436", now + 6); // undefined: worth another try
 */
export function createLedger(): Ledger {
	const entries = new Map<string, Entry>();

	function tidy(now: number): void {
		for (const [assetId, entry] of entries) {
			if (now >= entry.until + FORGET_SECONDS) entries.delete(assetId);
		}
	}

	return {
		why: (assetId, now) => {
			const entry = entries.get(assetId);
			return entry !== undefined && now < entry.until ? entry.why : undefined;
		},
		againIn: (assetId, now) => math.max(0, (entries.get(assetId)?.until ?? 0) - now),
		bury: (assetId, why, now) => {
			const before = entries.get(assetId);
			// Said by two at once: one verdict, not two.
			if (before !== undefined && now < before.until) return;
			const seconds = before === undefined ? FIRST_SECONDS : math.min(before.seconds * 2, LONGEST_SECONDS);
			entries.set(assetId, { why, seconds, until: now + seconds });
			if (entries.size() >= TIDY_FROM) tidy(now);
		},
		revive: assetId => {
			entries.delete(assetId);
		},
	};
}
