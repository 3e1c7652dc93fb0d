import { describe, expect, it } from "@rbxts/jest-globals";

import { editDistance, nearest } from "./nearest";

const NAMES = ["crossfade", "volume", "query", "seed", "asset_ids"];

describe("the name that was probably meant", () => {
	it("is near by letters left out, doubled, changed or swapped", () => {
		expect(["crosfade", "volum", "querry", "sede"].map(name => nearest(name, NAMES))).toEqual([
			"crossfade",
			"volume",
			"query",
			"seed",
		]);
	});

	it("does not depend on case or on what stands between words", () => {
		expect(["assetIds", "ASSET-IDS", "asset ids"].map(name => nearest(name, NAMES))).toEqual([
			"asset_ids",
			"asset_ids",
			"asset_ids",
		]);
	});

	it("is nobody's where more than a third of the letters is wrong", () => {
		expect(nearest("pitch", NAMES)).toBeUndefined();
		expect(nearest("x", NAMES)).toBeUndefined();
		expect(nearest("", NAMES)).toBeUndefined();
		expect(nearest(5, NAMES)).toBeUndefined();
		expect(nearest(string.rep("crossfade", 1_000), NAMES)).toBeUndefined();
	});
});

describe("the distance of two names", () => {
	it("counts letters put in, left out, changed and swapped", () => {
		const distances = [
			editDistance("abc", "abc"),
			editDistance("abc", "abcd"),
			editDistance("abc", "axc"),
			editDistance("abc", "acb"),
			editDistance("", "abc"),
		];
		expect(distances).toEqual([0, 1, 1, 1, 3]);
	});
});
