import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Score, Voice } from "../render/types.ts";
import { heardAt, placeAt } from "./heard-at.ts";

const voice = (clip: string, start: number, end: number, gains: number[], role: Voice["role"] = "zone"): Voice => ({
	player: 0,
	clip,
	role,
	start,
	end,
	ending: "stop",
	course: [],
	gains,
});
const score = (voices: Voice[]): Score => ({ seconds: 60, players: ["Ann", "Bob"], voices, clips: {} });

void describe("what is heard at a second", () => {
	void it("is music only, the loudest first, without what is drowned", () => {
		const run = score([
			voice("old", 0, 20, [0, 1, 10, 1, 20, 0]),
			voice("new", 10, 60, [0, 0, 10, 1]),
			voice("far", 0, 60, [0, 0.04]),
			voice("step", 14, 16, [0, 1], "step"),
		]);
		assert.deepEqual(
			heardAt(run, 0, 14).map(({ clip }) => clip),
			["old", "new"],
		);
		assert.deepEqual(
			heardAt(run, 0, 30).map(({ clip }) => clip),
			["new"],
		);
		assert.deepEqual(heardAt(run, 1, 30), []);
	});
});

void describe("where somebody is at a second", () => {
	const path = [5, 0, 0, 10, 10, 20, 11, 10, 20];
	void it("lies between two places, and is the last one afterwards", () => {
		assert.deepEqual(placeAt(path, 7.5), [5, 10]);
		assert.deepEqual(placeAt(path, 50), [10, 20]);
	});
	void it("is nowhere before they joined", () => {
		assert.equal(placeAt(path, 4), undefined);
		assert.equal(placeAt([], 4), undefined);
	});
});
