import { describe, expect, it } from "@rbxts/jest-globals";

import { type EndpointName, fieldsOf, openEndpoints } from "../../shared/catalog/endpoints";
import { endpoints } from "../catalog/endpoints";
import { readPage, readRequest, readSearchAudio } from "./requests";

/** Something sensible for every option there is. */
const VALUES: Readonly<Record<string, unknown>> = {
	query: "rain",
	limit: 5,
	offset: 10,
	filters: { duration: { max: 5 } },
	sort: "popular",
	region: "eu",
	type: "game",
	name: "x",
	asset_id: "5",
	asset_ids: ["1", 2],
	max_score: 0.9,
	dedupe: true,
	include_metadata: true,
	playlist_id: "p",
};

describe("what is taken of a player's request", () => {
	for (const [name] of pairs(openEndpoints)) {
		it(`for ${name} is every option it has, and nothing else`, () => {
			const wanted: Record<string, unknown> = {};
			for (const field of fieldsOf(name)) wanted[field] = VALUES[field];
			const [options, fault] = readRequest(name, { ...VALUES, playerId: 7, secret: "x" });
			expect(fault).toBe(undefined);
			expect(options).toEqual(wanted);
		});

		it(`for ${name} can be sent: the server knows each of these options`, () => {
			const known = new Set<string>();
			for (const [param] of pairs(endpoints[name].params.fields)) known.add(param);
			expect(known.has("playerId") || name === "getSfxTaxonomy").toBe(true);
			known.delete("playerId");
			expect(known.size()).toBe(fieldsOf(name).size());
			for (const field of fieldsOf(name)) expect(known.has(field)).toBe(true);
		});
	}

	const strange: Array<[name: EndpointName, raw: unknown]> = [
		["search", 5],
		["similar", { asset_id: { asset_id: "5" } }],
		["similar", { asset_id: "5".rep(41) }],
		["getStructure", undefined],
		["browse", { type: ["artist"] }],
		["getPlaylist", { playlist_id: 5 }],
		["search", { query: "x", filters: { a: "\xff" } }],
		["search", { asset_ids: ["1", new Instance("Folder")] }],
	];
	for (const [name, raw] of strange) {
		it(`for ${name} is nothing that is invalid`, () => {
			const [options, fault] = readRequest(name, raw);
			expect(options).toBe(undefined);
			expect(typeIs(fault, "string")).toBe(true);
		});
	}

	it("is a page within bounds, whatever was sent", () => {
		expect(readPage(-1, 0)[0]).toBe(0);
		expect(readPage(1e9, 1e9)).toEqual([10000, 100]);
		expect(readPage(0 / 0, "x")).toEqual([0, 30]);
	});

	it("is a search by the engine's fields of texts, numbers and enums", () => {
		expect(readSearchAudio({ Title: "x", MinDuration: 5 })).toEqual({ Title: "x", MinDuration: 5 });
		expect(readSearchAudio({ Title: {} })).toBe(undefined);
		expect(readSearchAudio({ [1]: "x" })).toBe(undefined);
		expect(readSearchAudio("x")).toBe(undefined);
	});
});
