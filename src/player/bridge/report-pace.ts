import { createReportGate } from "../../shared/bridge/report-gate";
import { type Report, REPORTS_TOGETHER } from "../../shared/bridge/types";
import type { Clock } from "../../shared/clock/clock";
import { engineClock } from "../../shared/clock/engine-clock";
import { createTimer } from "../../shared/clock/timer";

/** Keeps the reports of this machine below what the server takes: what would come too fast waits for its turn. */
export interface ReportPace {
	/** @param about what it tells of: a later one about the same takes the place of one that waits */
	report: (topic: string, payload: object, about?: string) => void;
	destroy: () => void;
}

/** Calls; below what the server lets through, as the road bunches what was sent apart. */
const PER_SECOND = 8;
const BURST = 20;
/** Beyond this the oldest is dropped: a LocalScript may report as it likes. */
const MOST_WAITING = 2000;

/** @param send sends a few reports now, in one call */
export function createReportPace(
	send: (reports: ReadonlyArray<Report>) => void,
	clock: Pick<Clock, "now" | "delay"> = engineClock,
): ReportPace {
	const gate = createReportGate<"me">({ perSecond: PER_SECOND, burst: BURST });
	const waiting = new Array<{ topic: string; payload: object; about: string | undefined }>();
	const timer = createTimer(() => {
		sendWaiting();
		if (!waiting.isEmpty()) timer.set(1 / PER_SECOND);
	}, clock);

	function sendWaiting(): void {
		while (!waiting.isEmpty() && gate.allow("me", clock.now())) {
			const together = new Array<Report>();
			while (!waiting.isEmpty() && together.size() < REPORTS_TOGETHER) {
				const { topic, payload } = waiting.shift()!;
				together.push([topic, payload]);
			}
			send(together);
		}
	}

	return {
		report: (topic, payload, about) => {
			const same = waiting.find(one => about !== undefined && one.about === about && one.topic === topic);
			if (same !== undefined) {
				same.payload = payload;
				return;
			}
			waiting.push({ topic, payload, about });
			if (waiting.size() > MOST_WAITING) waiting.shift();
			if (waiting.size() > 1) return;
			sendWaiting();
			if (!waiting.isEmpty()) timer.set(1 / PER_SECOND);
		},
		destroy: () => {
			timer.cancel();
			waiting.clear();
		},
	};
}
