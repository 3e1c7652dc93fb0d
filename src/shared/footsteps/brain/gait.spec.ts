import { describe, expect, it } from "@rbxts/jest-globals";

import { createGait, type Footing, type Gait } from "./gait";
import { strideLength } from "./stride";

const FRAME = 1 / 60;

function walk(
	gait: Gait,
	seconds: number,
	speed: number,
	footing: Footing = "ground",
	climb = 0,
	dt = FRAME,
): string[] {
	const events: string[] = [];
	for (const _ of $range(1, math.round(seconds / dt))) {
		const event = gait.advance(dt, speed * dt, climb * dt, 0, footing);
		if (event !== undefined) events.push(event);
	}
	return events;
}

function fall(gait: Gait, seconds: number): string[] {
	const events: string[] = [];
	let speed = 0;
	for (const _ of $range(1, math.round(seconds / FRAME))) {
		speed += 196.2 * FRAME;
		const event = gait.advance(FRAME, 0, -speed * FRAME, 0, "air");
		if (event !== undefined) events.push(event);
	}
	return events;
}

describe("the cadence of a walk", () => {
	it("gives a step a stride: 20 for 100 studs of 5", () => {
		expect(
			walk(
				createGait(() => 5),
				6.25,
				16,
			).size(),
		).toBe(20);
	});

	it("gives the same steps at any frame rate and for movement that arrives in lumps", () => {
		expect(
			walk(
				createGait(() => 5),
				6.25,
				16,
				"ground",
				0,
				1 / 20,
			).size(),
		).toBe(20);
		const gait = createGait(() => 5);
		let steps = 0;
		for (const frame of $range(1, 375)) {
			const across = frame % 3 === 0 ? (16 * 3) / 60 : 0;
			if (gait.advance(FRAME, across, 0, 0, "ground") === "step") steps += 1;
		}
		expect(steps).toBe(20);
	});

	it("takes longer steps when faster and with longer legs", () => {
		const walking = strideLength(undefined, 20, 8, 3);
		expect(strideLength(undefined, 20, 16, 3)).toBeCloseTo(5.45, 2);
		expect(walking < 5).toBe(true);
		expect(strideLength(undefined, 20, 16, 6)).toBeCloseTo(10.9, 2);
		expect(strideLength({ walk: 4, run: 7 }, 20, 16, 3)).toBe(4);
		expect(strideLength({ walk: 4, run: 7 }, 20, 20, 3)).toBe(7);
	});

	it("is silent while standing, flying, sitting or swimming", () => {
		const gait = createGait(() => 5);
		expect(walk(gait, 5, 0)).toEqual([]);
		expect(walk(gait, 5, 20, "none")).toEqual([]);
		expect(walk(gait, 2, 20, "air")).toEqual([]);
	});

	it("starts anew after standing, half a stride ahead", () => {
		const gait = createGait(() => 5);
		walk(gait, 0.12, 16);
		walk(gait, 1, 0);
		expect(walk(gait, 0.12, 16)).toEqual([]);
		expect(walk(gait, 0.12, 16)).toEqual(["step"]);
	});

	it("does not walk through a teleport, across or up", () => {
		const gait = createGait(() => 5);
		walk(gait, 1, 16);
		expect(gait.advance(FRAME, 400, 0, 0, "ground")).toBeUndefined();
		expect(gait.advance(FRAME, 0, 90, 0, "air")).toBeUndefined();
		expect(walk(gait, 0.5, 0)).toEqual([]);
	});

	it("lands once after a fall, harder after a longer one", () => {
		const gait = createGait(() => 5);
		expect(fall(gait, 0.3)).toEqual([]);
		expect(walk(gait, 0.2, 0)).toEqual(["land"]);
		const short = gait.fallSpeed();
		fall(gait, 0.8);
		expect(walk(gait, 1, 0)).toEqual(["land"]);
		expect(gait.fallSpeed() > short).toBe(true);
	});

	it("does not land from a kerb, nor when hung in the air without falling", () => {
		const gait = createGait(() => 5);
		fall(gait, 0.08);
		expect(walk(gait, 0.2, 0)).toEqual([]);
		walk(gait, 3, 0, "air");
		expect(walk(gait, 0.2, 0)).toEqual([]);
	});

	it("tells a jump from walking off an edge", () => {
		const jumping = createGait(() => 5);
		walk(jumping, 0.5, 0);
		expect(walk(jumping, 0.1, 0, "air", 40)).toEqual(["jump"]);
		const stumbling = createGait(() => 5);
		walk(stumbling, 0.5, 0);
		expect(fall(stumbling, 0.4)).toEqual([]);
	});

	it("does not become a machine gun at absurd speeds", () => {
		expect(
			walk(
				createGait(() => 0.5),
				1,
				200,
			).size() <= 20,
		).toBe(true);
	});

	it("allocates nothing", () => {
		const gait = createGait(speed => strideLength(undefined, 20, speed, 3));
		for (const _ of $range(1, 20)) gait.advance(FRAME, 0.3, 0, 16, "ground");
		const before = gcinfo();
		for (const _ of $range(1, 10_000)) gait.advance(FRAME, 0.3, 0, 16, "ground");
		expect(gcinfo() - before).toBe(0);
	});
});
