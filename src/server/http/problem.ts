import type { ProblemKind } from "../../shared/wire/problem";

const BY_STATUS: Record<number, ProblemKind> = {
	400: "invalid-argument",
	401: "unauthorized",
	403: "forbidden",
	404: "not-found",
	408: "timeout",
	413: "invalid-argument",
	422: "invalid-argument",
	429: "rate-limited",
};

/** The kind of an HTTP error. */
export function kindOfStatus(status: number): ProblemKind {
	const known = BY_STATUS[status];
	if (known !== undefined) return known;
	if (status >= 500) return "server";
	return status >= 400 ? "invalid-argument" : "bad-response";
}

const PASSING: ReadonlySet<ProblemKind> = new Set<ProblemKind>(["rate-limited", "server", "network", "timeout"]);
const ABOUT_THE_CALL: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
	"invalid-argument",
	"unauthorized",
	"forbidden",
	"not-found",
	"cancelled",
]);

/** Whether the same request may well succeed in a moment. */
export function isPassing(kind: ProblemKind): boolean {
	return PASSING.has(kind);
}

/** Whether an older answer is better than this failure: the road is broken, not the question. */
export function isOutage(kind: ProblemKind): boolean {
	return !ABOUT_THE_CALL.has(kind);
}
