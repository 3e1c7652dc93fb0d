import { describe, expect, it } from "@rbxts/jest-globals";

import type { TrackStructure } from "../wire/structure";
import { beatsOf, createBeatIndex, lastNotAbove } from "./beat-index";

const structure = (fields: object): TrackStructure => fields as TrackStructure;
const grid = (times: number[], downbeats: number[] = []) => structure({ beat_grid: { times, downbeats } });

describe("the beats of a track", () => {
	it("count from one in every bar", () => {
		const beats = beatsOf(grid([0.5, 1, 1.5, 2, 2.5], [0.5, 2]));
		expect(beats.map(beat => beat.beat_num)).toEqual([1, 2, 3, 1, 2]);
		expect(beats.map(beat => beat.is_downbeat)).toEqual([true, false, false, true, false]);
	});

	it("take a downbeat a hundredth of a second away for the beat at that place", () => {
		expect(beatsOf(grid([1, 2], [2.008])).map(beat => beat.is_downbeat)).toEqual([false, true]);
		expect(beatsOf(grid([1, 2], [2.02])).map(beat => beat.is_downbeat)).toEqual([false, false]);
	});

	it("are found by nearness, of two equally near the earlier", () => {
		const { beatAt } = createBeatIndex(grid([1, 2, 4]));
		expect([0, 1.4, 1.5, 1.6, 3, 3.1, 99].map(time => beatAt(time)!.time)).toEqual([1, 1, 1, 2, 2, 4, 4]);
	});

	it("come in any order and are answered in time's", () => {
		const { beatAt } = createBeatIndex(grid([4, 1, 2]));
		expect(beatAt(1.9)!.index).toBe(2);
	});

	it("are missing where the structure has none", () => {
		expect(createBeatIndex(structure({})).beatAt(1)).toBeUndefined();
	});

	it("are one frozen answer, however often they are asked for", () => {
		const { beatAt } = createBeatIndex(grid([1, 2]));
		expect(beatAt(1)).toBe(beatAt(1.2));
		expect(table.isfrozen(beatAt(1)!)).toBe(true);
	});
});

describe("the segments of a track", () => {
	const sections = [
		{ start: 10, end: 20, label: "B" },
		{ start: 0, end: 10, label: "A" },
	];

	it("begin at their start and end before their end", () => {
		const { segmentAt } = createBeatIndex(structure({ sections }));
		const labels = [0, 9.99, 10, 19.99].map(time => segmentAt(time, "section")!.label);
		expect(labels).toEqual(["A", "A", "B", "B"]);
		expect(segmentAt(20, "section")).toBeUndefined();
		expect(segmentAt(-1, "section")).toBeUndefined();
		expect(segmentAt(5, "phrase")).toBeUndefined();
	});

	it("may overlap: the earliest that still lasts is answered", () => {
		const lanes = [
			{ start: 0, end: 30, label: "long" },
			{ start: 5, end: 8, label: "short" },
		];
		const { segmentAt } = createBeatIndex(structure({ phrases: lanes }));
		expect(segmentAt(6, "phrase")!.label).toBe("long");
		expect(segmentAt(20, "phrase")!.label).toBe("long");
	});

	it("leave the structure as it was", () => {
		createBeatIndex(structure({ sections }));
		expect(sections[0]!.label).toBe("B");
		expect(table.isfrozen(sections[0]!)).toBe(false);
	});
});

describe("lastNotAbove", () => {
	it("is the last of equal values, and -1 before the first", () => {
		expect(lastNotAbove([1, 2, 2, 3], 2)).toBe(2);
		expect(lastNotAbove([1, 2], 0)).toBe(-1);
		expect(lastNotAbove([], 5)).toBe(-1);
	});
});
