import { settle } from "../../shared/clock/settle";
import type { Failure, Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import type { EndpointPolicy } from "../http/call";
import type { HttpPorts } from "../http/ports";
import { problemOf, type TaskState } from "./fine-task";
import type { Maker } from "./maker";
import { messages } from "./messages";

/** Where a task is looked at: as documented today, and as the older documentation has it. */
const PATHS = ["/v1/task/", "/v1/tasks/"] as const;

export interface FineTasksPorts extends Pick<HttpPorts, "now" | "delay" | "spawn" | "urlEncode"> {
	maker: Maker;
	policy: EndpointPolicy;
	/** Seconds between two looks. */
	interval: number;
	/** Seconds a generation may take altogether; for the sentence when it took longer. */
	deadline: number;
}

export interface FineTasks {
	/** Looks at a task once. Yields. */
	look: (taskId: string) => Outcome;
	/** Looks at a task again and again until it is done, failed, or `endAt` has come. Yields. */
	follow: (start: TaskState, endAt: number, attempts: number) => Outcome;
}

export const fail = (problem: Problem): Failure => ({ ok: false, problem });

/** Follows tasks of FineVoice. */
export function createFineTasks(ports: FineTasksPorts): FineTasks {
	const { maker, policy, interval, deadline } = ports;
	/** The path this service answers on. */
	let path: string = PATHS[0];

	function look(taskId: string): Outcome {
		const at = (base: string) =>
			maker.send(policy, maker.encode("task", { method: "GET", path: base + ports.urlEncode(taskId) }, {}));
		const first = at(path);
		if (first.ok || first.problem.kind !== "not-found") return first;
		const other = path === PATHS[0] ? PATHS[1] : PATHS[0];
		const second = at(other);
		if (second.ok) path = other;
		return second.ok ? second : first;
	}

	/** Looks, but waits no longer than `endAt`; `undefined` where no answer came by then. */
	function lookUntil(taskId: string, endAt: number): Outcome | undefined {
		let outcome: Outcome | undefined;
		settle<true>(done => {
			const cancel = ports.delay(math.max(0, endAt - ports.now()), () => done(true));
			ports.spawn(() => {
				outcome = look(taskId);
				cancel();
				done(true);
			});
		});
		return outcome;
	}

	function pause(seconds: number): void {
		settle<true>(done => {
			ports.delay(seconds, () => done(true));
		});
	}

	const stopped = (kind: Problem["kind"], message: string, attempts: number): Failure =>
		fail({ kind, message, endpoint: "generate", attempts });

	function follow(start: TaskState, endAt: number, attempts: number): Outcome {
		let state = start;
		const taskId = state.state === "running" ? state.taskId : undefined;
		let sent = attempts;
		while (state.state === "running") {
			if (taskId === undefined) return stopped("bad-response", messages.noTask, sent);
			const left = endAt - ports.now();
			if (left > 0) pause(math.min(interval, left));
			if (ports.now() >= endAt) return stopped("timeout", messages.late(taskId, deadline), sent);
			const outcome = lookUntil(taskId, endAt);
			sent += 1;
			if (outcome === undefined) continue;
			if (!outcome.ok) return fail({ ...outcome.problem, endpoint: "generate" });
			state = outcome.value as TaskState;
		}
		if (state.state === "failed") return fail(problemOf("generate", state, sent));
		return { ok: true, value: { url: state.url, urls: state.urls, taskId: state.taskId ?? taskId } };
	}

	return { look, follow };
}
