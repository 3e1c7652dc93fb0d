import { describe, expect, it } from "@rbxts/jest-globals";

import { type AudioPagesLike, type CatalogAssetService, createAssetService } from "../../shared/asset-service";
import { itemOfEffect, itemOfTrack } from "../../shared/asset-service/items";
import { createAudioPages } from "../../shared/asset-service/pages";
import { type AudioSearch, plainParams, type PlainSearchParams, searchOf } from "../../shared/asset-service/params";

const UNSET = { SearchKeyword: "", Title: "", Artist: "", Album: "", Tag: "", MinDuration: 0, MaxDuration: 2147483647 };

describe("search parameters of the engine", () => {
	const cases: Array<[name: string, params: PlainSearchParams, search: AudioSearch]> = [
		["are words, and nothing of what is unset", { SearchKeyword: "rain" }, { kind: "music", query: "rain" }],
		[
			"join titles and artists to the words",
			{ SearchKeyword: "upbeat", Artist: "Somebody", Album: "Something" },
			{ kind: "music", query: "upbeat Somebody Something" },
		],
		[
			"have bounds of length where they are bounds",
			{ SearchKeyword: "x", MinDuration: 30, MaxDuration: 60 },
			{ kind: "music", query: "x", filters: { duration: { min: 30, max: 60 } } },
		],
		[
			"take a tag of music as a genre, and as the words where there are none",
			{ Tag: "Jazz" },
			{ kind: "music", query: "Jazz", filters: { genres: ["Jazz"] } },
		],
		[
			"take a tag of effects as a category",
			{ SearchKeyword: "door", Tag: "FOLEY", AudioSubType: "SoundEffect" },
			{ kind: "effects", query: "door", filters: { categories: ["FOLEY"] } },
		],
		["may ask for nothing", {}, { kind: "music" }],
	];
	for (const [name, params, search] of cases) {
		it(name, () => expect(searchOf({ ...UNSET, ...params })).toEqual(search));
	}

	it("are read from tables with their fields, enum items included, and from nothing else", () => {
		const read = plainParams({ SearchKeyword: "a", AudioSubType: Enum.AudioSubType.SoundEffect });
		expect(read).toEqual({ SearchKeyword: "a", AudioSubType: "SoundEffect" });
		for (const wrong of [undefined, 5, "rain", game]) expect(plainParams(wrong)).toBeUndefined();
	});
});

describe("found items", () => {
	it("have every field of the engine's, and the catalog's beside them", () => {
		const item = itemOfTrack({
			asset_id: "12345",
			name: "Night Drive",
			artist: "Vector",
			album: "",
			duration: 184,
			genre: "Synthwave",
			genre_slug: "synthwave",
			bpm: 120,
			score: 0.87,
			creator_name: "Studio",
		});
		expect(item).toEqual({
			Id: 12345,
			Title: "Night Drive",
			Artist: "Vector",
			Description: "",
			Duration: 184,
			Tags: ["Synthwave"],
			AudioType: "Music",
			IsEndorsed: false,
			CreateTime: "",
			UpdateTime: "",
			Creator: { Id: 0, Name: "Studio", Type: 1, IsVerifiedCreator: false },
			AssetId: "12345",
			Score: 0.87,
			Genre: "Synthwave",
			GenreSlug: "synthwave",
			Bpm: 120,
		});
	});

	it("list an effect's tags once, its categories first", () => {
		const item = itemOfEffect({
			asset_id: "7",
			name: "Creak",
			duration: 3,
			category: "DOORS",
			subcategory: "WOOD",
			tags: "door, creak ,WOOD,door",
		});
		expect(item.Tags).toEqual(["DOORS", "WOOD", "door", "creak"]);
	});
});

