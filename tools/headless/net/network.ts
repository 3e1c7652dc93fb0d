import type { EngineAnswer, EngineRequest } from "./http.ts";

/** An answer and the virtual seconds that it takes. */
export interface NetworkReply {
	readonly answer: EngineAnswer;
	/** @default what the run says: its latency, or the real time it took */
	readonly seconds?: number;
}

/**
 * A network between the place and the world: it may answer by itself, pass a request on, spoil what comes back, or be
 * silent for ever. What it does costs virtual time only.
 *
 * @param send passes the request on to where it leads
 * @example
 * const slow: Network = async (request, send) => ({ answer: await send(request), seconds: 9 });
 */
export type Network = (
	request: EngineRequest,
	send: (request: EngineRequest) => Promise<EngineAnswer>,
	/** The virtual second at which it was sent. */
	sentAt: number,
) => Promise<NetworkReply | "silence">;

/** What an operation gave, and when the engine may see it. */
export class Timed {
	readonly result: unknown;
	/** Virtual seconds after the request. */
	readonly seconds: number;
	constructor(result: unknown, seconds: number) {
		this.result = result;
		this.seconds = seconds;
	}
}

/** Longer than any run: an answer that never comes. */
const NEVER_SECONDS = 1e9;

/** Texts travel as bytes; what was written as text becomes UTF-8. */
const asBytes = (text: string): string =>
	/[^\0-\xff]/.test(text) ? Buffer.from(text, "utf8").toString("latin1") : text;
const bytesOf = (answer: EngineAnswer): EngineAnswer =>
	"error" in answer ? answer : { ...answer, body: asBytes(answer.body) };

/** The HTTP operation with a network of somebody's own between. */
export const throughNetwork =
	(network: Network, send: (request: EngineRequest) => Promise<EngineAnswer>) =>
	async (request: EngineRequest, sentAt: number): Promise<unknown> => {
		const reply = await network(request, send, sentAt);
		if (reply === "silence") return new Timed({ error: "Timedout" }, NEVER_SECONDS);
		const answer = bytesOf(reply.answer);
		return reply.seconds === undefined ? answer : new Timed(answer, reply.seconds);
	};
