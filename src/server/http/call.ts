import type { Outcome } from "../../shared/wire/outcome";
import type { Priority } from "../catalog/port";
import type { HttpResponse } from "./ports";

/** How a request is treated on its way; the same for every call of an endpoint. */
export interface EndpointPolicy<Value = unknown> {
	/** The method a game calls. */
	readonly name: string;
	/** Seconds an answer stays fresh; 0 is never kept. */
	readonly life: number;
	/** HTTP statuses that mean "unknown" and are remembered. */
	readonly negative: ReadonlyArray<number>;
	readonly priority: Priority;
	/** Whether the request may be sent again after a failure. */
	readonly retry: "reads" | "refused" | "never";
	/** Reads the body of a 2xx answer: the value, or what is wrong with it. */
	readonly read: (response: HttpResponse) => LuaTuple<[value: Value | undefined, fault: string | undefined]>;
	/**
	 * Reads what was kept elsewhere, in a store or a manifest: another version of this module may have written it.
	 * It may be changed in place. Needed where `life` is more than 0.
	 */
	readonly accept?: (kept: unknown) => LuaTuple<[value: Value | undefined, fault: string | undefined]>;
	/** Words for an HTTP error, where the API has its own. */
	readonly explain?: (response: HttpResponse) => HttpFault | undefined;
}

/** An HTTP error as an API words it. */
export interface HttpFault {
	text: string;
	code?: string;
	requestId?: string;
}

/** What leaves the server, in canonical form: equal options give equal text. */
export interface WireRequest {
	readonly method: "GET" | "POST";
	readonly path: string;
	/** Where it goes instead of the client's base URL. */
	readonly root?: string;
	readonly query?: string;
	readonly body?: string;
	readonly playerId?: string;
	/** Set where equal requests must not share an answer. */
	readonly unique?: number;
}

/** The state of a request in flight, shared by all callers who wait for it. */
export interface Progress {
	phase: "starting" | "budget" | "sending" | "backoff";
	attempts: number;
	/** The latest moment at which anybody still wants the answer. */
	deadlineAt: number;
	priority: Priority;
	/** Callers still waiting. */
	wanted: number;
	/** Other players who wait for it, too. */
	joined?: Call[];
	/** Set while the request waits for its turn: lets it wait in the place of another caller, too. */
	enter?: (caller: Call) => void;
}

/** One call of one caller. */
export interface Call {
	readonly policy: EndpointPolicy;
	readonly request: WireRequest;
	/** Equal for equal requests. */
	readonly key: string;
	/** Whose turn it uses; "" is the game itself. */
	readonly player: string;
	/** Whether the player asks by itself, and the request is one of those that all players share. */
	readonly isOfPlayers: boolean;
	readonly deadlineAt: number;
	progress: Progress;
}

export type Done<T = unknown> = (outcome: Outcome<T>) => void;
/** A policy: takes a call, answers once, now or later. It never yields. */
export type Stage = (call: Call, done: Done) => void;

/** What was kept elsewhere, as the policy reads it; `undefined` when it is of no use. It may be changed in place. */
export function acceptKept<T>({ accept }: EndpointPolicy<T>, kept: unknown): T | undefined {
	if (accept === undefined || kept === undefined) return undefined;
	const [value] = accept(kept);
	return value;
}
