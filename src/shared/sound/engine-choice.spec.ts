import { afterEach, describe, expect, it } from "@rbxts/jest-globals";
import { SoundService } from "@rbxts/services";

import { chooseEngine, chooseListEngine } from "./engine-choice";

describe("the choice of an engine", () => {
	let output: AudioDeviceOutput | undefined;

	afterEach(() => output?.Destroy());

	it("is Sounds where nothing is said, and AudioPlayers for list players", () => {
		expect([chooseEngine(), chooseListEngine()]).toEqual(["sound", "audio"]);
	});

	it("is what a game says", () => {
		for (const engine of ["sound", "audio"] as const) {
			expect([chooseEngine(engine), chooseListEngine(engine)]).toEqual([engine, engine]);
		}
	});

	it("follows the place, for list players too, when it is auto", () => {
		expect([chooseEngine("auto"), chooseListEngine("auto")]).toEqual(["sound", "sound"]);
		output = new Instance("AudioDeviceOutput");
		output.Parent = SoundService;
		expect([chooseEngine("auto"), chooseListEngine("auto")]).toEqual(["audio", "audio"]);
	});
});
