import { describe, expect, it } from "@rbxts/jest-globals";

import { artistOf, lengthOf, titleOf } from "./row-facts";

describe("what is needed of a row", () => {
	it("is a length above nothing, or none", () => {
		const lengths = [0, -1, 0 / 0, math.huge, 12.5].map(duration => lengthOf({ duration }) ?? "none");
		expect(lengths).toEqual(["none", "none", "none", "none", 12.5]);
		expect(lengthOf({})).toBe(undefined);
	});

	it("is a name to show, empty where there is none", () => {
		expect([titleOf({ name: "A" }), titleOf({ name: " " }), titleOf({})]).toEqual(["A", "", ""]);
	});

	it("is somebody who made it, or nobody", () => {
		expect([artistOf({ artist: "A" }) ?? "none", artistOf({ artist: "" }) ?? "none", artistOf({}) ?? "none"]).toEqual([
			"A",
			"none",
			"none",
		]);
	});
});
