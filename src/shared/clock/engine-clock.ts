import type { Clock } from "./clock";

/** The engine's own time and threads. */
export const engineClock: Clock = {
	now: () => os.clock(),
	delay: (seconds, fn) => {
		let pending = true;
		const thread = task.delay(seconds, () => {
			pending = false;
			fn();
		});
		return () => {
			if (!pending) return;
			pending = false;
			task.cancel(thread);
		};
	},
	spawn: fn => {
		task.spawn(fn);
	},
};
