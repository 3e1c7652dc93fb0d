import { describe, expect, it } from "@rbxts/jest-globals";

import type { Outcome } from "../wire/outcome";
import type { TrackStructure } from "../wire/structure";
import { createBeatReader } from "./beat-reader";

const STRUCTURE = {
	beat_grid: { times: [1, 2, 3], downbeats: [1] },
	sections: [{ start: 0, end: 2, label: "intro" }],
	phrases: [{ start: 0, end: 1, label: "first" }],
} as unknown as TrackStructure;

function scene(answer: () => Outcome<TrackStructure>) {
	const asked = new Array<string>();
	let now = 0;
	const reader = createBeatReader({
		now: () => now,
		structure: id => {
			asked.push(id);
			return answer();
		},
	});
	return { reader, asked, pass: (seconds: number) => (now += seconds) };
}

const known = (): Outcome<TrackStructure> => ({ ok: true, value: STRUCTURE });
const down = (): Outcome<TrackStructure> => ({
	ok: false,
	problem: { kind: "server", message: "down", endpoint: "getStructure", attempts: 3 },
});

describe("moments of a track", () => {
	it("cost one request a track, in whatever form its id comes", () => {
		const { reader, asked } = scene(known);
		for (const input of ["123", "rbxassetid://123", 123, { asset_id: "123" }]) {
			const found = reader.beatAt(input, 2.1);
			expect(found.ok && found.value!.time).toBe(2);
		}
		expect(asked).toEqual(["123"]);
	});

	it("name sections unless phrases are wanted", () => {
		const { reader } = scene(known);
		const label = (level?: string) => {
			const found = reader.segmentAt("123", 0.5, level);
			return found.ok ? found.value!.label : "";
		};
		expect([label(), label("section"), label("phrase")]).toEqual(["intro", "intro", "first"]);
	});

	it("are not asked for again within five seconds of a failure, and then they are", () => {
		const { reader, asked, pass } = scene(down);
		const first = reader.beatAt("123", 1);
		const second = reader.segmentAt("123", 1);
		expect(!first.ok && first.problem.attempts).toBe(3);
		expect(!second.ok && [second.problem.attempts, second.problem.endpoint]).toEqual([0, "sectionAtTime"]);
		pass(4.9);
		reader.beatAt("123", 1);
		expect(asked.size()).toBe(1);
		pass(0.2);
		reader.beatAt("123", 1);
		expect(asked.size()).toBe(2);
	});

	it("are refused without a request where the question is invalid", () => {
		const { reader, asked } = scene(known);
		const refused = [
			reader.beatAt("123", 0 / 0),
			reader.beatAt("123", "soon"),
			reader.beatAt("no id", 1),
			reader.segmentAt("123", 1, "verse"),
			reader.segmentAt({}, 1),
		];
		for (const outcome of refused) expect(!outcome.ok && outcome.problem.kind).toBe("invalid-argument");
		expect(asked).toEqual([]);
	});

	it("are asked for anew after everything was forgotten", () => {
		const { reader, asked } = scene(known);
		reader.beatAt("123", 1);
		reader.clear();
		reader.beatAt("123", 1);
		expect(asked.size()).toBe(2);
	});
});
