import { describe, expect, it } from "@rbxts/jest-globals";

import { boundsOf, contains, distanceTo, encloses, isSomewhere, measureOf, type Shape, type Volume } from "./volume";

const TURN = math.pi / 4;

/** A volume turned about the vertical axis. */
function volume(shape: Shape, at: [number, number, number], size: [number, number, number], angle = 0): Volume {
	const c = math.cos(angle);
	const s = math.sin(angle);
	return {
		shape,
		x: at[0],
		y: at[1],
		z: at[2],
		r00: c,
		r01: 0,
		r02: s,
		r10: 0,
		r11: 1,
		r12: 0,
		r20: -s,
		r21: 0,
		r22: c,
		hx: size[0] / 2,
		hy: size[1] / 2,
		hz: size[2] / 2,
	};
}

describe("containment", () => {
	const cases: Array<[what: string, v: Volume, point: [number, number, number], inside: boolean]> = [
		["a box holds its corner", volume("box", [0, 0, 0], [4, 6, 8]), [2, 3, 4], true],
		["a box ends at its face", volume("box", [0, 0, 0], [4, 6, 8]), [2.01, 0, 0], false],
		["a turned box reaches along its own axes", volume("box", [0, 0, 0], [20, 2, 2], TURN), [6, 0, -6], true],
		["a turned box leaves its old place", volume("box", [0, 0, 0], [20, 2, 2], TURN), [8, 0, 0], false],
		["a ball takes its smallest side", volume("ball", [0, 0, 0], [10, 6, 10]), [3.1, 0, 0], false],
		["a ball holds its surface", volume("ball", [1, 1, 1], [6, 6, 6]), [4, 1, 1], true],
		["a ball is no box", volume("ball", [0, 0, 0], [6, 6, 6]), [2.5, 2.5, 0], false],
		["a cylinder lies along X", volume("cylinder", [0, 0, 0], [20, 4, 4]), [9.9, 0, 1.9], true],
		["a cylinder is round about X", volume("cylinder", [0, 0, 0], [20, 4, 4]), [0, 1.9, 1.9], false],
		["a turned cylinder lies along its own axis", volume("cylinder", [0, 0, 0], [20, 4, 4], TURN), [6, 0, -6], true],
		["far away is outside", volume("box", [1e6, 0, -1e6], [4, 4, 4]), [0, 0, 0], false],
	];
	for (const [what, v, [x, y, z], inside] of cases) {
		it(what, () => {
			expect(contains(v, x, y, z, 0)).toBe(inside);
			expect(distanceTo(v, x, y, z) === 0).toBe(inside);
		});
	}

	it("grows and shrinks by the margin", () => {
		for (const shape of ["box", "ball", "cylinder"] as const) {
			const v = volume(shape, [0, 0, 0], [10, 10, 10]);
			expect(contains(v, 5.5, 0, 0, 1)).toBe(true);
			expect(contains(v, 4.5, 0, 0, -1)).toBe(false);
			expect(contains(v, 0, 0, 0, -8)).toBe(false);
		}
	});

	it("lies within its bounds", () => {
		for (const shape of ["box", "ball", "cylinder"] as const) {
			const v = volume(shape, [0, 0, 0], [20, 8, 4], TURN);
			const [ex, ey, ez] = boundsOf(v);
			for (let i = 0; i < 500; i++) {
				const x = math.random() * 30 - 15;
				const y = math.random() * 12 - 6;
				const z = math.random() * 30 - 15;
				if (!contains(v, x, y, z, 0)) continue;
				expect(math.abs(x) <= ex + 1e-6 && math.abs(y) <= ey + 1e-6 && math.abs(z) <= ez + 1e-6).toBe(true);
			}
		}
	});

	it("measures its forms", () => {
		expect(measureOf(volume("box", [0, 0, 0], [2, 3, 4]))).toBeCloseTo(24);
		expect(measureOf(volume("ball", [0, 0, 0], [2, 2, 2]))).toBeCloseTo((4 / 3) * math.pi);
		expect(measureOf(volume("cylinder", [0, 0, 0], [5, 2, 2]))).toBeCloseTo(5 * math.pi);
	});

	it("takes nothing that is no place", () => {
		expect(isSomewhere(volume("box", [1e20, 0, 0], [1, 1, 1]))).toBe(false);
		expect(isSomewhere(volume("box", [0, -math.huge, 0], [1, 1, 1]))).toBe(false);
		expect(isSomewhere(volume("box", [0, 0, 0], [1, math.huge, 1]))).toBe(false);
		expect(isSomewhere(volume("box", [0 / 0, 0, 0], [1, 1, 1]))).toBe(false);
		expect(isSomewhere(volume("box", [0, 0, 0], [0, 1, 1]))).toBe(false);
		expect(isSomewhere(volume("box", [0, 0, 0], [1, 1, 1]))).toBe(true);
	});
});

describe("nesting", () => {
	const cases: Array<[what: string, outer: Volume, inner: Volume, within: boolean]> = [
		["a box in a box", volume("box", [0, 0, 0], [10, 10, 10]), volume("box", [1, 0, 0], [8, 4, 4]), true],
		["a box that sticks out", volume("box", [0, 0, 0], [10, 10, 10]), volume("box", [2, 0, 0], [8, 4, 4]), false],
		["a turned box", volume("box", [0, 0, 0], [10, 10, 10]), volume("box", [0, 0, 0], [8, 4, 8], TURN), false],
		["a ball in a box", volume("box", [0, 0, 0], [10, 10, 10]), volume("ball", [0, 0, 0], [10, 10, 10]), true],
		["a box in a ball", volume("ball", [0, 0, 0], [10, 10, 10]), volume("box", [0, 0, 0], [6, 6, 6]), false],
		["a small box in a ball", volume("ball", [0, 0, 0], [10, 10, 10]), volume("box", [0, 0, 0], [5, 5, 5]), true],
		["a ball in a ball", volume("ball", [0, 0, 0], [10, 10, 10]), volume("ball", [2, 0, 0], [6, 6, 6]), true],
		["a cylinder in a ball", volume("ball", [0, 0, 0], [10, 10, 10]), volume("cylinder", [0, 0, 0], [9, 6, 6]), false],
		["a cylinder in a box", volume("box", [0, 0, 0], [10, 6, 6]), volume("cylinder", [0, 0, 0], [10, 6, 6]), true],
		["a ball in a cylinder", volume("cylinder", [0, 0, 0], [10, 6, 6]), volume("ball", [2, 0, 0], [6, 6, 6]), true],
	];
	for (const [what, outer, inner, within] of cases) {
		it(what, () => {
			expect(encloses(outer, inner)).toBe(within);
		});
	}
});
