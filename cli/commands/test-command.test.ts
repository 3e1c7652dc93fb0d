import assert from "node:assert/strict";
import { after, test } from "node:test";

import { startCli } from "../testing/index.ts";

const cli = startCli();
after(() => cli.close());

test("a filter that matches nothing says so, also behind --", async () => {
	for (const argv of [["no-such-spec"], ["--", "no-such-spec", "-t", "x"]]) {
		const { status, stdout } = await cli.run("test", ...argv);
		assert.equal(status, 1);
		assert.match(stdout, /no spec matches\n0 passed, 0 failed\n$/);
	}
});

test("the process of one mode runs that mode only, whatever stands on the command line", async () => {
	process.env.AUDIOSCAPE_TEST_PART = "deferred";
	const part = startCli();
	delete process.env.AUDIOSCAPE_TEST_PART;
	try {
		const { stdout } = await part.run("test", "fade-curve", "--signals", "both");
		assert.match(stdout, /^deferred signals: \d+ specs/);
		assert.ok(!stdout.includes("immediate"), stdout);
	} finally {
		part.close();
	}
});
