import { describe, expect, it } from "@rbxts/jest-globals";

import { createLedger } from "./ledger";

describe("the ledger of dead assets", () => {
	it("believes a refusal for a while and not for ever", () => {
		const ledger = createLedger();
		ledger.bury("1", "Failure", 100);
		expect(ledger.why("1", 100)).toBe("Failure");
		expect(ledger.againIn("1", 102)).toBe(3);
		expect(ledger.why("1", 105)).toBeUndefined();
		expect(ledger.againIn("1", 500)).toBe(0);
		expect(ledger.why("2", 100)).toBeUndefined();
	});

	it("believes each refusal in a row twice as long, up to ten minutes", () => {
		const ledger = createLedger();
		const waits: number[] = [];
		let now = 0;
		for (const _ of $range(1, 10)) {
			ledger.bury("1", "Failure", now);
			waits.push(ledger.againIn("1", now));
			now += ledger.againIn("1", now);
		}
		expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600, 600]);
	});

	it("takes one refusal that several say at once for one", () => {
		const ledger = createLedger();
		ledger.bury("1", "Failure", 0);
		ledger.bury("1", "TimedOut", 1);
		expect(ledger.againIn("1", 1)).toBe(4);
		expect(ledger.why("1", 1)).toBe("Failure");
	});

	it("forgets everything of an asset that came after all", () => {
		const ledger = createLedger();
		ledger.bury("1", "Failure", 0);
		ledger.bury("1", "Failure", 10);
		ledger.revive("1");
		expect(ledger.why("1", 10)).toBeUndefined();
		ledger.bury("1", "Failure", 20);
		expect(ledger.againIn("1", 20)).toBe(5);
	});

	it("begins anew with what nobody has asked for in hours, however many there were", () => {
		const ledger = createLedger();
		for (const id of $range(1, 300)) ledger.bury(tostring(id), "Failure", 0);
		for (const id of $range(301, 600)) ledger.bury(tostring(id), "Failure", 10000);
		ledger.bury("1", "Failure", 10000);
		expect(ledger.againIn("1", 10000)).toBe(5);
	});
});
