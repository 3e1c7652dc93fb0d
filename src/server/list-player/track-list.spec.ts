import { describe, expect, it } from "@rbxts/jest-globals";

import type { Track } from "../../shared/wire/music";
import {
	backFrom,
	buryTrack,
	createTrackList,
	replaceTracks,
	rewind,
	takeFrom,
	type TrackList,
	upcoming,
} from "./track-list";

const tracks = (...ids: string[]): Track[] =>
	ids.map(id => ({ asset_id: id, name: id, artist: "", album: "", duration: 10 }));

const rest = (list: TrackList): string =>
	upcoming(list, 100)
		.map(track => track.asset_id)
		.join("");

describe("a list of tracks", () => {
	it("goes in order, an interlude between, and starts over after the end", () => {
		const list = createTrackList(() => 0);
		replaceTracks(list, tracks("1", "2", "3"), false);
		takeFrom(list, 0);
		list.interlude = tracks("9")[0]!;
		expect(rest(list)).toBe("923");
		for (const _ of $range(1, 3)) takeFrom(list, 0);
		expect(rest(list)).toBe("");
		rewind(list);
		expect(rest(list)).toBe("123");
	});

	it("puts on what is loaded before what is not, and nothing is lost", () => {
		const list = createTrackList(() => 0);
		replaceTracks(list, tracks("1", "2", "3", "4"), false);
		takeFrom(list, 2);
		expect(rest(list)).toBe("124");
		list.interlude = tracks("9")[0]!;
		takeFrom(list, 1);
		expect(rest(list)).toBe("924");
	});

	it("shuffles every track once, and anew when it starts over", () => {
		const dice = new Random(4);
		const list = createTrackList(() => dice.NextNumber());
		replaceTracks(list, tracks("1", "2", "3", "4", "5", "6", "7", "8"), true);
		const first = rest(list);
		expect(first).never.toBe("12345678");
		expect(first.size()).toBe(8);
		for (const id of ["1", "2", "3", "4", "5", "6", "7", "8"]) expect(first).toMatch(id);
		for (const _ of $range(1, 8)) takeFrom(list, 0);
		rewind(list);
		expect(rest(list)).never.toBe(first);
	});

	it("passes over what is dead, forwards and backwards", () => {
		const list = createTrackList(() => 0);
		const three = tracks("1", "2", "3");
		replaceTracks(list, three, false);
		takeFrom(list, 0);
		expect(buryTrack(list, "2")).toBe(true);
		expect(buryTrack(list, "2")).toBe(false);
		expect(rest(list)).toBe("3");
		takeFrom(list, 0);
		expect(backFrom(list, three[2]!)).toBe(true);
		expect(rest(list)).toBe("13");
		takeFrom(list, 0);
		expect(backFrom(list, three[0]!)).toBe(false);
	});
});
