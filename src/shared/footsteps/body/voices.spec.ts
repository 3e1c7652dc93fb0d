import { afterAll, afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { Workspace } from "@rbxts/services";

import { contentOn, ENGINES, isSounding, silentFrom } from "../../../../test/rbx/engines";
import { openBus, type SoundingInstance } from "../../sound";
import { createStepVoices, type StepVoices } from "./voices";

const here = Vector3.zero;

function sounds(): SoundingInstance[] {
	const found: SoundingInstance[] = [];
	for (const child of Workspace.Terrain.GetChildren()) {
		const sound = child.Name === "AudioScapeStep" ? child.GetChildren().find(isSounding) : undefined;
		if (sound !== undefined) found.push(sound);
	}
	return found;
}

describe.each(ENGINES)("the voices of steps, on the engine %s", engine => {
	const bus = openBus({ kind: "footsteps", name: "SpecSteps", engine });
	let voices: StepVoices;

	function play(asset: string, x: number, now = 0): boolean {
		return voices.play(asset, new Vector3(x, 0, 0), here, now, 0.5, 1, 0.1, 0.6);
	}

	beforeEach(() => {
		voices = createStepVoices(3, 80, bus);
	});
	afterEach(() => voices.destroy());
	afterAll(() => bus.destroy());

	it("are made once and set up for a step at a place", () => {
		expect(sounds().size()).toBe(3);
		expect(play("1", 5)).toBe(true);
		const heard = sounds().find(sound => contentOn(sound) === "rbxassetid://1")!;
		expect(heard.IsPlaying).toBe(true);
		expect(heard.Volume).toBeCloseTo(0.5, 5);
		expect(silentFrom(heard)).toBe(80);
		expect((heard.Parent as Attachment).WorldPosition.X).toBeCloseTo(5, 3);
		expect(sounds().size()).toBe(3);
	});

	it("take the voice that has the sound already", () => {
		play("1", 5);
		voices.update(1);
		play("2", 5, 1);
		voices.update(2);
		play("1", 6, 2);
		expect(
			sounds()
				.filter(sound => contentOn(sound) === "rbxassetid://1")
				.size(),
		).toBe(1);
	});

	it("give the farthest away when all are taken, the new one included", () => {
		play("1", 10);
		play("2", 60);
		play("3", 30);
		expect(play("4", 70)).toBe(false);
		expect(play("4", 20)).toBe(true);
		const ids = sounds().map(sound => contentOn(sound));
		expect(ids.includes("rbxassetid://2")).toBe(false);
		expect(ids.includes("rbxassetid://1") && ids.includes("rbxassetid://3")).toBe(true);
	});

	it("stop where the sound of a clip ends and are free again", () => {
		play("1", 5);
		expect(voices.update(0.4)).toBe(true);
		expect(voices.update(0.51)).toBe(false);
		expect(sounds().some(sound => sound.IsPlaying)).toBe(false);
	});

	it("leave nothing behind", () => {
		voices.destroy();
		expect(sounds().size()).toBe(0);
	});
});
