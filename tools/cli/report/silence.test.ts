import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { silences, silenceWords } from "./silence.ts";
import type { Report, SoundSpan } from "./types.ts";

const music = (start: number, end: number, gain = 0.5): SoundSpan => ({
	peer: "Ann",
	role: "zone",
	soundId: "1",
	title: "Song",
	start,
	end,
	gains: [[start, gain]],
	tones: [],
	ending: "stop",
});
const reportOf = (sounds: SoundSpan[]): Report =>
	({
		seconds: 60,
		sounds,
		paths: { Ann: [[5, 0, 0]] },
		visits: [{ player: "Ann", zone: "cave", start: 30, end: 40 }],
	}) as unknown as Report;

void describe("silence on the timeline", () => {
	void it("is where somebody in the game hears no music, and is meant outside of zones", () => {
		const found = silences(reportOf([music(10, 20), music(19, 30), music(40, 60)]), "Ann");
		assert.deepEqual(found, [
			{ start: 5, end: 10 },
			{ start: 30, end: 40, zone: "cave" },
		]);
		assert.deepEqual(found.map(silenceWords), ["Silence outside all zones, as intended", "Silence in cave"]);
	});
	void it("is also what plays at no gain", () => {
		assert.deepEqual(silences(reportOf([music(5, 60, 0)]), "Ann")[0]!.start, 5);
	});
	void it("begins when somebody has joined", () => {
		assert.deepEqual(silences(reportOf([]), "Bob"), []);
	});
});
