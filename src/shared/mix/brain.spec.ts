import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import { OPEN } from "../sound/bus";
import { createMix, type Mix } from "./brain";
import type { DuckPlan, SnapshotPlan } from "./options";

const decibels = (gain: number): number => 20 * math.log10(gain);

const plan = (more: Partial<DuckPlan> = {}): DuckPlan => ({
	by: 12,
	attack: 0.2,
	release: 0.5,
	who: ["music", "radio"],
	...more,
});

function snapshot(priority: number, by: number, lowPass = OPEN): SnapshotPlan {
	return { priority, fadeIn: 1, fadeOut: 2, groups: { music: { by, lowPass } } };
}

let mix: Mix;

/** Decibels of a group's music at a time. */
function at(now: number, kind: "music" | "ambience" | "radio" | "footsteps" = "music"): number {
	mix.step(now);
	return decibels(mix.gain(kind));
}

beforeEach(() => {
	mix = createMix();
});

describe("a duck", () => {
	it("lowers the groups it names at equal power, and leaves the others alone", () => {
		mix.duck(plan(), 10);
		expect(at(10)).toBe(0);
		const middle = math.sin((math.asin(1) + math.asin(10 ** (-12 / 20))) / 2);
		expect(at(10.1)).toBeCloseTo(decibels(middle), 6);
		expect(at(10.2)).toBeCloseTo(-12, 6);
		expect([at(10.2, "radio"), at(10.2, "ambience"), at(10.2, "footsteps")]).toEqual([at(10.2), 0, 0]);
	});

	it("stays until it is released, and everything comes back exactly", () => {
		const release = mix.duck(plan(), 0);
		expect(at(100)).toBeCloseTo(-12, 6);
		expect(mix.step(100)).toBe(false);
		release(100);
		release(100.3);
		expect(mix.step(100.1)).toBe(true);
		expect(at(100.5)).toBe(0);
		expect(mix.step(100.5)).toBe(false);
	});

	it("lets go by itself after its hold", () => {
		mix.duck(plan({ hold: 3 }), 0);
		expect(mix.step(2)).toBe(true);
		expect(at(3.1)).toBeCloseTo(-12, 6);
		at(3.2);
		expect(at(3.5)).toBeGreaterThan(-12);
		expect(at(3.71)).toBe(0);
	});

	it("turns round where it stands when it is released on its way down", () => {
		const release = mix.duck(plan({ attack: 1 }), 0);
		const stood = at(0.5);
		release(0.5);
		expect(at(0.5)).toBeCloseTo(stood, 6);
		expect(at(0.6)).toBeGreaterThan(stood);
		expect(at(1)).toBe(0);
	});

	it("does not add up with others: the deepest holds", () => {
		const releaseDeep = mix.duck(plan({ by: 18 }), 0);
		const releaseShallow = mix.duck(plan({ by: 6, who: ["music"] }), 0);
		expect(at(1)).toBeCloseTo(-18, 6);
		releaseDeep(1);
		expect(at(1.5)).toBeCloseTo(-6, 6);
		expect(at(1.5, "radio")).toBe(0);
		releaseShallow(2);
		expect(at(2.5)).toBe(0);
	});

	it("is there at once with an attack of 0, and gone at once with a release of 0", () => {
		const release = mix.duck(plan({ attack: 0, release: 0 }), 0);
		expect(at(0)).toBeCloseTo(-12, 6);
		release(1);
		expect(at(1)).toBe(0);
	});
});

describe("a snapshot", () => {
	it("moves gain and low-pass in and out, the low-pass by octaves", () => {
		const leave = mix.snapshot(snapshot(0, 6, OPEN / 16), 0);
		mix.step(0.5);
		expect(mix.lowPass("music")).toBeCloseTo(OPEN / 4, 3);
		expect(mix.lowPass("radio")).toBe(OPEN);
		expect(at(1)).toBeCloseTo(-6, 6);
		expect(mix.lowPass("music")).toBeCloseTo(OPEN / 16, 3);
		expect(mix.step(1)).toBe(false);
		leave(5);
		expect(mix.step(6)).toBe(true);
		expect(at(7)).toBe(0);
		expect(mix.lowPass("music")).toBe(OPEN);
	});

	it("gives way to a higher one, and is heard again when that is gone", () => {
		const leaveLow = mix.snapshot(snapshot(1, 3), 0);
		const leaveHigh = mix.snapshot(snapshot(2, 9), 2);
		expect(at(3)).toBeCloseTo(-9, 6);
		const leaveLower = mix.snapshot(snapshot(0, 20), 4);
		expect(at(9)).toBeCloseTo(-9, 6);
		leaveHigh(10);
		expect(at(12)).toBeCloseTo(-3, 6);
		leaveLow(13);
		expect(at(15)).toBeCloseTo(-20, 6);
		leaveLower(16);
		leaveLower(16);
		expect(at(18)).toBe(0);
	});

	it("of two of one priority the later holds", () => {
		mix.snapshot(snapshot(1, 3), 0);
		mix.snapshot(snapshot(1, 9), 0);
		expect(at(1)).toBeCloseTo(-9, 6);
	});

	it("comes on top of a duck", () => {
		mix.snapshot(snapshot(1, 6), 0);
		mix.duck(plan(), 0);
		expect(at(2)).toBeCloseTo(-18, 6);
	});
});

describe("acoustics", () => {
	it("move with the music, of several places add up to 1 at most, and end at nothing", () => {
		const [here, there] = [{}, {}];
		mix.surround(here, 0.5, 0.4, 2, 0);
		mix.step(1);
		expect(mix.reverb()).toBeCloseTo(0.2, 6);
		mix.surround(there, 1, 0.1, 0, 2);
		mix.step(2);
		expect(mix.reverb()).toBeCloseTo(0.5, 6);
		expect(mix.lowPass("footsteps")).toBeCloseTo(500, 3);
		mix.surround(here, 0, 0, 1, 3);
		mix.surround(there, 0, 0, 1, 3);
		expect(mix.step(4)).toBe(false);
		expect([mix.reverb(), mix.lowPass("footsteps")]).toEqual([0, OPEN]);
	});

	it("and a snapshot do not cut twice: the lower low-pass holds", () => {
		mix.surround({}, 0.5, 0, 0, 0);
		mix.step(0);
		const muffled = mix.lowPass("music");
		mix.snapshot(snapshot(1, 0, 10000), 0);
		mix.step(2);
		expect(mix.lowPass("music")).toBe(muffled);
		mix.snapshot(snapshot(2, 0, 300), 2);
		mix.step(4);
		expect(mix.lowPass("music")).toBeCloseTo(300, 3);
	});
});
