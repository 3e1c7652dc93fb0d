import { createTimer } from "../../shared/clock/timer";
import type { Presence, StationReport } from "../../shared/radio/document";
import { type Deck, LATE, loader } from "../../shared/sound";

/** What this machine tells the server of a station: which assets load and which do not, and whether it is heard. */
export interface LoadReports {
	/** Tells of what a deck loads from now on. */
	watch: (deck: Deck) => void;
	/** Loads assets ahead, but for those that this machine cannot have; tells of those that are there already. */
	prepare: (deck: Deck, assetIds: ReadonlyArray<string>) => void;
	presence: (to: Presence) => void;
	/** The deck is gone, and what it held. */
	forget: () => void;
	destroy: () => void;
}

/** What is late has this long yet after something else was loaded. */
const LATE_LIMIT_SECONDS = 30;

/** @param send sends a report about something */
export function createLoadReports(send: (payload: StationReport, about: string) => void): LoadReports {
	/** Assets that take longer than usual. */
	const late = new Set<string>();
	let ahead = new Set<string>();
	let judging = false;
	let told: Presence = "listening";

	function report(payload: Exclude<StationReport, { kind: "vote" | "follow" }>): void {
		send(payload, payload.kind === "presence" ? payload.kind : payload.id);
	}

	/** Where something else was loaded and this was not, the asset is at fault and not the machine. */
	const judgement = createTimer(() => {
		judging = false;
		for (const id of late) report({ kind: "failed", id, why: LATE });
		late.clear();
	});

	function tellLoaded(deck: Deck, id: string): void {
		late.delete(id);
		report({ kind: "ready", id, length: deck.length(id) ?? 0 });
	}

	return {
		watch: deck => {
			deck.onReady(id => {
				tellLoaded(deck, id);
				if (late.isEmpty() || judging) return;
				judging = true;
				judgement.set(LATE_LIMIT_SECONDS);
			});
			deck.onFailed((id, why) => {
				if (why === LATE) late.add(id);
				else {
					late.delete(id);
					report({ kind: "failed", id, why });
				}
			});
		},
		prepare: (deck, assetIds) => {
			const before = ahead;
			ahead = new Set(assetIds);
			for (const id of assetIds) {
				const isNew = !before.has(id);
				if (loader.isDead(id)) {
					if (isNew) report({ kind: "failed", id, why: "Failure" });
					continue;
				}
				deck.prepare(id);
				if (isNew && deck.status(id) === "ready") tellLoaded(deck, id);
			}
		},
		presence: to => {
			if (to === told) return;
			told = to;
			report({ kind: "presence", value: to });
		},
		forget: () => {
			ahead = new Set();
			late.clear();
		},
		destroy: judgement.cancel,
	};
}
