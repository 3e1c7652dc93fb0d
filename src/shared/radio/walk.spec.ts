import { describe, expect, it } from "@rbxts/jest-globals";

import type { TrackStructure } from "../wire/structure";
import { createWalk, nextBeyond, partsBetween, walkTo } from "./walk";

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
	return partsBetween(walk, 1, walkTo(walk, at).from, at)
		.map(({ time, beat_num, is_downbeat: isDownbeat }) => `${time}:${beat_num}${isDownbeat ? "!" : ""}`)
		.join(" ");
}

describe("beats and sections of a position", () => {
	it("are those that were passed since the last one, each once, with their place in the bar", () => {
		const walk = createWalk(STRUCTURE);
		expect(beats(walk, 0.5)).toBe("0.5:1!");
		expect(beats(walk, 1.1)).toBe("1:2");
		expect(beats(walk, 1.4)).toBe("");
		expect(beats(walk, 1.6)).toBe("1.5:3");
		expect(nextBeyond(walk, 1.6, [1])).toBe(2);
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
		expect(beats(walk, 3.6)).toBe("3.5:3");
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
		expect(walkTo(walk, 5).sections).toEqual([]);
		expect(partsBetween(walk, 4, 0, 5)).toEqual([]);
		expect(nextBeyond(walk, 5, [1])).toBeUndefined();
	});

	it("divides beats into equal parts, each with its number, the last beat as the one before", () => {
		const walk = createWalk(STRUCTURE);
		const parts = (from: number, at: number, division: number) => {
			return partsBetween(walk, division, from, at)
				.map(({ time, part, is_downbeat: isDownbeat }) => `${time}.${part}${isDownbeat ? "!" : ""}`)
				.join(" ");
		};
		expect(parts(0, 1, 2)).toBe("0.5.1! 0.75.2 1.1");
		expect(parts(0.5, 1, 4)).toBe("0.625.2 0.75.3 0.875.4 1.1");
		expect(parts(3.9, 9, 2)).toBe("4.1 4.25.2");
		expect(nextBeyond(walk, 0.6, [1, 2])).toBe(0.75);
		expect(nextBeyond(walk, 0, [2])).toBe(0.5);
		expect(nextBeyond(walk, 4.3, [1, 2])).toBeUndefined();
	});

	it("tells nothing twice where a position is measured a little further back", () => {
		const walk = createWalk(STRUCTURE);
		expect(beats(walk, 1.02)).toBe("1:2");
		expect(beats(walk, 0.9)).toBe("");
		expect(beats(walk, 1.1)).toBe("");
		expect(walkTo(walk, 1.05).sections).toEqual([]);
	});

	it("divides nothing where there is one beat only", () => {
		const walk = createWalk({ asset_id: "1", beat_grid: { times: [1] } });
		expect(partsBetween(walk, 4, 0, 9)).toHaveLength(1);
	});
});
