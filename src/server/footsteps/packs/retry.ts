import type { Problem, ProblemKind } from "../../catalog/port";

/** What may pass by itself; the rest is wrong until somebody changes something. */
const PASSING = new Set<ProblemKind>([
	"rate-limited",
	"budget-exhausted",
	"server",
	"network",
	"timeout",
	"bad-response",
	"http-disabled",
	"cancelled",
]);

const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 60;
const SPREAD = 0.2;

/** Whether asking again later may help. */
export function mayPass(problem: Problem): boolean {
	return PASSING.has(problem.kind);
}

/**
 * Seconds until the next attempt: doubling from 5 to 60, spread so that a fleet of servers does not ask in step, and
 * never before the API said so.
 *
 * @param attempt 0 after the first failure
 * @param chance a number in [0, 1)
 */
export function retryDelay(attempt: number, chance: number, retryAfter = 0): number {
	const delay = math.min(FIRST_SECONDS * math.pow(2, math.min(attempt, 8)), LONGEST_SECONDS);
	return math.max(delay * (1 - SPREAD + 2 * SPREAD * chance), retryAfter);
}
