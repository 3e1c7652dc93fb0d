import { describe, expect, it } from "@rbxts/jest-globals";

import { createBallot } from "./ballot";
import { createLengths } from "./lengths";
import { createVotes } from "./votes";

describe("the ballot on an asset", () => {
	it("goes by the majority of those who tried, once all have or two seconds are over", () => {
		const ballot = createBallot<string>();
		ballot.report("1", "ann", "failed", 0, "Failure");
		expect(ballot.verdict("1", 3, 1)).toBe("unknown");
		expect(ballot.verdict("1", 3, 2)).toBe("dead");
		ballot.report("1", "bob", "ready", 1);
		expect(ballot.verdict("1", 3, 9)).toBe("alive");
		ballot.report("1", "cid", "failed", 1);
		expect(ballot.verdict("1", 3, 1)).toBe("dead");
		expect(ballot.why("1")).toBe("Failure");
	});

	it("forgets who left", () => {
		const ballot = createBallot<string>();
		ballot.report("1", "ann", "failed", 0);
		ballot.leave("ann");
		expect(ballot.verdict("1", 1, 5)).toBe("unknown");
	});
});

describe("lengths", () => {
	it("trust the catalog unless most players agree on another length", () => {
		const lengths = createLengths<string>();
		expect(lengths.of("1", 60, 3)).toBe(60);
		lengths.report("1", "liar", 1);
		expect(lengths.of("1", 60, 3)).toBe(60);
		lengths.report("1", "ann", 58);
		lengths.report("1", "bob", 58);
		expect(lengths.of("1", 60, 3)).toBe(58);
		lengths.report("2", "ann", 42);
		expect(lengths.of("2", 0, 3)).toBe(42);
		expect(lengths.of("3", 0, 3)).toBe(180);
	});
});

describe("votes", () => {
	it("skip when over half of those present want it, one voice each", () => {
		const votes = createVotes<string>();
		votes.cast("ann", "skip");
		votes.cast("ann", "skip");
		expect(votes.wantSkip(["ann", "bob"])).toBe(false);
		votes.cast("bob", "skip");
		expect(votes.wantSkip(["ann", "bob"])).toBe(true);
		votes.cast("bob", "up");
		expect(votes.wantSkip(["ann", "bob"])).toBe(false);
		expect(votes.wantSkip(["cid"])).toBe(false);
	});
});
