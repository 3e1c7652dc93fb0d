import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";

import { compile } from "../../scripts/compile.ts";

const BIN = path.resolve(import.meta.dirname, "../bin.mjs");
const run = (argv: readonly string[], env: Record<string, string> = {}) =>
	spawnSync(process.execPath, [BIN, "test", ...argv], { encoding: "utf8", env: { ...process.env, ...env } });

test("a filter that matches nothing says so, also behind --", () => {
	const { status, stdout } = run(["--", "no-such-spec", "--signals"]);
	assert.equal(status, 1);
	assert.match(stdout, /no spec matches\n0 passed, 0 failed\n$/);
});

test("the process of one mode runs that mode only, whatever stands on the command line", async () => {
	assert.notEqual(await compile("spec"), "failed");
	const { stdout } = run(["--", "fade-curve", "--signals"], { AUDIOSCAPE_TEST_PART: "deferred" });
	assert.match(stdout, /^deferred signals: \d+ specs/);
	assert.ok(!stdout.includes("immediate"), stdout);
});
