import { createReportGate } from "../../shared/bridge/report-gate";
import type { Reply } from "../../shared/bridge/types";
import { bridgeMessages } from "./messages";

/** The desk where players ask: each topic has one who answers, and nobody asks too much. */
export interface Asks<S> {
	/** @returns a disconnect function */
	answer: (topic: string, handler: (sender: S, payload: unknown) => Reply) => () => void;
	/** Answers what came over the wire. Yields as the handler does, and never raises. */
	receive: (sender: S, topic: unknown, payload: unknown, now: number) => Reply;
	/** A sender has gone. */
	forget: (sender: S) => void;
}

const PER_SECOND = 2;
const BURST = 12;
const LONGEST_TOPIC = 100;
/** So many answers a sender may wait for at once. */
const MOST_WAITING = 4;

/** Makes the desk. @param say warns of a handler that raised */
export function createAsks<S extends defined>(say: (message: string) => void): Asks<S> {
	const gate = createReportGate<S>({ perSecond: PER_SECOND, burst: BURST });
	const handlers = new Map<string, (sender: S, payload: unknown) => Reply>();
	const waiting = new Map<S, number>();
	const no = (err: string): Reply => ({ ok: false, err });

	/** Nobody waits who has gone. */
	function count(sender: S, by: number): void {
		const before = waiting.get(sender);
		if (by < 0 && before === undefined) return;
		const after = (before ?? 0) + by;
		if (after > 0) waiting.set(sender, after);
		else waiting.delete(sender);
	}

	return {
		answer: (topic, handler) => {
			handlers.set(topic, handler);
			return () => {
				if (handlers.get(topic) === handler) handlers.delete(topic);
			};
		},
		receive: (sender, topic, payload, now) => {
			if (!gate.allow(sender, now) || (waiting.get(sender) ?? 0) >= MOST_WAITING) return no(bridgeMessages.tooFast);
			if (!typeIs(topic, "string") || topic.size() > LONGEST_TOPIC || !typeIs(payload, "table")) {
				return no(bridgeMessages.notUnderstood);
			}
			const handler = handlers.get(topic);
			if (handler === undefined) return no(bridgeMessages.nobodyAnswers);
			count(sender, 1);
			const [ok, reply] = pcall(handler, sender, payload);
			count(sender, -1);
			if (ok) return reply as Reply;
			say(bridgeMessages.raised(topic, tostring(reply)));
			return no(bridgeMessages.failed);
		},
		forget: sender => {
			gate.forget(sender);
			waiting.delete(sender);
		},
	};
}
