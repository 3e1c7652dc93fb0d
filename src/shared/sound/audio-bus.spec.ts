import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { SoundService, Workspace } from "@rbxts/services";

import { type Bus, OPEN } from "./bus";
import { openBus } from "./buses";
import { createPlayback } from "./engine";
import type { Playback } from "./playback";

let bus: Bus;
let playback: Playback;

const faderNow = (): AudioFader => {
	const [wire] = (playback.instance as AudioPlayer).GetConnectedWires("Output") as Wire[];
	return wire!.TargetInstance as AudioFader;
};

/** The classes of the nodes from the fader on. */
function wayOut(): string[] {
	const classes = new Array<string>();
	let node: Instance | undefined = faderNow();
	while (node !== undefined) {
		classes.push(node.ClassName);
		const pins = (node as AudioFader).GetOutputPins() as string[];
		const wires: Wire[] = pins.isEmpty() ? [] : ((node as AudioFader).GetConnectedWires(pins[0]!) as Wire[]);
		node = wires.find(wire => wire.SourceInstance === node)?.TargetInstance;
	}
	return classes;
}

function make(group?: SoundGroup, parent: Instance = SoundService): void {
	bus = openBus({ kind: "music", name: "SpecBus", engine: "audio", group });
	playback = createPlayback({ name: "SpecPlayback", parent, bus });
}

afterEach(() => {
	playback.destroy();
	bus.destroy();
});

describe("a bus of AudioPlayers", () => {
	it("plays to everyone through one fader, whatever plays through it", () => {
		make();
		const other = createPlayback({ name: "SpecOther", parent: SoundService, bus });
		expect(wayOut()).toEqual(["AudioFader", "AudioDeviceOutput"]);
		expect(faderNow().GetConnectedWires("Input").size()).toBe(2);
		other.destroy();
		expect(faderNow().GetConnectedWires("Input").size()).toBe(1);
	});

	it("plays on through another fader where somebody destroys the one it has", () => {
		make();
		bus.set(0.5, OPEN, 0);
		faderNow().Destroy();
		task.wait();
		expect(wayOut()).toEqual(["AudioFader", "AudioDeviceOutput"]);
		expect(faderNow().Volume).toBe(0.5);
	});

	it("has a fader of its own for what sounds from a place", () => {
		const part = new Instance("Part");
		part.Parent = Workspace;
		make(undefined, part);
		bus.set(0.5, OPEN, 0);
		expect(wayOut()).toEqual(["AudioFader", "AudioEmitter"]);
		expect(faderNow().Volume).toBe(0.5);
		part.Destroy();
	});

	it("ends where the game says, wherever what plays stands", () => {
		const part = new Instance("Part");
		part.Parent = Workspace;
		const output = new Instance("AudioEmitter");
		output.Parent = part;
		bus = openBus({ kind: "music", name: "SpecBus", output });
		playback = createPlayback({ name: "SpecPlayback", parent: part, bus });
		expect(wayOut()).toEqual(["AudioFader", "AudioEmitter"]);
		playback.destroy();
		bus.destroy();
		expect(output.Parent).toBe(part);
		expect(output.GetConnectedWires("Input").size()).toBe(0);
		part.Destroy();
	});

	it("puts in what muffles and rings when it is first needed, and goes round it when it changes nothing", () => {
		make();
		bus.set(1, 500, 0.5);
		expect(wayOut()).toEqual(["AudioFader", "AudioFilter", "AudioReverb", "AudioDeviceOutput"]);
		const filter = faderNow().FindFirstChildOfClass("AudioFilter")!;
		const room = faderNow().FindFirstChildOfClass("AudioReverb")!;
		expect([filter.FilterType, filter.Frequency, filter.Bypass]).toEqual([
			Enum.AudioFilterType.Lowpass12dB,
			500,
			false,
		]);
		expect(room.WetLevel).toBeCloseTo(-6.02, 1);
		expect([room.DryLevel, room.DecayTime, room.Bypass]).toEqual([0, 2.5, false]);
		bus.set(1, OPEN, 0);
		expect([filter.Bypass, room.Bypass]).toEqual([true, true]);
		expect(faderNow().Volume).toBe(1);
	});
});

describe("a bus of AudioPlayers in the game's own group", () => {
	let outer: SoundGroup;
	let given: SoundGroup;

	beforeEach(() => {
		outer = new Instance("SoundGroup");
		outer.Volume = 0.5;
		outer.Parent = SoundService;
		given = new Instance("SoundGroup");
		given.Volume = 0.5;
		given.Parent = outer;
		make(given);
	});
	afterEach(() => outer.Destroy());

	it("does what its volume says, and those of the groups that it lies in", () => {
		expect(faderNow().Volume).toBe(0.25);
		given.Volume = 1;
		task.wait();
		expect(faderNow().Volume).toBe(0.5);
		outer.Volume = 2;
		bus.set(0.5, OPEN, 0);
		task.wait();
		expect(faderNow().Volume).toBe(1);
		given.Parent = SoundService;
		task.wait();
		expect(faderNow().Volume).toBe(0.5);
	});

	it("follows the game to another group, and to none", () => {
		const other = new Instance("SoundGroup");
		other.Volume = 0.25;
		other.Parent = SoundService;
		bus.setGroup(other);
		expect(faderNow().Volume).toBe(0.25);
		given.Volume = 1;
		task.wait();
		expect(faderNow().Volume).toBe(0.25);
		bus.setGroup(undefined);
		expect(faderNow().Volume).toBe(1);
		other.Destroy();
	});
});
