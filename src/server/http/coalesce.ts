import type { Call, Done, Stage } from "./call";
import { isBefore } from "./priority";
import type { ClientStats } from "./stats";

/** Callers of a request that is in flight share its answer, its latest deadline and its highest priority. */
export function createCoalesce(stats: ClientStats): (onward: Stage) => Stage {
	const flights = new Map<string, { call: Call; waiting: Done[] }>();
	return onward => (call, done) => {
		const flight = flights.get(call.key);
		if (flight !== undefined) {
			stats.coalesced += 1;
			const { progress } = flight.call;
			const wish = call.progress.priority;
			progress.wanted += 1;
			progress.deadlineAt = math.max(progress.deadlineAt, call.deadlineAt);
			call.progress = progress;
			flight.waiting.push(done);
			if (isBefore(wish, progress.priority)) {
				progress.priority = wish;
				progress.promote?.();
			}
			return;
		}
		const started = { call, waiting: [done] };
		flights.set(call.key, started);
		onward(call, outcome => {
			flights.delete(call.key);
			for (const answer of started.waiting) answer(outcome);
		});
	};
}
