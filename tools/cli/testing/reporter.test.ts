import assert from "node:assert/strict";
import { test } from "node:test";

// Plain JavaScript, without a declaration.
const REPORTER: string = "./reporter.mjs";
const { default: report } = (await import(REPORTER)) as {
	default: (events: readonly object[]) => AsyncIterable<string>;
};

const told = async (...events: object[]): Promise<Record<string, unknown>[]> => {
	const lines: Record<string, unknown>[] = [];
	for await (const line of report(events)) lines.push(JSON.parse(line) as Record<string, unknown>);
	return lines;
};

void test("a suite that is not run says why, by its name", async () => {
	const details = { type: "suite" };
	const [suite, spec] = await told(
		{ type: "test:pass", data: { name: "its page", skip: "no browser on this machine", details } },
		{ type: "test:pass", data: { name: "adds", details: {} } },
	);
	assert.deepEqual([suite!.title, suite!.status, suite!.reason], ["its page", "skipped", "no browser on this machine"]);
	assert.deepEqual([spec!.status, spec!.reason], ["passed", undefined]);
});
