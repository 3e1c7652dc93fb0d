import type { Call, Done, Progress, Stage } from "./call";
import { isBefore } from "./priority";
import type { ClientStats } from "./stats";

/** Whether somebody of the same place in the queue waits for a request already. */
function waitsFor(first: Call, { player, isOfPlayers }: Call): boolean {
	const isSame = (other: Call) => other.player === player && other.isOfPlayers === isOfPlayers;
	return isSame(first) || first.progress.joined?.some(isSame) === true;
}

/** Whoever joins waits no longer than alone: not behind all that another player asked for before. */
function join(progress: Progress, call: Call): void {
	progress.joined ??= [];
	progress.joined.push(call);
	progress.enter?.(call);
}

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
			const isSooner = isBefore(wish, progress.priority);
			if (isSooner) progress.priority = wish;
			if (isSooner || !waitsFor(flight.call, call)) join(progress, call);
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
