/** Kinds of failure, in the words of the product's problems. */
export type FailureKind =
	| "invalid-argument"
	| "unauthorized"
	| "forbidden"
	| "not-found"
	| "rate-limited"
	| "server"
	| "network"
	| "timeout"
	| "bad-response";

/** A failure that says what to do next; keys never stand in it. */
export class Failure extends Error {
	override name = "Failure";
	readonly kind: FailureKind;
	readonly status: number | undefined;
	/** Seconds that the service wants to be left alone. */
	readonly retryAfter: number | undefined;

	constructor(kind: FailureKind, message: string, more: { status?: number; retryAfter?: number } = {}) {
		super(message);
		this.kind = kind;
		this.status = more.status;
		this.retryAfter = more.retryAfter;
	}
}

const KINDS: Readonly<Record<number, FailureKind>> = {
	401: "unauthorized",
	403: "forbidden",
	404: "not-found",
	408: "timeout",
	429: "rate-limited",
};

export const kindOfStatus = (status: number): FailureKind =>
	KINDS[status] ?? (status >= 500 ? "server" : "invalid-argument");
