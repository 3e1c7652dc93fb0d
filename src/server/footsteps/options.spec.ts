import { describe, expect, it } from "@rbxts/jest-globals";

import { DEFAULT_TUNING } from "../../../test/rbx/default-tuning";
import { tuningOf } from "./options";

describe("the options of playing", () => {
	it("have the documented defaults", () => {
		expect(tuningOf({ surfaces: {} }, () => {})).toEqual(DEFAULT_TUNING);
	});

	it("say once what they cannot use and go on with the default", () => {
		const said: string[] = [];
		const strange = { surfaces: { Grass: "1" }, range: -1, pitch: 0 / 0, fallback: "Gras", stride: { walk: 4 } };
		const taken = tuningOf(strange as never, text => said.push(text));
		expect([taken.range, taken.pitch, taken.fallback]).toEqual([80, 1, undefined]);
		expect(taken.stride).toEqual({ walk: 4, run: 4 });
		expect(said.size()).toBe(3);
	});
});
