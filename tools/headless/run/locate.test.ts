import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { compile } from "../../../scripts/compile.ts";
import { createLineMap } from "./line-map.ts";
import { sourceOf, withSources } from "./locate.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
/** The lines on which something stands, once for each time it does. */
const linesOf = (text: string, pattern: RegExp): number[] =>
	text.split("\n").flatMap((line, index) => [...line.matchAll(pattern)].map(() => index + 1));
const modules = (): { compiled: string; source: string }[] =>
	readdirSync(path.join(ROOT, "build/spec/src"), { recursive: true, encoding: "utf8" })
		.filter(file => file.endsWith(".luau") && !/\.(server|client)\.luau$/.test(file))
		.map(file => ({
			compiled: `build/spec/src/${file}`,
			source: `src/${file.replace(/(^|\/)init(\.spec)?\.luau$/, "$1index$2.luau").replace(/\.luau$/, ".ts")}`,
		}))
		// What is written in Luau is its own source.
		.filter(({ source }) => existsSync(path.join(ROOT, source)));

assert.notEqual(await compile("spec"), "failed");

/** A new spec may be written in a way that moves a line or two; more than one in a hundred would be the map's fault. */
const SPARE = 0.01;

test("the expects of all compiled specs are found on their lines of the TypeScript", () => {
	const wrong: string[] = [];
	let checked = 0;
	for (const { compiled, source } of modules().filter(({ source }) => source.endsWith(".spec.ts"))) {
		const [luau, typescript] = [read(compiled), read(source)];
		const lineOf = createLineMap(luau, typescript);
		const [from, to] = [linesOf(luau, /\bexpect\(/g), linesOf(typescript, /\bexpect\(/g)];
		if (from.length !== to.length) continue;
		from.forEach((line, index) => {
			const found = lineOf(line);
			if (found !== to[index]) wrong.push(`${source}:${to[index]} is found at ${found}`);
			checked++;
		});
	}
	assert.ok(checked > 600, String(checked));
	assert.ok(wrong.length <= checked * SPARE, wrong.join("\n"));
});

test("so are the functions of compiled modules, wherever they are written once in both", () => {
	const wrong: string[] = [];
	let checked = 0;
	for (const { compiled, source } of modules().filter(({ source }) => !source.endsWith(".spec.ts"))) {
		const [luau, typescript] = [read(compiled), read(source)];
		const lineOf = createLineMap(luau, typescript);
		for (const [, name] of typescript.matchAll(/^\t*(?:export )?function (\w+)\(/gm)) {
			const pattern = new RegExp(`\\bfunction ${name}\\(`, "g");
			const [from, to] = [linesOf(luau, pattern), linesOf(typescript, pattern)];
			if (from.length !== 1 || to.length !== 1) continue;
			const found = lineOf(from[0]!);
			if (found !== to[0]) wrong.push(`${source}:${to[0]} ${name} is found at ${found}`);
			checked++;
		}
	}
	assert.ok(checked > 300, String(checked));
	assert.ok(wrong.length <= checked * SPARE, wrong.join("\n"));
});

test("a line that roblox-ts added belongs to the statement that it was added for", () => {
	const luau = `local a = first()\nlocal _condition = a.name\nif _condition == nil then\n\t_condition = "none"\nend\nreturn _condition`;
	const lineOf = createLineMap(luau, `const a = first();\n\n// why\nreturn a.name ?? "none";`);
	assert.deepEqual([1, 2, 3, 4, 5, 6].map(lineOf), [1, 4, 4, 4, 4, 4]);
});

test("messages and stacks name the line of the TypeScript, of the specs and of the model alike", () => {
	const compiled = read("build/spec/src/server/footsteps/init.luau");
	const line = linesOf(compiled, /\breturn\b/g).at(-1)!;
	const expected = /^src\/server\/footsteps\/index\.ts:\d+ \(Luau line \d+\): no$/;
	assert.match(withSources(`ReplicatedStorage.specs.src.server.footsteps:${line}: no`), expected);
	assert.equal(
		sourceOf("ReplicatedStorage/specs/src/server/footsteps/init.spec"),
		"src/server/footsteps/index.spec.ts",
	);
	assert.equal(sourceOf("ServerScriptService.AudioScape.lib.server.radio.station"), "src/server/radio/station.ts");
	assert.equal(sourceOf("Workspace.Mine"), "Workspace.Mine");
	const other = "ServerScriptService.Main:3: oh specs.src.nothing:1 AudioScape.lib.nothing:2";
	assert.equal(withSources(other), other);
});
