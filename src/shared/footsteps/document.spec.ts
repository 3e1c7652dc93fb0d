import { describe, expect, it } from "@rbxts/jest-globals";

import { DEFAULT_TUNING } from "../../../test/rbx/default-tuning";
import { isDocument, readPacks, writeDocument } from "./document";
import type { FootstepPack } from "./types";

const tuning = DEFAULT_TUNING;

function grass(): FootstepPack {
	return {
		surface: "Grass",
		source: "similar",
		gain: 0.8,
		variants: [
			{ assetId: "1", gain: 0.5, from: 0.12, to: 0.4 },
			{ assetId: "2", gain: 1, to: 0.3, most: 2 },
			{ assetId: "3", gain: 1.2, from: 0.05 },
			{ assetId: "4", gain: 1 },
		],
		land: { surface: "Grass", source: "assets", gain: 1, variants: [{ assetId: "9", gain: 1 }] },
		footwear: { boots: { surface: "Grass", source: "assets", gain: 1, variants: [{ assetId: "8", gain: 1 }] } },
	};
}

describe("the document of footsteps", () => {
	it("says everything a machine needs to walk", () => {
		const packs = new Map<string, FootstepPack>();
		readPacks(writeDocument(new Map([["Grass", grass()]]), tuning, true), packs);
		const read = packs.get("Grass")!;
		expect(read.gain).toBe(0.8);
		expect(read.variants.map(variant => variant.assetId)).toEqual(["1", "2", "3", "4"]);
		expect(read.variants[0]!.gain).toBeCloseTo(0.5, 2);
		expect([read.variants[0]!.from, read.variants[0]!.to]).toEqual([0.12, 0.4]);
		expect([read.variants[1]!.from, read.variants[1]!.to]).toEqual([undefined, 0.3]);
		expect([read.variants[2]!.from, read.variants[2]!.to]).toEqual([0.05, undefined]);
		expect([read.variants[0]!.most, read.variants[3]!.most]).toEqual([undefined, undefined]);
		expect(read.variants[1]!.most).toBeCloseTo(2, 2);
		expect(read.land!.variants[0]!.assetId).toBe("9");
		expect(read.footwear!.boots!.variants[0]!.assetId).toBe("8");
	});

	it("changes packs in place and forgets surfaces that are gone", () => {
		const packs = new Map<string, FootstepPack>();
		readPacks(
			writeDocument(
				new Map([
					["Grass", grass()],
					["Wood", grass()],
				]),
				tuning,
				true,
			),
			packs,
		);
		const before = packs.get("Grass");
		readPacks(writeDocument(new Map([["Grass", grass()]]), tuning, true), packs);
		expect(packs.get("Grass")).toBe(before);
		expect(packs.has("Wood")).toBe(false);
	});

	it("is recognised, and nothing else is", () => {
		expect(isDocument(writeDocument(new Map(), tuning, false))).toBe(true);
		expect(isDocument(undefined)).toBe(false);
		expect(isDocument("x")).toBe(false);
		expect(isDocument({ packs: 1 })).toBe(false);
	});
});
