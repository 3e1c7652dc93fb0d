import { describe, expect, it } from "@rbxts/jest-globals";

import { readAssetId, readAssetIds, readText } from "./read";

describe("what is read off a report", () => {
	it("is an id where it may be one, and nothing where it is too long or of another kind", () => {
		expect(readAssetId("9120386436")).toBe("9120386436");
		for (const value of ["1".rep(100000), 5, 0 / 0, {}, true, undefined]) expect(readAssetId(value)).toBeUndefined();
	});

	it("is the beginning of a text", () => {
		expect(readText("x".rep(100000))!.size()).toBe(60);
		expect(readText(5)).toBeUndefined();
	});

	it("is a list up to its bound and up to the first that is no id", () => {
		const many = new Array<string>();
		for (const id of $range(1, 10000)) many.push(`${id}`);
		expect(readAssetIds(many, 60)).toHaveLength(60);
		expect(readAssetIds(["1", "2", {}, "3"], 60)).toEqual(["1", "2"]);
		for (const value of ["1", { first: "1" }, 5, undefined]) expect(readAssetIds(value, 60)).toEqual([]);
	});
});
