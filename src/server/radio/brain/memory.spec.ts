import { describe, expect, it } from "@rbxts/jest-globals";

import { keysOf } from "../../sources/song-key";
import { createMemory } from "./memory";

const track = (id: string, artist = `artist ${id}`) => ({ asset_id: id, name: `song ${id}`, artist });

describe("what a station remembers", () => {
	it("knows how many tracks ago a song was heard under any id, and its artist", () => {
		const memory = createMemory(10);
		memory.hear(track("1"));
		memory.hear(track("2", "artist 1"));
		memory.pass(track("3"));
		expect(memory.songAge(keysOf({ ...track("1"), asset_id: "9" }))).toBe(3);
		expect(memory.artistAge(keysOf(track("1")))).toBe(2);
		expect(memory.songAge(keysOf(track("4")))).toBeUndefined();
		expect(memory.list().map(one => one.asset_id)).toEqual(["2", "1"]);
	});

	it("forgets the oldest beyond its capacity", () => {
		const memory = createMemory(2);
		for (const id of ["1", "2", "3"]) memory.hear(track(id));
		expect(memory.songAge(keysOf(track("1")))).toBeUndefined();
		expect(memory.songAge(keysOf(track("2")))).toBe(2);
	});

	it("takes back the latest that was heard, and what was passed over since", () => {
		const memory = createMemory(10);
		for (const id of ["1", "2"]) memory.hear(track(id));
		memory.hear(track("1"));
		memory.pass(track("3"));
		expect(memory.forgetLatest()?.asset_id).toBe("1");
		expect(memory.songAge(keysOf(track("3")))).toBeUndefined();
		expect(memory.songAge(keysOf(track("1")))).toBe(2);
		expect(memory.forgetLatest()?.asset_id).toBe("2");
		expect(memory.songAge(keysOf(track("1")))).toBe(1);
	});
});
