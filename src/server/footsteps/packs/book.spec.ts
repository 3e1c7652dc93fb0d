import { describe, expect, it } from "@rbxts/jest-globals";

import { createClock } from "../../../../test/rbx/virtual-http";
import type { SurfaceSource } from "../../../shared/footsteps/types";
import { gainToDb } from "../../../shared/sound/loudness";
import type { SfxSimilarOptions } from "../../../shared/wire/options";
import type { Answer, Problem } from "../../../shared/wire/problem";
import type { SfxSearchResult } from "../../../shared/wire/results";
import type { SfxTrack } from "../../../shared/wire/sfx";
import type { CatalogPort } from "../../catalog/port";
import { bakePacks } from "./bake";
import { createPackBook, type PackBook, type PackBookPorts } from "./book";

const HERO = "9120386436";

function row(id: number, more: Partial<SfxTrack> = {}): SfxTrack {
	return { asset_id: tostring(id), name: `step ${id}`, duration: 0.3 + id / 1000, true_peak_dbtp: -id, ...more };
}

function rows(from: number, to: number, more: Partial<SfxTrack> = {}): SfxTrack[] {
	const made: SfxTrack[] = [];
	for (const id of $range(from, to)) made.push(row(id, more));
	return made;
}

function answer(tracks: SfxTrack[], total = tracks.size(), offset = 0): Answer<SfxSearchResult> {
	return $tuple({ tracks, meta: { total, limit: 20, offset } }, undefined, undefined);
}

function failure(kind: Problem["kind"], retryAfter?: number): Answer<SfxSearchResult> {
	return $tuple(undefined, `it is ${kind}`, { kind, message: `it is ${kind}`, endpoint: "x", attempts: 1, retryAfter });
}

interface Scene {
	book: PackBook;
	asked: SfxSimilarOptions[];
	/** When each question was asked. */
	times: number[];
	advance: (seconds: number) => void;
	pending: () => number;
	changes: () => number;
	warned: string[];
}

type Ask = (options: SfxSimilarOptions) => Answer<SfxSearchResult>;

function scene(surfaces: Record<string, SurfaceSource>, similar: Ask, more: Partial<PackBookPorts> = {}): Scene {
	const asked: SfxSimilarOptions[] = [];
	const times: number[] = [];
	const clock = createClock();
	const warned = new Array<string>();
	let changes = 0;
	const reply = (options: unknown): Answer<SfxSearchResult> => {
		asked.push(options as SfxSimilarOptions);
		times.push(clock.now());
		return similar(options as SfxSimilarOptions);
	};
	const catalog = {
		sfxSimilar(options: SfxSimilarOptions) {
			return reply(options);
		},
		sfxSearch(options: object) {
			return reply(options);
		},
		getPlaylist(options: object) {
			const [result, err, problem] = reply(options);
			return $tuple(result && { playlist: {}, tracks: [], sounds: result.tracks }, err, problem);
		},
	} as unknown as CatalogPort;
	const ports: PackBookPorts = {
		catalog,
		clock: { ...clock, spawn: fn => fn() },
		random: () => 0.5,
		changed: () => {
			changes += 1;
		},
		warn: text => warned.push(text),
		...more,
	};
	const book = createPackBook(ports, surfaces, { variants: 6, maxDuration: 1.2 });
	return { book, asked, times, advance: clock.advance, pending: clock.pending, changes: () => changes, warned };
}

function idsOf(book: PackBook, surface: string): string[] {
	return book.packs.get(surface)!.variants.map(variant => variant.assetId);
}

