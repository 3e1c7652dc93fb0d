import { settle } from "../../shared/clock/settle";
import type { Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import type { HttpPorts } from "../http/ports";
import { type AnalyticsBrain, type BatchFate, pauseAfter } from "./brain";
import { analyticsMessages as messages } from "./messages";

/** Pauses while somebody waits grow from this. */
const SHORT_PAUSE = 0.5;

export interface DrainPorts extends Pick<HttpPorts, "now" | "delay" | "random"> {
	brain: Pick<AnalyticsBrain, "size" | "isOut">;
	isEnabled: () => boolean;
	/** Sends the next batch. */
	dispatch: (done: (outcome: Outcome, fate: BatchFate) => void) => void;
	/** Calls back once when the batch that is out has come back. */
	whenBack: (fn: () => void) => void;
}

/** Yields until `run` answers, or `seconds` are over; `undefined` then. */
function settleWithin<T extends defined>(
	ports: Pick<HttpPorts, "delay">,
	seconds: number,
	run: (done: (answer: T) => void) => void,
): T | undefined {
	const { answer } = settle<{ answer?: T }>(done => {
		const cancel = ports.delay(math.max(0, seconds), () => done({}));
		run(value => {
			cancel();
			done({ answer: value });
		});
	});
	return answer;
}

/** The time is over, and what is out may still arrive. */
function lateProblem(seconds: number): Problem {
	return { kind: "timeout", message: messages.late(seconds), endpoint: "flushAnalytics", attempts: 1 };
}

/**
 * Sends all that is queued now, batch by batch, and tries again after short pauses. Yields, for no longer than `seconds`.
 *
 * @returns the last problem, unless all went through
 */
export function drain(ports: DrainPorts, attempts: number, seconds: number): Problem | undefined {
	const { brain } = ports;
	const endAt = ports.now() + seconds;
	let failures = 0;
	let passing: Problem | undefined;
	let refused: Problem | undefined;
	let left = brain.size();
	while (ports.isEnabled() && ports.now() < endAt) {
		if (brain.isOut()) {
			const back = settleWithin<true>(ports, endAt - ports.now(), done => ports.whenBack(() => done(true)));
			if (back === undefined) return refused ?? passing ?? lateProblem(seconds);
			continue;
		}
		if (brain.size() === 0 || left <= 0) break;
		const before = brain.size();
		const told = settleWithin<{ outcome: Outcome; fate: BatchFate }>(ports, endAt - ports.now(), done => {
			ports.dispatch((answer, became) => done({ outcome: answer, fate: became }));
		});
		if (told === undefined) return refused ?? passing ?? lateProblem(seconds);
		const { outcome, fate } = told;
		passing = undefined;
		if (outcome.ok || fate.kind === "refused") {
			left -= math.max(1, before - brain.size());
			if (!outcome.ok) refused = outcome.problem;
			continue;
		}
		passing = outcome.problem;
		failures += 1;
		const rest = pauseAfter(SHORT_PAUSE, failures, ports.random(), passing.retryAfter);
		if (failures >= attempts || ports.now() + rest >= endAt) break;
		settle<true>(done => {
			ports.delay(rest, () => done(true));
		});
	}
	return refused ?? passing;
}
