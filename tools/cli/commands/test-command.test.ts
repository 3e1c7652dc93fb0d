import assert from "node:assert/strict";
import { test } from "node:test";

import { command } from "../testing/command.ts";
import { modesOf } from "./test.ts";

test("a filter that matches nothing says so, also behind --", async () => {
	for (const argv of [["no-such-spec"], ["--", "no-such-spec", "--signals"]]) {
		const { status, stdout } = await command("test", ...argv);
		assert.equal(status, 1);
		assert.equal(stdout, "no spec matches\n0 passed, 0 failed\n");
	}
});

test("both modes run unless one is asked for, and the process of one mode runs that one whatever it is told", () => {
	assert.deepEqual(modesOf(undefined, undefined), ["deferred", "immediate"]);
	assert.deepEqual(modesOf(undefined, "both"), ["deferred", "immediate"]);
	assert.deepEqual(modesOf(undefined, "immediate"), ["immediate"]);
	assert.deepEqual(modesOf("deferred", "both"), ["deferred"]);
	assert.deepEqual(modesOf("deferred", "immediate"), ["deferred"]);
});
