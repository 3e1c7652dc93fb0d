import assert from "node:assert/strict";
import { test } from "node:test";

import { placeNode } from "../place/index.ts";
import { printed } from "./testing.ts";

const MODULE = `-- Compiled with roblox-ts v3.0.0
local count = 0
return function() count += 1; return count end`;

const place = [
	{
		...placeNode("ReplicatedStorage", "ReplicatedStorage"),
		children: [{ ...placeNode("Counter", "ModuleScript"), source: MODULE }],
	},
];

test("a module that earlier runs compiled begins anew in each run, and nothing else is left of them", async () => {
	const source = `local counter = require(game.ReplicatedStorage.Counter)
	print(counter(), counter(), _G.left, shared.left, math.left)
	_G.left, shared.left = 1, 1`;
	for (let run = 1; run <= 4; run++)
		assert.deepEqual(await printed(source, { place }), ["1 2 nil nil nil"], `run ${run}`);
});

test("an error in a module that was compiled before names the module and the line", async () => {
	const broken = [{ ...place[0]!, children: [{ ...place[0]!.children[0]!, source: `${MODULE}\nerror("no")` }] }];
	const source = `print(select(2, pcall(require, game.ReplicatedStorage.Counter)))`;
	const [first, second, third] = [
		await printed(source, { place: broken }),
		await printed(source, { place: broken }),
		await printed(source, { place: broken }),
	];
	assert.deepEqual(second, first);
	assert.deepEqual(third, first);
	const moved = [{ ...broken[0]!, children: [{ ...broken[0]!.children[0]!, name: "Moved" }] }];
	const other = await printed(source.replace("Counter", "Moved"), { place: moved });
	assert.deepEqual(
		other,
		first.map(line => line.replaceAll("Counter", "Moved")),
	);
});

test("unseeded runs draw other numbers each time, seeded ones the same", async () => {
	const source = "print(math.random(), Random.new():NextNumber())";
	assert.notDeepEqual(await printed(source), await printed(source));
	assert.deepEqual(await printed(source, { seed: 3 }), await printed(source, { seed: 3 }));
});
