import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { runHeadless } from "../run/index.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const PROJECT = here("suites.project.json");
const SUITES = ["charm", "cleanup", "promise", "ripple", "signal", "t"];

const linesOf = async (signals: "deferred" | "immediate"): Promise<string[]> => {
	const { output, errors } = await runHeadless({
		place: PROJECT,
		seconds: 60,
		signals,
		characters: false,
		serverScripts: [{ name: "Run", source: readFileSync(here("run.luau"), "utf8") }],
	});
	assert.equal(errors, 0, output.join("\n"));
	return output.map(line => line.replace("[server] ", ""));
};

void describe("libraries that others wrote", () => {
	for (const signals of ["deferred", "immediate"] as const)
		void it(`do what they promise with ${signals} signals`, async () => {
			const lines = await linesOf(signals);
			const failed = lines.filter(line => line.startsWith("not ok "));
			assert.deepEqual(failed, []);
			assert.equal(lines.at(-1), "done");
			for (const suite of SUITES) assert.ok(lines.filter(line => line.startsWith(`ok ${suite}: `)).length >= 3, suite);
		});
});
