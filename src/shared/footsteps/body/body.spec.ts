import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { SoundService, Workspace } from "@rbxts/services";

import { DEFAULT_TUNING } from "../../../../test/rbx/default-tuning";
import type { Tuning } from "../tuning";
import type { FootstepPack, Step } from "../types";
import { createBody, type FootstepBody } from "./body";
import { SURFACE_ATTRIBUTE } from "./floor";

interface Headless {
	animation: (id: string, entry: object) => void;
}
declare const headless: Headless;

function pack(surface: string, ...ids: string[]): FootstepPack {
	return { surface, source: "similar", gain: 1, variants: ids.map(assetId => ({ assetId, gain: 1 })) };
}

function makeFloor(material: Enum.Material, x: number): Part {
	const floor = new Instance("Part");
	floor.Anchored = true;
	floor.Material = material;
	floor.Size = new Vector3(40, 2, 40);
	floor.Position = new Vector3(x, -1, 0);
	floor.Parent = Workspace;
	return floor;
}

function makeGuard(): { model: Model; root: Part; humanoid: Humanoid; running: Sound } {
	const model = new Instance("Model");
	model.Name = "Guard";
	const root = new Instance("Part");
	root.Name = "HumanoidRootPart";
	root.Size = new Vector3(2, 2, 1);
	root.CFrame = new CFrame(0, 3, 0);
	root.Parent = model;
	const running = new Instance("Sound");
	running.Name = "Running";
	running.Volume = 0.65;
	running.Parent = root;
	const humanoid = new Instance("Humanoid");
	humanoid.HipHeight = 2;
	humanoid.RigType = Enum.HumanoidRigType.R15;
	const animator = new Instance("Animator");
	animator.Parent = humanoid;
	humanoid.Parent = model;
	model.PrimaryPart = root;
	model.Parent = Workspace;
	return { model, root, humanoid, running };
}

