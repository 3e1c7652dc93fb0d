import { describe, expect, it } from "@rbxts/jest-globals";

import { trimOf } from "./trim";

describe("trimming a clip to its sound", () => {
	it("begins where the sound begins and ends where it ends", () => {
		expect(trimOf({ duration: 1, sound_start_sec: 0.12, sound_end_sec: 0.5 })).toEqual({ from: 0.12, to: 0.5 });
	});
	it("leaves out what is the clip's own edge", () => {
		expect(trimOf({ duration: 1, sound_start_sec: 0, sound_end_sec: 1 })).toEqual({});
		expect(trimOf({ duration: 1, sound_start_sec: 0.1 })).toEqual({ from: 0.1 });
		expect(trimOf({ sound_end_sec: 0.4 })).toEqual({ to: 0.4 });
	});
	it("ignores data that contradicts itself", () => {
		expect(trimOf({ duration: 1, sound_start_sec: 0.6, sound_end_sec: 0.4 })).toEqual({});
		expect(trimOf({ duration: 0.5, sound_start_sec: 0.7 })).toEqual({});
		expect(trimOf({ duration: 1, sound_start_sec: 0 / 0, sound_end_sec: math.huge })).toEqual({});
		expect(trimOf({ duration: 1, sound_start_sec: -1 })).toEqual({});
	});
	it("knows nothing of a clip without data", () => {
		expect(trimOf({})).toEqual({});
	});
});
