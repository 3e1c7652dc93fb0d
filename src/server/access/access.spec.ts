import { describe, expect, it } from "@rbxts/jest-globals";

import { createVirtualClient, mostInAnyMinute, type Reply, type SentRequest } from "../../../test/rbx/virtual-http";
import type { OpenMethod } from "../../shared/access/remotes";
import type { Problem } from "../../shared/wire/problem";
import { createDesk } from "./desk";
import { readAccessOptions } from "./options";
import { readRequest } from "./requests";

const track = { asset_id: "1", name: "A", artist: "B", album: "C", duration: 60 };
const page = (): Reply => ({ body: { tracks: [track], meta: { total: 1, limit: 20, offset: 0 } } });

interface Told {
	result?: unknown;
	err?: string;
	problem?: Problem;
}

function scene(options: object = {}, respond: (request: SentRequest) => Reply = page, present = 1) {
	const client = createVirtualClient({ respond });
	const [limits, methods] = readAccessOptions(options, 300);
	client.pipeline.pot.limit({ perMinute: limits.requestsPerMinute, present: () => present });
	const ports = { call: client.catalog.call, now: client.clock.now, userId: (who: number) => who };
	const desk = createDesk<number>(ports, limits, methods);
	const ask = (who: number, method: OpenMethod, a?: unknown, b?: unknown, c?: unknown): Told => {
		const told: Told = {};
		task.spawn(() => {
			const [result, err, problem] = desk.serve(who, method, a, b, c);
			told.result = result;
			told.err = err;
			told.problem = problem;
		});
		return told;
	};
	return { ...client, desk, ask };
}

const long = (size: number) => "x".rep(size);

describe("what a player may send", () => {
	const shapes: Array<[method: OpenMethod, input: unknown, err: string]> = [
		["search", undefined, "search requires a table with a query string or an asset_ids array"],
		["search", "rain", "search requires a table with a query string or an asset_ids array"],
		["search", {}, "search requires a query string or a non-empty asset_ids array"],
		["search", { query: " ", asset_ids: [] }, "search requires a query string or a non-empty asset_ids array"],
		["similar", {}, "similar requires a table with an asset_id string"],
		["sfxSimilar", { asset_id: {} }, "sfxSimilar requires a table with an asset_id string"],
		["getStructure", "1", "getStructure requires a table with an asset_id string"],
		["sfxSearch", 5, "sfxSearch requires a table"],
		["browse", {}, "browse requires a table with a type string"],
		["sfxBrowse", { type: 5 }, "sfxBrowse requires a table with a type string"],
		["getPlaylist", { playlist_id: "" }, "getPlaylist requires a table with a playlist_id string"],
		["searchAudio", 1, "searchAudio requires an AudioSearchParams-shaped table"],
		["searchAudio", { SearchKeyword: {} }, "searchAudio requires an AudioSearchParams-shaped table"],
	];
	for (const [method, input, err] of shapes) {
		it(`is answered in the official words: ${err}`, () => {
			const held = scene();
			const told = held.ask(1, method, input);
			expect([told.err, told.problem?.kind, held.sent.size()]).toEqual([err, "invalid-argument", 0]);
		});
	}

	const sizes: Array<[name: string, method: OpenMethod, input: object, names: string]> = [
		["a query that never ends", "search", { query: long(301) }, "query has more than 300 characters"],
		["a name that never ends", "browse", { type: "genre", name: long(201) }, "name has more than 200 characters"],
		["ids without end", "search", { asset_ids: table.create(101, "1") }, "asset_ids has more than 100 entries"],
		["an id that is a table", "search", { asset_ids: [{ asset_id: "1" }] }, "asset_ids holds"],
		["filters without end", "search", { query: "a", filters: { genres: table.create(80, "x") } }, "filters holds"],
		["filters without bottom", "search", { query: "a", filters: { a: { b: { c: { d: 1 } } } } }, "filters holds"],
		["filters that are no numbers", "search", { query: "a", filters: { min_likes: 0 / 0 } }, "filters holds"],
		["an offset beyond everything", "search", { query: "a", offset: 1e9 }, "offset is above 10000"],
		["a limit beyond the catalog's", "search", { query: "a", limit: 1000 }, "limit is 1000"],
		["a table where a text belongs", "search", { query: "a", sort: {} }, "sort holds"],
	];
	for (const [name, method, input, names] of sizes) {
		it(`is bounded: ${name}`, () => {
			const held = scene();
			const told = held.ask(1, method, input);
			expect(told.err).toContain(names);
			expect(held.sent.size()).toBe(0);
		});
	}

	it("is read field by field: a player's id, and what nobody knows, stay behind", () => {
		const [options] = readRequest("search", { query: "a", playerId: 99, secret: "x", limit: 5 });
		expect(options).toEqual({ query: "a", limit: 5 });
	});

	it("goes on with likeness and dedupe, and the asset of a reverse look-up", () => {
		expect(readRequest("similar", { asset_id: "5", max_score: 0.9, dedupe: true })[0]).toEqual({
			asset_id: "5",
			max_score: 0.9,
			dedupe: true,
		});
		expect(readRequest("browse", { type: "game", asset_id: "5" })[0]).toEqual({ type: "game", asset_id: "5" });
	});
});

