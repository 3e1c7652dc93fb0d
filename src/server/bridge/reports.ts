import { createReportGate } from "../../shared/bridge/report-gate";
import { REPORTS_TOGETHER } from "../../shared/bridge/types";
import { bridgeMessages } from "./messages";

/** The desk where players' reports arrive: what comes too fast or in no form goes no further. */
export interface Reports<S> {
	/** @returns a disconnect function */
	listen: (topic: string, listener: (sender: S, payload: unknown) => void) => () => void;
	/** Takes in what came over the wire: a few reports. */
	receive: (sender: S, reports: unknown, now: number) => void;
	/** A sender has gone. */
	forget: (sender: S) => void;
}

/** Calls. */
const PER_SECOND = 10;
const BURST = 40;
const LONGEST_TOPIC = 100;

/** Makes the desk. @param say warns, once for each sender who floods */
export function createReports<S extends { Name: string }>(say: (message: string) => void): Reports<S> {
	const gate = createReportGate<S>({ perSecond: PER_SECOND, burst: BURST });
	const warned = new Set<S>();
	const listeners = new Map<string, Set<(sender: S, payload: unknown) => void>>();

	function hand(sender: S, report: unknown): void {
		if (!typeIs(report, "table")) return;
		const [topic, payload] = report as unknown[];
		if (!typeIs(topic, "string") || topic.size() > LONGEST_TOPIC || !typeIs(payload, "table")) return;
		const own = listeners.get(topic);
		if (own === undefined) return;
		for (const listener of own) task.spawn(listener, sender, payload);
	}

	return {
		listen: (topic, listener) => {
			const own = listeners.get(topic) ?? new Set();
			listeners.set(topic, own);
			own.add(listener);
			return () => {
				own.delete(listener);
				if (own.isEmpty() && listeners.get(topic) === own) listeners.delete(topic);
			};
		},
		receive: (sender, reports, now) => {
			if (!gate.allow(sender, now)) {
				if (warned.has(sender)) return;
				warned.add(sender);
				say(bridgeMessages.flooding(sender.Name));
				return;
			}
			if (!typeIs(reports, "table")) return;
			for (const i of $range(0, REPORTS_TOGETHER - 1)) hand(sender, (reports as unknown[])[i]);
		},
		forget: sender => {
			gate.forget(sender);
			warned.delete(sender);
		},
	};
}
