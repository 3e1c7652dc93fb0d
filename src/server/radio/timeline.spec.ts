import { describe, expect, it } from "@rbxts/jest-globals";

import type { Entry } from "./stage-types";
import { createTimeline } from "./timeline";

const entry = (id: string, duration = 60): Entry => ({
	track: { asset_id: id, name: id, artist: "", album: "", duration },
	reason: "",
	gain: 1,
});
const of = (crossfade: number) => createTimeline(crossfade, track => track.duration ?? 0);

describe("the timeline of a station", () => {
	it("makes the next track due before the end, by the crossfade", () => {
		const timeline = of(6);
		timeline.putOn(entry("1"), 100, undefined);
		const plan = timeline.planTo(entry("2"))!;
		expect(plan.seconds).toBe(6);
		expect(timeline.dueAt(plan)).toBeCloseTo(153.85, 5);
		expect(timeline.startOf(plan)).toBeCloseTo(153.85, 5);
		expect(timeline.dueAt(undefined)).toBe(160);
		expect(timeline.left(140)).toBe(20);
	});

	it("never crosses longer than a third of the shorter track", () => {
		const timeline = of(30);
		timeline.putOn(entry("1", 12), 0, undefined);
		expect(timeline.planTo(entry("2", 60))!.seconds).toBe(4);
	});

	it("holds the position while paused, and makes nothing due but what is demanded", () => {
		const timeline = of(6);
		timeline.putOn(entry("1"), 100, undefined);
		timeline.pause(130);
		timeline.pause(140);
		expect(timeline.position(150)).toBe(30);
		expect(timeline.dueAt(undefined)).toBeUndefined();
		expect(timeline.startOf(timeline.planTo(entry("2"))!)).toBeUndefined();
		timeline.resume(170);
		expect(timeline.current()!.startedAt).toBe(140);
		timeline.demand(171);
		timeline.demand(172);
		expect(timeline.dueAt(undefined)).toBe(171);
		timeline.putOn(entry("2"), 172, undefined);
		expect(timeline.isDemanded()).toBe(false);
		expect(timeline.current()!.n).toBe(2);
	});

	it("swaps quickly by hand, and no longer than what is left", () => {
		const timeline = of(6);
		timeline.putOn(entry("1"), 0, undefined);
		expect(timeline.planNow(entry("2"), 20).seconds).toBe(1.5);
		expect(timeline.planNow(entry("2"), 59.4).seconds).toBeCloseTo(0.45, 5);
		timeline.clear();
		expect(timeline.planNow(entry("2"), 20).seconds).toBe(0);
	});
});
