import type { Problem, ProblemKind } from "../../shared/wire/problem";

/**
 * When asking again may help. `soon`: it may pass by itself within a minute. `slowly`: somebody has to change something,
 * a key or a catalog, and nobody tells a running server when.
 */
export type Patience = "soon" | "slowly";

/** Of each kind of problem: again when? There is no "never": a server lives for days, and everything can be mended. */
export const AGAIN: Readonly<Record<ProblemKind, Patience>> = {
	"invalid-argument": "slowly",
	unauthorized: "slowly",
	forbidden: "slowly",
	"not-found": "slowly",
	"rate-limited": "soon",
	"budget-exhausted": "soon",
	server: "soon",
	network: "soon",
	timeout: "soon",
	"bad-response": "soon",
	// Costs no request: the engine refuses before anything is sent.
	"http-disabled": "soon",
	cancelled: "soon",
};

const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 60;
const SLOW_SECONDS = 300;
/** A server that asks for more than this is asked once in a while all the same. */
const LONGEST_RETRY_AFTER = 3600;
/** Doublings after which the longest pause is reached anyway. */
const MOST_DOUBLINGS = 8;
/** A fleet of servers does not ask in step. */
const SPREAD = 0.2;

/** What a pause depends on. */
export type Refusal = Pick<Problem, "kind" | "retryAfter"> & Partial<Pick<Problem, "attempts">>;

/** Nothing was sent, because an endpoint that kept failing rests: that says nothing new about it. */
function isResting({ attempts, retryAfter }: Refusal): boolean {
	return attempts === 0 && retryAfter !== undefined;
}

/** Failures in a row after this one. */
export function failuresAfter(failures: number, problem: Refusal): number {
	return isResting(problem) ? math.max(failures, 1) : failures + 1;
}

/**
 * Seconds until the next attempt: doubling from 5 to 60 for what may pass, 300 for what will hardly change, spread by a
 * fifth either way, and never before the API said so. What was turned away unsent comes back when its endpoint is tried again.
 *
 * @param failures in a row, this one included
 * @param chance a number in [0, 1)
 * @example
 * secondsUntilAgain({ kind: "network" }, 2, 0.5) // 10
 */
export function secondsUntilAgain(problem: Refusal, failures: number, chance: number): number {
	if (isResting(problem)) return math.min(problem.retryAfter!, LONGEST_RETRY_AFTER) + chance;
	const doublings = math.clamp(failures - 1, 0, MOST_DOUBLINGS);
	const patient = AGAIN[problem.kind] === "slowly";
	const pause = patient ? SLOW_SECONDS : math.min(FIRST_SECONDS * math.pow(2, doublings), LONGEST_SECONDS);
	const spread = pause * (1 - SPREAD + 2 * SPREAD * chance);
	const { retryAfter = 0 } = problem;
	// A NaN is less than nothing.
	return retryAfter > spread ? math.min(retryAfter, LONGEST_RETRY_AFTER) : spread;
}

/** Whether a problem will hardly pass by itself: there is nothing of the kind, or the key is refused. */
export function isLasting({ kind }: Pick<Problem, "kind">): boolean {
	return AGAIN[kind] === "slowly";
}
