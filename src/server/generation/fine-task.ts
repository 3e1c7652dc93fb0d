import type { Problem, ProblemKind } from "../../shared/wire/problem";
import { kindOfStatus } from "../http/problem";
import type { Redactor } from "../http/redact";
import { messages } from "./messages";

/** Where a generation stands. */
export type TaskState =
	| { state: "done"; url: string; urls: string[]; taskId?: string }
	| { state: "running"; taskId?: string }
	| { state: "failed"; kind: ProblemKind; message: string; code?: string; status?: number };

const DONE = new Set(["completed", "complete", "succeeded", "success", "done"]);
const FAILED = new Set(["failed", "error", "cancelled", "canceled"]);

function textOf(value: unknown): string | undefined {
	if (typeIs(value, "string") && value !== "") return value;
	return typeIs(value, "number") ? string.format("%.0f", value) : undefined;
}

function failure(raw: unknown, status: number | undefined, { foreign }: Redactor): TaskState {
	const fields = (typeIs(raw, "table") ? raw : { message: raw }) as { code?: unknown; message?: unknown };
	const code = foreign(textOf(fields.code));
	const message = foreign(textOf(fields.message)) ?? code ?? "no reason given";
	const telling = status !== undefined && status >= 400 ? status : tonumber(textOf(fields.code));
	const kind = telling !== undefined && telling >= 400 && telling < 600 ? kindOfStatus(telling) : "server";
	return { state: "failed", kind, message: messages.failed(message), code, status: telling };
}

/**
 * Reads both documented forms of a task: `taskId`/`task_id`, numeric or textual `status`, `error` as an object or as
 * text. The body's status is not the HTTP status: an error may come inside a 200.
 */
export function readTask(body: Record<string, unknown>, redactor: Redactor): TaskState {
	const taskId = textOf(body.taskId) ?? textOf(body.task_id);
	const status = typeIs(body.status, "number") ? body.status : tonumber(textOf(body.status));
	const word = typeIs(body.status, "string") ? body.status.lower() : "";
	const hasError = body.error !== undefined && body.error !== "" && !isEmptyTable(body.error);
	if (hasError || FAILED.has(word)) return failure(body.error, status, redactor);
	if (status !== undefined && status !== 200 && status !== 202) return failure(undefined, status, redactor);
	const urls = typeIs(body.urls, "table") ? (body.urls as defined[]).filter(url => typeIs(url, "string")) : [];
	const url = textOf(body.url) ?? (urls[0] as string | undefined);
	if (url !== undefined && status !== 202) {
		return { state: "done", url, urls: urls.isEmpty() ? [url] : (urls as string[]), taskId };
	}
	if (status === 200 || DONE.has(word)) return { state: "failed", kind: "bad-response", message: messages.noUrl };
	return { state: "running", taskId };
}

function isEmptyTable(value: unknown): boolean {
	return typeIs(value, "table") && next(value as object)[0] === undefined;
}

/** The failed state as a problem. */
export function problemOf(endpoint: string, state: TaskState & { state: "failed" }, attempts: number): Problem {
	const { kind, message, code, status } = state;
	return { kind, message, endpoint, attempts, code, status };
}
