/** Listeners' opinions on the current track; each has one voice, the latest counts. */
export interface Votes<K extends defined> {
	/** @returns what the vote changes: the listener's former opinion, if any */
	cast(voter: K, value: "skip" | "up" | "down"): "skip" | "up" | "down" | undefined;
	/** Whether over half of those present want the next track. */
	wantSkip(present: ReadonlyArray<K>): boolean;
	reset(): void;
}

/** Makes an empty ballot box. */
export function createVotes<K extends defined>(): Votes<K> {
	const opinions = new Map<K, "skip" | "up" | "down">();
	return {
		cast(voter, value) {
			const before = opinions.get(voter);
			opinions.set(voter, value);
			return before;
		},
		wantSkip(present) {
			let skips = 0;
			for (const voter of present) if (opinions.get(voter) === "skip") skips += 1;
			return skips * 2 > present.size();
		},
		reset() {
			opinions.clear();
		},
	};
}
