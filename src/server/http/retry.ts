import type { Failure } from "../../shared/wire/outcome";
import type { Call, Stage } from "./call";
import type { HttpPorts } from "./ports";
import { isPassing } from "./problem";
import type { ClientStats } from "./stats";

export interface RetryOptions {
	ports: Pick<HttpPorts, "now" | "delay" | "random">;
	stats: ClientStats;
	/** Attempts after the first. */
	retries: number;
	/** Seconds the first pause can last. */
	base: number;
	/** Seconds any pause can last. */
	cap: number;
}

/** Exponential back-off with full jitter (a random share of the whole pause), never before `Retry-After`. */
export function pauseBefore(
	retry: number,
	failure: Failure,
	options: Pick<RetryOptions, "base" | "cap">,
	random: number,
) {
	const jittered = random * math.min(options.cap, options.base * math.pow(2, retry - 1));
	const asked = failure.problem.retryAfter;
	return asked !== undefined ? asked + random * math.min(0.5, options.base) : jittered;
}

/** The statuses by which a server says that it did not even begin. */
const REFUSALS = new Set([429, 503]);

function mayRetry(call: Call, failure: Failure): boolean {
	const { retry } = call.policy;
	if (retry === "never" || !isPassing(failure.problem.kind)) return false;
	return retry === "reads" || (failure.problem.status !== undefined && REFUSALS.has(failure.problem.status));
}

/** Tries again after passing failures, as long as the caller can still get the answer in time. */
export function createRetry(options: RetryOptions): (onward: Stage) => Stage {
	const { ports, stats } = options;
	return onward => (call, done) => {
		const attempt = (retry: number) => {
			onward(call, outcome => {
				if (outcome.ok || outcome.final === true || retry >= options.retries) return done(outcome);
				if (!mayRetry(call, outcome)) return done(outcome);
				const pause = pauseBefore(retry + 1, outcome, options, ports.random());
				// Nobody would be there for the answer: say so now instead of letting them wait.
				if (ports.now() + pause >= call.progress.deadlineAt || call.progress.wanted === 0) return done(outcome);
				call.progress.phase = "backoff";
				ports.delay(pause, () => {
					if (call.progress.wanted === 0) return done(outcome);
					stats.retries += 1;
					attempt(retry + 1);
				});
			});
		};
		attempt(0);
	};
}
