import { describe, expect, it } from "@rbxts/jest-globals";

import { DEFAULT_TUNING } from "../../../test/rbx/default-tuning";
import { readFootstepOptions } from "./options";

const silent = () => {};

describe("the options of footsteps", () => {
	it("have the documented defaults", () => {
		const read = readFootstepOptions({ surfaces: {} }, silent);
		expect(read.tuning).toEqual(DEFAULT_TUNING);
		expect(read.packs).toEqual({ variants: 6, maxDuration: 1.2 });
	});

	it("take materials by name and by item, and a stride of one way for both", () => {
		const surfaces = new Map<unknown, unknown>([
			[Enum.Material.Grass, "1"],
			["Deck", { seed: "2", land: "3" }],
		]);
		const read = readFootstepOptions({ surfaces, stride: { walk: 4 } }, silent);
		expect(read.surfaces).toEqual({ Grass: "1", Deck: { seed: "2", land: "3" } });
		expect(read.tuning.stride).toEqual({ walk: 4, run: 4 });
	});

	it("warn of a fallback that is not one of the surfaces, and do without", () => {
		const said: string[] = [];
		const read = readFootstepOptions({ surfaces: { Grass: "1" }, fallback: "Gras" }, text => said.push(text));
		expect(read.tuning.fallback).toBeUndefined();
		expect(said).toEqual([
			"[AudioScape] footsteps: the fallback 'Gras' is not one of the surfaces; did you mean 'Grass'?",
		]);
	});

	const endless: { seed: string; land?: unknown } = { seed: "1" };
	endless.land = endless;
	const wrong: Array<[options: unknown, sentence: string]> = [
		[undefined, "createFootsteps: surfaces is missing; it must be a table of sources by surface"],
		[{ surfaces: "1" }, 'createFootsteps: surfaces is "1"; it must be a table of sources by surface'],
		[
			{ surfaces: { Grass: "grass" } },
			'createFootsteps: surfaces.Grass must be an asset id, { seed }, { query }, { assets } or { playlist }, got "grass"',
		],
		[
			{ surfaces: { Grass: { querry: "x" } } },
			"createFootsteps: surfaces.Grass.querry is not an option; did you mean query?",
		],
		[{ surfaces: { Grass: { seed: "1", gain: "x" } } }, 'surfaces.Grass.gain is "x"; it must be a number from 0'],
		[
			{ surfaces: { Grass: { seed: "1", land: true } } },
			"surfaces.Grass.land must be an asset id, { seed }, { query }, { assets } or { playlist }, got true",
		],
		[{ surfaces: { Grass: endless } }, "is inside itself or too deep"],
		[{ surfaces: ["1"] }, "a key of surfaces is 1; it must be the name of a surface or an item of Enum.Material"],
		[{ surfaces: new Map([[Enum.KeyCode.A, "1"]]) }, "a key of surfaces is Enum.KeyCode.A"],
		[{ surfaces: {}, variants: "many" }, 'createFootsteps: variants is "many"; it must be a number from 1'],
		[{ surfaces: {}, stride: "x" }, 'createFootsteps: stride is "x"; it must be studs above 0 or { walk, run }'],
		[{ surfaces: {}, stride: {} }, "createFootsteps: stride is a table; it must be studs above 0 or { walk, run }"],
		[{ surfaces: {}, pitch: 0 / 0 }, "createFootsteps: pitch is not a number (NaN); it must be semitones from 0"],
		[
			{ surfaces: {}, soundGroup: new Instance("Sound") },
			"createFootsteps: soundGroup is a Sound; it must be a SoundGroup",
		],
		[{ surfaces: {}, volum: 1 }, "createFootsteps: volum is not an option; did you mean volume?"],
	];
	for (const [options, sentence] of wrong) {
		it(`raise: ${sentence}`, () => {
			expect(() => readFootstepOptions(options, silent)).toThrow(sentence);
		});
	}
});
