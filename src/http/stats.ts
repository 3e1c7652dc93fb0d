import type { ProblemKind } from "../wire/problem";

/** Counters of one client; they only grow, except those of `budget`. */
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
	/** Callers who shared the request of another. */
	coalesced: number;
	retries: number;
	/** Rows without a usable id. */
	droppedRows: number;
	budget: { limit: number; used: number; waiting: number };
	/** Failed requests by kind. */
	failures: Partial<Record<ProblemKind, number>>;
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
	};
}
