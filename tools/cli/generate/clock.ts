/** Time as an input: specs pass one that does not wait. */
export interface Clock {
	/** Seconds. */
	now(): number;
	sleep(seconds: number): Promise<void>;
	/** Gives up a request after so many seconds. */
	limit(seconds: number): AbortSignal;
}

export const wallClock: Clock = {
	now: () => performance.now() / 1000,
	sleep: seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000)),
	limit: seconds => AbortSignal.timeout(Math.ceil(Math.max(1, seconds * 1000))),
};
