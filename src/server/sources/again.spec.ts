import { describe, expect, it } from "@rbxts/jest-globals";

import type { ProblemKind } from "../../shared/wire/problem";
import { AGAIN, failuresAfter, secondsUntilAgain } from "./again";

const MIDDLE = 0.5;

function pauses(kind: ProblemKind, count: number): number[] {
	const seconds = new Array<number>();
	for (const failures of $range(1, count)) seconds.push(secondsUntilAgain({ kind }, failures, MIDDLE));
	return seconds;
}

describe("asking again", () => {
	const rules: Array<[kind: ProblemKind, pauses: number[]]> = [
		["rate-limited", [5, 10, 20, 40, 60, 60]],
		["budget-exhausted", [5, 10, 20, 40, 60, 60]],
		["server", [5, 10, 20, 40, 60, 60]],
		["network", [5, 10, 20, 40, 60, 60]],
		["timeout", [5, 10, 20, 40, 60, 60]],
		["bad-response", [5, 10, 20, 40, 60, 60]],
		["http-disabled", [5, 10, 20, 40, 60, 60]],
		["cancelled", [5, 10, 20, 40, 60, 60]],
		["unauthorized", [300, 300, 300]],
		["forbidden", [300, 300, 300]],
		["not-found", [300, 300, 300]],
		["invalid-argument", [300, 300, 300]],
	];
	for (const [kind, expected] of rules) {
		it(`after ${kind} is ${AGAIN[kind]}: ${expected.join(", ")} seconds`, () => {
			expect(pauses(kind, expected.size())).toEqual(expected);
		});
	}

	it("has a line for every kind of problem", () => {
		let kinds = 0;
		for (const [kind] of pairs(AGAIN)) if (rules.some(([listed]) => listed === kind)) kinds += 1;
		expect([kinds, rules.size()]).toEqual([12, 12]);
	});

	it("is spread by a fifth either way, also the slow kind", () => {
		expect(secondsUntilAgain({ kind: "network" }, 1, 0)).toBeCloseTo(4, 5);
		expect(secondsUntilAgain({ kind: "network" }, 1, 0.999999)).toBeCloseTo(6, 3);
		expect(secondsUntilAgain({ kind: "forbidden" }, 1, 0)).toBeCloseTo(240, 5);
	});

	it("is never before the API said so, and not a day later because it said that", () => {
		expect(secondsUntilAgain({ kind: "rate-limited", retryAfter: 90 }, 1, MIDDLE)).toBe(90);
		expect(secondsUntilAgain({ kind: "rate-limited", retryAfter: 1 }, 1, MIDDLE)).toBe(5);
		expect(secondsUntilAgain({ kind: "forbidden", retryAfter: 600 }, 1, MIDDLE)).toBe(600);
		expect(secondsUntilAgain({ kind: "server", retryAfter: 1e9 }, 1, MIDDLE)).toBe(3600);
		expect(secondsUntilAgain({ kind: "server", retryAfter: math.huge }, 1, MIDDLE)).toBe(3600);
		expect(secondsUntilAgain({ kind: "server", retryAfter: 0 / 0 }, 1, MIDDLE)).toBe(5);
	});

	it("is when a resting endpoint is tried again, for what was turned away unsent, and that counts as no failure", () => {
		const resting = { kind: "server", attempts: 0, retryAfter: 12 } as const;
		expect(secondsUntilAgain(resting, 5, 0)).toBe(12);
		expect(secondsUntilAgain(resting, 5, MIDDLE)).toBe(12.5);
		expect([failuresAfter(3, resting), failuresAfter(0, resting)]).toEqual([3, 1]);
		expect(failuresAfter(3, { kind: "server", attempts: 1, retryAfter: 12 })).toBe(4);
		expect(failuresAfter(3, { kind: "budget-exhausted", attempts: 0 })).toBe(4);
	});

	it("stays at its longest after any number of failures, and knows kinds it was never told of", () => {
		expect(secondsUntilAgain({ kind: "server" }, 100000, MIDDLE)).toBe(60);
		expect(secondsUntilAgain({ kind: "teapot" as never }, 1, MIDDLE)).toBe(5);
	});
});