describe("packs", () => {
	it("are the hero and its likes, from one request a surface", () => {
		const { book, asked } = scene({ Grass: HERO, Wood: { seed: "222", gain: 0.5, variants: 3 } }, () =>
			answer(rows(1, 20)),
		);
		expect(idsOf(book, "Grass")).toEqual([HERO]);
		expect(book.packs.get("Grass")!.source).toBe("seed-only");
		expect(book.resolve()).toBeUndefined();
		expect(idsOf(book, "Grass")).toEqual([HERO, "1", "2", "3", "4", "5"]);
		expect(idsOf(book, "Wood")).toEqual(["222", "1", "2"]);
		expect(book.packs.get("Grass")!.source).toBe("similar");
		expect(book.packs.get("Wood")!.gain).toBe(0.5);
		expect(asked.size()).toBe(2);
		expect(asked[0]!.dedupe).toBe(true);
		expect(asked[0]!.filters).toEqual({ duration: { max: 1.2 } });
	});

	it("leave out long clips and near-duplicates and turn a page when that makes them short", () => {
		const copy = { duration: 0.4, true_peak_dbtp: -3, sound_start_sec: 0.1, sound_end_sec: 0.3 };
		const { book, asked } = scene({ Grass: HERO }, options =>
			options.offset === undefined
				? answer([row(1, { duration: 3 }), row(2, copy), row(3, copy), row(4, { name: "step 2" })], 40)
				: answer(rows(10, 20), 40, 20),
		);
		expect(book.resolve()).toBeUndefined();
		expect(idsOf(book, "Grass")).toEqual([HERO, "2", "4", "10", "11", "12"]);
		expect(asked.size()).toBe(2);
	});

	it("are level-matched, the unknown hero at the median", () => {
		const { book } = scene({ Grass: HERO }, () => answer(rows(2, 6)));
		book.resolve();
		const turned = book.packs.get("Grass")!.variants.map(variant => math.round(gainToDb(variant.gain) * 100) / 100);
		expect(turned).toEqual([-2, -4, -3, -2, -1, 0]);
	});

	it("find the hero's row in another surface's answer", () => {
		const { book } = scene({ Grass: HERO, Wood: "222" }, options =>
			answer(options.asset_id === "222" ? [row(1, { asset_id: HERO, true_peak_dbtp: -9 }), row(3)] : rows(2, 3)),
		);
		book.resolve();
		const grass = book.packs.get("Grass")!.variants;
		expect(gainToDb(grass[0]!.gain)).toBeCloseTo(0, 5);
		expect(gainToDb(grass[1]!.gain)).toBeCloseTo(-7, 5);
	});

	it("stay playable and say so when the hero is unknown to the catalog, and ask again slowly", () => {
		const { book, times, advance } = scene({ Grass: HERO }, () => failure("not-found"));
		expect(book.resolve()!.kind).toBe("not-found");
		expect(book.packs.get("Grass")!.source).toBe("seed-only");
		expect(idsOf(book, "Grass")).toEqual([HERO]);
		advance(700);
		expect(times).toEqual([0, 300, 600]);
	});

	it("say so when nothing is like the hero, each in its own name", () => {
		const { book, asked } = scene({ Grass: HERO, Wood: HERO }, () => answer([row(tonumber(HERO)!)]));
		const message = "footsteps: nothing in the catalog fits the surface";
		expect(book.resolve()).toEqual(expect.objectContaining({ kind: "not-found", message: `${message} 'Grass'` }));
		expect(book.packs.get("Wood")!.problem!.message).toBe(`${message} 'Wood'`);
		expect([book.packs.get("Grass")!.source, asked.size()]).toEqual(["seed-only", 1]);
	});

	it("ask at once for what one surface needs while another's key is refused", () => {
		const { book, times, advance } = scene({ Grass: HERO, Wood: "222" }, options =>
			failure(options.asset_id === "222" ? "unauthorized" : "network"),
		);
		book.resolve();
		advance(36);
		expect(times).toEqual([0, 0, 5, 15, 35]);
	});

	it("say what raised", () => {
		const { book, advance } = scene({ Grass: HERO }, () => error("boom", 0));
		expect(book.resolve()!.message).toBe("footsteps: resolving the surface 'Grass' failed: boom");
		advance(1);
	});

	it("ask again with growing pauses after an outage and grow in place", () => {
		let down = true;
		const { book, times, advance, pending } = scene({ Grass: HERO, Wood: { assets: ["7", "8"] } }, () =>
			down ? failure("network") : answer(rows(1, 20)),
		);
		const pack = book.packs.get("Grass");
		expect(book.resolve()!.kind).toBe("network");
		advance(14);
		down = false;
		advance(100);
		expect(times).toEqual([0, 5, 15]);
		expect(book.packs.get("Grass")).toBe(pack);
		expect(pack!.variants.size()).toBe(6);
		expect(pack!.problem).toBeUndefined();
		expect(pending()).toBe(0);
	});

	it("wait for as long as the API asks them to", () => {
		const { book, times, advance } = scene({ Grass: HERO }, () => failure("rate-limited", 90));
		book.resolve();
		advance(91);
		expect(times).toEqual([0, 90]);
	});

	it("ask for what failed only, when resolved again", () => {
		const { book, asked, pending } = scene({ Grass: HERO, Wood: "222" }, options =>
			options.asset_id === "222" && asked.size() < 3 ? failure("server") : answer(rows(1, 20)),
		);
		expect(book.resolve()!.kind).toBe("server");
		expect(book.resolve()).toBeUndefined();
		expect(asked.size()).toBe(3);
		expect(pending()).toBe(0);
		expect(book.resolve()).toBeUndefined();
		expect(asked.size()).toBe(3);
	});

	it("tell of a surface that nothing fits, once, and of none that may have its sounds in a moment", () => {
		const { book, warned, advance } = scene({ Sand: { query: "sandy stepp" }, Wood: "222" }, options =>
			options.asset_id === "222" ? failure("network") : answer([]),
		);
		book.resolve();
		advance(700);
		book.resolve();
		expect(warned).toEqual([
			"[AudioScape] footsteps: nothing in the catalog fits the surface 'Sand'. Trying again in the background",
		]);
	});

	it("replace an asset that does not load by the next candidate, everywhere", () => {
		const { book, changes } = scene({ Grass: HERO, Wood: "222" }, () => answer(rows(1, 20)));
		book.resolve();
		const before = changes();
		book.drop("3");
		expect(idsOf(book, "Grass")).toEqual([HERO, "1", "2", "4", "5", "6"]);
		expect(idsOf(book, "Wood")).toEqual(["222", "1", "2", "4", "5", "6"]);
		expect(changes()).toBe(before + 1);
		book.drop("3");
		book.drop("999");
		expect(changes()).toBe(before + 1);
	});

	it("take an asset back that is worth another try, in its old place", () => {
		const { book } = scene({ Grass: HERO }, () => answer(rows(1, 20)));
		book.resolve();
		book.drop("3");
		book.restore("3");
		expect(idsOf(book, "Grass")).toEqual([HERO, "1", "2", "3", "4", "5"]);
	});

	it("keep their hero, or what was found first, where nothing else is left", () => {
		const { book } = scene({ Grass: HERO, Sand: { query: "sand step" } }, () => answer(rows(1, 3)));
		book.resolve();
		for (const id of ["1", "2", "3", HERO]) book.drop(id);
		expect(idsOf(book, "Grass")).toEqual([HERO]);
		expect(idsOf(book, "Sand")).toEqual(["1"]);
		book.restore("2");
		expect(idsOf(book, "Grass")).toEqual(["2"]);
	});

	it("come from searches, lists and playlists too", () => {
		const { book, asked } = scene(
			{
				Sand: { query: "sand step" },
				Metal: { assets: ["rbxassetid://7", "8", "7"] },
				Snow: { playlist: "sfx-1" },
				Bad: { assets: [] },
			},
			() => answer(rows(1, 8)),
		);
		expect(book.resolve()!.kind).toBe("invalid-argument");
		expect(book.packs.get("Bad")!.problem!.message).toBe(
			"footsteps: surface 'Bad': 'assets' must be a non-empty list of asset ids, got an empty table",
		);
		expect(idsOf(book, "Sand").size()).toBe(6);
		expect(idsOf(book, "Metal")).toEqual(["7", "8"]);
		expect(idsOf(book, "Snow").size()).toBe(8);
		expect([book.packs.get("Sand")!.source, book.packs.get("Metal")!.source, book.packs.get("Snow")!.source]).toEqual([
			"search",
			"assets",
			"playlist",
		]);
		expect(asked.size()).toBe(2);
	});

	it("have running, sneaking, wet and worn ones, as deep as anybody means", () => {
		const boots = { assets: ["4"], wet: { assets: ["5"] } };
		const { book } = scene(
			{ Grass: { assets: ["1"], run: { assets: ["2"] }, sneak: { assets: ["3"] }, footwear: { boots } } },
			() => answer(rows(1, 20)),
		);
		const grass = book.packs.get("Grass")!;
		const worn = grass.footwear!.boots!;
		const first = [grass, grass.run!, grass.sneak!, worn, worn.wet!].map(pack => pack.variants[0]!.assetId);
		expect(first).toEqual(["1", "2", "3", "4", "5"]);
		expect(book.uses("5")).toBe(true);
	});

	it("have landings and jumps of their own", () => {
		const { book } = scene({ Grass: { seed: HERO, land: "333", jump: { assets: ["4"] } } }, () => answer(rows(1, 20)));
		book.resolve();
		const grass = book.packs.get("Grass")!;
		expect(grass.land!.variants[0]!.assetId).toBe("333");
		expect(grass.land!.variants.size()).toBe(6);
		expect(grass.jump!.variants.size()).toBe(1);
	});

	it("come from the manifest without a request, unless the hero has changed", () => {
		const manifest = { version: 1 as const, packs: { Grass: { hero: HERO, variants: rows(1, 9) } } };
		const baked = scene({ Grass: HERO }, () => answer([]), { manifest });
		expect(baked.book.resolve()).toBeUndefined();
		expect(baked.asked.size()).toBe(0);
		expect(baked.book.packs.get("Grass")!.source).toBe("manifest");
		expect(idsOf(baked.book, "Grass").size()).toBe(6);
		const other = scene({ Grass: "555" }, () => answer(rows(1, 9)), { manifest });
		other.book.resolve();
		expect(other.asked.size()).toBe(1);
	});

	it("ask nothing more once destroyed", () => {
		const { book, asked, pending } = scene({ Grass: HERO }, () => failure("network"));
		book.resolve();
		book.destroy();
		expect(pending()).toBe(0);
		book.resolve();
		expect(asked.size()).toBe(1);
	});

	it("can be baked and come back the same without a request", () => {
		const sources = { Grass: { seed: HERO, gain: 0.5, land: "333" }, Sand: { query: "sand" } };
		const first = scene(sources, () => answer(rows(1, 20)));
		first.book.resolve();
		const manifest = { version: 1 as const, packs: bakePacks(first.book.packs, sources) };
		const second = scene(sources, () => answer([]), { manifest });
		expect(second.book.resolve()).toBeUndefined();
		expect(second.asked.size()).toBe(0);
		for (const surface of ["Grass", "Sand"]) expect(idsOf(second.book, surface)).toEqual(idsOf(first.book, surface));
		expect(second.book.packs.get("Grass")!.land!.variants.size()).toBe(6);
	});

	it("are asked for anew where the source is not the one that was baked", () => {
		const sources = { Grass: HERO, Sand: { query: "sand" }, Snow: { query: "snow" } };
		const first = scene(sources, () => answer(rows(1, 20)));
		first.book.resolve();
		const manifest = { version: 1 as const, packs: bakePacks(first.book.packs, sources) };
		const changed = {
			...sources,
			Sand: { query: "wet sand" },
			Snow: { query: "snow", filters: { duration: { max: 1 } } },
		};
		const second = scene(changed, () => answer(rows(1, 20)), { manifest });
		second.book.resolve();
		expect(second.book.packs.get("Grass")!.source).toBe("manifest");
		const asked = second.asked.map(options => (options as unknown as { query?: string }).query);
		expect(asked.size()).toBe(2);
		expect(asked).toEqual(expect.arrayContaining(["snow", "wet sand"]));
	});

	it("are baked from hand-picked ids only where every row is known", () => {
		const { book } = scene({ Grass: HERO, Wood: { assets: ["1", "99"] } }, () => answer(rows(1, 20)));
		book.resolve();
		expect(bakePacks(book.packs).Wood).toBeUndefined();
		expect(bakePacks(book.packs).Grass).toBeDefined();
	});
});
