import type { Outcome } from "../../shared/wire/outcome";
import { readAnswer, readRaise } from "./answer";
import type { Call, Stage } from "./call";
import { messages } from "./messages";
import type { HttpPorts, HttpRequest } from "./ports";
import type { Redactor } from "./redact";
import type { ClientStats } from "./stats";

export interface TransportOptions {
	ports: HttpPorts;
	stats: ClientStats;
	/** Seconds one attempt may take. */
	timeout: number;
	/** Longest limit that is handed to the engine too; its own is not documented and must not be exceeded. */
	engineTimeout: number;
	/** Read at every request: endpoints may be set later than the key. */
	baseUrl: () => string;
	headers: (call: Call) => Record<string, string | Secret>;
	redactor: Redactor;
}

/**
 * Sends one attempt. The engine may stall a request for half a minute, so the attempt's own timer answers,
 * and whatever the thread brings later is nobody's.
 */
export function createTransport(options: TransportOptions): Stage {
	const { ports, stats, timeout, redactor } = options;
	return (call, done) => {
		const { policy, request, progress } = call;
		const seconds = math.max(0.05, math.min(timeout, progress.deadlineAt - ports.now()));
		progress.phase = "sending";
		progress.attempts += 1;
		stats.requests += 1;
		let settled = false;
		const finish = (outcome: Outcome) => {
			if (settled) return;
			settled = true;
			if (!outcome.ok) {
				const kind = outcome.problem.kind;
				stats.failures[kind] = (stats.failures[kind] ?? 0) + 1;
			}
			done(outcome);
		};
		const cancel = ports.delay(seconds, () => {
			const message = messages.attemptTimeout(policy.name, math.round(seconds * 10) / 10);
			const attempts = progress.attempts;
			finish({ ok: false, problem: { kind: "timeout", message, endpoint: policy.name, attempts } });
		});
		const query = request.query;
		const wire: HttpRequest = {
			Url:
				(request.root ?? options.baseUrl()) + request.path + (query !== undefined && query !== "" ? `?${query}` : ""),
			Method: request.method,
			Headers: options.headers(call),
			Body: request.body,
		};
		if (timeout <= options.engineTimeout) wire.Timeout = math.max(1, math.ceil(timeout));
		ports.spawn(() => {
			const [ok, response] = pcall(() => ports.request(wire));
			if (settled) return;
			cancel();
			finish(ok ? readAnswer(call, response, { ports, redactor }) : readRaise(call, response, { redactor }));
		});
	};
}
