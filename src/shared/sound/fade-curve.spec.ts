import { describe, expect, it } from "@rbxts/jest-globals";

import { fadeBetween, fadeIn, fadeOut } from "./fade-curve";

describe("an equal-power fade", () => {
	it("keeps the power sum of both halves constant", () => {
		for (let i = 0; i <= 20; i++) {
			const x = i / 20;
			expect(fadeIn(x) ** 2 + fadeOut(x) ** 2).toBeCloseTo(1, 9);
		}
	});

	it("starts at silence, ends at full gain and clamps beyond", () => {
		expect(fadeIn(-1)).toBe(0);
		expect(fadeIn(2)).toBeCloseTo(1, 9);
		expect(fadeOut(2)).toBeCloseTo(0, 9);
	});

	it("continues from where an interrupted fade stands, without a jump", () => {
		const stood = fadeBetween(0, 1, 0.3);
		expect(fadeBetween(stood, 0, 0)).toBeCloseTo(stood, 9);
		expect(fadeBetween(stood, 0, 1)).toBe(0);
	});

	it("keeps the power sum when two complementary fades turn back together", () => {
		const rising = fadeBetween(0, 1, 0.4);
		const falling = fadeBetween(1, 0, 0.4);
		for (let i = 0; i <= 10; i++) {
			const x = i / 10;
			const power = fadeBetween(rising, 0, x) ** 2 + fadeBetween(falling, 1, x) ** 2;
			expect(power).toBeCloseTo(1, 6);
		}
	});

	it("never leaves the range between its two gains", () => {
		for (let i = 0; i <= 10; i++) {
			const gain = fadeBetween(0.2, 0.8, i / 10);
			expect(gain).toBeGreaterThanOrEqual(0.2 - 1e-9);
			expect(gain).toBeLessThanOrEqual(0.8 + 1e-9);
		}
	});
});