describe("a character that is walked", () => {
	let body: FootstepBody;
	let guard: ReturnType<typeof makeGuard>;
	let floors: Part[];
	let heard: Step[];

	function create(options: Partial<Tuning> = {}): void {
		body = createBody({ tuning: { ...DEFAULT_TUNING, stride: 4, seed: 3, ...options }, tried: () => {} });
		body.packs.set("Grass", { ...pack("Grass", "1", "2"), land: pack("Grass", "8"), jump: pack("Grass", "9") });
		body.packs.set("Metal", pack("Metal", "3"));
		body.packs.set("Bridge", pack("Bridge", "4"));
		body.refresh();
		body.stepped.Connect((_, step) => heard.push(step));
	}

	function surfacesHeard(): string[] {
		return heard.map(step => step.surface);
	}

	beforeEach(() => {
		heard = [];
		floors = [makeFloor(Enum.Material.Grass, 0), makeFloor(Enum.Material.Metal, 40)];
		guard = makeGuard();
		create();
		body.attach(guard.model);
		task.wait(1);
	});
	afterEach(() => {
		body.destroy();
		guard.model.Destroy();
		for (const floor of floors) floor.Destroy();
	});

	it("steps by the distance walked, on what is under it", () => {
		guard.humanoid.MoveTo(new Vector3(36, 3, 0));
		task.wait(3);
		expect(heard.size()).toBe(9);
		expect(
			surfacesHeard()
				.filter(surface => surface === "Grass")
				.size(),
		).toBe(5);
		expect(
			surfacesHeard()
				.filter(surface => surface === "Metal")
				.size(),
		).toBe(4);
	});

	it("takes the surface that a part names", () => {
		floors[0]!.SetAttribute(SURFACE_ATTRIBUTE, "Bridge");
		guard.humanoid.MoveTo(new Vector3(12, 3, 0));
		task.wait(2);
		expect(surfacesHeard()).toEqual(["Bridge", "Bridge", "Bridge"]);
	});

	it("jumps off and lands with sounds of their own", () => {
		guard.humanoid.Jump = true;
		task.wait(2);
		expect(heard.map(step => step.assetId)).toEqual(["9", "8"]);
	});

	it("runs, sneaks and gets wet by its speed and its attributes, each with sounds of their own", () => {
		body.destroy();
		create();
		const grass = pack("Grass", "1");
		grass.run = pack("Grass", "11");
		grass.sneak = pack("Grass", "12");
		grass.wet = pack("Grass", "13");
		grass.footwear = { boots: pack("Grass", "14") };
		body.packs.set("Grass", grass);
		body.refresh();
		body.attach(guard.model);
		task.wait(1);
		const ids = (speed: number): string[] => {
			heard.clear();
			guard.humanoid.WalkSpeed = speed;
			guard.humanoid.MoveTo(new Vector3(guard.root.Position.X < 0 ? 15 : -15, 3, 0));
			task.wait(1);
			const seen = new Set(heard.map(step => `${step.assetId} ${step.gait} ${step.wet}`));
			guard.humanoid.Move(Vector3.zero);
			task.wait(0.5);
			return [...seen];
		};
		expect(ids(16)).toEqual(["1 walk false"]);
		expect(ids(24)).toEqual(["11 run false"]);
		expect(ids(6)).toEqual(["12 sneak false"]);
		guard.model.SetAttribute("AudioScapeGait", "walk");
		expect(ids(6)).toEqual(["1 walk false"]);
		guard.model.SetAttribute("AudioScapeFootwear", "boots");
		expect(ids(16)).toEqual(["14 walk false"]);
		guard.model.SetAttribute("AudioScapeFootwear", undefined);
		floors[0]!.SetAttribute("AudioScapeWet", true);
		expect(ids(16)).toEqual(["13 walk true"]);
		floors[0]!.SetAttribute("AudioScapeWet", undefined);
		Workspace.SetAttribute("AudioScapeWet", true);
		expect(ids(16)).toEqual(["13 walk true"]);
		floors[0]!.SetAttribute("AudioScapeWet", false);
		expect(ids(16)).toEqual(["1 walk false"]);
		Workspace.SetAttribute("AudioScapeWet", undefined);
	});

	it("is silent while carried, and walks on the carriage", () => {
		floors[0]!.AssemblyLinearVelocity = new Vector3(8, 0, 0);
		for (const _ of $range(1, 60)) {
			guard.root.CFrame = guard.root.CFrame.add(new Vector3(8 / 60, 0, 0));
			task.wait();
		}
		expect(heard).toEqual([]);
	});

	it("slides in silence after letting go, but walks when a script moves it", () => {
		guard.humanoid.Move(new Vector3(1, 0, 0));
		task.wait(0.5);
		guard.humanoid.Move(Vector3.zero);
		task.wait(0.4);
		heard.clear();
		for (const _ of $range(1, 60)) {
			guard.root.CFrame = guard.root.CFrame.add(new Vector3(0, 0, 0.15));
			task.wait();
		}
		expect(heard).toEqual([]);
		task.wait(3);
		for (const _ of $range(1, 60)) {
			guard.root.CFrame = guard.root.CFrame.add(new Vector3(0, 0, -0.15));
			task.wait();
		}
		expect(heard.size() >= 2).toBe(true);
	});

	it("follows the markers of its animation while they play, and its feet", () => {
		headless.animation("rbxassetid://77", {
			length: 0.8,
			looped: true,
			markers: [
				{ time: 0.2, name: "AudioScapeStep", parameter: "left" },
				{ time: 0.6, name: "AudioScapeStep", parameter: "right" },
			],
		});
		const animation = new Instance("Animation");
		animation.AnimationId = "rbxassetid://77";
		const track = guard.humanoid.FindFirstChildOfClass("Animator")!.LoadAnimation(animation);
		track.Looped = true;
		track.Play();
		task.wait(0.3);
		heard.clear();
		guard.humanoid.MoveTo(new Vector3(16, 3, 0));
		task.wait(1.65);
		expect(heard.map(step => step.foot)).toEqual(["right", "left", "right", "left"]);
		track.Stop();
		heard.clear();
		guard.humanoid.MoveTo(new Vector3(0, 3, 0));
		task.wait(1.5);
		expect(heard.size() >= 3).toBe(true);
	});

	it("mutes the default sound while attached, unless told not to", () => {
		expect(guard.running.Volume).toBe(0);
		body.destroy();
		expect(guard.running.Volume).toBeCloseTo(0.65, 5);
		create({ replaceDefault: false });
		body.attach(guard.model);
		task.wait(1);
		expect(guard.running.Volume).toBeCloseTo(0.65, 5);
	});

	it("keeps the default sound while nothing of ours can be heard", () => {
		body.destroy();
		create();
		body.packs.clear();
		body.refresh();
		body.attach(guard.model);
		task.wait(1);
		expect(guard.running.Volume).toBeCloseTo(0.65, 5);
	});

	it("comes back when it was streamed out", () => {
		guard.model.Parent = undefined;
		task.wait(1);
		expect(guard.running.Volume).toBeCloseTo(0.65, 5);
		guard.model.Parent = Workspace;
		task.wait(1);
		expect(guard.running.Volume).toBe(0);
		guard.humanoid.MoveTo(new Vector3(12, 3, 0));
		task.wait(2);
		expect(heard.size() >= 2).toBe(true);
	});

	it("is forgotten when it is destroyed in mid-step", () => {
		guard.humanoid.MoveTo(new Vector3(36, 3, 0));
		task.wait(0.5);
		guard.model.Destroy();
		const before = heard.size();
		task.wait(2);
		expect(heard.size()).toBe(before);
	});

	it("is not heard beyond the range", () => {
		SoundService.SetListener(Enum.ListenerType.CFrame, new CFrame(0, 3, 0));
		body.destroy();
		create({ range: 10 });
		body.attach(guard.model);
		task.wait(1);
		heard.clear();
		guard.humanoid.MoveTo(new Vector3(36, 3, 0));
		task.wait(3);
		SoundService.SetListener(Enum.ListenerType.Camera);
		expect(heard.size()).toBeGreaterThanOrEqual(1);
		expect(heard.size()).toBeLessThanOrEqual(3);
	});

	it("leaves nothing behind", () => {
		body.destroy();
		body.destroy();
		expect(SoundService.FindFirstChild("AudioScapeFootsteps")).toBeUndefined();
		expect(Workspace.Terrain.FindFirstChild("AudioScapeStep")).toBeUndefined();
	});
});
