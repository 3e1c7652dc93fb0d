import { describe, expect, it } from "@rbxts/jest-globals";

import type { Track } from "../../../shared/wire/music";
import type { Segment, TrackStructure } from "../../../shared/wire/structure";
import { planFade, planSkip } from "./fade-plan";

function track(id: string, fields: Partial<Track> = {}): Track {
	return { asset_id: id, name: `song ${id}`, artist: `artist ${id}`, album: "", duration: 180, ...fields };
}

function phrases(id: string, bounds: number[], first: Partial<Segment> = {}): TrackStructure {
	const list = new Array<Segment>();
	for (let i = 1; i < bounds.size(); i++) {
		list.push({ start: bounds[i - 1]!, end: bounds[i]!, ...(i === 1 ? first : {}) });
	}
	return { asset_id: id, sections: [], phrases: list };
}

function side(id: string, duration: number, fields: Partial<Track> = {}, structure?: TrackStructure) {
	return { track: track(id, { duration, ...fields }), duration, structure };
}

describe("the fade ladder", () => {
	it("fades over the last phrase when both structures are known", () => {
		const from = side("1", 180, {}, phrases("1", [0, 60, 120, 172, 180]));
		const to = side("2", 200, {}, phrases("2", [0, 16, 200]));
		const plan = planFade(from, to, "auto");
		expect(plan.kind).toBe("phrase");
		expect(plan.leaveAt).toBe(172);
	});

	it("starts on a downbeat when only tempi are close", () => {
		const grid = { times: new Array<number>(), downbeats: new Array<number>() };
		for (let i = 0; i < 90; i++) grid.downbeats.push(i * 2);
		const from = side("1", 180, { bpm: 120 }, { asset_id: "1", sections: [], phrases: [], beat_grid: grid });
		const plan = planFade(from, side("2", 180, { bpm: 121 }), "auto");
		expect(plan.kind).toBe("beat");
		expect(plan.leaveAt % 2).toBe(0);
	});

	it("is plain when nothing is known", () => {
		const plan = planFade(side("1", 180), side("2", 180), "auto");
		expect(plan.kind).toBe("plain");
		expect(plan.seconds).toBe(6);
	});

	it("is quick when the endings clash", () => {
		const from = side("1", 180, { bpm: 120, mood: { arousal: -0.5 } });
		const plan = planFade(from, side("2", 180, { bpm: 145, mood: { arousal: 0.5 } }), "auto");
		expect(plan.kind).toBe("quick");
		expect(plan.seconds).toBe(2);
	});

	it("does not fade in a track that starts hard: it cuts in at the very end", () => {
		const to = side("2", 180, {}, phrases("2", [0, 90, 180], { label: "Drop", energy: 4 }));
		const plan = planFade(side("1", 180), to, "auto");
		expect(plan.kind).toBe("cut");
		expect(plan.fadeIn).toBe("none");
		expect(plan.leaveAt).toBeGreaterThan(179);
	});

	it("skips the silence that the structure shows", () => {
		const from = side("1", 180, {}, phrases("1", [0, 100, 170]));
		const to = side("2", 180, {}, phrases("2", [2.5, 90, 180]));
		const plan = planFade(from, to, "auto");
		expect(plan.enterAt).toBe(2.5);
		expect(plan.leaveAt + plan.seconds).toBeLessThanOrEqual(170);
	});

	it("is never longer than a third of the shorter track", () => {
		expect(planFade(side("1", 9), side("2", 180), "auto").seconds).toBeCloseTo(3, 5);
		expect(planFade(side("1", 180), side("2", 12), 30).seconds).toBeCloseTo(4, 5);
	});

	it("cuts without a gap at 0 seconds", () => {
		const plan = planFade(side("1", 180), side("2", 180), 0);
		expect(plan.seconds).toBe(0);
		expect(plan.leaveAt).toBeLessThan(180);
	});
});

describe("a skip", () => {
	it("is quick, and no longer than what is left", () => {
		expect(planSkip(side("1", 180), 50, side("2", 180)).seconds).toBe(1.5);
		expect(planSkip(side("1", 180), 179.5, side("2", 180)).seconds).toBeLessThan(0.5);
		expect(planSkip(undefined, 0, side("2", 180)).seconds).toBe(0);
	});
});
