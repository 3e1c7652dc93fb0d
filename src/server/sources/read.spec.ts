import { describe, expect, it } from "@rbxts/jest-globals";

import { type Accepts, readSource, readSources } from "./read";
import { keyOf, type Source } from "./source";

const STEPS: Accepts<"sfx"> = { audio: "sfx", id: "similar", forms: ["seed", "query", "assets", "playlist"] };
const ZONES: Accepts<"music"> = {
	audio: "music",
	id: "assets",
	forms: ["query", "playlist", "assets", "similarTo", "radio"],
	topicOf: radio => (typeIs(radio, "table") ? "radio/lobby" : undefined),
};
const STATION: Accepts<"music"> = { audio: "music", forms: ["query", "playlist", "genre", "trending", "seed"] };

function read(input: unknown, accepts: Accepts<"music" | "sfx">): unknown {
	const [source, why] = readSource(input, accepts);
	return source ?? why;
}

function sound(id: string): Sound {
	const instance = new Instance("Sound");
	instance.SoundId = id;
	return instance;
}

describe("a source", () => {
	const taken: Array<[what: string, input: unknown, accepts: Accepts<"music" | "sfx">, source: object]> = [
		["an id", "9120386436", STEPS, { kind: "similar", audio: "sfx", id: "9120386436" }],
		["a content id", "rbxassetid://42", STEPS, { kind: "similar", audio: "sfx", id: "42" }],
		["a number", 42, STEPS, { kind: "similar", audio: "sfx", id: "42" }],
		["a Sound", sound("rbxassetid://42"), STEPS, { kind: "similar", audio: "sfx", id: "42" }],
		[
			"a row, whose genre is no source",
			{ asset_id: 42, genre: "Rock" },
			ZONES,
			{ kind: "assets", audio: "music", ids: ["42"] },
		],
		["an id where it is just itself", "42", ZONES, { kind: "assets", audio: "music", ids: ["42"] }],
		["a seed", { seed: "rbxassetid://42", gain: 2 }, STEPS, { kind: "similar", audio: "sfx", id: "42" }],
		["a likeness", { similarTo: 42 }, ZONES, { kind: "similar", audio: "music", id: "42" }],
		["a query, trimmed", { query: "  calm  " }, ZONES, { kind: "search", audio: "music", query: "calm" }],
		["a query with empty filters", { query: "a", filters: {} }, ZONES, { kind: "search", audio: "music", query: "a" }],
		[
			"a query with filters",
			{ query: "a", filters: { key: "C" } },
			ZONES,
			{ kind: "search", audio: "music", query: "a", filters: { key: "C" } },
		],
		[
			"effects of a category",
			{ query: "", filters: { categories: ["FOLEY"] } },
			STEPS,
			{ kind: "search", audio: "sfx", query: "", filters: { categories: ["FOLEY"] } },
		],
		[
			"ids, each once",
			{ assets: [7, "rbxassetid://8", "7"] },
			STEPS,
			{ kind: "assets", audio: "sfx", ids: ["7", "8"] },
		],
		["a playlist", { playlist: "sfx-1" }, STEPS, { kind: "playlist", audio: "sfx", playlist: "sfx-1" }],
		["a genre", { genre: "rock", trending: false }, STATION, { kind: "genre", audio: "music", genre: "rock" }],
		["the charts", { trending: true }, STATION, { kind: "trending", audio: "music" }],
		["a radio", { radio: {} }, ZONES, { kind: "radio", audio: "music", topic: "radio/lobby" }],
	];
	for (const [what, input, accepts, source] of taken) {
		it(`is ${what}`, () => {
			expect(read(input, accepts)).toEqual(source);
		});
	}

	const wrong: Array<[input: unknown, accepts: Accepts<"music" | "sfx">, why: string]> = [
		[undefined, STEPS, "must be an asset id, { seed }, { query }, { assets } or { playlist }, got missing"],
		["grass", STEPS, 'must be an asset id, { seed }, { query }, { assets } or { playlist }, got "grass"'],
		[{}, STEPS, "must be an asset id, { seed }, { query }, { assets } or { playlist }, got an empty table"],
		[["1"], STEPS, "must be an asset id, { seed }, { query }, { assets } or { playlist }, got a list"],
		[
			{ quer: "x", gain: 1 },
			STEPS,
			"must be an asset id, { seed }, { query }, { assets } or { playlist }, got a table with gain and quer",
		],
		[
			{ genre: "rock" },
			STEPS,
			"must be an asset id, { seed }, { query }, { assets } or { playlist }, got a table with genre",
		],
		["42", STATION, 'must be { query }, { playlist }, { genre }, { trending } or { seed }, got "42"'],
		[{ seed: "1", query: "x" }, STEPS, "has seed and query; only one of them is allowed"],
		[
			{ similarTo: "1", playlist: "x", assets: ["1"] },
			ZONES,
			"has similarTo, assets and playlist; only one of them is allowed",
		],
		[{ query: " " }, ZONES, `'query' must be a non-empty string, got " "`],
		[{ query: 5 }, ZONES, "'query' must be a non-empty string, got 5"],
		[{ query: "\xff" }, ZONES, `'query' must be a non-empty string, got bytes that are not text`],
		[{ query: "" }, STEPS, `'query' must be a non-empty string, got ""`],
		[{ query: "x", filters: "y" }, STEPS, `'filters' must be a table, got "y"`],
		[{ seed: "x" }, STEPS, `'seed' must be an asset id, got "x"`],
		[{ seed: ["1", "2"] }, STEPS, "'seed' must be an asset id, got a list"],
		[{ similarTo: {} }, ZONES, "'similarTo' must be an asset id, got an empty table"],
		[{ assets: [] }, STEPS, "'assets' must be a non-empty list of asset ids, got an empty table"],
		[{ assets: "1" }, STEPS, `'assets' must be a non-empty list of asset ids, got "1"`],
		[{ assets: ["1", "x"] }, STEPS, `'assets' must be asset ids, but item 2 is "x"`],
		[{ playlist: 5 }, STEPS, "'playlist' must be a non-empty string, got 5"],
		[{ trending: "yes" }, STATION, `'trending' must be true or false, got "yes"`],
		[
			{ radio: "lobby" },
			ZONES,
			`'radio' must be a radio made by createRadio of the same client, with output = "players"`,
		],
	];
	for (const [input, accepts, why] of wrong) {
		it(`is a mistake: ${why}`, () => {
			expect(read(input, accepts)).toBe(why);
		});
	}
});

