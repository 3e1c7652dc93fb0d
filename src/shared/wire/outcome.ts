import type { Problem } from "./problem";

export interface Success<T = unknown> {
	readonly ok: true;
	readonly value: T;
	/** Seconds it stays fresh, where that is less than usual. */
	readonly life?: number;
	/** How long the answer was, where it came over the network. */
	readonly bytes?: number;
}
export interface Failure {
	readonly ok: false;
	readonly problem: Problem;
	readonly final?: boolean;
}
/** How a call ended. Values are shared inside the pipeline and copied where they leave it. */
export type Outcome<T = unknown> = Success<T> | Failure;
