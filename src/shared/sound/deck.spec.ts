import { afterEach, beforeAll, describe, expect, it, jest } from "@rbxts/jest-globals";
import { SoundService } from "@rbxts/services";

import { assetFor, contentOn, ENGINES, isSounding } from "../../../test/rbx/engines";
import { createDeck, type Deck } from "./deck";
import type { Engine, SoundingInstance } from "./playback";

const LOAD_SECONDS = 1;
let deck: Deck | undefined;
let engine: Engine | undefined;

afterEach(() => {
	deck?.destroy();
	deck = undefined;
});

const id = (assetId: string): string => assetFor(engine, assetId);

function setUp(volume = 0.5): Deck {
	deck = createDeck({ kind: "music", engine, volume, name: "SpecDeck" });
	return deck;
}

function sounds(): SoundingInstance[] {
	return SoundService.GetChildren().filter(
		(child): child is SoundingInstance => isSounding(child) && child.Name.sub(1, 8) === "SpecDeck",
	);
}

function playing(): SoundingInstance[] {
	return sounds().filter(sound => sound.IsPlaying);
}

describe.each(ENGINES)("a deck on the engine %s", name => {
	beforeAll(() => {
		engine = name;
	});

	it("starts a track once it is loaded, at its level times the volume", () => {
		const own = setUp(0.5);
		const started = jest.fn();
		own.onStarted(asset => started(asset));
		own.play({ assetId: id("1001"), gain: 0.8, fadeSeconds: 0 });
		expect(own.current()).toBeUndefined();
		task.wait(LOAD_SECONDS);
		expect(started).toHaveBeenCalledWith(id("1001"));
		expect(own.current()?.assetId).toBe(id("1001"));
		expect(playing()[0]!.Volume).toBeCloseTo(0.4, 5);
	});

	it("crossfades at equal power and leaves one voice playing", () => {
		const own = setUp(1);
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		task.wait(LOAD_SECONDS);
		own.prepare(id("1002"));
		task.wait(LOAD_SECONDS);
		own.play({ assetId: id("1002"), gain: 1, fadeSeconds: 2 });
		task.wait(1);
		const gains = playing().map(sound => sound.Volume);
		expect(gains.size()).toBe(2);
		let power = 0;
		for (const gain of gains) power += gain * gain;
		expect(power).toBeCloseTo(1, 1);
		task.wait(1.5);
		expect(playing().map(sound => contentOn(sound))).toEqual([`rbxassetid://${id("1002")}`]);
	});

	it("keeps what plays until the next one is loaded", () => {
		const own = setUp();
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		task.wait(LOAD_SECONDS);
		own.play({ assetId: id("1003"), gain: 1, fadeSeconds: 1 });
		expect(own.current()?.assetId).toBe(id("1001"));
		expect(playing().size()).toBe(1);
		task.wait(LOAD_SECONDS);
		expect(own.current()?.assetId).toBe(id("1003"));
	});

	it("takes a leaving track back without restarting it (A, B, A within one fade)", () => {
		const own = setUp();
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		task.wait(5);
		own.prepare(id("1002"));
		task.wait(LOAD_SECONDS);
		own.play({ assetId: id("1002"), gain: 1, fadeSeconds: 4 });
		task.wait(1);
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 4 });
		task.wait(1);
		expect(own.position()!).toBeGreaterThan(6);
		task.wait(4);
		expect(playing().map(sound => contentOn(sound))).toEqual([`rbxassetid://${id("1001")}`]);
		expect(playing()[0]!.Volume).toBeCloseTo(0.5, 5);
	});

	it("does nothing when asked for what already plays", () => {
		const own = setUp();
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		task.wait(3);
		const before = own.position()!;
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 3 });
		expect(own.position()!).toBeCloseTo(before, 1);
		expect(playing().size()).toBe(1);
	});

	it("freezes a crossfade while paused and goes on with it", () => {
		const own = setUp(1);
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		own.prepare(id("1002"));
		task.wait(LOAD_SECONDS);
		own.play({ assetId: id("1002"), gain: 1, fadeSeconds: 2 });
		task.wait(1);
		own.pause();
		task.wait(0.1);
		expect(playing().size()).toBe(0);
		const frozen = sounds().map(sound => sound.Volume);
		task.wait(3);
		expect(sounds().map(sound => sound.Volume)).toEqual(frozen);
		own.resume();
		task.wait(2);
		expect(playing().map(sound => contentOn(sound))).toEqual([`rbxassetid://${id("1002")}`]);
	});

	it("makes no Instance once its voices exist", () => {
		const own = setUp();
		for (let round = 0; round < 3; round++) {
			for (const asset of [id("1001"), id("1002"), id("1003")]) {
				own.play({ assetId: asset, gain: 1, fadeSeconds: 1 });
				task.wait(3);
			}
		}
		const before = sounds().size();
		for (const asset of [id("1004"), id("1005"), id("1001"), id("1002")]) {
			own.play({ assetId: asset, gain: 1, fadeSeconds: 1 });
			task.wait(3);
		}
		expect(sounds().size()).toBe(before);
	});

	it("ramps the volume and ends exactly there", () => {
		const own = setUp(1);
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		task.wait(LOAD_SECONDS);
		own.setVolume(0.25, 2);
		task.wait(1);
		expect(playing()[0]!.Volume).toBeGreaterThan(0.3);
		task.wait(1.5);
		expect(playing()[0]!.Volume).toBeCloseTo(0.25, 6);
	});

	it("moves a track that is off without a click, and leaves one that is near", () => {
		const own = setUp(1);
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		task.wait(2);
		const at = own.position()!;
		expect(own.resync(() => at + 0.1)).toBe(false);
		expect(own.resync(() => 10)).toBe(true);
		task.wait(0.5);
		expect(own.position()!).toBeGreaterThan(9.9);
		expect(playing()[0]!.Volume).toBeCloseTo(1, 5);
	});

	it("leaves nothing behind when destroyed, also twice", () => {
		const own = setUp();
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 2 });
		task.wait(LOAD_SECONDS);
		own.destroy();
		own.destroy();
		expect(sounds()).toEqual([]);
		expect(SoundService.FindFirstChild("SpecDeck")).toBeUndefined();
	});

	it("starts what failed when it comes after all, unless something else was asked for by then", () => {
		headless.assets({ [id("4101")]: { failure: "TimedOut" }, [id("4102")]: { failure: "TimedOut" } });
		const own = setUp();
		const failed = jest.fn();
		own.onFailed((asset, why) => failed(asset, why));
		own.play({ assetId: id("4101"), gain: 1, fadeSeconds: 0 });
		task.wait(2);
		expect(failed).toHaveBeenCalledWith(id("4101"), "TimedOut");
		expect(own.waiting()?.assetId).toBe(id("4101"));
		headless.assets({ [id("4101")]: { duration: 60 } });
		task.wait(10);
		expect(own.current()?.assetId).toBe(id("4101"));

		own.play({ assetId: id("4102"), gain: 1, fadeSeconds: 0 });
		task.wait(1);
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		headless.assets({ [id("4102")]: { duration: 60 } });
		task.wait(10);
		expect(own.current()?.assetId).toBe(id("1001"));
		expect(playing().size()).toBe(1);
	});

	it("tells whoever asks again for what it cannot have, and takes no second voice for it", () => {
		headless.assets({ [id("4103")]: { failure: "Failure" } });
		const own = setUp();
		const failed = jest.fn();
		own.onFailed(asset => failed(asset));
		own.play({ assetId: id("4103"), gain: 1, fadeSeconds: 0 });
		task.wait(2);
		own.play({ assetId: id("4103"), gain: 1, fadeSeconds: 0 });
		task.wait(1);
		expect(failed).toHaveBeenCalledTimes(2);
		own.prepare(id("4103"));
		task.wait(1);
		expect(failed).toHaveBeenCalledTimes(2);
		expect(sounds().size()).toBe(1);
	});

	it("goes on when a listener raises", () => {
		const own = setUp();
		const heard = jest.fn();
		own.onStarted(asset => heard(asset));
		own.onStarted(() => error("spec"));
		own.onStarted(asset => heard(asset));
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		task.wait(LOAD_SECONDS);
		expect(heard).toHaveBeenCalledTimes(2);
	});

	it("tells the loss of what plays, and plays on with another voice", () => {
		const own = setUp();
		const lost = jest.fn();
		own.onLost(asset => lost(asset));
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		task.wait(LOAD_SECONDS);
		own.instance()!.Destroy();
		task.wait(0.1);
		expect(lost).toHaveBeenCalledWith(id("1001"));
		expect(own.current()).toBeUndefined();
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		task.wait(LOAD_SECONDS);
		expect(playing().size()).toBe(1);
	});
});

