/** One appointment at a time. Setting a new one cancels the old, thread included. */
export interface Timer {
	set(seconds: number): void;
	cancel(): void;
}

/** Makes a timer that calls `fn`. No frame is used: the engine's own scheduler waits. */
export function createTimer(fn: () => void): Timer {
	let waiting: thread | undefined;
	const cancel = (): void => {
		const old = waiting;
		waiting = undefined;
		if (old !== undefined) task.cancel(old);
	};
	return {
		set(seconds) {
			cancel();
			waiting = task.delay(math.max(0, seconds), () => {
				// No longer cancellable: it runs.
				waiting = undefined;
				fn();
			});
		},
		cancel() {
			cancel();
		},
	};
}
