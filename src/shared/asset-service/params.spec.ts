import { describe, expect, it } from "@rbxts/jest-globals";

import { plainParams, searchOf } from "./params";

describe("the engine's search parameters", () => {
	it("are read from the object and from a table alike", () => {
		const made = new Instance("AudioSearchParams" as never) as unknown as Record<string, unknown>;
		made.SearchKeyword = "rain";
		made.AudioSubType = Enum.AudioSubType.SoundEffect;
		const fromObject = plainParams(made)!;
		const fromTable = plainParams({ SearchKeyword: "rain", AudioSubType: Enum.AudioSubType.SoundEffect })!;
		expect([fromObject.SearchKeyword, fromObject.AudioSubType]).toEqual(["rain", "SoundEffect"]);
		expect([fromTable.SearchKeyword, fromTable.AudioSubType]).toEqual(["rain", "SoundEffect"]);
	});

	it("are refused where they are anything else", () => {
		expect([plainParams(undefined), plainParams("rain"), plainParams(new Instance("Part"))]).toEqual([]);
	});

	it("make one query of words, title, artist and album", () => {
		const search = searchOf({ SearchKeyword: "calm", Title: "Dawn", Artist: " ", Album: "Lakes" });
		expect(search).toEqual({ kind: "music", query: "calm Dawn Lakes" });
	});

	it("take a tag for a genre of music and for a category of effects, and search by it where there is no other word", () => {
		expect(searchOf({ Tag: "jazz" })).toEqual({ kind: "music", query: "jazz", filters: { genres: ["jazz"] } });
		expect(searchOf({ Tag: "doors", SearchKeyword: "oak", AudioSubType: "SoundEffect" })).toEqual({
			kind: "effects",
			query: "oak",
			filters: { categories: ["doors"] },
		});
	});

	it("have no bound where the engine writes its largest number", () => {
		expect(searchOf({ SearchKeyword: "a", MinDuration: 0, MaxDuration: 2147483647 }).filters).toBeUndefined();
		expect(searchOf({ SearchKeyword: "a", MinDuration: 5 }).filters!.duration!.min).toBe(5);
	});
});
