import type { Outcome, Success } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import type { Call, Stage } from "./call";
import { messages } from "./messages";
import type { HttpPorts } from "./ports";

export interface DeadlineOptions {
	ports: Pick<HttpPorts, "now" | "delay">;
	/** Seconds a caller waits at most. */
	deadline: number;
	perMinute: number;
	/** An older answer that is better than none. */
	stale: (call: Call) => Success | undefined;
}

export interface Deadline {
	stage: (onward: Stage) => Stage;
	/** Ends all calls of a player who left. */
	forget: (player: string) => void;
}

/** Answers each caller no later than the deadline, whatever the road does. */
export function createDeadline({ ports, deadline, perMinute, stale }: DeadlineOptions): Deadline {
	const pending = new Map<string, Set<() => void>>();

	function lateProblem(call: Call): Problem {
		const { progress, policy } = call;
		const inQueue = progress.phase === "budget";
		return {
			kind: inQueue ? "budget-exhausted" : "timeout",
			message: inQueue ? messages.budget(policy.name, perMinute) : messages.deadline(policy.name, deadline),
			endpoint: policy.name,
			attempts: progress.attempts,
		};
	}

	function watch(player: string, cancel: () => void): () => void {
		if (player === "") return () => {};
		let calls = pending.get(player);
		if (calls === undefined) {
			calls = new Set();
			pending.set(player, calls);
		}
		calls.add(cancel);
		const mine = calls;
		return () => {
			mine.delete(cancel);
			if (mine.isEmpty() && pending.get(player) === mine) pending.delete(player);
		};
	}

	const stage = (onward: Stage): Stage => {
		return (call, done) => {
			let settled = false;
			let release = () => {};
			const settle = (outcome: Outcome) => {
				if (settled) return false;
				settled = true;
				release();
				done(outcome);
				return true;
			};
			const leave = (outcome: Outcome) => {
				if (settled) return;
				call.progress.wanted -= 1;
				settle(outcome);
			};
			onward(call, settle);
			// Answered from memory: no timer was needed.
			if (settled) return;
			const stopTimer = ports.delay(math.max(0, call.deadlineAt - ports.now()), () => {
				leave(stale(call) ?? { ok: false, problem: lateProblem(call) });
			});
			const unwatch = watch(call.player, () => {
				const message = messages.cancelled(call.policy.name);
				const { attempts } = call.progress;
				leave({ ok: false, problem: { kind: "cancelled", message, endpoint: call.policy.name, attempts } });
			});
			release = () => {
				stopTimer();
				unwatch();
			};
		};
	};

	return {
		stage,
		forget: player => {
			const calls = pending.get(player);
			if (calls === undefined) return;
			pending.delete(player);
			for (const cancel of [...calls]) cancel();
		},
	};
}