describe("pages", () => {
	const item = (id: number) => itemOfTrack({ asset_id: tostring(id), name: "", artist: "", album: "", duration: 1 });
	const page = (offset: number, total = 70) => {
		const items = new Array<ReturnType<typeof item>>();
		for (let id = offset; id < math.min(offset + 30, total); id++) items.push(item(id));
		return { page: items, total };
	};

	it("end with the last one, and going on raises", () => {
		const pages = createAudioPages(offset => page(offset), page(0), 30);
		const sizes = [pages.GetCurrentPage().size()];
		while (!pages.IsFinished) {
			pages.AdvanceToNextPageAsync();
			sizes.push(pages.GetCurrentPage().size());
		}
		expect(sizes).toEqual([30, 30, 10]);
		expect(() => pages.AdvanceToNextPageAsync()).toThrow("AudioPages: no more pages to advance to");
	});

	it("skip nothing when one could not be fetched", () => {
		const asked: number[] = [];
		let fail = true;
		const pages = createAudioPages(
			offset => {
				asked.push(offset);
				if (fail) error("down", 0);
				return page(offset);
			},
			page(0),
			30,
		);
		expect(() => pages.AdvanceToNextPageAsync()).toThrow("down");
		fail = false;
		pages.AdvanceToNextPageAsync();
		expect(asked).toEqual([30, 30]);
		expect(pages.GetCurrentPage()[0]!.Id).toBe(30);
	});

	it("end on an empty page whatever the total says", () => {
		expect(createAudioPages(() => page(0), { page: [], total: 99 }, 30).IsFinished).toBe(true);
	});
});

describe("the stand-in", () => {
	interface Scene {
		service: CatalogAssetService;
		reports: string[];
		engineAsked: () => number;
	}
	function scene(answer: () => string | undefined, options: object = {}): Scene {
		const reports: string[] = [];
		let engine = 0;
		const service = createAssetService(
			{
				page: () => {
					const err = answer();
					if (err !== undefined) {
						return $tuple(undefined, err, { kind: "server" as const, message: err, endpoint: "search", attempts: 1 });
					}
					return $tuple({ page: [], total: 0 }, undefined, undefined);
				},
				engine: () => {
					engine += 1;
					return { IsFinished: true } as AudioPagesLike;
				},
				service: () => game.GetService("AssetService"),
				report: (kind, { query, reason }) => {
					reports.push(`${kind} ${query ?? reason ?? "-"}`);
				},
			},
			options,
		);
		return { service, reports, engineAsked: () => engine };
	}

	it("asks the engine when the catalog cannot answer, and raises when that is not wanted", () => {
		const held = scene(() => "Server error — try again later (500)");
		held.service.SearchAudioAsync({ SearchKeyword: "a" });
		expect([held.engineAsked(), held.reports]).toEqual([1, ["search_fallback server"]]);
		const alone = scene(() => "Server error — try again later (500)", { fallback: false });
		expect(() => alone.service.SearchAudioAsync({ SearchKeyword: "a" })).toThrow("Server error");
		expect(alone.engineAsked()).toBe(0);
	});

	it("raises on what is no parameters, and on parameters that ask for nothing", () => {
		const { service } = scene(() => undefined, { fallback: false });
		expect(() => service.SearchAudioAsync(5 as never)).toThrow("SearchAudioAsync requires an AudioSearchParams");
		expect(() => service.SearchAudioAsync({})).toThrow("requires SearchKeyword, Title, Artist, Album, or Tag");
	});

	it("does not tell what players searched for unless the game says so", () => {
		const held = scene(() => undefined);
		held.service.SearchAudio({ SearchKeyword: "my name" });
		const open = scene(() => undefined, { reportQueries: true });
		open.service.SearchAudio({ SearchKeyword: "rain" });
		expect([held.reports[0], open.reports[0]]).toEqual(["search_shim -", "search_shim rain"]);
	});

	it("has the engine's other members", () => {
		const { service } = scene(() => undefined);
		expect(service.ClassName).toBe("AssetService");
		expect((service.IsA as (self: unknown, name: string) => boolean)(service, "Instance")).toBe(true);
		expect(service.SearchAudio === service.SearchAudioAsync).toBe(true);
	});

	it("names a wrong option", () => {
		expect(() => scene(() => undefined, { limit: 101 })).toThrow("getAssetService: limit is 101");
	});
});
