/** What an endpoint answers with: JSON or bytes, under a status. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	json?: unknown;
	bytes?: Uint8Array;
	/** Content type of `bytes`. */
	type?: string;
}

/** A refusal on its way up to the server, which sends its answer. */
export interface Refusal extends Error {
	answer: Answer;
}

export const json = (body: unknown, status = 200, headers?: Record<string, string>): Answer => ({
	status,
	json: body,
	...(headers === undefined ? {} : { headers }),
});

/** Stops the request with this answer. */
export function refuse(answer: Answer): never {
	throw Object.assign(new Error(`refused with ${answer.status}`), { answer }) as Refusal;
}

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && "answer" in error;