describe("how much a player may ask", () => {
	it("is a burst and then a steady rate, each player apart", () => {
		const held = scene({ perSecond: 2, burst: 4 });
		const passed = (who: number, count: number) => {
			let passing = 0;
			for (const _ of $range(1, count)) {
				if (held.ask(who, "search", { query: "a" }).problem?.kind !== "rate-limited") passing += 1;
			}
			return passing;
		};
		expect([passed(1, 20), passed(2, 3)]).toEqual([4, 3]);
		held.clock.advance(1);
		expect(passed(1, 20)).toBe(2);
		expect(held.ask(1, "search", { query: "a" }).err).toBe("Rate limited — please wait before making another request");
	});

	it("leaves the game its part of the budget however many players ask, and what memory knows is free", () => {
		const held = scene({ requestsPerMinute: 10 }, page, 100);
		for (const who of $range(1, 30)) held.ask(who, "search", { query: `q${who % 5}` });
		held.clock.advance(1);
		const before = held.sent.size();
		for (const who of $range(31, 60)) held.ask(who, "search", { query: `other ${who}` });
		held.clock.advance(1);
		expect(held.sent.size() - before <= 10).toBe(true);
		held.clock.advance(60);
		let answered = 0;
		for (const who of $range(61, 160)) {
			if (held.ask(who, "search", { query: "q1" }).result !== undefined) answered += 1;
		}
		expect(answered).toBe(100);
	});

	it("takes the methods the game opens", () => {
		const held = scene({ methods: ["search"] });
		held.ask(1, "search", { query: "a" });
		expect(held.ask(1, "listPlaylists").problem?.kind).toBe("forbidden");
	});

	const wrong: Array<[options: object, names: string]> = [
		[{ perSecond: -1 }, "enableClientAccess: perSecond is -1"],
		[{ burst: 0 }, "enableClientAccess: burst is 0"],
		[{ requestsPerMinute: "many" }, 'enableClientAccess: requestsPerMinute is "many"'],
		[{ methods: ["delete"] }, 'enableClientAccess: methods[1] is "delete"; it must be "browse", "getPlaylist", '],
		[{ methods: ["serch"] }, 'did you mean "search"?'],
		[{ perSeconds: 1 }, "enableClientAccess: perSeconds is not an option; did you mean perSecond?"],
	];
	for (const [options, names] of wrong) {
		it(`raises on ${names}`, () => expect(() => readAccessOptions(options, 300)).toThrow(names));
	}
});

describe("two players who ask as fast as they may", () => {
	const HONEST = 10;
	const SECONDS = 240;
	/** Everybody asks for something else each time; `shape` says as which call. */
	function play(shape: (query: string) => LuaTuple<[method: OpenMethod, input: object]>, failing = false) {
		const held = scene(
			{ requestsPerMinute: 150 },
			request => (failing && request.at % 3 < 1 ? { status: 503 } : page()),
			HONEST + 2,
		);
		const honest = new Array<Told>();
		const greedy = new Array<Told>();
		let count = 0;
		const ask = (who: number, list: Told[]) => {
			count += 1;
			const [method, input] = shape(tostring(1000 + count));
			list.push(held.ask(who, method, input));
		};
		for (const second of $range(1, SECONDS)) {
			for (const _ of $range(1, 3)) for (const who of [1, 2]) ask(who, greedy);
			for (const who of $range(3, HONEST + 2)) if ((second + who * 3) % 12 === 0) ask(who, honest);
			held.clock.advance(1);
		}
		held.clock.advance(40);
		return { ...held, honest, greedy };
	}
	const wins = (list: Told[]) => list.filter(told => told.result !== undefined).size();
	const bySearch = (query: string) => $tuple("search" as OpenMethod, { query });

	it("do not keep the others from a single answer, and have what these leave", () => {
		const held = play(bySearch);
		expect(wins(held.honest)).toBe(held.honest.size());
		expect(held.honest.size()).toBeGreaterThan(150);
		// An equal share would be 12 a minute for each.
		expect(wins(held.greedy)).toBeGreaterThan(2 * 12 * 4 * 1.4);
	});

	it("do not either where they look ids up", () => {
		const held = play(query => $tuple("search" as OpenMethod, { asset_ids: [query] }));
		expect(wins(held.honest)).toBe(held.honest.size());
	});

	it("never bring the requests of any minute above the pot, also where a third of them is sent again", () => {
		for (const failing of [false, true]) {
			const { sent } = play(bySearch, failing);
			expect(mostInAnyMinute(sent.map(request => request.at))).toBeLessThanOrEqual(150);
			expect(sent.size()).toBeGreaterThan(400);
		}
	});

	it("hold nobody up by asking first for what everybody wants", () => {
		const held = scene({ requestsPerMinute: 30, perSecond: 50, burst: 50 }, page, 10);
		for (const index of $range(1, 40)) held.ask(1, "search", { query: `mine ${index}` });
		held.ask(1, "search", { query: "popular" });
		held.clock.advance(1);
		const told = held.ask(2, "search", { query: "popular" });
		held.clock.advance(1);
		expect(told.result !== undefined).toBe(true);
	});

	it("alone in the place may use all of it", () => {
		const held = scene({ requestsPerMinute: 30, perSecond: 50, burst: 50 });
		for (const index of $range(1, 40)) held.ask(1, "search", { query: `mine ${index}` });
		held.clock.advance(1);
		expect(held.sent.size()).toBe(30);
	});
});

describe("a search by the engine's fields", () => {
	it("answers a page and the total, with bounds mended", () => {
		const held = scene();
		const told = held.ask(1, "searchAudio", { SearchKeyword: "rain", MaxDuration: 2147483647 }, -5, 500);
		held.clock.advance(1);
		expect((told.result as { total: number }).total).toBe(1);
		expect((told.result as { page: Array<{ Id: number }> }).page[0]!.Id).toBe(1);
		expect(held.sent[0]!.body).toEqual({ query: "rain", limit: 100, offset: 0 });
	});
});
