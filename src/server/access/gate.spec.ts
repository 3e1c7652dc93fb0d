import { describe, expect, it } from "@rbxts/jest-globals";

import { createAccessGate } from "./gate";

describe("who may ask the catalog", () => {
	const limits = { perSecond: 2, burst: 3, requestsPerMinute: 4 };
	const allowed = (gate: ReturnType<typeof createAccessGate<string>>, who: string, count: number, now: number) => {
		let passing = 0;
		for (const _ of $range(1, count)) if (gate.allow(who, now)) passing += 1;
		return passing;
	};

	it("is each player apart: a burst, then so many a second, and a fresh start for who came back", () => {
		const gate = createAccessGate<string>(limits);
		expect([allowed(gate, "ann", 9, 0), allowed(gate, "bob", 9, 0), allowed(gate, "ann", 9, 1)]).toEqual([3, 3, 2]);
		gate.forget("ann");
		expect(allowed(gate, "ann", 9, 1)).toBe(3);
	});

	it("is nobody once the minute's requests are sent, until the first of them is a minute old", () => {
		const gate = createAccessGate<string>(limits);
		for (const second of [0, 10, 20, 30]) gate.spend(second);
		expect([gate.allow("ann", 31), gate.allow("ann", 59.9), gate.allow("ann", 60), gate.allow("ann", 69)]).toEqual([
			false,
			false,
			true,
			true,
		]);
		gate.spend(69);
		expect([gate.allow("bob", 69.5), gate.allow("bob", 70)]).toEqual([false, true]);
	});
});
