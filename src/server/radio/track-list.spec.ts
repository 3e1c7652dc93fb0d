import { describe, expect, it } from "@rbxts/jest-globals";

import type { Track } from "../../shared/wire/music";
import { createTrackList, type TrackList } from "./track-list";

const tracks = (...ids: string[]): Track[] =>
	ids.map(id => ({ asset_id: id, name: id, artist: "", album: "", duration: 10 }));

function rest(list: TrackList): string {
	const ids = new Array<string>();
	for (let i = 0; list.at(i) !== undefined; i++) ids.push(list.at(i)!.asset_id);
	return ids.join("");
}

describe("a list of tracks", () => {
	it("goes in order, an interlude between, and starts over after the end", () => {
		const list = createTrackList(() => 0);
		list.replace(tracks("1", "2", "3"), false);
		list.take();
		list.interject(tracks("9")[0]!);
		expect(rest(list)).toBe("923");
		for (let i = 0; i < 3; i++) list.take();
		expect(rest(list)).toBe("");
		list.rewind();
		expect(rest(list)).toBe("123");
	});

	it("shuffles every track once, and anew when it starts over", () => {
		const dice = new Random(4);
		const list = createTrackList(() => dice.NextNumber());
		list.replace(tracks("1", "2", "3", "4", "5", "6", "7", "8"), true);
		const first = rest(list);
		expect(first).never.toBe("12345678");
		expect(first.size()).toBe(8);
		for (const id of ["1", "2", "3", "4", "5", "6", "7", "8"]) expect(first).toMatch(id);
		for (let i = 0; i < 8; i++) list.take();
		list.rewind();
		expect(rest(list)).never.toBe(first);
	});

	it("passes over what is dead, forwards and backwards", () => {
		const list = createTrackList(() => 0);
		const three = tracks("1", "2", "3");
		list.replace(three, false);
		list.take();
		expect(list.bury("2")).toBe(true);
		expect(list.bury("2")).toBe(false);
		expect(rest(list)).toBe("3");
		list.take();
		expect(list.back(three[2]!)).toBe(true);
		expect(list.at(0)?.asset_id).toBe("1");
		list.take();
		expect(list.back(three[0]!)).toBe(false);
	});
});
