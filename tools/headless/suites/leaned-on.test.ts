import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { runHeadless } from "../run/index.ts";

const SOURCE = readFileSync(new URL("leaned-on.luau", import.meta.url), "utf8");

const FOUND: Readonly<Record<string, string>> = {
	lock: "1 has it, 2 is refused 1",
	"transform yields": "false ServerScriptService.Rules:43: Callbacks cannot yield",
	"transform keeps nothing of the caller's": "1",
	"one store object": "true false",
	zone: "true nil 1",
	"tags come and go with the tree": "in out 0",
	"weak keys": "1 true",
	xpcall: "true true",
	"xpcall yields": "true 3 nil 2 nil",
	defer: "spawn here first second third delay",
	cancel: "false dead false",
	"a handler that fails stops no other": "22",
	"a disconnected handler is not called again": "1 false",
	"keys by value": "vector item instance",
	"a property that is not there": 'ServerScriptService.Rules:193: Nope is not a valid member of Part "Part"',
};

void describe("what stores, zones and reactive libraries lean on", () => {
	for (const signals of ["deferred", "immediate"] as const)
		void it(`is there with ${signals} signals`, async () => {
			const { output, errors } = await runHeadless({
				place: false,
				baseplate: true,
				players: 1,
				seconds: 20,
				seed: 1,
				latency: 0.05,
				signals,
				serverScripts: [{ name: "Rules", source: SOURCE }],
			});
			assert.equal(errors, 0, output.join("\n"));
			const lines = output.map(line => line.replace("[server] ", ""));
			assert.deepEqual(lines, [...Object.entries(FOUND).map(([name, found]) => `${name}: ${found}`), "done"]);
		});
});
