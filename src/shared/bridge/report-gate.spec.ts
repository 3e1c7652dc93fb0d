import { describe, expect, it } from "@rbxts/jest-globals";

import { createReportGate } from "./report-gate";

describe("the gate for reports", () => {
	it("lets a burst through and then a steady rate, each sender for itself", () => {
		const gate = createReportGate<string>({ perSecond: 2, burst: 3 });
		const passed = (sender: string, now: number): number => (gate.allow(sender, now) ? 1 : 0);
		let first = 0;
		for (let i = 0; i < 10; i++) first += passed("ann", 0);
		expect(first).toBe(3);
		expect(passed("bob", 0)).toBe(1);
		expect(passed("ann", 0.4)).toBe(0);
		expect(passed("ann", 1)).toBe(1);
	});

	it("saves up no more than a burst, and begins anew with a sender it has forgotten", () => {
		const gate = createReportGate<string>({ perSecond: 2, burst: 3 });
		const passing = (now: number): number => {
			let passed = 0;
			for (const _ of $range(1, 10)) if (gate.allow("ann", now)) passed++;
			return passed;
		};
		expect(passing(0)).toBe(3);
		expect(passing(1000)).toBe(3);
		gate.forget("ann");
		expect(passing(1000)).toBe(3);
	});
});
