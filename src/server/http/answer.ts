import type { Outcome } from "../../shared/wire/outcome";
import type { Problem, ProblemKind } from "../../shared/wire/problem";
import type { Call, HttpFault } from "./call";
import { messages } from "./messages";
import type { HttpPorts, HttpResponse } from "./ports";
import { kindOfStatus } from "./problem";
import { isReadable, tidy } from "./redact";
import { parseRetryAfter } from "./retry-after";

export interface AnswerContext {
	ports: Pick<HttpPorts, "decode" | "unix">;
	redact: (text: string) => string;
}

interface Wording {
	/** What the API says, when it says something readable. */
	text?: string;
	/** A body that is neither empty nor JSON. */
	foreign: boolean;
}

function wordingOf(body: string, decode: (text: string) => unknown): Wording {
	if (string.match(body, "%S")[0] === undefined) return { foreign: false };
	const [ok, decoded] = pcall(decode, body);
	if (!ok || !typeIs(decoded, "table")) return { foreign: true };
	const fields = decoded as { error?: unknown; message?: unknown };
	const told = fields.error ?? fields.message;
	if (told === undefined || typeIs(told, "table")) return { foreign: false };
	const text = tostring(told);
	return { text: isReadable(text) ? text : undefined, foreign: false };
}

function sentence(status: number, endpoint: string, wording: Wording): string {
	let base = messages.failed(status);
	if (status === 401) base = messages.unauthorized;
	else if (status === 429) base = messages.rateLimited;
	else if (status >= 500) base = messages.server(status);
	else if (wording.text !== undefined) base = messages.told(wording.text, status);
	return wording.foreign ? messages.notJson(base, endpoint) : base;
}

/** Turns an HTTP exchange into an outcome. */
export function readAnswer(call: Call, response: HttpResponse, { ports, redact }: AnswerContext): Outcome {
	const { policy } = call;
	const status = response.StatusCode;
	const attempts = call.progress.attempts;
	if (response.Success) {
		const [ok, value, fault] = pcall(() => policy.read(response));
		if (ok && fault === undefined) return { ok: true, value };
		const why = ok ? fault : undefined;
		const message =
			why === undefined || why === "" ? messages.undecodable : messages.offContract(policy.name, redact(tidy(why)));
		return { ok: false, problem: { kind: "bad-response", message, endpoint: policy.name, status, attempts } };
	}
	const [explained, special] = pcall((): HttpFault | undefined => policy.explain?.(response));
	const fault = explained ? special : undefined;
	const message = fault?.text ?? sentence(status, policy.name, wordingOf(response.Body, ports.decode));
	const problem: Problem = {
		kind: kindOfStatus(status),
		message: redact(tidy(message)),
		endpoint: policy.name,
		status,
		retryAfter: parseRetryAfter(response.Headers["retry-after"] ?? response.Headers["Retry-After"], ports.unix()),
		attempts,
	};
	if (fault?.code !== undefined) problem.code = fault.code;
	if (fault?.requestId !== undefined) problem.requestId = fault.requestId;
	return { ok: false, problem };
}

function kindOfRaise(reason: string): ProblemKind {
	const text = reason.lower();
	if (string.find(text, "requests are not enabled", 1, true)[0] !== undefined) return "http-disabled";
	if (string.find(text, "only be executed by game server", 1, true)[0] !== undefined) return "http-disabled";
	if (string.find(text, "exceeded limit", 1, true)[0] !== undefined) return "budget-exhausted";
	if (string.find(text, "timedout", 1, true)[0] !== undefined) return "timeout";
	return "network";
}

/** Turns what `RequestAsync` raised into an outcome. */
export function readRaise(call: Call, raised: unknown, { redact }: Pick<AnswerContext, "redact">): Outcome {
	// Whoever raised put its script position in front; it says nothing to the game.
	const [reason] = string.gsub(tostring(raised), "^[^:\n]+:%d+: ", "");
	return {
		ok: false,
		problem: {
			kind: kindOfRaise(reason),
			message: redact(tidy(messages.network(reason))),
			endpoint: call.policy.name,
			attempts: call.progress.attempts,
		},
	};
}
