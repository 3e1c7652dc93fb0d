import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { SoundService } from "@rbxts/services";

import { type Bus, OPEN } from "./bus";
import { buses, openBus, watchBuses } from "./buses";
import { createPlayback } from "./engine";
import type { Playback } from "./playback";

let bus: Bus;
let playback: Playback;

function make(group?: SoundGroup): void {
	bus = openBus({ kind: "music", name: "SpecBus", group });
	playback = createPlayback({ name: "SpecPlayback", parent: SoundService, bus });
}

const groupNow = (): SoundGroup => (playback.instance as Sound).SoundGroup!;
const equalizer = () => groupNow().FindFirstChildOfClass("EqualizerSoundEffect");
const room = () => groupNow().FindFirstChildOfClass("ReverbSoundEffect");

afterEach(() => {
	playback.destroy();
	bus.destroy();
});

describe("a bus of Sounds with a group of its own", () => {
	beforeEach(() => make());

	it("plays into it at volume 1", () => {
		expect([groupNow().Name, groupNow().Volume, groupNow().Parent]).toEqual(["SpecBus", 1, SoundService]);
	});

	it("is lowered and comes back exactly, to the volume that a game set on it too", () => {
		groupNow().Volume = 0.7;
		const before = groupNow().Volume;
		bus.set(0.25, OPEN, 0);
		expect(groupNow().Volume).toBeCloseTo(0.175, 5);
		bus.set(0.5, OPEN, 0);
		expect(groupNow().Volume).toBeCloseTo(0.35, 5);
		bus.set(1, OPEN, 0);
		expect(groupNow().Volume).toBe(before);
	});

	it("makes effects when they are first needed, and switches them off when they change nothing", () => {
		bus.set(0.5, OPEN, 0);
		expect(groupNow().GetChildren().size()).toBe(0);
		bus.set(1, 500, 0.5);
		expect(equalizer()!.Enabled).toBe(true);
		expect(equalizer()!.LowGain).toBeGreaterThan(-0.5);
		expect(equalizer()!.MidGain).toBeCloseTo(-16.7, 1);
		expect(equalizer()!.HighGain).toBeCloseTo(-48.2, 1);
		expect([room()!.Enabled, room()!.DryLevel]).toEqual([true, 0]);
		expect(room()!.WetLevel).toBeCloseTo(-6.02, 1);
		bus.set(1, OPEN, 0);
		expect([equalizer()!.Enabled, room()!.Enabled]).toEqual([false, false]);
		bus.set(1, 2000, 0.2);
		expect(groupNow().GetChildren().size()).toBe(2);
	});

	it("is known while it is open", () => {
		const seen = new Array<Bus>();
		const stop = watchBuses(other => seen.push(other));
		const other = openBus({ kind: "radio", name: "SpecOther" });
		expect(seen).toEqual([other]);
		expect(buses.includes(other)).toBe(true);
		other.destroy();
		expect(buses.includes(other)).toBe(false);
		stop();
	});
});

describe("a bus of Sounds in the game's own group", () => {
	let given: SoundGroup;

	beforeEach(() => {
		given = new Instance("SoundGroup");
		given.Volume = 0.6;
		given.Parent = SoundService;
		make(given);
	});
	afterEach(() => given.Destroy());

	it("plays right into it while nothing is changed", () => {
		bus.set(1, OPEN, 0);
		expect(groupNow()).toBe(given);
		expect(given.GetChildren().size()).toBe(0);
	});

	it("is changed in a group inside it: the game's stays as it is, and holds for all that plays", () => {
		bus.set(0.5, 1000, 0);
		expect(groupNow().Parent).toBe(given);
		expect(groupNow().Volume).toBe(0.5);
		expect(given.Volume).toBeCloseTo(0.6, 5);
		expect(given.FindFirstChildOfClass("EqualizerSoundEffect")).toBeUndefined();
		const later = createPlayback({ name: "SpecLater", parent: SoundService, bus });
		expect((later.instance as Sound).SoundGroup).toBe(groupNow());
		later.destroy();
		bus.set(1, OPEN, 0);
		expect(groupNow().Volume).toBe(1);
	});

	it("follows the game to another group, and to one of its own when there is none any more", () => {
		const other = new Instance("SoundGroup");
		other.Parent = SoundService;
		bus.setGroup(other);
		expect(groupNow()).toBe(other);
		bus.set(0.5, OPEN, 0);
		bus.setGroup(given);
		expect([groupNow().Parent, groupNow().Volume]).toEqual([given, 0.5]);
		bus.setGroup(undefined);
		expect([groupNow().Parent, groupNow().Volume]).toEqual([SoundService, 0.5]);
		other.Destroy();
	});

	it("outlives a group that the game destroys", () => {
		bus.set(0.5, OPEN, 0);
		given.Destroy();
		task.wait();
		bus.set(0.4, OPEN, 0);
		expect(groupNow().Volume).toBeCloseTo(0.4, 5);
	});
});
