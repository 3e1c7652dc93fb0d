import { afterEach, describe, expect, it } from "@rbxts/jest-globals";
import { SoundService, Workspace } from "@rbxts/services";

import { createPlayback } from "./engine";
import type { Playback } from "./playback";

describe("a playback on a Sound", () => {
	let playback: Playback | undefined;
	const made: Instance[] = [];

	afterEach(() => {
		playback?.destroy();
		for (const one of made) one.Destroy();
		made.clear();
	});

	function create(): Playback {
		playback = createPlayback({ name: "SpecPlayback", parent: SoundService });
		return playback;
	}

	function loaded(assetId = "1001"): Playback {
		const one = create();
		one.put(assetId);
		one.fetch();
		return one;
	}

	it("is silent until it is told otherwise", () => {
		const one = create();
		expect(one.instance.Volume).toBe(0);
		expect(one.isPlaying()).toBe(false);
		expect(one.assetId()).toBeUndefined();
	});

	it("says when its asset is there, and how long that is", () => {
		const one = create();
		let told = 0;
		one.onLoaded(() => told++);
		one.put("4301");
		expect(one.isLoaded()).toBe(false);
		expect(one.fetch()).toBe("Success");
		task.wait(0.1);
		expect(one.isLoaded()).toBe(true);
		expect(one.length()).toBeGreaterThan(0);
		expect(told).toBe(1);
	});

	it("says why an asset is not given", () => {
		headless.assets({ "4041": { failure: "Failure" }, "4042": { failure: "TimedOut" } });
		const one = create();
		one.put("4041");
		expect(one.fetch()).toBe("Failure");
		one.put("4042");
		expect(one.fetch()).toBe("TimedOut");
		expect(one.isLoaded()).toBe(false);
	});

	it("can be asked again for what was not given at first", () => {
		headless.assets({ "4302": { failure: "TimedOut" } });
		const one = create();
		one.put("4302");
		expect(one.fetch()).toBe("TimedOut");
		headless.assets({ "4302": { duration: 3 } });
		expect(one.fetch()).toBe("Success");
		task.wait(0.1);
		expect(one.isLoaded()).toBe(true);
		expect(one.length()).toBe(3);
	});

	it("plays from a place, moves on by its speed, and begins at the start again once stopped", () => {
		const one = loaded();
		one.setSpeed(2);
		one.play(3);
		task.wait(1);
		expect(one.position()).toBeCloseTo(5, 0);
		one.pause();
		const held = one.position();
		task.wait(1);
		expect(one.position()).toBe(held);
		one.resume();
		one.seek(10);
		task.wait(0.5);
		expect(one.position()).toBeGreaterThan(10.5);
		one.stop();
		expect(one.isPlaying()).toBe(false);
		expect(one.position()).toBe(0);
	});

	it("stops when another asset is put on, and not for the same one", () => {
		const one = loaded();
		one.play(0);
		one.put("1001");
		expect(one.isPlaying()).toBe(true);
		one.put("1002");
		expect(one.isPlaying()).toBe(false);
		expect(one.instance.SoundId).toBe("rbxassetid://1002");
	});

	it("plays a region of its asset and ends with it, and the whole again without one", () => {
		const one = loaded();
		let ends = 0;
		one.onEnded(() => ends++);
		one.setRegion({ from: 1, to: 2 });
		one.play(1);
		task.wait(1.5);
		expect(one.isPlaying()).toBe(false);
		expect(ends).toBe(1);
		one.setRegion(undefined);
		one.play(1);
		task.wait(1.5);
		expect(one.isPlaying()).toBe(true);
	});

	it("goes round where it is looped", () => {
		headless.assets({ "4050": { duration: 1 } });
		const one = loaded("4050");
		one.setLooped(true);
		one.play(0);
		task.wait(2.5);
		expect(one.isPlaying()).toBe(true);
	});

	it("keeps its gain within what the engine takes", () => {
		const one = create();
		one.setGain(99);
		expect(one.instance.Volume).toBe(10);
		one.setGain(-1);
		expect(one.instance.Volume).toBe(0);
	});

	it("sounds at a point that can be moved, and takes the point with it", () => {
		const one = createPlayback({
			name: "SpecPoint",
			parent: Workspace.Terrain,
			point: { full: 10, silent: 80 },
		});
		one.moveTo(new Vector3(7, 0, 0));
		const point = one.instance.Parent as Attachment;
		expect(point.WorldPosition.X).toBeCloseTo(7, 3);
		expect(one.instance.RollOffMaxDistance).toBe(80);
		one.destroy();
		expect(point.Parent).toBeUndefined();
		expect(Workspace.Terrain.FindFirstChild("SpecPoint")).toBeUndefined();
	});

	it("tells its loss, and not its own end once nobody listens", () => {
		const one = create();
		let lost = 0;
		const stop = one.onLost(() => lost++);
		one.instance.Destroy();
		task.wait();
		expect(lost).toBe(1);
		stop();
		const other = create();
		other.onLost(() => lost++)();
		other.destroy();
		task.wait();
		expect(lost).toBe(1);
	});

	it("gives the game's own Sound back stopped and as loud as it was", () => {
		const own = new Instance("Sound");
		own.Volume = 0.7;
		own.Parent = SoundService;
		made.push(own);
		const one = createPlayback({ name: "ignored", parent: SoundService, sound: own });
		one.put("1001");
		one.setGain(0.2);
		one.play(0);
		one.destroy();
		expect(own.Playing).toBe(false);
		expect(own.Volume).toBeCloseTo(0.7, 5);
		expect(own.Parent).toBe(SoundService);
	});
});
