import { describe, expect, it } from "@rbxts/jest-globals";

import { createVirtualClient, kindOf, type Reply, type SentRequest } from "../../../test/rbx/virtual-http";
import type { Outcome } from "../../shared/wire/outcome";
import type { PlaylistResult } from "../../shared/wire/playlist";
import type { SearchResult } from "../../shared/wire/results";
import type { Beat, Segment } from "../../shared/wire/structure";
import { createPages } from "./pages";

const track = (id: string) => ({ asset_id: id, name: `n${id}`, artist: "A", album: "B", duration: 60 });
const meta = { total: 1, limit: 20, offset: 0 };
const value = <T>(answer: { outcome?: Outcome }) => (answer.outcome as Outcome & { ok: true }).value as T;
const messageOf = (answer: { outcome?: Outcome }) => (answer.outcome as Outcome & { ok: false }).problem.message;

/** Answers lookups with every id but those above 1000. */
function lookupReply(request: SentRequest): Reply {
	const ids = (request.body as { asset_ids: string[] }).asset_ids;
	const known = ids.filter(id => tonumber(id)! <= 1000);
	return {
		body: {
			tracks: known.map(track),
			meta: { ...meta, total: known.size(), missing_ids: ids.filter(id => tonumber(id)! > 1000) },
		},
	};
}

describe("a refused call", () => {
	const cases: Array<[method: string, options: unknown, message: string]> = [
		["search", undefined, "search requires either a non-empty query string or a non-empty asset_ids array"],
		["search", 5, "search requires either a non-empty query string or a non-empty asset_ids array"],
		["search", { query: "" }, "search requires either a non-empty query string or a non-empty asset_ids array"],
		["search", { query: "a", limit: 101 }, "search: limit is 101; it must be a whole number from 1 to 100"],
		["search", { query: "a", limit: 1.5 }, "search: limit is 1.5; it must be a whole number from 1 to 100"],
		["search", { query: "a", offset: -1 }, "search: offset is -1; it must be a whole number from 0"],
		[
			"search",
			{ query: "a", sort: "new" },
			'search: sort is "new"; it must be one of "relevance", "popular", "recent"',
		],
		["search", { query: "a", region: 4 }, 'search: region is 4; it must be one of "auto", "americas", "eu", "apac"'],
		["search", { query: "a", filters: "x" }, 'search: filters is "x"; it must be a table'],
		[
			"search",
			{ query: "a", filters: { created_after: "2023-02-29" } },
			'search: filters.created_after is "2023-02-29"; it must be a date as YYYY-MM-DD',
		],
		[
			"search",
			{ query: "a", filters: { min_likes: 0 / 0 } },
			"search: filters.min_likes is not a number (NaN); it must be a number from 0",
		],
		[
			"search",
			{ query: "a", filters: { duration: { min: 9, max: 3 } } },
			"search: filters.duration is a table; it must be a table with min and max in seconds, min not above max",
		],
		[
			"search",
			{ query: "a", filters: { scale: "dorian" } },
			'search: filters.scale is "dorian"; it must be one of "major", "minor"',
		],
		["similar", {}, "similar requires an asset_id string, a track table, a Sound, or an AudioPlayer"],
		[
			"sfxSimilar",
			"https://x.test/v1",
			"sfxSimilar requires an asset_id string, a track table, a Sound, or an AudioPlayer",
		],
		["similar", { asset_id: "5", max_score: 2 }, "similar: max_score is 2; it must be a number from 0 to 1"],
		["sfxSearch", { filters: {} }, "sfxSearch requires either a query string or filters.categories"],
		["browse", { type: "song" }, "browse requires type to be one of: artist, album, genre, mood, trending, game"],
		["sfxBrowse", undefined, "sfxBrowse requires type to be one of: trending"],
		["getPlaylist", { playlist_id: " " }, "getPlaylist requires a non-empty playlist_id string"],
	];
	for (const [method, options, message] of cases) {
		it(`says: ${message}`, () => {
			const client = createVirtualClient();
			const answer = client.ask(catalog => catalog.call(method as "search", options));
			expect(kindOf(answer)).toBe("invalid-argument");
			expect(messageOf(answer)).toBe(message);
			expect(client.sent.size()).toBe(0);
		});
	}
});

