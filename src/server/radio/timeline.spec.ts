import { describe, expect, it } from "@rbxts/jest-globals";

import {
	clear,
	createTimeline,
	demand,
	dueAt,
	type Entry,
	leftAt,
	pause,
	planNow,
	planTo,
	positionAt,
	putOn,
	resume,
	startOf,
} from "./timeline";

const entry = (id: string, length = 60): Entry => ({
	track: { asset_id: id, name: id, artist: "", album: "", duration: length },
	reason: "",
	gain: 1,
	length,
});

describe("the timeline of a station", () => {
	it("makes the next track due before the end, by the crossfade", () => {
		const timeline = createTimeline(6);
		putOn(timeline, entry("1"), 100, undefined);
		const plan = planTo(timeline, entry("2"))!;
		expect(plan.seconds).toBe(6);
		expect(dueAt(timeline, plan)).toBeCloseTo(153.85, 5);
		expect(startOf(timeline, plan)).toBeCloseTo(153.85, 5);
		expect(dueAt(timeline, undefined)).toBe(160);
		expect(leftAt(timeline, 140)).toBe(20);
	});

	it("never crosses longer than a third of the shorter track", () => {
		const timeline = createTimeline(30);
		putOn(timeline, entry("1", 12), 0, undefined);
		expect(planTo(timeline, entry("2", 60))!.seconds).toBe(4);
	});

	it("holds the position while paused, and makes nothing due but what is demanded", () => {
		const timeline = createTimeline(6);
		putOn(timeline, entry("1"), 100, undefined);
		pause(timeline, 130);
		pause(timeline, 140);
		expect(positionAt(timeline, 150)).toBe(30);
		expect(dueAt(timeline, undefined)).toBeUndefined();
		expect(startOf(timeline, planTo(timeline, entry("2"))!)).toBeUndefined();
		resume(timeline, 170);
		expect(timeline.current!.startedAt).toBe(140);
		demand(timeline, 171);
		demand(timeline, 172);
		expect(dueAt(timeline, undefined)).toBe(171);
		putOn(timeline, entry("2"), 172, undefined);
		expect(timeline.demandedAt).toBeUndefined();
		expect(timeline.current!.n).toBe(2);
	});

	it("keeps standing still where the track is changed while paused", () => {
		const timeline = createTimeline(6);
		putOn(timeline, entry("1"), 100, undefined);
		pause(timeline, 130);
		putOn(timeline, entry("2"), 131, undefined);
		expect(positionAt(timeline, 200)).toBe(0);
		resume(timeline, 200);
		expect(timeline.current!.startedAt).toBe(200);
	});

	it("swaps quickly by hand, and no longer than what is left", () => {
		const timeline = createTimeline(6);
		putOn(timeline, entry("1"), 0, undefined);
		expect(planNow(timeline, entry("2"), 20).seconds).toBe(1.5);
		expect(planNow(timeline, entry("2"), 59.4).seconds).toBeCloseTo(0.45, 5);
		clear(timeline);
		expect(planNow(timeline, entry("2"), 20).seconds).toBe(0);
	});
});
