import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import { createStanding } from "../trust/standing";
import { createPackTrial, type PackTrial, readFootstepReport } from "./pack-trial";

describe("what machines tell of the sounds of the packs", () => {
	let now: number;
	let ring: { at: number; fn: () => void } | undefined;
	let out: Set<string>;
	let trial: PackTrial;

	function pass(seconds: number): void {
		const goal = now + seconds;
		while (ring !== undefined && ring.at <= goal) {
			const { at, fn } = ring;
			ring = undefined;
			now = at;
			fn();
		}
		now = goal;
	}
	const fails = (who: number, ...failed: string[]): void => trial.hear(who, { ready: [], failed });
	const loads = (who: number, ...ready: string[]): void => trial.hear(who, { ready, failed: [] });

	beforeEach(() => {
		now = 0;
		ring = undefined;
		out = new Set();
		trial = createPackTrial({
			book: {
				uses: id => id !== "999" && !out.has(id),
				drop: id => out.add(id),
				restore: id => out.delete(id),
			},
			standing: createStanding(),
			clock: {
				now: () => now,
				delay: (seconds, fn) => {
					ring = { at: now + seconds, fn };
					return () => {
						ring = undefined;
					};
				},
			},
		});
	});

	it("is believed of one who is alone, until the verdict is over", () => {
		trial.joined(1);
		fails(1, "3");
		expect(out.has("3")).toBe(true);
		pass(60);
		expect(out.has("3")).toBe(false);
	});

	it("is believed of one who is alone, until somebody else comes", () => {
		trial.joined(1);
		fails(1, "3");
		trial.joined(2);
		expect(out.has("3")).toBe(false);
		fails(1, "3");
		pass(8);
		loads(2, "4");
		pass(100);
		expect(out.has("3")).toBe(false);
	});

	it("is believed of one where nobody else ever says anything", () => {
		trial.joined(1);
		trial.joined(2);
		fails(1, "3");
		pass(29);
		expect(out.has("3")).toBe(false);
		pass(1);
		expect(out.has("3")).toBe(true);
	});

	it("is not believed of two among five who load it eight seconds later", () => {
		for (const who of $range(1, 5)) trial.joined(who);
		for (const _ of $range(1, 100)) for (const who of [1, 2]) fails(who, "3", "4");
		pass(8);
		for (const who of [3, 4, 5]) loads(who, "3", "4");
		pass(600);
		fails(1, "3");
		expect(out.isEmpty()).toBe(true);
	});

	it("takes out what over half could not load, though one says otherwise", () => {
		for (const who of $range(1, 4)) trial.joined(who);
		loads(1, "3");
		for (const who of [2, 3]) fails(who, "3");
		expect(out.has("3")).toBe(false);
		fails(4, "3");
		expect(out.has("3")).toBe(true);
	});

	it("counts for sounds of the packs only, and of those only who are here", () => {
		trial.joined(1);
		fails(1, "999");
		fails(2, "3");
		expect(out.isEmpty()).toBe(true);
	});

	it("is read in a form that has no end to it as nothing", () => {
		for (const payload of ["x", undefined, {}, { failed: "3" }, { failed: { a: "3" } }, { ready: [5] }]) {
			const { ready, failed } = readFootstepReport(payload);
			expect([...ready, ...failed]).toEqual([]);
		}
	});
});