describe.each(ENGINES)("a deck that is replicated, on the engine %s", name => {
	beforeAll(() => {
		engine = name;
	});

	function replicated(): Deck {
		deck = createDeck({ kind: "music", engine, volume: 1, name: "SpecDeck", voices: 2, warm: 2, replicated: true });
		return deck;
	}

	it("starts at once, and reckons its position by the clock", () => {
		headless.assets({ [id("4201")]: { failure: "Failure" } });
		const own = replicated();
		own.play({ assetId: id("4201"), gain: 0.8, fadeSeconds: 0, position: 7 });
		expect(own.current()?.assetId).toBe(id("4201"));
		expect(playing()[0]!.Volume).toBeCloseTo(0.8, 5);
		task.wait(3);
		expect(own.position()!).toBeCloseTo(10, 1);
		own.pause();
		task.wait(3);
		expect(own.position()!).toBeCloseTo(10, 1);
		own.resume();
		task.wait(1);
		expect(own.position()!).toBeCloseTo(11, 1);
	});

	it("crossfades in few steps between the voices it has", () => {
		const own = replicated();
		own.play({ assetId: id("1001"), gain: 1, fadeSeconds: 0 });
		const steps = new Set<number>();
		own.play({ assetId: id("1002"), gain: 1, fadeSeconds: 1 });
		const coming = own.instance()!;
		for (const _ of $range(1, 80)) {
			task.wait();
			steps.add(coming.Volume);
		}
		expect(steps.size()).toBeLessThanOrEqual(22);
		expect(steps.size()).toBeGreaterThan(10);
		expect(playing().map(sound => contentOn(sound))).toEqual([`rbxassetid://${id("1002")}`]);
		own.play({ assetId: id("1003"), gain: 1, fadeSeconds: 4 });
		own.play({ assetId: id("1004"), gain: 1, fadeSeconds: 4 });
		expect(sounds().size()).toBe(2);
	});
});
