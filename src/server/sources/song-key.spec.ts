import { describe, expect, it } from "@rbxts/jest-globals";

import { keysOf } from "./song-key";

const song = (name?: string, artist?: string, id = "1") => keysOf({ asset_id: id, name, artist }).song;

describe("the key of a song", () => {
	const same: Array<[what: string, one: string, other: string]> = [
		["case and punctuation", "Roygbiv", "ROY-G.BIV!"],
		["an edition in brackets", "Aurora", "Aurora (Remastered) [Live]"],
		["guests", "Aurora", "Aurora feat. Somebody"],
		["guests, in short", "Aurora", "aurora ft Somebody"],
	];
	for (const [what, one, other] of same) {
		it(`does not mind ${what}`, () => {
			expect(song(one, "Boards of Canada")).toBe(song(other, "boards of canada"));
		});
	}

	it("tells artists and titles apart, and what is nothing but brackets", () => {
		const keys = new Set([
			song("Aurora", "A"),
			song("Aurora", "B"),
			song("Dawn", "A"),
			song("(A)", "A"),
			song("(B)", "A"),
		]);
		expect(keys.size()).toBe(5);
	});

	it("is the asset's own where nobody knows its name", () => {
		expect(song(undefined, "A", "1")).never.toBe(song(undefined, "A", "2"));
		expect(song("", "A", "1")).toBe(song(undefined, undefined, "1"));
	});
});
