import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { placeNode } from "../../place/index.ts";
import { createEngine } from "../../run/engine.ts";
import { printed, runOn } from "../../run/testing.ts";

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
	const docs = readFileSync(new URL("../../../../docs/headless.md", import.meta.url), "utf8");
	for (const flag of listed.split("\n")) {
		const [name, value] = flag.split("=");
		const row = docs.split("\n").find(line => line.startsWith(`| \`${name}\` |`));
		assert.ok(row, `docs/headless.md lacks the flag ${name}`);
		assert.ok(row.split("|")[2]!.includes(value!), `docs/headless.md has another default for ${name} than ${value}`);
	}
});

test("a flag that does not exist, or a value it does not take, is refused with what there is (facts 22)", async () => {
	await assert.rejects(runOn("", { flags: { studo: true } }), {
		name: "OptionError",
		message: /unknown flag studo; the flags are .*studio/,
	});
	await assert.rejects(runOn("", { flags: { studio: "maybe" } }), /flag studio must be one of true, false, got maybe/);
	await assert.rejects(
		runOn("", { flags: { "http-timeout": "soon" } }),
		/flag http-timeout must be a number, got soon/,
	);
});

test("a place says how its signals behave, the command line has the last word (facts 14)", async () => {
	const source = `local event, seen = Instance.new("BindableEvent"), "later"
	event.Event:Connect(function() seen = "at once" end) event:Fire() print(seen)`;
	const say = async (behavior: unknown, signals?: "deferred" | "immediate"): Promise<string[]> =>
		await printed(source, {
			place: [{ ...placeNode("Workspace", "Workspace"), properties: { SignalBehavior: behavior as never } }],
			...(signals === undefined ? {} : { signals }),
		});
	assert.deepEqual(await say("Immediate"), ["at once"]);
	assert.deepEqual(await say({ type: "Enum", value: 0 }), ["at once"]);
	assert.deepEqual(await say({ type: "Enum", value: 2 }), ["later"]);
	assert.deepEqual(await say("Deferred", "immediate"), ["at once"]);
	assert.deepEqual(await printed(source), ["later"]);
	await assert.rejects(say("AncestryDeferred"), /SignalBehavior AncestryDeferred is not implemented/);
});

test("requests are off where the place or the flag says so (facts 1.1)", async () => {
	const source = `print(game:GetService("HttpService").HttpEnabled)`;
	const place = (on: boolean) => [{ ...placeNode("HttpService", "HttpService"), properties: { HttpEnabled: on } }];
	assert.deepEqual(await printed(source), ["true"]);
	assert.deepEqual(await printed(source, { flags: { "http-enabled": false } }), ["false"]);
	assert.deepEqual(await printed(source, { place: place(false) }), ["false"]);
	assert.deepEqual(await printed(source, { place: place(true), flags: { "http-enabled": false } }), ["true"]);
});
