import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { createVm } from "./luau-vm.ts";
import type { LuauVm } from "./types.ts";

const run = (vm: LuauVm, source: string, name: string): unknown => {
	const chunk = vm.load(source, name);
	return typeof chunk === "string" ? chunk : chunk()[0];
};
/** Long enough to be kept in a file. */
const padding = `-- ${"x".repeat(500)}\n`;

test("what one VM compiled another loads, under its own chunk name and with its own lines", async () => {
	const source = `${padding}return (select(2, pcall(function() error("here") end)))`;
	const [first, second] = [createVm({}), createVm({})];
	assert.equal(run(first, source, "=one"), "one:2: here");
	assert.equal(run(second, source, "=two"), "two:2: here");
	assert.equal(run(second, source.replace("here", "there"), "=two"), "two:2: there");
});

test("a source that does not compile says so each time", async () => {
	const vm = createVm({});
	for (let attempt = 0; attempt < 2; attempt++) assert.match(String(run(vm, `${padding}return +`, "=bad")), /^bad:2: /);
});

test("the garbage collector may run while something is loaded", async () => {
	const vm = createVm({});
	for (let round = 0; round < 60; round++) {
		const source = `${padding}local kept = {} for i = 1, 20000 do kept[i % 100] = { i } end return ${round % 3}`;
		assert.equal(run(vm, source, "=busy"), round % 3);
	}
});

test("another process loads what this one compiled", async () => {
	const source = `${padding}return "between processes"`;
	run(createVm({}), source, "=here");
	const script = `
		const { createVm } = await import(${JSON.stringify(new URL("./luau-vm.ts", import.meta.url).href)});
		const { loadWasmImage } = await import(${JSON.stringify(new URL("./wasm-image.ts", import.meta.url).href)});
		const { bytecodeStore } = await import(${JSON.stringify(new URL("./bytecode.ts", import.meta.url).href)});
		const source = ${JSON.stringify(source)};
		const known = bytecodeStore(loadWasmImage(8192).hash).get(source) !== undefined;
		const chunk = createVm({}).load(source, "=there");
		console.log(known, chunk()[0]);
	`;
	const child = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
		encoding: "utf8",
	});
	assert.equal(child.stdout.trim(), "true between processes", child.stderr);
});
