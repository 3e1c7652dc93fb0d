import { describe, expect, it } from "@rbxts/jest-globals";

import { dbToGain, gainToDb, isFinite, levelDb, median, mostGain, musicGain } from "./loudness";

describe("levelling music", () => {
	it("turns decibels into gain and back", () => {
		expect(dbToGain(0)).toBe(1);
		expect(dbToGain(-6.0206)).toBeCloseTo(0.5, 4);
		expect(gainToDb(dbToGain(-17.3))).toBeCloseTo(-17.3, 9);
		expect(gainToDb(0)).toBe(-math.huge);
	});

	it("brings a loud track down to the target", () => {
		expect(levelDb({ loudness_lufs: -8, true_peak_dbtp: 0.2 }, -14)).toBeCloseTo(-6, 9);
	});

	it("raises a quiet track to the target, and tells how far its true peak may be raised in all", () => {
		const quiet = { loudness_lufs: -24, true_peak_dbtp: -4 };
		expect(levelDb(quiet, -14)).toBeCloseTo(10, 9);
		expect(gainToDb(mostGain(quiet)!)).toBeCloseTo(3, 9);
		expect(mostGain({ loudness_lufs: -24 })).toBeUndefined();
	});

	it("plays a track of unknown loudness at the median of its companions, never louder than it is", () => {
		expect(musicGain({}, -14, -5)).toBeCloseTo(dbToGain(-5), 9);
		expect(musicGain({}, -14, 4)).toBe(1);
	});

	it("treats infinite and not-a-number loudness as unknown", () => {
		for (const value of [math.huge, -math.huge, 0 / 0]) {
			expect(isFinite(value)).toBe(false);
			expect(levelDb({ loudness_lufs: value }, -14)).toBeUndefined();
		}
	});

	it("leaves every track alone when levelling is off", () => {
		expect(musicGain({ loudness_lufs: -30 }, false)).toBe(1);
	});

	it("finds the middle of a list, and none of an empty one", () => {
		expect(median([])).toBeUndefined();
		expect(median([3])).toBe(3);
		expect(median([5, 1, 3])).toBe(3);
		expect(median([4, 1, 3, 2])).toBe(2.5);
	});
});
