import type { Clock } from "./clock";
import { engineClock } from "./engine-clock";

/** One appointment at a time: a new one takes the place of the old. */
export interface Timer {
	/** @param seconds until it rings; what lies in the past rings as soon as it can */
	set: (seconds: number) => void;
	cancel: () => void;
}

/**
 * Makes a timer that calls `fn`. No frame is used: the engine's own scheduler waits.
 *
 * @example
 * const switchover = createTimer(() => playNext());
 * switchover.set(remaining);
 */
export function createTimer(fn: () => void, clock: Pick<Clock, "delay"> = engineClock): Timer {
	let cancelDelay: (() => void) | undefined;
	const cancel = (): void => {
		cancelDelay?.();
		cancelDelay = undefined;
	};
	return {
		set: seconds => {
			cancel();
			cancelDelay = clock.delay(math.max(0, seconds), () => {
				cancelDelay = undefined;
				fn();
			});
		},
		cancel,
	};
}
