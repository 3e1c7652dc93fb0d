import { describe, expect, it } from "@rbxts/jest-globals";

import type { TrackStructure } from "../../shared/wire/structure";
import { createPulse, createWalk, nextBeyond, walkTo } from "./pulse";

const STRUCTURE: TrackStructure = {
	asset_id: "1",
	beat_grid: { times: [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4], downbeats: [0.503, 2.497] },
	sections: [
		{ start: 0.5, end: 2, label: "Intro" },
		{ start: 2, end: 4, label: "Main" },
	],
	phrases: [],
};

function beats(walk: ReturnType<typeof createWalk>, at: number): string {
	return walkTo(walk, at)
		.beats.map(({ time, beat_num, is_downbeat }) => `${time}:${beat_num}${is_downbeat ? "!" : ""}`)
		.join(" ");
}

describe("beats and sections of a position", () => {
	it("are those that were passed since the last one, each once, with their place in the bar", () => {
		const walk = createWalk(STRUCTURE);
		expect(beats(walk, 0.5)).toBe("0.5:1!");
		expect(beats(walk, 1.1)).toBe("1:2");
		expect(beats(walk, 1.4)).toBe("");
		expect(beats(walk, 1.7)).toBe("1.5:3");
		expect(nextBeyond(walk, 1.7)).toBe(2);
	});

	it("takes a downbeat for the beat next to it: grids are not written to the last digit", () => {
		const walk = createWalk(STRUCTURE);
		walkTo(walk, 2.4);
		expect(beats(walk, 2.5)).toBe("2.5:1!");
	});

	it("counts the bar from the last downbeat where it enters in the middle", () => {
		expect(beats(createWalk(STRUCTURE), 2)).toBe("2:4");
	});

	it("does not tell after the fact what was missed", () => {
		const walk = createWalk(STRUCTURE);
		walkTo(walk, 0.5);
		expect(beats(walk, 3.4)).toBe("3:2");
	});

	it("tells of the section that it enters in the middle of, and of those that begin", () => {
		const walk = createWalk(STRUCTURE);
		const labels = (at: number) => walkTo(walk, at).sections.map(section => section.label);
		expect(labels(1.2)).toEqual(["Intro"]);
		expect(labels(1.9)).toEqual([]);
		expect(labels(2)).toEqual(["Main"]);
		expect(labels(1)).toEqual(["Intro"]);
	});

	it("are none where the catalog knows none", () => {
		const walk = createWalk({ asset_id: "1" } as TrackStructure);
		expect(walkTo(walk, 5)).toEqual({ beats: [], sections: [] });
		expect(nextBeyond(walk, 5)).toBeUndefined();
	});
});

describe("the pulse", () => {
	it("tells of each beat when it comes, and of none while the position stands still", () => {
		const told = new Array<string>();
		const begun = os.clock();
		const now = () => os.clock() - begun;
		const pulse = createPulse({ now, onBeat: ({ time }) => told.push(tostring(time)), onSection: () => {} });
		pulse.follow(STRUCTURE, 0);
		task.wait(1.2);
		expect(told).toEqual(["0.5", "1"]);
		pulse.follow(STRUCTURE);
		task.wait(2);
		expect(told.size()).toBe(2);
		pulse.follow(STRUCTURE, now() - 3.2);
		task.wait(0.4);
		expect(told).toEqual(["0.5", "1", "3", "3.5"]);
		pulse.destroy();
		task.wait(1);
		expect(told.size()).toBe(4);
	});
});
