import { afterEach, describe, expect, it } from "@rbxts/jest-globals";
import { SoundService, Workspace } from "@rbxts/services";

import { assetFor, contentOn, ENGINES, silentFrom } from "../../../test/rbx/engines";
import { openBus } from "./buses";
import { createPlayback } from "./engine";
import type { Playback } from "./playback";

describe.each(ENGINES)("a playback on the engine %s", engine => {
	let playback: Playback | undefined;

	afterEach(() => {
		playback?.destroy();
	});

	function create(): Playback {
		playback = createPlayback({ name: "SpecPlayback", engine, parent: SoundService });
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
		one.put(assetFor(engine, "4301"));
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
		headless.assets({ [assetFor(engine, "4302")]: { failure: "TimedOut" } });
		const one = create();
		one.put(assetFor(engine, "4302"));
		expect(one.fetch()).toBe("TimedOut");
		headless.assets({ [assetFor(engine, "4302")]: { duration: 3 } });
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
		expect(contentOn(one.instance)).toBe("rbxassetid://1002");
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
			engine,
			parent: Workspace.Terrain,
			point: { full: 10, silent: 80 },
		});
		one.moveTo(new Vector3(7, 0, 0));
		const point = one.instance.Parent as Attachment;
		expect(point.WorldPosition.X).toBeCloseTo(7, 3);
		expect(silentFrom(one.instance)).toBe(80);
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

	it("starts and stops later, unless that is forgotten", () => {
		const one = loaded();
		one.play(3, 0.5);
		task.wait(0.4);
		expect(one.position()).toBeCloseTo(3, 3);
		task.wait(0.6);
		expect(one.isPlaying()).toBe(true);
		expect(one.position()).toBeCloseTo(3.5, 1);
		one.stop(0.5);
		task.wait(0.4);
		expect(one.position()).toBeGreaterThan(3.8);
		task.wait(0.2);
		expect(one.isPlaying()).toBe(false);
		one.play(0, 0.5);
		one.unplan();
		task.wait(1);
		expect(one.isPlaying()).toBe(false);
	});

	it("holds its asset loaded without being wired or placed to sound", () => {
		const one = createPlayback({ name: "SpecHolder", engine, parent: SoundService, holds: true });
		one.put("1001");
		expect(one.fetch()).toBe("Success");
		expect(one.instance.GetDescendants()).toEqual([]);
		one.destroy();
	});

	it("leaves no Instance behind, with a bus and without, at a place and everywhere", () => {
		const before = headless.counts().instances;
		const part = new Instance("Part");
		part.Parent = Workspace;
		const bus = openBus({ kind: "music", name: "SpecBus", engine });
		for (const through of [bus, undefined]) {
			for (const parent of [SoundService, part]) {
				const one = createPlayback({ name: "SpecPlayback", engine, parent, bus: through });
				one.put("1001");
				one.play(0);
				bus.set(0.5, 800, 0.3);
				one.destroy();
				one.destroy();
			}
		}
		bus.destroy();
		part.Destroy();
		task.wait();
		expect(headless.counts().instances).toBe(before);
	});
});

describe("a playback on a game's own Sound", () => {
	it("gives the game's own Sound back stopped and as loud as it was", () => {
		const own = new Instance("Sound");
		own.Volume = 0.7;
		own.Parent = SoundService;
		const one = createPlayback({ name: "ignored", parent: SoundService, sound: own });
		one.put("1001");
		one.setGain(0.2);
		one.play(0);
		one.destroy();
		expect(own.Playing).toBe(false);
		expect(own.Volume).toBeCloseTo(0.7, 5);
		expect(own.Parent).toBe(SoundService);
		own.Destroy();
	});
});
