import type { ProblemKind } from "../../shared/wire/problem";

/** What became of listening events. */
export interface AnalyticsStats {
	/** Waiting to be sent. */
	queued: number;
	/** Taken by the API. */
	sent: number;
	/** Part of a batch that the API took, but not kept by it. */
	rejected: number;
	/** Given up: no room in the queue, or a batch that the API refused. */
	lost: number;
	/** Not queued, because they were invalid. */
	invalid: number;
	/** Requests with events. */
	batches: number;
	/** Such requests that failed. */
	failures: number;
}

export function createAnalyticsStats(): AnalyticsStats {
	return { queued: 0, sent: 0, rejected: 0, lost: 0, invalid: 0, batches: 0, failures: 0 };
}

/** Counters of one client; they only grow, except those of `budget` and `analytics.queued`. */
export interface ClientStats {
	/** Requests really sent, retries included. */
	requests: number;
	/** Answers from memory. */
	hits: number;
	/** Calls that memory could not answer. */
	misses: number;
	/** Remembered "unknown"s. */
	negativeHits: number;
	/** Answers from the baked manifest. */
	manifestHits: number;
	/** Answers from the tier shared by all servers. */
	sharedHits: number;
	/** Old answers given because the API failed. */
	stale: number;
	/** Callers who shared another call's request. */
	coalesced: number;
	/** How many requests were sent again. */
	retries: number;
	/** Rows without a usable id. */
	droppedRows: number;
	/** Requests in any minute: used, allowed, waiting. */
	budget: { limit: number; used: number; waiting: number };
	/** Failed requests by kind. */
	failures: Partial<Record<ProblemKind, number>>;
	/** Listening events; they outlive a change of the key. */
	analytics: AnalyticsStats;
}

export function createStats(limit: number): ClientStats {
	return {
		requests: 0,
		hits: 0,
		misses: 0,
		negativeHits: 0,
		manifestHits: 0,
		sharedHits: 0,
		stale: 0,
		coalesced: 0,
		retries: 0,
		droppedRows: 0,
		budget: { limit, used: 0, waiting: 0 },
		failures: {},
		analytics: createAnalyticsStats(),
	};
}
