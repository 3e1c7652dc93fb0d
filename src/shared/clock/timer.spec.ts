import { describe, expect, it } from "@rbxts/jest-globals";

import { createTimer } from "./timer";

describe("a timer", () => {
	it("rings once, at the last time it was set to", () => {
		const rung: number[] = [];
		const begun = os.clock();
		const timer = createTimer(() => rung.push(os.clock() - begun));
		timer.set(1);
		timer.set(2);
		task.wait(4);
		expect(rung.size()).toBe(1);
		expect(rung[0]!).toBeCloseTo(2, 1);
	});

	it("does not ring once it is cancelled", () => {
		let rung = 0;
		const timer = createTimer(() => rung++);
		timer.set(1);
		timer.cancel();
		task.wait(2);
		expect(rung).toBe(0);
	});

	it("may be set and cancelled from inside its own ring, also after that has waited", () => {
		let rung = 0;
		const timer = createTimer(() => {
			rung++;
			if (rung === 1) timer.set(0.5);
			else {
				task.wait(0.5);
				timer.cancel();
			}
		});
		timer.set(0.5);
		task.wait(3);
		expect(rung).toBe(2);
	});

	it("rings as soon as it can for a time that is past", () => {
		let rung = 0;
		createTimer(() => rung++).set(-5);
		task.wait(0.1);
		expect(rung).toBe(1);
	});
});
