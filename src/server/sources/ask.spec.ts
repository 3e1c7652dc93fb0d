import { describe, expect, it } from "@rbxts/jest-globals";

import { createCatalogPort } from "../../../test/rbx/catalog-port";
import { createVirtualClient, type Reply, type SentRequest } from "../../../test/rbx/virtual-http";
import type { Track } from "../../shared/wire/music";
import { lengthOf } from "../../shared/wire/row-facts";
import type { SfxTrack } from "../../shared/wire/sfx";
import { askSource, type Found, type Want } from "./ask";
import { askPage, type Page } from "./page";
import type { AudioKind, Source } from "./source";

interface Row {
	asset_id: number;
	[field: string]: unknown;
}

function rows(from: number, to: number, more: object = {}): Row[] {
	const made = new Array<Row>();
	for (const id of $range(from, to)) {
		made.push({ asset_id: id, name: `n${id}`, artist: "a", album: "", duration: 1 + id / 100, ...more });
	}
	return made;
}

function lab(respond: (request: SentRequest, count: number) => Reply) {
	const client = createVirtualClient({ respond, retries: 0 });
	const catalog = createCatalogPort(client.catalog);
	return {
		sent: client.sent,
		ask: <A extends AudioKind>(source: Source<A>, want: Want<A>): Found<A> => {
			let found: Found<A> | undefined;
			task.spawn(() => {
				found = askSource(catalog, source, want, { priority: "sound" });
			});
			client.clock.advance(60);
			return found!;
		},
		page: <A extends AudioKind>(source: Source<A>, offset: number): Page<A> | string => {
			let answer: Page<A> | string | undefined;
			task.spawn(() => {
				const [page, problem] = askPage(catalog, source, { limit: 50, offset }, { priority: "background" });
				answer = page ?? problem!.kind;
			});
			client.clock.advance(60);
			return answer!;
		},
	};
}

function page(tracks: Row[], total: number, limit = 20): Reply {
	return { body: { type: "tracks", tracks, meta: { type: "genre", total, limit, offset: 0 } } };
}

const idsOf = (found: { rows: ReadonlyArray<SfxTrack | Track> }) => found.rows.map(row => row.asset_id).join(",");
const LIKES: Source<"sfx"> = { kind: "similar", audio: "sfx", id: "5" };
const CALM: Source<"music"> = { kind: "search", audio: "music", query: "calm" };

