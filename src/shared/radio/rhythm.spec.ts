import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import type { TrackStructure } from "../wire/structure";
import { createRhythm, type Rhythm } from "./rhythm";

const STRUCTURE: TrackStructure = {
	asset_id: "1",
	beat_grid: { times: [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4], downbeats: [0.5, 2.5] },
	sections: [{ start: 0, end: 4, label: "Main" }],
};

describe("the rhythm of what is on", () => {
	let rhythm: Rhythm;
	let begun: number;
	let told: string[];
	/** A position of the playing track, from now on. */
	const from = (at: number) => {
		const since = os.clock();
		return () => os.clock() - since + at;
	};

	afterEach(() => rhythm.destroy());
	beforeEach(() => {
		begun = 0;
		told = [];
		rhythm = createRhythm(() => (begun += 1));
	});

	it("tells of each beat when it comes, and of none while the position stands still", () => {
		rhythm.face.beat.Connect(({ time }) => told.push(tostring(time)));
		rhythm.follow(STRUCTURE, from(0));
		task.wait(1.2);
		expect(told).toEqual(["0.5", "1"]);
		rhythm.follow(STRUCTURE);
		task.wait(2);
		expect(told).toHaveLength(2);
		rhythm.follow(STRUCTURE, from(3.2));
		task.wait(0.4);
		expect(told).toEqual(["0.5", "1", "3.5"]);
		rhythm.destroy();
		task.wait(1);
		expect(told).toHaveLength(3);
	});

	it("goes with a position that jumps: nothing twice, nothing long past", () => {
		let position = from(0);
		rhythm.face.beat.Connect(({ time }) => told.push(tostring(time)));
		rhythm.follow(STRUCTURE, () => position());
		task.wait(0.6);
		position = from(3.2);
		task.wait(0.7);
		expect(told).toEqual(["0.5", "3.5"]);
		position = from(0.8);
		rhythm.follow(STRUCTURE, () => position());
		task.wait(0.4);
		expect(told).toEqual(["0.5", "3.5", "1"]);
	});

	it("tells downbeats, sections and parts of beats to whoever listens, at any time", () => {
		rhythm.follow(STRUCTURE, from(0));
		task.wait(1.1);
		rhythm.face.section.Connect(({ label }) => told.push(`section ${label}`));
		rhythm.face.downbeat.Connect(({ time }) => told.push(`down ${time}`));
		const stop = rhythm.face.onBeat(2, ({ time, part }) => told.push(`part ${part} ${time}`));
		task.wait(0.7);
		expect(told).toEqual(["section Main", "part 2 1.25", "part 1 1.5", "part 2 1.75"]);
		stop();
		task.wait(0.8);
		expect(told).toEqual(["section Main", "part 2 1.25", "part 1 1.5", "part 2 1.75", "down 2.5"]);
	});

	it("says when somebody begins to listen, and whether anybody does", () => {
		expect(rhythm.isListened()).toBe(false);
		const connection = rhythm.face.beat.Connect(() => {});
		expect(begun).toBe(1);
		expect(rhythm.isListened()).toBe(true);
		connection.Disconnect();
		const stop = rhythm.face.onBeat(4, () => {});
		expect(begun).toBe(2);
		stop();
		expect(rhythm.isListened()).toBe(false);
		task.spawn(() => rhythm.face.section.Wait());
		expect(begun).toBe(3);
		expect(rhythm.isListened()).toBe(true);
		rhythm.destroy();
		expect(rhythm.isListened()).toBe(false);
	});
});
