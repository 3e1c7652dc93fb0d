import { settle } from "../../shared/clock/settle";
import type { Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import type { HttpPorts } from "../http/ports";
import { type AnalyticsBrain, type BatchFate, pauseAfter } from "./brain";

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

/**
 * Sends all that is queued now, batch by batch, and tries again after short pauses. Yields.
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
			settle<true>(done => ports.whenBack(() => done(true)));
			continue;
		}
		if (brain.size() === 0 || left <= 0) break;
		const before = brain.size();
		const { outcome, fate } = settle<{ outcome: Outcome; fate: BatchFate }>(done => {
			ports.dispatch((answer, became) => done({ outcome: answer, fate: became }));
		});
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
