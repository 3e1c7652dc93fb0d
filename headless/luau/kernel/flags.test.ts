import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { createEngine } from "../../run/engine.ts";
import { runOn } from "../../run/testing.ts";

test("docs/headless.md lists every flag with its default (facts 22)", async () => {
	const engine = await createEngine({
		signals: "deferred",
		epoch: 0,
		flags: {},
		extra: {},
		onTrace: () => {},
		onStack: () => {},
	});
	const listed = engine.call(`local engine = ...
		local out = {}
		for name, flag in engine.declaredFlags do table.insert(out, name .. "=" .. tostring(flag.default)) end
		table.sort(out)
		return table.concat(out, "\\n")`)[0] as string;
	const docs = readFileSync(new URL("../../../docs/headless.md", import.meta.url), "utf8");
	for (const flag of listed.split("\n")) {
		const [name, value] = flag.split("=");
		const row = docs.split("\n").find(line => line.startsWith(`| \`${name}\` |`));
		assert.ok(row, `docs/headless.md lacks the flag ${name}`);
		assert.ok(row.split("|")[2]!.includes(value!), `docs/headless.md has another default for ${name} than ${value}`);
	}
});

test("a flag that switches nothing, or a value it does not take, is refused with what there is (facts 22)", async () => {
	await assert.rejects(runOn("", { flags: { studo: true } }), /flag studo switches nothing; the flags are .*studio/);
	await assert.rejects(runOn("", { flags: { studio: "maybe" } }), /flag studio is one of true, false, not maybe/);
});
