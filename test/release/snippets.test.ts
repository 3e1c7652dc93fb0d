import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

import ts from "typescript";

import { compile } from "../../scripts/compile.ts";
import { main } from "../../tools/cli/main.ts";
import { runHeadless } from "../../tools/headless/run/run-headless.ts";
import { toBytes } from "../../tools/headless/vm/bytes.ts";
import { createVm } from "../../tools/headless/vm/luau-vm.ts";
import { compiledGame, packTarball, ROOT } from "./package-fixtures.ts";
import { LUAU_PRELUDE, pages, pageText, type Snippet, snippetsOf, TS_PRELUDE, WORLD } from "./snippets.ts";

const all = pages().flatMap(snippetsOf);
const where = (snippet: Snippet): string => `${snippet.file}:${snippet.line}`;
const of = (language: string, ...kinds: string[]): Snippet[] =>
	all.filter(snippet => snippet.language === language && kinds.includes(snippet.kind));

/** Printed behind a block: it did not stop half-way, waiting for what never comes. */
const end = (snippet: Snippet): string => `\nprint("END ${where(snippet)}")`;
const unfinished = (snippets: Snippet[], output: readonly string[]): string[] =>
	snippets.map(where).filter(name => !output.includes(`[server] END ${name}`));

const common = {
	api: "embedded",
	secrets: { audioscape: "key" },
	players: 1,
	baseplate: true,
	seconds: 5,
	// Answers would cost as much virtual time as this machine is busy.
	latency: 0.05,
	seed: 1,
} as const;

/** What a fence may say: anything else would slip through unseen. */
const KINDS: Record<string, readonly string[]> = {
	luau: ["", "fragment", "module", "signature"],
	ts: ["", "node", "signature"],
	sh: ["", "quickstart"],
	json: [""],
	toml: [""],
	mermaid: [""],
};

before(async () => {
	assert.notEqual(await compile("package"), "failed");
	assert.notEqual(await compile("model"), "failed");
});

test("every block says what it is, so that none goes untried", () => {
	const strange = all.filter(snippet => !(KINDS[snippet.language]?.includes(snippet.kind) ?? false));
	assert.deepEqual(strange.map(where), []);
	for (const snippet of all.filter(held => held.language === "json")) JSON.parse(snippet.text);
});

test("every Luau block compiles", async () => {
	const vm = createVm({ memoryPages: 512 });
	const wrong = of("luau", "", "fragment", "module", "signature").flatMap(snippet => {
		const chunk = vm.load(toBytes(snippet.text), `=${where(snippet)}`);
		return typeof chunk === "string" ? [`${where(snippet)}: ${chunk}`] : [];
	});
	assert.deepEqual(wrong, []);
});

test("every Luau block runs", async () => {
	const blocks = of("luau", "", "fragment");
	assert.ok(blocks.length > 5);
	const serverScripts = blocks.map(snippet => ({
		name: where(snippet),
		source: `${snippet.kind === "fragment" ? `${LUAU_PRELUDE} ` : ""}${snippet.text}${end(snippet)}`,
	}));
	const { errors, output } = await runHeadless({
		...common,
		serverScripts: [{ name: "World", source: WORLD }, ...serverScripts],
	});
	assert.equal(errors, 0, output.join("\n"));
	assert.deepEqual(unfinished(blocks, output), []);
});

test("every configuration of a page bakes", async t => {
	const said = ["log", "error"].map(name => t.mock.method(console, name as "log", () => {}));
	for (const snippet of of("luau", "module")) {
		const config = path.join(mkdtempSync(path.join(tmpdir(), "audioscape-snippet-")), "sound.luau");
		writeFileSync(config, snippet.text);
		const status = await main(["bake", config, "--api", "embedded"]);
		assert.equal(status, 0, said.flatMap(mock => mock.mock.calls.map(call => String(call.arguments[0]))).join("\n"));
	}
});

test("every TypeScript block compiles in a fresh game and runs", async () => {
	const { tarball } = packTarball();
	const blocks = of("ts", "");
	assert.ok(blocks.length > 5);
	const scripts = blocks.map(snippet => [
		`${where(snippet).replaceAll(/[^\w]+/g, "-")}.server.ts`,
		`${/^import /m.test(snippet.text) ? "" : `${TS_PRELUDE} `}${snippet.text}${end(snippet)}`,
	]);
	const { errors, output } = await runHeadless({
		...common,
		place: compiledGame(tarball, Object.fromEntries(scripts)),
		serverScripts: [{ name: "World", source: WORLD }],
	});
	assert.equal(errors, 0, output.join("\n"));
	assert.deepEqual(unfinished(blocks, output), []);
});

for (const snippet of of("ts", "node")) {
	test(`the Node block at ${where(snippet)} runs`, async () => {
		const source = ts
			.transpileModule(snippet.text, {
				compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
			})
			.outputText.replaceAll(
				/from "(\.[^"]+)"/g,
				(_, name: string) => `from "${pathToFileURL(path.join(ROOT, "docs", name)).href}"`,
			);
		// Below the checkout, so that its packages are found by name.
		mkdirSync(path.join(ROOT, "build"), { recursive: true });
		const dir = mkdtempSync(path.join(ROOT, "build", "snippet-"));
		const file = path.join(dir, "block.mjs");
		writeFileSync(file, source);
		try {
			await import(pathToFileURL(file).href);
		} finally {
			rmSync(dir, { recursive: true });
			rmSync(path.join(ROOT, "t.ndjson"), { force: true });
		}
	});
}

test("every command that a page names exists", async t => {
	const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
		scripts: Record<string, string>;
	};
	const said = t.mock.method(console, "log", () => {});
	await main(["--help"]);
	const help = said.mock.calls.map(call => String(call.arguments[0])).join("\n");
	said.mock.restore();
	const commands = [...help.matchAll(/^ {2}([a-z]+)/gm)].map(match => match[1]!);
	const wrong: string[] = [];
	for (const page of pages()) {
		const text = pageText(page);
		const code = [...text.matchAll(/`([^`\n]+)`/g)].map(match => match[1]!);
		const blocks = snippetsOf(page)
			.filter(held => held.language === "sh")
			.flatMap(held => held.text.split("\n"));
		for (const line of [...code, ...blocks].map(held => held.trim())) {
			const script = /^npm (?:run (?:-s |--silent )?([\w:]+)|(test|start)\b)/.exec(line);
			if (script && !((script[1] ?? script[2]!) in scripts)) wrong.push(`${page}: ${line}`);
			const command = /^(?:npx )?audioscape ([a-z]\S*)/.exec(line);
			if (command && !commands.includes(command[1]!)) wrong.push(`${page}: ${line}`);
			const file = /^(?:node --import tsx|bash) (\S+)/.exec(line);
			if (file) assert.doesNotThrow(() => readFileSync(path.join(ROOT, file[1]!)), `${page}: ${line}`);
		}
	}
	assert.deepEqual(wrong, []);
});
