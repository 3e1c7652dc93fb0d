/** What happened in the last seconds, and when. Time only goes forward. */
export interface SlidingWindow {
	note: (now: number) => void;
	/** How many of the last seconds there are. */
	count: (now: number) => number;
	/** When the n-th of them, from the oldest on, is no longer counted; the last where there are fewer. */
	endOf: (index: number) => number | undefined;
}

/** A minute, and a little more: an answer's way to the API must not squeeze two windows into one. */
export const MINUTE = 61;

/** Entries that have passed are kept until there are so many. */
const SLACK = 512;

/** @param seconds how long an entry counts */
export function createWindow(seconds: number): SlidingWindow {
	const entries = new Array<number>();
	let oldest = 0;
	return {
		note: now => {
			entries.push(now);
		},
		count: now => {
			while (oldest < entries.size() && entries[oldest]! <= now - seconds) oldest += 1;
			if (oldest > SLACK) {
				entries.move(oldest, entries.size() - 1, 0, entries);
				for (const _ of $range(1, oldest)) entries.pop();
				oldest = 0;
			}
			return entries.size() - oldest;
		},
		endOf: index => {
			const entry = entries[math.clamp(oldest + index, oldest, entries.size() - 1)];
			return entry !== undefined ? entry + seconds : undefined;
		},
	};
}
