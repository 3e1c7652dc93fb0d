import type { Priority } from "../catalog/port";
import type { Stage } from "./call";
import { messages } from "./messages";
import type { HttpPorts } from "./ports";
import { firstOf, type Pot } from "./pot";
import { PRIORITIES } from "./priority";
import type { ClientStats } from "./stats";
import { createTurns, type Turns } from "./turns";
import { createWindow, MINUTE } from "./window";

/** Shares of the budget that the lower priorities leave free for what is about to be heard. */
const KEPT_FREE: Record<Priority, number> = { sound: 0, player: 0.05, background: 0.15, spare: 0.25 };

export interface BudgetOptions {
	ports: Pick<HttpPorts, "now" | "delay">;
	stats: ClientStats;
	/** Most requests in any 60 s. */
	perMinute: number;
	/** What all players together may cause of them. */
	pot: Pot;
}

/** A queue, what of the budget it leaves to others, and what else limits it. */
interface Queue {
	readonly turns: Turns;
	readonly keptFree: number;
	readonly pot?: Pot;
}

/** The queues: one for each priority, and one for what players ask for themselves, in the order in which they are served. */
function createQueues(perMinute: number, pot: Pot, now: () => number) {
	const plain = new Map<Priority, Queue>();
	const all = new Array<Queue>();
	for (const priority of PRIORITIES) {
		const queue: Queue = { turns: createTurns(), keptFree: math.floor(perMinute * KEPT_FREE[priority]) };
		plain.set(priority, queue);
		all.push(queue);
	}
	const { keptFree } = plain.get("player")!;
	const potted: Queue = { turns: createTurns(lanes => firstOf(pot, lanes, now())), keptFree, pot };
	all.insert(PRIORITIES.indexOf("player") + 1, potted);
	return { plain, potted, all };
}

/**
 * Lets at most `perMinute` requests through in every 60 s window: a request may leave when the one that many
 * before it is a minute old. Who has to wait takes turns: by priority, then player by player. What players ask for by
 * themselves also needs room in their pot, and there whoever had least goes first.
 */
export function createBudget({ ports, stats, perMinute, pot }: BudgetOptions): (onward: Stage) => Stage {
	const sent = createWindow(MINUTE);
	const { plain, potted, all } = createQueues(perMinute, pot, ports.now);
	let timer: (() => void) | undefined;

	function used(): number {
		stats.budget.used = sent.count(ports.now());
		return stats.budget.used;
	}
	const room = (queue: Queue) => perMinute - queue.keptFree - used();

	/** Lets go who may. @returns when the next of the queue may, where somebody still waits */
	function serve(queue: Queue): number | undefined {
		while (room(queue) > 0) {
			const waiter = queue.turns.take();
			if (waiter === undefined) break;
			const now = ports.now();
			sent.note(now);
			queue.pot?.take(waiter.player, now);
			used();
			waiter.grant();
		}
		if (queue.turns.size() === 0) return undefined;
		const left = room(queue);
		// The request that makes room for this queue is the one that ages out when `room` turns positive.
		if (left <= 0) return sent.endOf(-left) ?? ports.now() + MINUTE;
		return queue.pot?.nextAt(ports.now()) ?? ports.now();
	}

	function pump() {
		timer?.();
		timer = undefined;
		let waiting = 0;
		let soonest: number | undefined;
		for (const queue of all) {
			const at = serve(queue);
			waiting += queue.turns.size();
			if (at !== undefined) soonest = math.min(soonest ?? at, at);
		}
		stats.budget.waiting = waiting;
		if (soonest !== undefined && timer === undefined) {
			timer = ports.delay(math.max(0.02, soonest - ports.now()), () => {
				timer = undefined;
				pump();
			});
		}
	}

	return onward => (call, done) => {
		const { progress } = call;
		progress.phase = "budget";
		let settled = false;
		const alive = () => {
			if (settled) return false;
			if (progress.wanted > 0) return true;
			settled = true;
			const message = messages.budget(call.policy.name, perMinute);
			const problem = { kind: "budget-exhausted" as const, message, endpoint: call.policy.name };
			done({ ok: false, problem: { ...problem, attempts: progress.attempts }, final: true });
			return false;
		};
		const grant = () => {
			settled = true;
			progress.enter = undefined;
			onward(call, done);
		};
		progress.enter = ({ player, isOfPlayers }) => {
			if (settled) return;
			const queue = isOfPlayers ? potted : plain.get(progress.priority)!;
			queue.turns.add({ player, alive, grant });
			pump();
		};
		progress.enter(call);
		for (const other of progress.joined ?? []) progress.enter?.(other);
	};
}
