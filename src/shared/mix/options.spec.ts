import { describe, expect, it } from "@rbxts/jest-globals";

import { ownOptions } from "../options/read";
import { duckOptions } from "./options";
import { defineSnapshot, findSnapshot } from "./snapshots";

function sentence(run: () => void): string {
	const [ok, message] = pcall(run);
	expect(ok).toBe(false);
	return string.gsub(tostring(message), "^.-:%d+: ", "")[0];
}

describe("the options of a duck", () => {
	it("may be left out altogether", () => {
		expect(ownOptions("duck", duckOptions, undefined)).toEqual({
			by: 12,
			attack: 0.15,
			release: 0.6,
			who: ["music", "ambience", "radio"],
		});
	});

	it("take one group or several", () => {
		expect(ownOptions("duck", duckOptions, { who: "footsteps" }).who).toEqual(["footsteps"]);
		expect(ownOptions("duck", duckOptions, { who: ["radio", "music"] }).who).toEqual(["radio", "music"]);
	});

	for (const [given, why] of [
		[{ by: -3 }, "duck: by is -3; it must be decibels from 0 to 80"],
		[{ attack: "slow" }, 'duck: attack is "slow"; it must be seconds from 0'],
		[{ who: "musik" }, 'duck: who is "musik"; it must be one or a list of music, ambience, radio, footsteps'],
		[{ who: [] }, "duck: who is a table; it must be one or a list of music, ambience, radio, footsteps"],
		[{ relaese: 1 }, "duck: relaese is not an option; did you mean release?"],
	] as Array<[object, string]>) {
		it(`refuse what is invalid: ${why}`, () => {
			expect(sentence(() => ownOptions("duck", duckOptions, given))).toBe(why);
		});
	}
});

describe("snapshots", () => {
	it("are there by name: underwater, lowHealth and menu, the later of these over the earlier", () => {
		const priorities = ["underwater", "lowHealth", "menu"].map(name => findSnapshot(name).priority);
		expect(priorities).toEqual([10, 20, 30]);
	});

	it("can be defined, also anew", () => {
		defineSnapshot("spec", { groups: { music: { by: 3 } } });
		expect(findSnapshot("spec").groups.music).toEqual({ by: 3 });
		expect(findSnapshot("spec").fadeIn).toBe(0.5);
		defineSnapshot("spec", { groups: { radio: { lowPass: 400 } }, fadeIn: 2 });
		expect(findSnapshot("spec").groups.music).toBeUndefined();
		expect(findSnapshot("spec").fadeIn).toBe(2);
	});

	it("are refused by a name that nobody defined, and by what they cannot mean", () => {
		expect(sentence(() => findSnapshot("underwatr"))).toBe(
			'snapshot: name is "underwatr"; it must be lowHealth, menu, spec, underwater; did you mean "underwater"?',
		);
		expect(sentence(() => findSnapshot(3))).toBe("snapshot: name is 3; it must be lowHealth, menu, spec, underwater");
		expect(sentence(() => defineSnapshot("", {}))).toBe('defineSnapshot: name is ""; it must be a non-empty string');
		expect(sentence(() => defineSnapshot("spec", {}))).toBe(
			"defineSnapshot: groups is missing; it must be a table by group",
		);
		expect(sentence(() => defineSnapshot("spec", { groups: { musik: {} } }))).toBe(
			"defineSnapshot: groups.musik is not an option; did you mean music?",
		);
		expect(sentence(() => defineSnapshot("spec", { groups: { music: { lowPass: 5 } } }))).toBe(
			"defineSnapshot: groups.music.lowPass is 5; it must be hertz from 20 to 20000",
		);
	});
});
