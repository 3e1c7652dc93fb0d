import { describe, expect, it } from "@rbxts/jest-globals";

import type { Track } from "../../../shared/wire/music";
import { keysOf } from "../../sources/song-key";
import { readRadioOptions } from "../options";
import { type Brain, bury, createBrain, enqueue, fillQueue, goBack, offerTracks, passNext, takeAt } from ".";

function track(id: string, fields: Partial<Track> = {}): Track {
	return { asset_id: id, name: `song ${id}`, artist: `artist ${id}`, album: "", duration: 180, ...fields };
}

function dice(seed: number): () => number {
	const random = new Random(seed);
	return () => random.NextNumber();
}

function catalog(count: number, artists: number): Track[] {
	const rows = new Array<Track>();
	for (let i = 0; i < count; i++) {
		rows.push(track(tostring(100 + i), { name: `song ${i}`, artist: `artist ${i % artists}`, score: 0.8 }));
	}
	return rows;
}

function playThrough(brain: Brain, count: number): Track[] {
	const played = new Array<Track>();
	for (let i = 0; i < count; i++) {
		fillQueue(brain, i * 3);
		const choice = takeAt(brain, 0);
		if (choice === undefined) break;
		brain.memory.hear(choice.track);
		played.push(choice.track);
	}
	return played;
}

describe("the brain", () => {
	it("plays every track once before any comes back, artists spaced", () => {
		const brain = createBrain(readRadioOptions({ query: "x", history: 50, artistGap: 3 }), dice(1));
		offerTracks(brain, catalog(40, 10), "search 'x'");
		const played = playThrough(brain, 30);
		expect(new Set(played.map(one => one.asset_id)).size()).toBe(30);
		played.forEach((one, index) => {
			for (let i = math.max(0, index - 3); i < index; i++) expect(played[i]!.artist).never.toBe(one.artist);
		});
	});

	it("chooses the same again with the same seed, and else differently", () => {
		const idsOf = (seed: number) => {
			const brain = createBrain(readRadioOptions({ query: "x" }), dice(seed));
			offerTracks(brain, catalog(60, 12), "search 'x'");
			return playThrough(brain, 12)
				.map(one => one.asset_id)
				.join(",");
		};
		expect(idsOf(7)).toBe(idsOf(7));
		expect(idsOf(7)).never.toBe(idsOf(8));
	});

	it("takes one song under two ids for the same", () => {
		expect(keysOf(track("1", { name: "Roygbiv (Remastered)", artist: "Boards of Canada" })).song).toBe(
			keysOf(track("2", { name: "ROYGBIV", artist: "Boards Of Canada" })).song,
		);
	});

	it("brings back the least recently heard when nothing is left, also with a single track", () => {
		const brain = createBrain(readRadioOptions({ query: "x" }), dice(1));
		offerTracks(brain, catalog(3, 3), "search 'x'");
		const played = playThrough(brain, 9).map(one => one.asset_id);
		for (let i = 3; i < 9; i++) expect(played[i]).toBe(played[i - 3]);
		const lonely = createBrain(readRadioOptions({ query: "x" }), dice(1));
		offerTracks(lonely, catalog(1, 1), "search 'x'");
		fillQueue(lonely, 0);
		expect(lonely.queue.size()).toBe(3);
	});

	it("lets makeshift choices give way to better ones", () => {
		const brain = createBrain(readRadioOptions({ seed: "100" }), dice(1));
		offerTracks(brain, catalog(1, 1), "seed");
		fillQueue(brain, 0);
		offerTracks(brain, catalog(30, 10), "similar");
		fillQueue(brain, 0);
		expect(new Set(brain.queue.map(choice => choice.track.asset_id)).size()).toBe(3);
	});

	it("lets what was heard before give way to what was not", () => {
		const brain = createBrain(readRadioOptions({ query: "x", history: 1, artistGap: 0 }), dice(1));
		offerTracks(brain, catalog(5, 5), "search 'x'");
		playThrough(brain, 8);
		fillQueue(brain, 0);
		expect(brain.queue.size()).toBe(3);
		offerTracks(
			brain,
			catalog(30, 10).map(row => ({ ...row, asset_id: `9${row.asset_id}`, name: `new ${row.name}` })),
			"search 'x'",
		);
		fillQueue(brain, 0);
		for (const { track: one } of brain.queue) expect(one.name).toMatch("new");
	});

	it("passes tracks over as if they had been heard, and lists them nowhere", () => {
		const brain = createBrain(readRadioOptions({ query: "x" }), dice(1));
		offerTracks(brain, catalog(8, 8), "search 'x'");
		fillQueue(brain, 0);
		const passed = brain.queue[0]!.track.asset_id;
		passNext(brain);
		const played = playThrough(brain, 7).map(one => one.asset_id);
		expect(played).never.toContain(passed);
		expect(brain.memory.list().map(one => one.asset_id)).never.toContain(passed);
	});

	it("goes back past what was passed over and past what is dead", () => {
		const brain = createBrain(readRadioOptions({ query: "x" }), dice(1));
		offerTracks(brain, catalog(8, 8), "search 'x'");
		const [first, second, third] = playThrough(brain, 3);
		bury(brain, second!.asset_id);
		expect(goBack(brain, false)?.asset_id).toBe(first!.asset_id);
		expect(goBack(brain, true)).toBeUndefined();
		expect(third).toBeDefined();
	});

	it("never plays what is dead, and says it once", () => {
		const brain = createBrain(readRadioOptions({ query: "x" }), dice(1));
		offerTracks(brain, catalog(5, 5), "x");
		expect(bury(brain, "101")).toBe(true);
		expect(bury(brain, "101")).toBe(false);
		offerTracks(brain, catalog(5, 5), "x");
		expect(playThrough(brain, 10).some(one => one.asset_id === "101")).toBe(false);
	});

	it("says why in words and numbers", () => {
		const brain = createBrain(readRadioOptions({ query: "rain" }), dice(1));
		const rows = catalog(4, 4).map(row => ({ ...row, bpm: 120, mood: { arousal: 0.25 } }));
		offerTracks(brain, rows, "search 'rain'");
		brain.memory.hear(rows[0]!);
		fillQueue(brain, 0);
		const { reason } = brain.queue[0]!;
		expect(reason).toMatch("search 'rain' 0.80");
		expect(reason).toMatch("tempo 120 to 120 bpm");
		expect(reason).toMatch("energy 0.25");
		expect(reason).toMatch("all rules kept");
	});

	it("puts requests first or last", () => {
		const brain = createBrain(readRadioOptions({ query: "x" }), dice(1));
		offerTracks(brain, catalog(20, 10), "x");
		fillQueue(brain, 0);
		enqueue(brain, { track: track("1"), reason: "requested" }, "next");
		enqueue(brain, { track: track("2"), reason: "requested" }, "end");
		const queue = brain.queue;
		expect(queue[0]!.track.asset_id).toBe("1");
		expect(queue[queue.size() - 1]!.track.asset_id).toBe("2");
	});
});