describe("a request", () => {
	const sentBy = (method: string, input: unknown, extras?: unknown) => {
		const client = createVirtualClient();
		client.ask(catalog => catalog.call(method as "search", input, extras));
		client.clock.advance(1);
		return client.sent[0]!;
	};

	it("is byte-equal for equal options, whatever the order they were written in", () => {
		const first = sentBy("similar", "5", {
			limit: 3,
			offset: 2,
			dedupe: true,
			filters: { genres: ["a"], duration: { max: 5, min: 1 } },
		});
		const second = sentBy("similar", {
			filters: { duration: { min: 1, max: 5 }, genres: ["a"] },
			dedupe: true,
			offset: 2,
			limit: 3,
			asset_id: 5,
		});
		expect(second.url).toBe(first.url);
		expect(first.url).toContain("/v1/similar?asset_id=5&dedupe=true&filters=%7B%22duration%22");
	});

	it("leaves out what says nothing: empty filters, dedupe = false, the text beside ids", () => {
		expect(sentBy("similar", "5", { dedupe: false, filters: {} }).url).toBe("https://api.test/v1/similar?asset_id=5");
		const search = sentBy("search", { query: "a", filters: { genres: [] } });
		expect((search.body as { filters?: unknown }).filters).toBe(undefined);
	});

	it("takes an id in every form", () => {
		const sound = new Instance("Sound");
		sound.SoundId = "rbxassetid://77";
		for (const input of [
			"77",
			77,
			" rbxassetid://77",
			{ asset_id: "77" },
			{ asset_id: 77 },
			{ asset_id: "rbxassetid://77" },
			sound,
			"https://www.roblox.com/asset/?id=77",
		]) {
			expect(sentBy("similar", input).url).toBe("https://api.test/v1/similar?asset_id=77");
		}
		sound.Destroy();
	});

	it("never takes digits inside of a path for an id", () => {
		const client = createVirtualClient();
		const answer = client.ask(catalog => catalog.call("similar", "rbxasset://sounds/uuhhh2.mp3"));
		expect(kindOf(answer)).toBe("invalid-argument");
	});
});

describe("an answer", () => {
	const read = (body: unknown, method = "search") => {
		const client = createVirtualClient({ respond: () => (typeIs(body, "string") ? { raw: body } : { body }) });
		const answer = client.ask(catalog => catalog.call(method as "search", { query: "a", type: "artist" }));
		client.clock.advance(1);
		return { client, answer };
	};

	it("gives ids as text, drops rows without one and counts them", () => {
		const rows = [{ ...track("1"), asset_id: 12345678901234 }, { name: "no id" }, { asset_id: "abc" }, track("2")];
		const { client, answer } = read({ tracks: rows, meta });
		expect(value<SearchResult>(answer).tracks.map(row => row.asset_id)).toEqual(["12345678901234", "2"]);
		expect(client.pipeline.stats.droppedRows).toBe(2);
	});

	it("takes nulls and levels that are no numbers as absent", () => {
		const raw = `{"tracks":[{"asset_id":"1","name":"n","bpm":null,"loudness_lufs":"-Infinity","true_peak_dbtp":null}],"meta":{"total":1,"matched_artist":null}}`;
		const [row] = value<SearchResult>(read(raw).answer).tracks;
		expect(row!.bpm).toBe(undefined);
		expect(row!.loudness_lufs).toBe(undefined);
	});

	it("without its meta, its playlist or its tracks is still an answer", () => {
		expect(value<SearchResult>(read({ tracks: [track("1")] }).answer).meta).toEqual({});
		const ask = (body: object) => {
			const client = createVirtualClient({ respond: () => ({ body }) });
			const answer = client.ask(catalog => catalog.ask("getPlaylist", { playlist_id: "night" }));
			client.clock.advance(1);
			return value<PlaylistResult>(answer);
		};
		expect(ask({ tracks: [track("1"), track("1")] })).toEqual({
			playlist: { id: "night" },
			tracks: [track("1"), track("1")],
			meta: {},
		});
		expect(ask({ playlist: { id: "p", name: "P" }, sounds: [track("2")] }).tracks).toEqual([]);
	});

	it("keeps fields it does not know", () => {
		const { answer } = read({ tracks: [{ ...track("1"), novelty: "x" }], meta });
		expect((value<SearchResult>(answer).tracks[0] as unknown as { novelty: string }).novelty).toBe("x");
	});

	const broken: Array<[body: unknown, words: string]> = [
		[{ tracks: "none", meta }, "tracks is a string where a list belongs"],
		[{ tracks: 5, meta }, "tracks is 5 where a list belongs"],
		["[1, 2]", "tracks is missing"],
		['"text"', "the body is a string where an object belongs"],
	];
	for (const [body, words] of broken) {
		it(`off the contract says that ${words}`, () => {
			const { answer } = read(body);
			expect(kindOf(answer)).toBe("bad-response");
			expect(messageOf(answer)).toContain(words);
		});
	}

	it("of browse tells lists and tracks apart by its type", () => {
		const { answer } = read(
			{ items: [{ name: "A", track_count: 3, album_count: 1 }], meta: { ...meta, type: "artist" } },
			"browse",
		);
		expect(value<{ type: string }>(answer).type).toBe("artist");
	});
});

