import { describe, expect, it } from "@rbxts/jest-globals";

import { createTopUpPlanner } from "./top-up";

const need = (now: number, eligible = 0) => ({ now, eligible, recent: ["900"] });

describe("topping up", () => {
	it("asks one question at a time", () => {
		const planner = createTopUpPlanner(["1"], [], ["1"]);
		expect(planner.next(need(0))?.kind).toBe("lookup");
		expect(planner.next(need(0))).toBeUndefined();
	});

	it("asks nothing while there is enough", () => {
		const planner = createTopUpPlanner([], ["search"], []);
		expect(planner.next(need(0, 40))).toBeUndefined();
	});

	it("goes through the pages of the originals and turns to recent tracks in between", () => {
		const planner = createTopUpPlanner(["1"], [], []);
		const anchors = new Array<string>();
		for (let i = 0; i < 4; i++) {
			const question = planner.next(need(i))!;
			anchors.push(question.anchor);
			planner.answered(question, i, 50, 50, 500);
		}
		expect(anchors).toContain("similar:1");
		expect(anchors).toContain("similar:900");
	});

	it("answers at most ten questions in any hour, also when nothing new comes", () => {
		const planner = createTopUpPlanner(["1"], ["search"], []);
		let asked = 0;
		for (let now = 0; now < 3600; now += 5) {
			const question = planner.next(need(now));
			if (question === undefined) continue;
			asked += 1;
			planner.answered(question, now, 0, 0, 0);
		}
		expect(asked).toBeLessThanOrEqual(10);
	});

	it("waits longer after every failure, and no longer than two minutes", () => {
		const planner = createTopUpPlanner([], ["search"], []);
		const waits = new Array<number>();
		let now = 0;
		for (let i = 0; i < 7; i++) {
			const question = planner.next(need(now))!;
			const wait = planner.failed(question, now, undefined, false);
			expect(planner.next(need(now + wait - 1))).toBeUndefined();
			waits.push(wait);
			now += wait;
		}
		expect(waits[0]).toBe(10);
		expect(waits[6]).toBe(120);
		expect(planner.degraded()).toBe(true);
	});

	it("does not ask again what was refused for good", () => {
		const planner = createTopUpPlanner(["1"], ["search"], []);
		const first = planner.next(need(0))!;
		planner.failed(first, 0, undefined, true);
		const second = planner.next(need(1))!;
		expect(second.anchor).never.toBe(first.anchor);
		expect(planner.degraded()).toBe(false);
	});
});
