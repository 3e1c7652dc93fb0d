import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import { claimFailed, createJury, type Jury, seat } from "./jury";
import { createStanding } from "./standing";
import { condemn, isCondemned, pardonDueAt, takePardons, welcome } from "./verdicts";

let jury: Jury;

function condemnBy(witnesses: number, now: number): void {
	for (const teller of $range(1, witnesses)) claimFailed(jury, "1", teller, now, "Failure");
	condemn(jury, "1", now);
}

describe("a verdict on an asset", () => {
	beforeEach(() => {
		jury = createJury(createStanding());
		for (const teller of $range(1, 5)) seat(jury, teller);
	});

	it("is over after a minute, and told of once", () => {
		condemnBy(3, 10);
		expect(isCondemned(jury, "1")).toBe(true);
		expect(pardonDueAt(jury)).toBe(70);
		expect(takePardons(jury, 69)).toEqual([]);
		expect(takePardons(jury, 70)).toEqual(["1"]);
		expect(isCondemned(jury, "1")).toBe(false);
		expect(takePardons(jury, 500)).toEqual([]);
		expect(pardonDueAt(jury)).toBeUndefined();
	});

	it("holds twice as long each time, an hour at most", () => {
		let now = 0;
		for (const _ of $range(1, 10)) {
			condemnBy(3, now);
			now = pardonDueAt(jury)!;
			takePardons(jury, now);
		}
		condemnBy(3, now);
		expect(pardonDueAt(jury)).toBe(now + 3600);
	});

	it("is one's alone until somebody else comes", () => {
		condemnBy(1, 0);
		expect(takePardons(jury, 1)).toEqual([]);
		welcome(jury);
		expect(takePardons(jury, 1)).toEqual(["1"]);
		expect(jury.verdicts.held.isEmpty()).toBe(true);
	});

	it("of three holds until three have come who were not asked", () => {
		condemnBy(3, 0);
		welcome(jury);
		welcome(jury);
		expect(takePardons(jury, 1)).toEqual([]);
		welcome(jury);
		expect(takePardons(jury, 1)).toEqual(["1"]);
	});

	it("leaves nothing of what was said, so that all are asked anew", () => {
		condemnBy(3, 0);
		expect(jury.claims.isEmpty()).toBe(true);
	});
});
