import assert from "node:assert/strict";
import { test } from "node:test";

import { folderOf } from "../testing/folder.ts";
import { costsOf, dealt, keepTimes, readTimes } from "./spec-times.ts";

test("spec files are dealt out so that each batch takes about as long", () => {
	const costs = [
		["a", 9],
		["b", 1],
		["c", 5],
		["d", 4],
		["e", 8],
	] as const;
	assert.deepEqual(dealt(costs, 2), [
		["a", "d", "b"],
		["e", "c"],
	]);
	assert.deepEqual(dealt([["only", 1]], 2), [["only"], []]);
});

test("a file costs what it took the last time, one that never ran by its size", () => {
	const root = folderOf({ "a.test.ts": "x".repeat(50), "b.test.ts": "x".repeat(300) });
	assert.deepEqual(readTimes(root), {});
	keepTimes(root, { "a.test.ts": 1200, "gone.test.ts": 7 });
	keepTimes(root, { "a.test.ts": 900 });
	assert.deepEqual(costsOf(root, ["a.test.ts", "b.test.ts"]), [
		["a.test.ts", 900],
		["b.test.ts", 30],
	]);
});
