import type { Priority } from "../catalog/port";
import type { Stage } from "./call";
import { messages } from "./messages";
import type { HttpPorts } from "./ports";
import { PRIORITIES } from "./priority";
import type { ClientStats } from "./stats";
import { createTurns } from "./turns";
import { createWindow } from "./window";

/** The window, and a little more: an answer's way to the API must not squeeze two windows into one. */
const WINDOW = 61;

/** Shares of the budget that the lower priorities leave free for what is about to be heard. */
const KEPT_FREE: Record<Priority, number> = { sound: 0, player: 0.05, background: 0.15, spare: 0.25 };

export interface BudgetOptions {
	ports: Pick<HttpPorts, "now" | "delay">;
	stats: ClientStats;
	/** Most requests in any 60 s. */
	perMinute: number;
}

/**
 * Lets at most `perMinute` requests through in every 60 s window: a request may leave when the one that many
 * before it is a minute old. Who has to wait takes turns: by priority, then player by player.
 */
export function createBudget({ ports, stats, perMinute }: BudgetOptions): (onward: Stage) => Stage {
	const sent = createWindow(WINDOW);
	const turns = { sound: createTurns(), player: createTurns(), background: createTurns(), spare: createTurns() };
	let timer: (() => void) | undefined;

	function used(): number {
		stats.budget.used = sent.count(ports.now());
		return stats.budget.used;
	}
	const room = (priority: Priority) => perMinute - math.floor(perMinute * KEPT_FREE[priority]) - used();

	function pump() {
		timer?.();
		timer = undefined;
		let waiting = 0;
		let soonest: number | undefined;
		for (const priority of PRIORITIES) {
			while (room(priority) > 0) {
				const grant = turns[priority].take();
				if (grant === undefined) break;
				sent.note(ports.now());
				used();
				grant();
			}
			const left = turns[priority].size();
			if (left > 0) {
				waiting += left;
				// The request that makes room for this priority is the one that ages out when `room` turns positive.
				const at = sent.endOf(-room(priority)) ?? ports.now() + WINDOW;
				soonest = soonest === undefined ? at : math.min(soonest, at);
			}
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
		const enter = () => {
			turns[progress.priority].add({
				player: call.player,
				alive: () => {
					if (settled) return false;
					if (progress.wanted > 0) return true;
					settled = true;
					const message = messages.budget(call.policy.name, perMinute);
					const problem = { kind: "budget-exhausted" as const, message, endpoint: call.policy.name };
					done({ ok: false, problem: { ...problem, attempts: progress.attempts }, final: true });
					return false;
				},
				grant: () => {
					settled = true;
					progress.promote = undefined;
					onward(call, done);
				},
			});
		};
		progress.promote = () => {
			if (settled) return;
			enter();
			pump();
		};
		enter();
		pump();
	};
}
