import { describe, expect, it } from "@rbxts/jest-globals";

import { packTracks, packVolume, unpackTracks, unpackVolume } from "../../shared/zones/documents";
import type { Volume } from "../../shared/zones/volume";
import { parseSource } from "./source";
import { readAttributes } from "./tagged";

function read(values: Record<string, AttributeValue>) {
	const attributes = new Map<string, AttributeValue>();
	for (const [name, value] of pairs(values)) attributes.set(name as string, value);
	return readAttributes(attributes);
}

function idsOf(assetId: AttributeValue): string | undefined {
	const source = read({ AssetId: assetId })[0]?.music.source;
	return source?.kind === "assets" ? source.ids.join(",") : undefined;
}

describe("the attributes of a tagged zone", () => {
	it("are read with their defaults", () => {
		const [spec] = read({ Query: " calm village " });
		expect(spec!.music.source).toEqual({ kind: "search", audio: "music", query: "calm village" });
		expect(spec!.priority).toBe(0);
		expect(spec!.volume).toBe(1);
		expect(spec!.onReturn).toBe("resume");
		expect(spec!.enabled).toBe(true);
		expect(spec!.crossfade).toBe(undefined);
	});

	it("take ids as numbers, links and lists", () => {
		expect(idsOf(123456789012345)).toBe("123456789012345");
		expect(idsOf("rbxassetid://77")).toBe("77");
		expect(idsOf("1, 2,3")).toBe("1,2,3");
	});

	it("take words in any case, and an ambience as id or words", () => {
		const [spec] = read({ Playlist: "p-1", OnReturn: "Restart", Shape: "Ball", Ambience: "rain on leaves" });
		expect(spec!.onReturn).toBe("restart");
		expect(spec!.shape).toBe("ball");
		expect(spec!.ambience!.source).toEqual({ kind: "search", audio: "sfx", query: "rain on leaves" });
		expect(read({ Query: "x", Ambience: "55" })[0]!.ambience!.source).toEqual({
			kind: "assets",
			audio: "sfx",
			ids: ["55"],
		});
	});

	const bad: Array<[string, Record<string, AttributeValue>, string]> = [
		["no source", {}, "Query"],
		["an empty query", { Query: "  " }, "query"],
		["a query that is a number", { Query: 5 }, "query"],
		["an id that is none", { AssetId: "boss music" }, "boss music"],
		["a priority that is a text", { Query: "x", Priority: "high" }, "Priority"],
		["a priority that is no number", { Query: "x", Priority: 0 / 0 }, "Priority"],
		["a negative crossfade", { Query: "x", Crossfade: -1 }, "Crossfade"],
		["a volume that is a text", { Query: "x", Volume: "1" }, "Volume"],
		["an unknown return", { Query: "x", OnReturn: "maybe" }, "OnReturn"],
		["an unknown shape", { Query: "x", Shape: "wedge" }, "Shape"],
		["enabled by text", { Query: "x", Enabled: "yes" }, "Enabled"],
		["half a track", { Query: "x", Tracks: 1.5 }, "tracks"],
	];
	for (const [what, values, named] of bad) {
		it(`${what} is refused by name`, () => {
			const [spec, why] = read(values);
			expect(spec).toBe(undefined);
			expect(why!.find(named, 1, true)[0]).never.toBe(undefined);
		});
	}
});

describe("music sources", () => {
	it("of every form are read, and others refused with a reason", () => {
		const radio = {};
		const topicOf = (value: unknown) => (value === radio ? "radio/1" : undefined);
		expect(parseSource({ radio }, topicOf)[0]!.source).toEqual({ kind: "radio", audio: "music", topic: "radio/1" });
		expect(parseSource({ radio: {} }, topicOf)[1]).never.toBe(undefined);
		expect(parseSource({ similarTo: "5" }, topicOf)[0]!.source).toEqual({ kind: "similar", audio: "music", id: "5" });
		expect(parseSource({ assets: [] }, topicOf)[1]).never.toBe(undefined);
		expect(parseSource({ asset_id: 5 }, topicOf)[0]!.source).toEqual({ kind: "assets", audio: "music", ids: ["5"] });
		expect(parseSource({ query: "x", playlist: "y" }, topicOf)[1]).never.toBe(undefined);
		for (const tracks of [0, 51, 1.5, 0 / 0, "3"]) {
			expect(parseSource({ query: "x", tracks }, topicOf)[1]).never.toBe(undefined);
		}
		expect(parseSource(true, topicOf)[1]).never.toBe(undefined);
		expect(parseSource(undefined, topicOf)[1]).never.toBe(undefined);
	});
});

describe("documents", () => {
	it("carry volumes exactly enough", () => {
		const c = math.cos(0.7);
		const s = math.sin(0.7);
		const turned: Volume = {
			shape: "cylinder",
			x: 12.3456,
			y: -7,
			z: 1e5,
			r00: c,
			r01: 0,
			r02: s,
			r10: 0,
			r11: 1,
			r12: 0,
			r20: -s,
			r21: 0,
			r22: c,
			hx: 5,
			hy: 2.5,
			hz: 3,
		};
		const { volume, areaId } = unpackVolume(packVolume(turned, 17));
		expect(areaId).toBe(17);
		expect(volume.shape).toBe("cylinder");
		expect(volume.x).toBeCloseTo(12.346, 3);
		expect(volume.r02).toBeCloseTo(s, 5);
		expect(volume.hy).toBe(2.5);
	});

	it("carry tracks with unknown durations and artists", () => {
		const [track] = unpackTracks(packTracks(0, [{ id: "5", gain: 0.25 }]));
		expect(track!.id).toBe("5");
		expect(track!.gain).toBe(0.25);
		expect(track!.duration).toBe(undefined);
		expect(track!.artist).toBe(undefined);
	});
});
