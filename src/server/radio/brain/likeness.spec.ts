import { describe, expect, it } from "@rbxts/jest-globals";

import type { Track } from "../../../shared/wire/music";
import { energyLikeness, keyDistance, keyLikeness, NEUTRAL, tempoLikeness } from "./likeness";

function track(id: string, fields: Partial<Track> = {}): Track {
	return { asset_id: id, name: `song ${id}`, artist: `artist ${id}`, album: "", duration: 180, ...fields };
}

describe("tempo", () => {
	it.each([
		[120, 120, 1],
		[120, 60, 1],
		[70, 140, 1],
		[120, 122, 1],
		[120, 150, 0],
	])("from %p to %p bpm is alike by %p", (from, to, expected) => {
		expect(tempoLikeness(from, to)).toBeCloseTo(expected, 5);
	});

	it("is neutral when unknown or senseless", () => {
		expect(tempoLikeness(undefined, 120)).toBe(NEUTRAL);
		expect(tempoLikeness(0, 120)).toBe(NEUTRAL);
		expect(tempoLikeness(0 / 0, 120)).toBe(NEUTRAL);
	});
});

describe("key", () => {
	const c = track("1", { key: "C", scale: "major", key_confidence: 1 });

	it("counts steps on the circle of fifths, minor with its relative major", () => {
		expect(keyDistance(c, track("2", { key: "G", scale: "major" }))).toBe(1);
		expect(keyDistance(c, track("2", { key: "A", scale: "minor" }))).toBe(0);
		expect(keyDistance(c, track("2", { key: "F#", scale: "major" }))).toBe(6);
		expect(keyDistance(c, track("2"))).toBeUndefined();
	});

	it("draws towards neutral as far as it is uncertain", () => {
		const far = { key: "F#" as const, scale: "major" as const };
		expect(keyLikeness(c, track("2", { ...far, key_confidence: 1 }))).toBe(0);
		expect(keyLikeness(c, track("2", { ...far, key_confidence: 0 }))).toBe(NEUTRAL);
		expect(keyLikeness(c, track("2"))).toBe(NEUTRAL);
	});
});

describe("energy", () => {
	it("falls with the distance from what is wanted, and is neutral when unknown", () => {
		expect(energyLikeness(0.2, track("1", { mood: { arousal: 0.2 } }))).toBe(1);
		expect(energyLikeness(-1, track("1", { mood: { arousal: 1 } }))).toBe(0);
		expect(energyLikeness(0.2, track("1"))).toBe(NEUTRAL);
	});
});
