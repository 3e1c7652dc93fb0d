/** Why a call failed, as one of a closed list. */
export type ProblemKind =
	| "invalid-argument"
	| "unauthorized"
	| "forbidden"
	| "not-found"
	| "rate-limited"
	| "budget-exhausted"
	| "server"
	| "network"
	| "timeout"
	| "bad-response"
	| "http-disabled"
	| "cancelled";

/** The typed form of an error. It is data: nothing is raised at run time. */
export interface Problem {
	/** What kind of problem it is. */
	kind: ProblemKind;
	/** The same sentence as `err`. */
	message: string;
	/** The method that was called, for example `search` or `sfxSimilar`. */
	endpoint: string;
	/** HTTP status, when an answer came. */
	status?: number;
	/** Seconds after which asking again makes sense: the API said so, or its endpoint keeps failing and rests until then. */
	retryAfter?: number;
	/** Requests really sent for this call; 0 when it was refused beforehand. */
	attempts: number;
	/** What else is known of the answer where the sentence is the official SDK's: the API's other words, or what its body is. */
	detail?: string;
	/** The API's own error code, where it has one (generation). */
	code?: string;
	/** The API's name for the failed request, for its support. */
	requestId?: string;
}

/** What every catalog method returns: a result, or an error sentence with its typed form. */
export type Answer<T> = LuaTuple<[result: T | undefined, err: string | undefined, problem: Problem | undefined]>;
