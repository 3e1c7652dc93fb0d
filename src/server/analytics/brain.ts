import type { AnalyticsEvent } from "./event";
import { createRing } from "./ring";
import type { AnalyticsSettings } from "./settings";

/** Longest pause after failures in a row, unless the API asks for more. */
const LONGEST_PAUSE = 300;
/** Share of a pause that is up to chance, so that a fleet of servers does not come back in step. */
const SPREAD = 0.25;
/** Part by which an asked-for pause may be exceeded, for the same reason. */
const ASKED_SPREAD = 0.1;

/** What became of a batch. */
export type BatchFate =
	/** The API took it. */
	| { kind: "taken" }
	/** The API will never take it. */
	| { kind: "refused" }
	/** It may go through later: it goes back to the front of the queue. */
	| { kind: "failed"; retryAfter?: number; chance: number }
	/** This server had no request to spare. */
	| { kind: "unsent" };

/** What is to be sent when. Time is an argument; one batch is out at most. */
export interface AnalyticsBrain {
	/** @returns how many events were lost to make room */
	add: (event: AnalyticsEvent, now: number) => number;
	/** Wants a round within an interval although nothing is queued yet. */
	arm: (now: number) => void;
	/** When the next batch is due; `undefined` while there is nothing to send or a batch is out. */
	dueAt: () => number | undefined;
	/** Takes the next batch, due or not. */
	take: () => AnalyticsEvent[] | undefined;
	/** The rest of a batch that was too large for one request. */
	shorten: (batch: AnalyticsEvent[], keep: number) => AnalyticsEvent[];
	/** Says what became of the batch that is out. @returns how many of its events found no room any more */
	settle: (batch: ReadonlyArray<AnalyticsEvent>, fate: BatchFate, now: number) => number;
	isOut: () => boolean;
	size: () => number;
	/** @returns how many events were lost to make room */
	configure: (settings: AnalyticsSettings) => number;
	/** Forgets everything, the batch that is out included. */
	clear: () => void;
}

/** The pause after `failures` in a row, in seconds. */
export function pauseAfter(interval: number, failures: number, chance: number, retryAfter?: number): number {
	if (retryAfter !== undefined) return retryAfter * (1 + ASKED_SPREAD * chance);
	const whole = math.min(LONGEST_PAUSE, interval * math.pow(2, math.min(failures, 20)));
	return whole * (1 - SPREAD * chance);
}

/**
 * Gathers events and deals them out in batches. A round sends all that was queued when it began, batch by batch; a
 * full batch begins a round of its own, so a busy server is never behind by more than one request.
 */
export function createBrain(first: AnalyticsSettings): AnalyticsBrain {
	let settings = first;
	const ring = createRing<AnalyticsEvent>(settings.maxQueueSize);
	/** When the next batch leaves, if anything is queued then. */
	let nextAt: number | undefined;
	/** Since when something waits for the next round. */
	let armedAt = 0;
	/** Events of the current round that are still queued. */
	let round = 0;
	let failures = 0;
	let out = false;
	let stale = false;

	function arm(now: number) {
		if (nextAt !== undefined) return;
		armedAt = now;
		nextAt = now + settings.batchInterval;
	}

	/** Whether enough is queued for a round ahead of time; never while resting after a failure. */
	function hasFullBatch() {
		return failures === 0 && ring.size() >= settings.maxBatchSize;
	}

	return {
		add: (event, now) => {
			const lost = ring.push(event);
			arm(now);
			if (hasFullBatch()) nextAt = math.min(nextAt!, now);
			return lost;
		},
		arm,
		dueAt: () => (out ? undefined : nextAt),
		take: () => {
			if (out) return undefined;
			nextAt = undefined;
			if (ring.size() === 0) return undefined;
			if (round === 0) round = ring.size();
			const batch = ring.take(math.min(settings.maxBatchSize, round));
			round -= batch.size();
			out = true;
			stale = false;
			return batch;
		},
		shorten: (batch, keep) => {
			const rest = batch.filter((_, index) => index >= keep);
			ring.putBack(rest);
			round += rest.size();
			return batch.filter((_, index) => index < keep);
		},
		settle: (batch, fate, now) => {
			out = false;
			// Cleared while it was out: nothing of it comes back.
			if (stale) return 0;
			if (fate.kind === "taken" || fate.kind === "refused") {
				failures = 0;
				if (ring.size() === 0) round = 0;
				else if (round > 0 || hasFullBatch()) nextAt = now;
				else arm(now);
				return 0;
			}
			round = 0;
			if (fate.kind === "failed") failures += 1;
			const pause =
				fate.kind === "failed"
					? pauseAfter(settings.batchInterval, failures, fate.chance, fate.retryAfter)
					: settings.batchInterval;
			armedAt = now;
			nextAt = now + pause;
			return ring.putBack(batch);
		},
		isOut: () => out,
		size: () => ring.size(),
		configure: changed => {
			settings = changed;
			if (nextAt !== undefined && failures === 0) nextAt = math.min(nextAt, armedAt + settings.batchInterval);
			return ring.resize(settings.maxQueueSize);
		},
		clear: () => {
			ring.clear();
			nextAt = undefined;
			round = 0;
			failures = 0;
			stale = true;
		},
	};
}
