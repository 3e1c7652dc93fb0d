import { afterEach, describe, expect, it } from "@rbxts/jest-globals";

import { createFade, equalPower, type Fade, linear } from "./fade";

describe("a fade", () => {
	let fade: Fade;
	let written: number[];

	function begin(initial: number, curve = linear, every?: number): void {
		written = [];
		fade = createFade({ initial, curve, write: value => written.push(value), every });
	}
	afterEach(() => fade.stop());

	it("moves to its goal in its time, ends exactly there, and then says that it is done", () => {
		begin(0);
		let done = 0;
		fade.to(1, 2, () => done++);
		task.wait(1);
		expect(fade.value()).toBeCloseTo(0.5, 1);
		expect(done).toBe(0);
		task.wait(1.1);
		expect(fade.value()).toBe(1);
		expect(written[written.size() - 1]).toBe(1);
		expect(done).toBe(1);
		expect(fade.isMoving()).toBe(false);
	});

	it("writes nothing any more once it has arrived", () => {
		begin(0);
		fade.to(1, 0.5);
		task.wait(1);
		const count = written.size();
		task.wait(1);
		expect(written.size()).toBe(count);
	});

	it("takes over from where it stands, and forgets what the earlier one wanted done", () => {
		begin(0, equalPower);
		let early = 0;
		let late = 0;
		fade.to(1, 2, () => early++);
		task.wait(1);
		const stood = fade.value();
		written = [];
		fade.to(0, 2, () => late++);
		task.wait(0.1);
		expect(written[0]!).toBeLessThan(stood);
		expect(written[0]!).toBeGreaterThan(stood - 0.1);
		task.wait(3);
		expect([early, late]).toEqual([0, 1]);
		expect(fade.value()).toBe(0);
	});

	it("is there at once with no time", () => {
		begin(0.3);
		let done = 0;
		fade.to(0.8, 0, () => done++);
		expect(written).toEqual([0.8]);
		expect(done).toBe(1);
	});

	it("stands still while frozen and goes on for the rest of its time", () => {
		begin(0);
		fade.to(1, 2);
		task.wait(1);
		fade.freeze(true);
		const stood = fade.value();
		task.wait(5);
		expect(fade.value()).toBe(stood);
		fade.freeze(false);
		task.wait(0.5);
		expect(fade.value()).toBeCloseTo(0.75, 1);
	});

	it("takes as few steps as it is told to", () => {
		begin(0, linear, 0.1);
		fade.to(1, 1);
		task.wait(2);
		expect(written.size()).toBeLessThanOrEqual(11);
		expect(written.size()).toBeGreaterThan(5);
		expect(written[written.size() - 1]).toBe(1);
	});

	it("may begin another from what it does when it is done", () => {
		begin(1);
		fade.to(0, 0.5, () => fade.to(1, 0.5));
		task.wait(0.75);
		expect(fade.value()).toBeLessThan(0.8);
		task.wait(0.5);
		expect(fade.value()).toBe(1);
	});
});

describe("the equal-power curve", () => {
	it("keeps the power sum of both halves constant", () => {
		for (let i = 0; i <= 20; i++) {
			const x = i / 20;
			expect(equalPower(0, 1, x) ** 2 + equalPower(1, 0, x) ** 2).toBeCloseTo(1, 9);
		}
	});

	it("starts at silence, ends at full gain and clamps beyond", () => {
		expect(equalPower(0, 1, -1)).toBe(0);
		expect(equalPower(0, 1, 2)).toBe(1);
		expect(equalPower(1, 0, 2)).toBe(0);
	});

	it("continues from where an interrupted fade stands, without a jump", () => {
		const stood = equalPower(0, 1, 0.3);
		expect(equalPower(stood, 0, 0)).toBeCloseTo(stood, 9);
		expect(equalPower(stood, 0, 1)).toBe(0);
	});

	it("keeps the power sum when two complementary fades turn back together", () => {
		const rising = equalPower(0, 1, 0.4);
		const falling = equalPower(1, 0, 0.4);
		for (let i = 0; i <= 10; i++) {
			const x = i / 10;
			const power = equalPower(rising, 0, x) ** 2 + equalPower(falling, 1, x) ** 2;
			expect(power).toBeCloseTo(1, 6);
		}
	});

	it("never leaves the range between its two gains", () => {
		for (let i = 0; i <= 10; i++) {
			const gain = equalPower(0.2, 0.8, i / 10);
			expect(gain).toBeGreaterThanOrEqual(0.2 - 1e-9);
			expect(gain).toBeLessThanOrEqual(0.8 + 1e-9);
		}
	});
});
