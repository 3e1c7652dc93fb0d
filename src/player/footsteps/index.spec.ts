import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { SoundService, Workspace } from "@rbxts/services";

import { DEFAULT_TUNING } from "../../../test/rbx/default-tuning";
import type { PlayerBridge } from "../../shared/bridge";
import { writeDocument } from "../../shared/footsteps/document";
import type { FootstepPack, Step } from "../../shared/footsteps/types";
import { localFootsteps, startFootstepsPlayer } from ".";

const TOPIC = "footsteps/1";
const tuning = { ...DEFAULT_TUNING, voices: 4, seed: 1 };

function pack(surface: string, ...ids: string[]): FootstepPack {
	return { surface, source: "similar", gain: 1, variants: ids.map(assetId => ({ assetId, gain: 1 })) };
}

function document(...packs: FootstepPack[]): object {
	const bySurface = new Map<string, FootstepPack>();
	for (const one of packs) bySurface.set(one.surface, one);
	return writeDocument(bySurface, tuning, false);
}

function holders(): string[] {
	const folder = SoundService.FindFirstChild("AudioScapeFootsteps");
	const names: string[] = [];
	for (const child of folder?.GetChildren() ?? []) if (child.IsA("Sound")) names.push(child.Name);
	names.sort((a, b) => a < b);
	return names;
}

function voiceCount(): number {
	return Workspace.Terrain.GetChildren()
		.filter(child => child.Name === "AudioScapeStep")
		.size();
}

describe("footsteps on a player's machine", () => {
	let send: (document: object | undefined, topic?: string) => void;
	let stop: () => void;
	let heard: Step[];

	beforeEach(() => {
		heard = [];
		const bridge: PlayerBridge = {
			watch: (_, listener) => {
				send = (state, topic = TOPIC) => listener(state, topic);
				return () => {};
			},
			report: () => {},
			ask: () => undefined,
		};
		stop = startFootstepsPlayer(bridge);
		send(document(pack("Grass", "1", "2"), pack("Wood", "3")));
		localFootsteps()!.stepped.Connect((_, step) => heard.push(step));
		task.wait(2);
	});
	afterEach(() => stop());

	function serverStep(n: number, age: number): object {
		const at = [0, 0, 0];
		return { n, t: Workspace.GetServerTimeNow() - age, surface: "Grass", id: "1", speed: 1, gain: 1, left: true, at };
	}

	it("hold what the packs need loaded, and no more", () => {
		expect(holders()).toEqual(["1", "2", "3"]);
		send(document(pack("Grass", "2", "4")));
		expect(holders()).toEqual(["2", "4"]);
		expect(voiceCount()).toBe(4);
	});

	it("play a step that is asked for here, with a pack that is loaded", () => {
		localFootsteps()!.step("Wood");
		expect(heard.map(step => step.assetId)).toEqual(["3"]);
		localFootsteps()!.step("Basalt");
		expect(heard.size()).toBe(2);
	});

	it("play what the server asks for once, and not what is long over", () => {
		send({ steps: [serverStep(1, 30), serverStep(2, 0.1)] }, `${TOPIC}/steps`);
		expect(heard.map(step => [step.assetId, step.foot])).toEqual([["1", "left"]]);
		send({ steps: [serverStep(2, 0.2), serverStep(3, 0)] }, `${TOPIC}/steps`);
		expect(heard.size()).toBe(2);
	});

	it("go with the server's document and leave nothing behind", () => {
		send(undefined);
		expect(holders()).toEqual([]);
		expect(voiceCount()).toBe(0);
		expect(SoundService.FindFirstChild("AudioScapeFootsteps")).toBeUndefined();
		expect(localFootsteps()).toBeUndefined();
	});
});
