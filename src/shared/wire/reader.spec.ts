import { describe, expect, it } from "@rbxts/jest-globals";
import { HttpService } from "@rbxts/services";

import { type Track, track } from "./music";
import { createBodyReader, createReader } from "./reader";
import { searchResult, similarResult } from "./results";
import { list, needed, numericId, object, seconds, text, textPairs } from "./schema";
import { type TrackStructure, trackStructure } from "./structure";

const read = createReader(track);
const one = (row: object): Track | undefined => read({ asset_id: "1", ...row }, { dropped: 0 });

describe("a field that the API may leave out", () => {
	const absurd: Array<[name: string, field: keyof Track, value: unknown]> = [
		["a text where a number belongs", "duration", "187"],
		["a number where a text belongs", "name", 5],
		["a table where a text belongs", "artist", {}],
		["a negative length", "duration", -1],
		["a length of years", "duration", 1e308],
		["an infinite level", "loudness_lufs", -math.huge],
		["a level as text", "loudness_lufs", "-Infinity"],
		["a level that is no number", "true_peak_dbtp", 0 / 0],
		["no tempo at all", "bpm", 0],
		["a key that no piano has", "key", "H"],
		["another scale", "scale", "dorian"],
		["a mood that is a word", "mood", "happy"],
		["genres that are a word", "genres_detailed", "rock"],
		["true or false where a number belongs", "score", true],
	];
	for (const [name, field, value] of absurd) {
		it(`is missing where the API sends ${name}`, () => {
			expect(one({ [field]: value })).toEqual({ asset_id: "1" });
		});
	}

	it("is kept where it makes sense, the fields beside a bad one included", () => {
		const row = { name: "n", duration: 0, bpm: 120.5, loudness_lufs: -14, key: "C#", scale: "minor" };
		expect(one({ ...row, artist: 5 })).toEqual({ asset_id: "1", ...row });
		expect(one({ mood: { happy: 1, sad: "very" } })?.mood).toEqual({ happy: 1 });
	});
});

describe("a row", () => {
	const ids: Array<[value: unknown, id: string | undefined]> = [
		["123", "123"],
		[12345678901234, "12345678901234"],
		[undefined, undefined],
		["", undefined],
		["abc", undefined],
		["0", undefined],
		[0, undefined],
		[-5, undefined],
		[1.5, undefined],
		[0 / 0, undefined],
		[1e308, undefined],
		["9".rep(400), undefined],
		[{}, undefined],
		[true, undefined],
	];
	for (const [value, id] of ids) {
		it(`with the id ${typeIs(value, "string") ? string.sub(value, 1, 9) : tostring(value)} is ${id === undefined ? "left out" : "kept"}`, () => {
			expect(read({ asset_id: value }, { dropped: 0 })?.asset_id).toBe(id);
		});
	}

	it("that is no object is none", () => {
		for (const value of [undefined, 5, "row", true]) expect(read(value, { dropped: 0 })).toBe(undefined);
	});

	it("keeps what nobody knows yet, as far as it can be copied and sent", () => {
		let deep: Record<string, unknown> = { end: 1 };
		for (const _ of $range(1, 30000)) deep = { deep };
		const row = one({ novelty: { a: [1, 2] }, deep, endless: math.huge });
		expect(row).toEqual({ asset_id: "1", novelty: { a: [1, 2] } });
	});
});

describe("a list", () => {
	const tracksOf = (tracks: unknown) => {
		const notes = { dropped: 0 };
		const [body] = createBodyReader(similarResult)({ tracks }, notes);
		return { ids: body?.tracks.map(row => row.asset_id), dropped: notes.dropped };
	};

	it("leaves out rows of no use and rows that are there already, and counts them", () => {
		const rows = [{ asset_id: "1" }, { name: "no id" }, 5, { asset_id: 2 }, { asset_id: "1", name: "again" }];
		expect(tracksOf(rows)).toEqual({ ids: ["1", "2"], dropped: 3 });
	});

	it("closes over holes that nulls leave, wherever they are", () => {
		const tracks = HttpService.JSONDecode(
			`[null,{"asset_id":"1"},null,null,{"asset_id":"2"},null,{"asset_id":"3"},null]`,
		);
		expect(tracksOf(tracks)).toEqual({ ids: ["1", "2", "3"], dropped: 0 });
	});

	it("ends somewhere", () => {
		const rows = new Array<object>();
		for (const id of $range(1, 5000)) rows.push({ asset_id: tostring(id) });
		expect(tracksOf(rows)).toEqual({ ids: tracksOf(rows).ids, dropped: 4000 });
		expect(tracksOf(rows).ids?.size()).toBe(1000);
	});

	it("of numbers leaves out what is none", () => {
		const numbers = createReader(list(seconds));
		expect(numbers([0, "1", 2, -3, 0 / 0, 4], { dropped: 0 })).toEqual([0, 2, 4]);
		expect(numbers("none", { dropped: 0 })).toBe(undefined);
	});

	it("that is an object is empty", () => {
		expect(tracksOf({ a: 1 })).toEqual({ ids: [], dropped: 0 });
	});
});

describe("a structure", () => {
	const structure = (fields: object): TrackStructure | undefined =>
		createReader(trackStructure)({ asset_id: "5", ...fields }, { dropped: 0 });

	it("has no grid without times, and no segment without both ends", () => {
		expect(structure({ beat_grid: { downbeats: [1] } })).toEqual({ asset_id: "5" });
		expect(structure({ beat_grid: { times: [1, 2] } })?.beat_grid).toEqual({ times: [1, 2] });
		const sections = [{ start: 0, end: 2, label: "Intro", energy: "high" }, { start: 2 }, { end: 3 }, 7];
		expect(structure({ sections })?.sections).toEqual([{ start: 0, end: 2, label: "Intro" }]);
	});

	it("keeps labels that are new, and authored pairs of text and numbers", () => {
		const sections = [{ start: 0, end: 2, label: "Interlude", metadata: { a: "x", b: 2, c: {}, d: 0 / 0 } }];
		expect(structure({ sections })?.sections).toEqual([
			{ start: 0, end: 2, label: "Interlude", metadata: { a: "x", b: 2 } },
		]);
	});
});

describe("an answer", () => {
	const answer = createBodyReader(searchResult);
	const faults: Array<[body: unknown, fault: string]> = [
		["text", "the body is a string where an object belongs"],
		[undefined, "the body is nil where an object belongs"],
		[{ meta: {} }, "tracks is missing"],
		[{ tracks: 5 }, "tracks is 5 where a list belongs"],
	];
	for (const [body, fault] of faults) {
		it(`is none when ${fault}`, () => expect(answer(body, { dropped: 0 })[1]).toBe(fault));
	}

	it("with one of several parts is one", () => {
		const some = createBodyReader(object<{ a?: string[]; b?: string[] }>({ a: list(text), b: list(text) }, ["a", "b"]));
		expect(some({ b: ["x"] }, { dropped: 0 })[0]).toEqual({ b: ["x"] });
		expect(some({}, { dropped: 0 })[1]).toBe("a or b is missing");
		expect(some({ a: "x" }, { dropped: 0 })[1]).toBe("a is a string where a list belongs");
	});

	it("may say ids of others as text or as numbers", () => {
		const ids = createReader(object<{ id: number }>({ id: needed(numericId) }));
		expect(ids({ id: "77" }, { dropped: 0 })).toEqual({ id: 77 });
		expect(ids({ id: "x" }, { dropped: 0 })).toBe(undefined);
	});

	it("with pairs that are a list has none", () => {
		expect(createReader(textPairs)([1, 2], { dropped: 0 })).toEqual({});
	});
});
