import assert from "node:assert/strict";
import { test } from "node:test";

import { createGapFinder } from "./gaps.ts";

test("the longest silence between sounds is found, across pieces, and none before the first or after the last", () => {
	const finder = createGapFinder(1000, 60);
	const piece = (from: number, to: number, length = 1000) =>
		Float32Array.from({ length }, (_, at) => (at >= from && at < to ? 0.5 : 0));
	const none = new Float32Array(1000);
	finder.add([piece(600, 800), none]);
	assert.equal(finder.longest().seconds, 0);
	finder.add([none, piece(50, 500)]);
	assert.deepEqual(finder.longest(), { since: 60.8, seconds: 0.25 });
	finder.add([none, none]);
	assert.equal(finder.longest().seconds, 0.25);
	finder.add([piece(0, 10), none]);
	assert.equal(finder.longest().seconds, 1.5);
});
