import { describe, expect, it } from "@rbxts/jest-globals";

import { dbToGain, gainToDb } from "../../sound/loudness";
import type { FootstepPack } from "../types";
import { createWalker } from "./walker";

function pack(size: number, gain = 1): FootstepPack {
	const variants = [];
	for (const index of $range(1, size)) variants.push({ assetId: tostring(index), gain: dbToGain(-index) });
	return { surface: "Grass", source: "similar", variants, gain };
}

const chance = { pitch: 1, level: 1.5, avoid: 2, volume: 0.5 };

describe("deciding steps", () => {
	it("alternates feet and stays inside the ranges of pitch and level", () => {
		const walker = createWalker(chance, 3);
		const grass = pack(6);
		const octave = math.log(2);
		let lastFoot: string | undefined;
		let lowest = math.huge;
		let highest = -math.huge;
		let loudest = 0;
		let hops = 0;
		for (const _ of $range(1, 500)) {
			const step = walker.decide(grass, 1)!;
			if (step.foot === lastFoot) hops += 1;
			lastFoot = step.foot;
			const semitones = (math.log(step.speed) / octave) * 12;
			const db = gainToDb(step.gain) + tonumber(step.assetId)!;
			loudest = math.max(loudest, math.abs(db));
			lowest = math.min(lowest, semitones);
			highest = math.max(highest, semitones);
		}
		expect(hops).toBe(0);
		expect(lowest < -0.9 && lowest >= -1.0001 && highest > 0.9 && highest <= 1.0001).toBe(true);
		expect(loudest > 1.3 && loudest <= 1.5001).toBe(true);
	});

	it("multiplies level match, chance, the surface's gain and strength", () => {
		const walker = createWalker({ ...chance, pitch: 0, level: 0 }, 1);
		const step = walker.decide(pack(1, 0.5), 2)!;
		expect(step.gain).toBeCloseTo(dbToGain(-1), 5);
		expect(step.speed).toBe(1);
	});

	it("uses the room that the volume leaves under a clip's peak, and no more", () => {
		const walker = createWalker({ ...chance, level: 0 }, 1);
		const loud: FootstepPack = { ...pack(1), variants: [{ assetId: "1", gain: 1, most: dbToGain(-1) }] };
		expect(gainToDb(walker.decide(loud, dbToGain(4))!.gain)).toBeCloseTo(4, 5);
		expect(gainToDb(walker.decide(loud, dbToGain(9))!.gain)).toBeCloseTo(-1 - gainToDb(0.5), 5);
	});

	it("walks on with another bag on another surface", () => {
		const walker = createWalker(chance, 1);
		const grass = pack(3);
		const wood: FootstepPack = { ...pack(3), surface: "Wood" };
		expect(walker.decide(grass, 1)!.surface).toBe("Grass");
		expect(walker.decide(wood, 1)!.surface).toBe("Wood");
	});

	it("decides nothing on an empty pack", () => {
		expect(createWalker(chance, 1).decide(pack(0), 1)).toBeUndefined();
	});

	it("allocates nothing once a pack has been walked on", () => {
		const walker = createWalker(chance, 9);
		const grass = pack(6);
		for (const _ of $range(1, 20)) walker.decide(grass, 1);
		const before = gcinfo();
		for (const _ of $range(1, 10_000)) walker.decide(grass, 1);
		expect(gcinfo() - before).toBe(0);
	});
});
