/** Time as an input: specs hand in a virtual one. */
export interface Clock {
	/** Seconds, monotonic. */
	now: () => number;
	/** Calls `fn` after some seconds. @returns a cancel function */
	delay: (seconds: number, fn: () => void) => () => void;
	/** Runs `fn` in a thread of its own, now. */
	spawn: (fn: () => void) => void;
}
