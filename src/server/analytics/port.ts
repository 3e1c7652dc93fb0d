import type { EventInput } from "./event";

/** What the parts of the product tell analytics. Nothing here yields or raises. */
export interface AnalyticsPort {
	/**
	 * Queues an event.
	 *
	 * @param method what the game called, for the sentence when the event is invalid
	 */
	track: (method: string, kind: string, input: EventInput) => LuaTuple<[ok: boolean, err: string | undefined]>;
	/** Calls back once when the server closes, before what is left is sent. @returns takes it back */
	onClose: (fn: () => void) => () => void;
	/**
	 * Calls back before each round of sending, for who counts and tells sums.
	 *
	 * @returns `wake` makes sure that a round comes within an interval
	 */
	onRound: (fn: () => void) => { wake: () => void; remove: () => void };
}