describe("asking for a source", () => {
	it("is one request where one page is enough, with spares behind what was wanted", () => {
		const l = lab(() => page(rows(10, 29), 400));
		const found = l.ask(LIKES, { count: 3 });
		expect([l.sent.size(), found.rows.size(), found.more]).toEqual([1, 20, true]);
		expect(l.sent[0]!.url).toContain("dedupe=true");
		expect(l.sent[0]!.url).never.toContain("offset");
	});

	it("turns pages until there is enough, past pages that leaving out made short or empty", () => {
		const l = lab((_, count) => page(count === 2 ? [] : rows(count * 10, count * 10 + 1), 400));
		expect(idsOf(l.ask(LIKES, { count: 4 }))).toBe("10,11,30,31");
		expect(l.sent[2]!.url).toContain("offset=40");
	});

	it("turns no more pages than it may", () => {
		const l = lab((_, count) => page(rows(count * 10, count * 10), 4000));
		expect([l.ask(LIKES, { count: 50 }).rows.size(), l.sent.size()]).toEqual([4, 4]);
	});

	it("ends where the list ends, or a search comes up empty", () => {
		const short = lab(() => page(rows(1, 3), 3));
		expect([short.ask(CALM, { count: 9 }).more, short.sent.size()]).toEqual([false, 1]);
		const empty = lab(() => page([], 400));
		expect([empty.ask(CALM, { count: 9 }).rows.size(), empty.sent.size()]).toEqual([0, 1]);
	});

	it("says why there is nothing, and keeps what came before a page that failed", () => {
		const refused = lab(() => ({ status: 403 }));
		expect(refused.ask(LIKES, { count: 3 }).problem!.kind).toBe("forbidden");
		const half = lab((_, count) => (count === 1 ? page(rows(1, 3), 400) : { status: 403 }));
		const found = half.ask(LIKES, { count: 30 });
		expect([idsOf(found), found.problem, found.more]).toEqual(["1,2,3", undefined, true]);
	});

	it("leaves out the asset itself among its likes, and what does not fit, but shows every row", () => {
		const l = lab(() => page([...rows(5, 5), ...rows(8, 9, { duration: 30 }), ...rows(11, 11)], 4));
		const seen = new Array<string>();
		const found = l.ask(LIKES, {
			count: 3,
			fits: row => (lengthOf(row) ?? 0) < 5,
			see: all => all.forEach(row => seen.push(row.asset_id)),
		});
		expect([idsOf(found), seen.join(",")]).toEqual(["11", "5,8,9,11"]);
	});

	it("has each recording once, and each song", () => {
		const copies = { duration: 0.4, true_peak_dbtp: -3, sound_start_sec: 0.1, sound_end_sec: 0.3 };
		const effects = lab(() => page([...rows(1, 2, copies), ...rows(3, 3)], 3));
		expect(idsOf(effects.ask(LIKES, { count: 3 }))).toBe("1,3");
		const songs = [...rows(1, 1, { name: "Aurora" }), ...rows(2, 2, { name: "aurora (Remastered)" }), ...rows(3, 3)];
		expect(idsOf(lab(() => page(songs, 3)).ask(CALM, { count: 3 }))).toBe("1,3");
	});

	it("takes what somebody chose as it is, each asset once", () => {
		const chosen = [...rows(1, 2, { name: "same" }), ...rows(1, 1, { name: "same" })];
		const playlist = { id: "p", name: "P", track_count: 3 };
		const l = lab(() => ({ body: { playlist, tracks: chosen, sounds: chosen, meta: { total: 3 } } }));
		expect(idsOf(l.ask({ kind: "playlist", audio: "music", playlist: "p" }, { count: math.huge }))).toBe("1,2");
		expect(idsOf(l.ask({ kind: "playlist", audio: "sfx", playlist: "p" }, { count: math.huge }))).toBe("1,2");
	});
});

describe("a page", () => {
	const requests: Array<[source: Source, method: string, url: string]> = [
		[CALM, "POST", "/v1/search"],
		[{ kind: "similar", audio: "music", id: "5" }, "GET", "/v1/similar?asset_id=5&dedupe=true"],
		[{ kind: "assets", audio: "music", ids: ["5"] }, "POST", "/v1/search"],
		[{ kind: "genre", audio: "music", genre: "rock" }, "GET", "/v1/browse?"],
		[{ kind: "trending", audio: "music" }, "GET", "/v1/browse?"],
		[{ kind: "playlist", audio: "music", playlist: "p" }, "GET", "/v1/playlist"],
		[{ kind: "search", audio: "sfx", query: "door" }, "POST", "/v1/sfx/search"],
		[LIKES, "GET", "/v1/sfx/similar?asset_id=5&dedupe=true"],
		[{ kind: "playlist", audio: "sfx", playlist: "p" }, "GET", "/v1/playlist"],
	];
	for (const [source, method, url] of requests) {
		it(`of ${source.audio} by ${source.kind} is a ${method} of ${url}`, () => {
			const l = lab(() => page(rows(1, 2), 2));
			l.page(source, 0);
			expect([l.sent.size(), l.sent[0]!.method]).toEqual([1, method]);
			expect(l.sent[0]!.url).toContain(url);
		});
	}

	it("says where the next one begins, until the end", () => {
		const l = lab((_, count) => page(rows(count, count), 120, 50));
		const places = [0, 50, 100].map(offset => (l.page(CALM, offset) as Page<"music">).following ?? -1);
		expect(places).toEqual([50, 100, -1]);
	});

	it("cannot be had of a radio, nor of effects by their ids", () => {
		const l = lab(() => page([], 0));
		expect(l.page({ kind: "radio", audio: "music", topic: "radio/1" }, 0)).toBe("invalid-argument");
		expect(l.page({ kind: "assets", audio: "sfx", ids: ["1"] }, 0)).toBe("invalid-argument");
		expect(l.sent.size()).toBe(0);
	});
});
