import type { Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import type { AnalyticsStats } from "../http/stats";
import type { BatchAnswer } from "./answer";
import type { BatchFate } from "./brain";
import { analyticsMessages as messages } from "./messages";

export interface BooksPorts {
	stats: AnalyticsStats;
	warn: (text: string) => void;
	/** Tells a fault of the API's, each once. */
	warnOnce: (text: string) => void;
}

/** What became of the batches: the figures, and the sentences about failures. */
export interface Books {
	enter: (outcome: Outcome, fate: BatchFate, events: number) => void;
	/** Another key: what failed before is no failure of its. */
	forget: () => void;
}

/** Keeps the books. Of several failures in a row only the first is told. */
export function createBooks({ stats, warn, warnOnce }: BooksPorts): Books {
	let failing = false;

	function complain({ status, message }: Problem) {
		if (!failing) warn(status !== undefined ? messages.flushStatus(status) : messages.flushFailed(message));
		failing = true;
	}

	function taken({ rejected, reason }: BatchAnswer, events: number) {
		const count = math.min(rejected, events);
		stats.sent += events - count;
		stats.rejected += count;
		failing = false;
		if (count > 0) warnOnce(messages.rejected(count, reason ?? "no reason given"));
	}

	return {
		enter: (outcome, fate, events) => {
			if (outcome.ok) taken(outcome.value as BatchAnswer, events);
			else if (fate.kind !== "unsent") {
				stats.failures += 1;
				complain(outcome.problem);
				if (fate.kind === "refused") stats.lost += events;
			}
		},
		forget: () => {
			failing = false;
		},
	};
}
