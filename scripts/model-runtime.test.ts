import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { importedBy, inheritRuntime, loadMakersLater, modelRuntime, shortImports } from "./model-runtime.ts";

const MODULE = "lib/shared/sound/deck";
const IMPORTS = [
	`local TS = require(script.Parent.Parent.Parent.Parent.include.RuntimeLib)`,
	`local createScope = TS.import(script, script.Parent.Parent, "scope", "scope").createScope`,
	`local Signal = TS.import(script, script.Parent.Parent.Parent.Parent, "include", "node_modules", "@rbxts", "lemon-signal", "src").default`,
].join("\n");

test("imports name their module by its path in the library, or by its package", () => {
	assert.equal(
		shortImports(IMPORTS, MODULE).split("\n").slice(1).join("\n"),
		[
			`local createScope = TS.lib("shared/scope/scope").createScope`,
			`local Signal = TS.lib("@rbxts/lemon-signal/src").default`,
		].join("\n"),
	);
});

test("what a module imports is the same, whichever way it takes", () => {
	const modules = ["lib/shared/scope/scope", "include/node_modules/@rbxts/lemon-signal/src"];
	assert.deepEqual(importedBy(IMPORTS, MODULE), modules);
	assert.deepEqual(importedBy(shortImports(IMPORTS, MODULE), MODULE), modules);
});

test("a module that others import takes over their runtime", () => {
	assert.match(inheritRuntime(IMPORTS), /^local TS=_G\[script\]\nlocal createScope/);
});

test("roblox-ts's runtime is still the one that is changed, and another one is refused", () => {
	const runtime = readFileSync(path.resolve(import.meta.dirname, "../include/RuntimeLib.lua"), "utf8");
	assert.match(modelRuntime(runtime), /function TS\.lib\(path\)[\s\S]*return TS\n$/);
	assert.throws(() => modelRuntime("return {}"), /RuntimeLib is another one/);
});

test("a maker is loaded when something is made, and a line stays a line", () => {
	const maker = `local createRadio = TS.lib("server/radio").createRadio\nlocal answerOf = TS.lib("server/catalog/answers").answerOf\n`;
	const later = loadMakersLater(maker, "lib/server/audioscape/audioscape");
	assert.equal(
		later,
		`local function createRadio(...)return TS.lib("server/radio").createRadio(...)end\nlocal answerOf = TS.lib("server/catalog/answers").answerOf\n`,
	);
	assert.deepEqual(
		importedBy(later, "lib/server/audioscape/audioscape"),
		["server/radio", "server/catalog/answers"].map(name => `lib/${name}`),
	);
	assert.equal(loadMakersLater(maker, "lib/server/radio"), maker);
});
