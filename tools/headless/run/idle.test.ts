import assert from "node:assert/strict";
import { test } from "node:test";

import { runOn } from "./testing.ts";

test("an idle day leaves nothing behind, though each of its seconds has its line in the trace", async () => {
	const day = 24 * 3600;
	let lines = 0;
	const { output, errors } = await runOn(
		`local before = collectgarbage("count")
		task.wait(${day} - 1)
		print(collectgarbage("count") - before < 2048)`,
		{
			seconds: day,
			memoryPages: 200,
			keepTrace: false,
			onTrace: ({ kind }) => {
				if (kind === "instance") lines += 1;
			},
		},
	);
	assert.deepEqual(output, ["[server] true"]);
	assert.equal(errors, 0);
	assert.equal(lines, day);
});
