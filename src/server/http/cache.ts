import { createLru } from "../../shared/collections/lru";
import type { Outcome, Success } from "../../shared/wire/outcome";
import type { Call, Stage } from "./call";
import type { HttpPorts } from "./ports";
import { isOutage } from "./problem";
import type { ClientStats } from "./stats";

/** A longer answer is none of this API's: five hundred of them would fill a server's memory. */
const MOST_BYTES = 1_000_000;
/** Seconds an "unknown" is remembered. */
const NEGATIVE_LIFE = 600;

interface Entry {
	outcome: Outcome;
	storedAt: number;
	freshUntil: number;
}

export interface CacheSettings {
	ports: Pick<HttpPorts, "now">;
	stats: ClientStats;
	maxEntries: number;
	/** Seconds an answer may be old when the API fails. */
	staleIfError: number;
}

export interface Cache {
	stage: (onward: Stage) => Stage;
	/** The last good answer of a request, if it is not too old. */
	stale: (call: Call) => Success | undefined;
	clear: () => void;
}

/** Answers from memory: fresh ones at once, old ones when the API fails, "unknown" for a while. */
export function createCache({ ports, stats, maxEntries, staleIfError }: CacheSettings): Cache {
	const entries = createLru<Entry>(maxEntries);

	const stale = (call: Call): Success | undefined => {
		const entry = entries.get(call.key);
		if (entry === undefined || !entry.outcome.ok || ports.now() - entry.storedAt > staleIfError) return undefined;
		stats.stale += 1;
		return entry.outcome;
	};

	const keep = (call: Call, outcome: Outcome) => {
		const now = ports.now();
		if (outcome.ok) {
			if ((outcome.bytes ?? 0) > MOST_BYTES) return;
			const freshUntil = now + math.min(outcome.life ?? call.policy.life, call.policy.life);
			entries.set(call.key, { outcome, storedAt: now, freshUntil });
		} else {
			const status = outcome.problem.status;
			if (status === undefined || !call.policy.negative.includes(status)) return;
			entries.set(call.key, { outcome, storedAt: now, freshUntil: now + NEGATIVE_LIFE });
		}
	};

	const stage = (onward: Stage): Stage => {
		return (call, done) => {
			if (call.policy.life <= 0) return onward(call, done);
			const entry = entries.get(call.key);
			if (entry !== undefined && entry.freshUntil > ports.now()) {
				const { outcome } = entry;
				if (outcome.ok) {
					stats.hits += 1;
					return done(outcome);
				}
				stats.negativeHits += 1;
				return done({ ok: false, problem: { ...outcome.problem, attempts: 0 } });
			}
			stats.misses += 1;
			onward(call, outcome => {
				keep(call, outcome);
				if (!outcome.ok && isOutage(outcome.problem.kind)) return done(stale(call) ?? outcome);
				done(outcome);
			});
		};
	};

	return { stage, stale, clear: () => entries.clear() };
}
