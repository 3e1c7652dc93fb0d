/** What the players say of one asset. */
export type Verdict = "unknown" | "alive" | "dead";

/** Counts who could load an asset and who could not. Time is an input. */
export interface Ballot<K extends defined> {
	report(assetId: string, voter: K, outcome: "ready" | "failed", now: number, why?: string): void;
	/** Dead when more failed than loaded among those who tried, once all tried or some seconds passed. */
	verdict(assetId: string, voters: number, now: number): Verdict;
	why(assetId: string): string;
	/** Whether anybody has it loaded. */
	loaded(assetId: string): boolean;
	/** When a verdict that hangs in the balance falls. */
	dueAt(assetId: string): number | undefined;
	leave(voter: K): void;
	forget(assetId: string): void;
	/** Forgets every asset but these. */
	keep(assetIds: ReadonlyArray<string>): void;
}

interface Poll<K extends defined> {
	votes: Map<K, "ready" | "failed">;
	firstFailure?: number;
	why: string;
}

/** How long the others have to try after the first who failed. */
const GRACE_SECONDS = 2;

/** Makes an empty ballot. */
export function createBallot<K extends defined>(): Ballot<K> {
	const polls = new Map<string, Poll<K>>();

	function count(poll: Poll<K>): LuaTuple<[ready: number, failed: number]> {
		let ready = 0;
		let failed = 0;
		for (const [, outcome] of poll.votes) {
			if (outcome === "ready") ready += 1;
			else failed += 1;
		}
		return $tuple(ready, failed);
	}

	return {
		report(assetId, voter, outcome, now, why) {
			let poll = polls.get(assetId);
			if (poll === undefined) {
				poll = { votes: new Map(), why: "unknown" };
				polls.set(assetId, poll);
			}
			poll.votes.set(voter, outcome);
			if (outcome === "failed") {
				poll.firstFailure ??= now;
				poll.why = why ?? poll.why;
			}
		},
		verdict(assetId, voters, now) {
			const poll = polls.get(assetId);
			if (poll === undefined) return "unknown";
			const [ready, failed] = count(poll);
			if (failed > ready) {
				const settled = ready + failed >= voters || now >= (poll.firstFailure ?? now) + GRACE_SECONDS;
				return settled ? "dead" : "unknown";
			}
			return ready > 0 ? "alive" : "unknown";
		},
		why(assetId) {
			return polls.get(assetId)?.why ?? "unknown";
		},
		loaded(assetId) {
			const poll = polls.get(assetId);
			return poll !== undefined && count(poll)[0] > 0;
		},
		dueAt(assetId) {
			const first = polls.get(assetId)?.firstFailure;
			return first !== undefined ? first + GRACE_SECONDS : undefined;
		},
		leave(voter) {
			for (const [, poll] of polls) poll.votes.delete(voter);
		},
		forget(assetId) {
			polls.delete(assetId);
		},
		keep(assetIds) {
			const wanted = new Set(assetIds);
			for (const [assetId] of polls) if (!wanted.has(assetId)) polls.delete(assetId);
		},
	};
}
