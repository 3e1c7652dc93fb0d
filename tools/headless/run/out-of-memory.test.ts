import assert from "node:assert/strict";
import { test } from "node:test";

import { runOn } from "./testing.ts";

/** A VM of 32 MB, most of which is free. */
const SMALL = { memoryPages: 512 };
const END = "[server] headless: the Luau VM ran out of memory (32 MB); raise --memory";

test("out of memory: what was printed before stays, and the script and its line are named", async () => {
	const { output, errors } = await runOn(
		`print("first")
		task.wait(0.1)
		print("second")
		local all = {}
		local function fill()
			for i = 1, 1e9 do
				all[i] = string.rep(tostring(i), 1000)
			end
		end
		fill()`,
		SMALL,
	);
	assert.deepEqual(output, [
		"[server] first",
		"[server] second",
		"[server] ServerScriptService.Main:7: not enough memory",
		"[server]   ServerScriptService.Main:7 function fill",
		"[server]   ServerScriptService.Main:10",
		END,
	]);
	assert.equal(errors, 1);
});

test("out of memory: a script that catches it over and over is stopped and named", async () => {
	const { output } = await runOn(
		`print("begin")
		local all = {}
		while true do
			pcall(function() for i = 1, 1e9 do all[#all + 1] = string.rep(tostring(i), 1000) end end)
		end`,
		SMALL,
	);
	assert.equal(output[0], "[server] begin");
	assert.match(output[1]!, /^\[server\] ServerScriptService\.Main:4: not enough memory$/);
	assert.equal(output.at(-1), END);
});

test("out of memory: ten thousand lines of the same frame are all there", async () => {
	const { output } = await runOn(
		`for i = 1, 10000 do print("line", i) end
		local all = {}
		for i = 1, 1e9 do all[i] = { i } end`,
		SMALL,
	);
	assert.deepEqual(
		output.slice(0, 10_000),
		Array.from({ length: 10_000 }, (_, index) => `[server] line ${index + 1}`),
	);
	assert.match(output[10_000]!, /^\[server\] ServerScriptService\.Main:3: not enough memory$/);
});

test("out of memory: a script that catches it and then ends is named", async () => {
	const { output, errors } = await runOn(
		`print("begin")
		task.spawn(function()
			local all = {}
			pcall(function() for i = 1, 1e9 do all[i] = string.rep(tostring(i), 1000) end end)
			table.clear(all)
		end)
		print("on with the next")`,
		SMALL,
	);
	assert.equal(output[0], "[server] begin");
	assert.match(output.at(-2)!, /^\[server\] ServerScriptService\.Main(:\d+)?: not enough memory$/);
	assert.equal(output.at(-1), END);
	assert.equal(errors, 1);
});
