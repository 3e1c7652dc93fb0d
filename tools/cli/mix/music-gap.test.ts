import assert from "node:assert/strict";
import { test } from "node:test";

import type { Score, Voice } from "../render/index.ts";
import { musicGapOf } from "./music-gap.ts";

const voice = (start: number, end: number, gains: readonly number[], more: Partial<Voice> = {}): Voice => ({
	player: 0,
	clip: "1",
	role: "zone",
	start,
	end,
	ending: "stop",
	course: [],
	gains,
	...more,
});
const gapOf = (...voices: Voice[]) => {
	const score: Score = { seconds: 100, players: ["player1", "player2"], voices, clips: {} };
	const gap = musicGapOf(score, 0, 0, 100);
	return gap === undefined ? undefined : [gap.since, gap.seconds].map(value => Math.round(value * 1000) / 1000);
};

test("music that overlaps has no gap, and between two pieces there is one", () => {
	assert.deepEqual(gapOf(voice(0, 10, [0, 1]), voice(8, 20, [0, 1], { role: "radio" })), [0, 0]);
	assert.deepEqual(gapOf(voice(0, 10, [0, 1]), voice(12.5, 20, [0, 1]), voice(20, 30, [0, 1])), [10, 2.5]);
});

test("a fade is a silence from where it is not heard any more", () => {
	// From 1 to 0 in ten seconds: a thousandth is reached a hundredth of a second before the end.
	assert.deepEqual(gapOf(voice(0, 20, [0, 1, 10, 0]), voice(12, 20, [0, 0, 2, 1])), [9.99, 2.012]);
	assert.deepEqual(gapOf(voice(0, 20, [0, 1, 5, 0, 7, 0, 8, 1])), [4.995, 2.006]);
});

test("steps are no music, others' music is not one's own, and without any there is nothing to say", () => {
	const filler = [voice(10, 12, [0, 1], { role: "step" }), voice(10, 12, [0, 1], { player: 1 })];
	assert.deepEqual(gapOf(voice(0, 10, [0, 1]), ...filler, voice(12, 20, [0, 1])), [10, 2]);
	assert.equal(gapOf(...filler), undefined);
});
