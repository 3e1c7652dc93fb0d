import { describe, expect, it } from "@rbxts/jest-globals";

import { matchLevels } from "./level-match";

interface Row {
	what: string;
	peaks: Array<number | undefined>;
	count: number;
	hero?: number;
	gains: number[];
}

const nan = 0 / 0;

const rows: Row[] = [
	{ what: "nothing known leaves everything as it is", peaks: [], count: 3, gains: [0, 0, 0] },
	{ what: "everything comes down to the quietest", peaks: [-3, -9, -6], count: 3, hero: -3, gains: [-6, 0, -3] },
	{ what: "unknown plays at the median", peaks: [-3, undefined, -9, -5], count: 4, hero: -3, gains: [-6, -4, 0, -4] },
	{ what: "NaN and infinity are unknown", peaks: [-3, nan, -math.huge, -3], count: 4, gains: [0, 0, 0, 0] },
	{
		what: "a hero that is the quietest is the reference",
		peaks: [-12, -3, -4],
		count: 3,
		hero: -12,
		gains: [0, -9, -8],
	},
	{
		what: "a faulty recording does not sink the pack",
		peaks: [-3, -4, -5, -40],
		count: 4,
		hero: -3,
		gains: [-2, -1, 0, 24],
	},
	{ what: "clipping clips come down too", peaks: [2, -1], count: 2, hero: -1, gains: [-3, 0] },
	{ what: "a lonely hero is left alone", peaks: [-7], count: 1, hero: -7, gains: [0] },
];

describe("level matching of a pack", () => {
	for (const { what, peaks, count, hero, gains } of rows) {
		it(what, () => {
			const turned = matchLevels(peaks, count, hero);
			expect(turned.size()).toBe(count);
			gains.forEach((gain, index) => expect(turned[index]).toBeCloseTo(gain, 5));
		});
	}

	it("is never louder than the hero and equal for all sensible clips", () => {
		const peaks = [-6, -1, -8.5, -3, -11];
		const turned = matchLevels(peaks, 5, -6);
		peaks.forEach((peak, index) => {
			expect(peak + turned[index]!).toBeCloseTo(-11, 5);
			expect(peak + turned[index]! <= -6).toBe(true);
		});
	});
});
