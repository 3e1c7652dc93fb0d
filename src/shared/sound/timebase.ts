/** The engine's side of time, injected so that tests can drive it. */
export interface TimebasePorts {
	/** Seconds on this machine, monotonic. */
	now: () => number;
	/** Seconds shared by all machines of the server. */
	serverNow: () => number;
	/** Connects to the frame; the returned function disconnects. */
	onFrame: (step: (dt: number) => void) => () => void;
}

/** One clock for all fades and schedules of a machine. Appointments are a timer's: `shared/clock/timer`. */
export interface Timebase {
	now: () => number;
	serverNow: () => number;
	/** Calls `step` every frame until the returned function is called. The frame costs nothing while nobody is subscribed. */
	subscribe: (step: (dt: number) => void) => () => void;
}

/**
 * One frame connection shared by every subscriber, held only while there is one.
 *
 * @example
 * const stop = timebase.subscribe(dt => fade.step(dt));
 */
export function createTimebase(ports: TimebasePorts): Timebase {
	const steps = new Array<(dt: number) => void>();
	let disconnect: (() => void) | undefined;

	function frame(dt: number): void {
		// Backwards, so that a step may remove itself or others without one being skipped.
		for (let i = steps.size() - 1; i >= 0; i--) {
			const step = steps[i];
			if (step !== undefined) step(dt);
		}
	}

	return {
		now: ports.now,
		serverNow: ports.serverNow,
		subscribe: step => {
			steps.push(step);
			disconnect ??= ports.onFrame(frame);
			let active = true;
			return () => {
				if (!active) return;
				active = false;
				const at = steps.indexOf(step);
				if (at !== -1) steps.remove(at);
				if (steps.isEmpty() && disconnect !== undefined) {
					disconnect();
					disconnect = undefined;
				}
			};
		},
	};
}