describe("a lookup", () => {
	it("of any number of ids asks for a hundred at a time and answers in order", () => {
		const client = createVirtualClient({ respond: lookupReply });
		const ids = new Array<number>();
		for (let id = 250; id >= 1; id--) ids.push(id);
		ids.push(5000);
		const answer = client.ask(catalog => catalog.call("search", { asset_ids: ids }));
		client.clock.advance(1);
		const result = value<SearchResult>(answer);
		expect(client.sent.size()).toBe(3);
		expect(client.sent.every(request => (request.body as { asset_ids: string[] }).asset_ids.size() <= 100)).toBe(true);
		expect(result.tracks.size()).toBe(250);
		expect(result.tracks[0]!.asset_id).toBe("250");
		expect(result.tracks[249]!.asset_id).toBe("1");
		expect(result.meta.missing_ids).toEqual(["5000"]);
	});

	it("travels with the others of its frame, and asks for no id twice", () => {
		const client = createVirtualClient({ respond: lookupReply });
		const answers = ["7", "8", "7", "9"].map(id => client.ask(catalog => catalog.call("search", { asset_ids: [id] })));
		client.clock.advance(1);
		expect(client.sent.size()).toBe(1);
		expect((client.sent[0]!.body as { asset_ids: string[]; limit: number }).asset_ids).toEqual(["7", "8", "9"]);
		expect((client.sent[0]!.body as { limit: number }).limit).toBe(3);
		expect(answers.map(answer => value<SearchResult>(answer).tracks[0]!.asset_id)).toEqual(["7", "8", "7", "9"]);
		client.ask(catalog => catalog.call("search", { asset_ids: ["8", "9"] }));
		client.clock.advance(1);
		expect(client.sent.size()).toBe(1);
	});

	it("beside a query go to the API as they are, together with it", () => {
		const client = createVirtualClient();
		client.ask(catalog => catalog.call("search", { query: "calm", asset_ids: ["7", "rbxassetid://8"], limit: 5 }));
		client.clock.advance(1);
		expect(client.sent.map(request => request.body)).toEqual([{ query: "calm", asset_ids: ["7", "8"], limit: 5 }]);
	});

	it("with a bad id names its place", () => {
		const client = createVirtualClient();
		const answer = client.ask(catalog => catalog.call("search", { asset_ids: ["1", "x"] }));
		expect(messageOf(answer)).toContain('asset_ids[2] is "x"');
	});

	it("fails as its request failed", () => {
		const client = createVirtualClient({ respond: () => ({ status: 401, body: { error: "Invalid API key" } }) });
		const answer = client.ask(catalog => catalog.call("search", { asset_ids: ["1"] }));
		client.clock.advance(1);
		expect(messageOf(answer)).toBe("Invalid API key (401)");
	});
});

describe("moments of a track", () => {
	const structure = {
		asset_id: "5",
		beat_grid: { times: [0.5, 1, 1.5, 2, 2.5, 3], downbeats: [1, 3] },
		sections: [
			{ start: 0, end: 2, label: "Intro" },
			{ start: 2, end: 3, label: "Drop" },
		],
		phrases: [{ start: 0, end: 3 }],
	};
	const client = createVirtualClient({ respond: () => ({ body: structure }) });
	client.ask(catalog => catalog.call("getStructure", "5"));
	client.clock.advance(1);
	const beatAt = (time: number, input: unknown = "5") =>
		value<Beat>(client.ask(catalog => ({ ...catalog.beatAt(input, time) })));
	const segmentAt = (time: number, level?: string) =>
		value<Segment | undefined>(client.ask(catalog => ({ ...catalog.segmentAt("5", time, level) })));

	it("are the nearest beat, the earlier of two, and clamp at both ends", () => {
		const expected: Array<[time: number, index: number, place: number]> = [
			[-5, 1, 1],
			[0.74, 1, 1],
			[0.75, 1, 1],
			[0.76, 2, 1],
			[1.6, 3, 2],
			[2.9, 6, 1],
			[99, 6, 1],
		];
		for (const [time, index, place] of expected) {
			expect(beatAt(time).index).toBe(index);
			expect(beatAt(time).beat_num).toBe(place);
		}
		expect(beatAt(1).is_downbeat).toBe(true);
	});

	it("lie in the section whose end is not part of it", () => {
		expect(segmentAt(1.999)?.label).toBe("Intro");
		expect(segmentAt(2)?.label).toBe("Drop");
		expect(segmentAt(3)).toBe(undefined);
		expect(segmentAt(2.5, "phrase")?.start).toBe(0);
	});

	it("are found by an id in every form, with one request in all", () => {
		for (const input of ["5", 5, "rbxassetid://5", { asset_id: "5" }]) expect(beatAt(1, input).index).toBe(2);
		expect(client.sent.size()).toBe(1);
	});

	it("cannot be spoiled by who got them", () => {
		expect(table.isfrozen(beatAt(1))).toBe(true);
	});
});

describe("walking all pages", () => {
	it("gives every row once, up to as many as wanted", () => {
		const client = createVirtualClient({
			respond: request => {
				const { limit, offset = 0 } = request.body as { limit: number; offset?: number };
				const rows = new Array<object>();
				for (let index = offset; index < math.min(offset + limit, 230); index++) rows.push(track(tostring(index + 1)));
				return { body: { tracks: rows, meta: { total: 230, limit, offset } }, takes: 0 };
			},
		});
		const collect = (most?: number) => {
			const ids = new Array<string>();
			task.spawn(() => {
				const pages = createPages<{ asset_id: string }>(client.catalog.call, "search", { query: "a" }, most, () => {});
				for (const row of pages) ids.push(row.asset_id);
			});
			client.clock.advance(1);
			return ids;
		};
		expect(collect().size()).toBe(230);
		expect(collect(120)[119]).toBe("120");
	});
});