describe("the sources of a station", () => {
	it("are all that it has, likes last, filtered by what likes understand", () => {
		const filters = { genres: ["rock"], key: "C" };
		const [sources] = readSources({ seed: ["1", 2, "1"], query: "a", trending: true, filters }, STATION);
		expect(sources).toEqual([
			{ kind: "search", audio: "music", query: "a", filters },
			{ kind: "trending", audio: "music" },
			{ kind: "similar", audio: "music", id: "1", filters: { genres: ["rock"] } },
			{ kind: "similar", audio: "music", id: "2", filters: { genres: ["rock"] } },
		]);
	});

	it("may be none, and one that is wrong is a mistake", () => {
		expect(readSources({}, STATION)[0]).toEqual([]);
		expect(readSources({ seed: ["1", "x"] }, STATION)[1]).toBe(`'seed' must be asset ids, but item 2 is "x"`);
		expect(readSources({ seed: true }, STATION)[1]).toBe("'seed' must be an asset id, got true");
		expect(readSources({ query: "" }, STATION)[1]).toBe(`'query' must be a non-empty string, got ""`);
	});
});

describe("the key of a source", () => {
	const search = (query: string, filters?: object): Source => ({ kind: "search", audio: "music", query, filters });

	it("is equal for equal sources", () => {
		expect(keyOf(search("calm", { key: "C", instrumental: true }))).toBe(
			keyOf(search("calm", { instrumental: true, key: "C" })),
		);
	});

	it("tells apart what is not the same", () => {
		const keys = new Set([
			keyOf(search("calm")),
			keyOf({ kind: "search", audio: "sfx", query: "calm" }),
			keyOf(search("calm", { genres: ["a,b"] })),
			keyOf(search("calm", { genres: ["a", "b"] })),
			keyOf(search(`calm",x:"1`)),
			keyOf({ kind: "playlist", audio: "music", playlist: "calm" }),
			keyOf({ kind: "similar", audio: "music", id: "1" }),
			keyOf({ kind: "assets", audio: "music", ids: ["1"] }),
			keyOf({ kind: "assets", audio: "music", ids: ["1", "2"] }),
		]);
		expect(keys.size()).toBe(9);
	});

	it("is found for filters that hold themselves", () => {
		const filters: Record<string, unknown> = {};
		filters.self = filters;
		expect(keyOf(search("calm", filters)).size() < 300).toBe(true);
	});
});
