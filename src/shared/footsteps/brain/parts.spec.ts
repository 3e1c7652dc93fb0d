import { describe, expect, it } from "@rbxts/jest-globals";

import type { FootstepPack } from "../types";
import { gaitAt, type Manner, packOf } from "./parts";

function pack(id: string, more: Partial<FootstepPack> = {}): FootstepPack {
	return { surface: "Grass", source: "assets", gain: 1, variants: [{ assetId: id, gain: 1 }], ...more };
}

const silent: FootstepPack = { ...pack(""), variants: [] };

const grass = pack("dry", {
	land: pack("land"),
	jump: pack("jump"),
	run: pack("run"),
	sneak: silent,
	wet: pack("wet", { run: pack("wet run") }),
	footwear: { boots: pack("boots", { wet: pack("wet boots"), land: pack("boots land") }), socks: silent },
});

function heard(manner: Partial<Manner>, surface = grass): string | undefined {
	const asked: Manner = { gait: "walk", wet: false, footwear: undefined, ...manner };
	return packOf(surface, asked, ({ variants }) => !variants.isEmpty())?.variants[0]?.assetId;
}

describe("the pack of a step", () => {
	it("is the surface's own unless it has one for the gait that can be heard", () => {
		expect([heard({}), heard({ gait: "run" }), heard({ gait: "land" })]).toEqual(["dry", "run", "land"]);
		expect(heard({ gait: "sneak" })).toBe("dry");
	});

	it("is that of the footwear, then the wet one, and what they lack sounds like their steps", () => {
		expect([heard({ wet: true }), heard({ wet: true, gait: "run" }), heard({ wet: true, gait: "land" })]).toEqual([
			"wet",
			"wet run",
			"wet",
		]);
		expect([heard({ footwear: "boots" }), heard({ footwear: "boots", wet: true, gait: "land" })]).toEqual([
			"boots",
			"wet boots",
		]);
		expect([heard({ footwear: "socks" }), heard({ footwear: "clogs", wet: true })]).toEqual(["dry", "wet"]);
	});

	it("is the surface's for a jump off, whatever is worn, and none where it has none", () => {
		expect([heard({ gait: "jump" }), heard({ gait: "jump", wet: true, footwear: "boots" })]).toEqual(["jump", "jump"]);
		expect(heard({ gait: "jump" }, pack("plain"))).toBeUndefined();
	});

	it("sounds as ever on a surface that has nothing but its own", () => {
		for (const gait of ["walk", "run", "sneak", "land"] as const) {
			expect(heard({ gait, wet: true, footwear: "boots" }, pack("plain"))).toBe("plain");
		}
	});

	it("goes by speed: sneaking below one, running from another on", () => {
		expect([gaitAt(7.9, 8, 20), gaitAt(8, 8, 20), gaitAt(19.9, 8, 20), gaitAt(20, 8, 20)]).toEqual([
			"sneak",
			"walk",
			"walk",
			"run",
		]);
	});
});
