import { describe, expect, it } from "@rbxts/jest-globals";

import { createStanding } from "./standing";

describe("the standing of those who tell", () => {
	it("is the same for all at first, falls with each contradiction and comes back with each confirmation", () => {
		const standing = createStanding();
		expect(standing.weightOf(1)).toBe(1);
		standing.contradict(1);
		standing.contradict(1);
		expect(standing.weightOf(1)).toBe(0.25);
		for (const _ of $range(1, 5)) standing.confirm(1);
		expect(standing.weightOf(1)).toBe(1);
	});

	it("is never nothing, and gone with whoever goes", () => {
		const standing = createStanding();
		for (const _ of $range(1, 100)) standing.contradict(1);
		expect(standing.weightOf(1)).toBe(1 / 16);
		standing.forget(1);
		expect(standing.weightOf(1)).toBe(1);
	});
});
