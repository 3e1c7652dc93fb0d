import type { Clock } from "../../shared/clock/clock";

/** Runs jobs that may wait: a few at once, the nearest first. */
export interface NearestFirst {
	/** @param job gets how near it was when its turn came */
	add: (key: string, job: (distance: number) => void) => void;
	/** A job that has not begun is not run. */
	remove: (key: string) => void;
	clear: () => void;
}

export interface NearestFirstPorts {
	clock: Clock;
	/** How far away what a job is for is heard: smaller goes first. */
	distance: (key: string) => number;
}

/** Distances are worth a new look after this long. */
const LOOK_SECONDS = 1;

interface Waiting {
	key: string;
	job: (distance: number) => void;
	distance: number;
}

/**
 * Makes an empty line. Jobs begin with the next frame, so that all that came in one are sorted together.
 *
 * @param atOnce jobs that run at the same time
 */
export function createNearestFirst({ clock, distance }: NearestFirstPorts, atOnce: number): NearestFirst {
	let waiting = new Array<Waiting>();
	let running = 0;
	let pending: (() => void) | undefined;
	let lookedAt = -math.huge;

	function sort(): void {
		if (clock.now() - lookedAt >= LOOK_SECONDS) {
			lookedAt = clock.now();
			for (const item of waiting) item.distance = distance(item.key);
		}
		// The nearest is taken from the end.
		waiting.sort((a, b) => (a.distance !== b.distance ? a.distance > b.distance : a.key > b.key));
	}

	function pump(): void {
		pending = undefined;
		sort();
		while (running < atOnce && !waiting.isEmpty()) {
			const { job, distance: far } = waiting.pop()!;
			running += 1;
			clock.spawn(() => {
				const [ok, why] = pcall(job, far);
				running -= 1;
				if (!waiting.isEmpty()) wake();
				if (!ok) error(why, 0);
			});
		}
	}

	function wake(): void {
		pending ??= clock.delay(0, pump);
	}

	return {
		add: (key, job) => {
			waiting.push({ key, job, distance: distance(key) });
			wake();
		},
		remove: key => {
			waiting = waiting.filter(item => item.key !== key);
		},
		clear: () => {
			waiting = [];
			pending?.();
			pending = undefined;
		},
	};
}
