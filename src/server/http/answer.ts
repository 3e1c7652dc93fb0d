import type { Outcome } from "../../shared/wire/outcome";
import type { Problem, ProblemKind } from "../../shared/wire/problem";
import type { Call, HttpFault } from "./call";
import { messages } from "./messages";
import type { HttpPorts, HttpResponse } from "./ports";
import { kindOfStatus } from "./problem";
import { isReadable, type Redactor, tidy } from "./redact";
import { parseRetryAfter } from "./retry-after";

export interface AnswerContext {
	ports: Pick<HttpPorts, "decode" | "unix">;
	redactor: Redactor;
}

interface Wording {
	/** What the API says where the official SDK looks for it, when it says something readable. */
	text?: string;
	/** What else is known of the body. */
	detail?: string;
}

function readableText(value: unknown, { foreign }: Redactor): string | undefined {
	if (value === undefined || typeIs(value, "table")) return undefined;
	const text = tostring(value);
	const cleared = isReadable(text) ? foreign(text) : undefined;
	return cleared !== undefined ? tidy(cleared) : undefined;
}

function wordingOf(body: string, decode: (text: string) => unknown, redactor: Redactor): Wording {
	if (string.match(body, "%S")[0] === undefined) return {};
	const [ok, decoded] = pcall(decode, body);
	if (!ok || !typeIs(decoded, "table")) return { detail: messages.notJson };
	const { error: told, message }: { error?: unknown; message?: unknown } = decoded;
	return { text: readableText(told, redactor), detail: readableText(message, redactor) };
}

/** The official SDK's sentence for a status. */
function sentence(status: number, text: string | undefined): string {
	if (status === 401) return messages.unauthorized;
	if (status === 429) return messages.rateLimited;
	if (status >= 500) return messages.server(status);
	return text !== undefined ? messages.told(text, status) : messages.failed(status);
}

/** The body of a good answer, read; what is off is told in our own words. */
function readBody(call: Call, response: HttpResponse, { clearBody }: Redactor): Outcome {
	const { policy } = call;
	const body = clearBody(response.Body);
	const cleared = body !== response.Body ? { ...response, Body: body } : response;
	const [ok, value, fault] = pcall(() => policy.read(cleared));
	if (ok && fault === undefined) return { ok: true, value, bytes: body.size() };
	const why = ok ? fault : undefined;
	const message = why === undefined || why === "" ? messages.undecodable : messages.offContract(policy.name, tidy(why));
	const attempts = call.progress.attempts;
	const status = response.StatusCode;
	return { ok: false, problem: { kind: "bad-response", message, endpoint: policy.name, status, attempts } };
}

/** Turns an HTTP exchange into an outcome. */
export function readAnswer(call: Call, response: HttpResponse, { ports, redactor }: AnswerContext): Outcome {
	if (response.Success) return readBody(call, response, redactor);
	const { policy } = call;
	const status = response.StatusCode;
	const [explained, special] = pcall((): HttpFault | undefined => policy.explain?.(response));
	const fault = explained ? special : undefined;
	const { text, detail } = wordingOf(response.Body, ports.decode, redactor);
	const own = redactor.foreign(fault?.text);
	const problem: Problem = {
		kind: kindOfStatus(status),
		message: own !== undefined ? tidy(own) : sentence(status, text),
		endpoint: policy.name,
		status,
		retryAfter: parseRetryAfter(response.Headers["retry-after"] ?? response.Headers["Retry-After"], ports.unix()),
		attempts: call.progress.attempts,
		code: redactor.foreign(fault?.code),
		requestId: redactor.foreign(fault?.requestId),
	};
	const said = detail ?? text;
	if (fault === undefined && said !== undefined && string.find(problem.message, said, 1, true)[0] === undefined) {
		problem.detail = said;
	}
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

/** The engine's reason where nothing foreign may be told: its own short name of it, or what kind it is. */
function plainReason(reason: string, kind: ProblemKind): string {
	if (string.match(reason, "^HttpError: %a+$")[0] !== undefined) return reason;
	if (kind === "http-disabled") return messages.httpDisabled;
	return kind === "budget-exhausted" ? messages.tooMany : messages.noReason;
}

/** Turns what `RequestAsync` raised into an outcome. */
export function readRaise(call: Call, raised: unknown, { redactor }: Pick<AnswerContext, "redactor">): Outcome {
	// Whoever raised put its script position in front; it says nothing to the game.
	const [reason] = string.gsub(tostring(raised), "^[^:\n]+:%d+: ", "");
	const kind = kindOfRaise(reason);
	const told = redactor.foreign(reason) ?? plainReason(reason, kind);
	return {
		ok: false,
		problem: {
			kind,
			message: tidy(messages.network(told)),
			endpoint: call.policy.name,
			attempts: call.progress.attempts,
		},
	};
}
