import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";

import { compile } from "../../scripts/compile.ts";
import { findTool } from "../../scripts/tool-finder.ts";
import { luauClasses } from "./luau-classes.ts";
import { freshFolder, ROOT } from "./package-fixtures.ts";
import { LUAU_PRELUDE, pages, snippetsOf } from "./snippets.ts";

const checker = findTool("luau-check", false)?.command;
const needsChecker = {
	skip:
		checker === undefined && process.env.CI !== "true"
			? "no luau-check here; node --import tsx scripts/install-tools.ts luau-check"
			: false,
};

/** The three modules that games require. */
const DOORS = { AudioScape: "", AudioScapePlayer: "AudioScapePlayer", AudioScapeClient: "AudioScapeClient" } as const;
type Door = keyof typeof DOORS;
const facade = (door: Door): string =>
	readFileSync(path.join(ROOT, "build", "entry", DOORS[door], "init.luau"), "utf8");

/** Luau's checker knows no types with a dot but those of a module: enums are declared with a line instead. */
const enums = (text: string): string => text.replace(/\bEnum\.(\w+)\b(?![.:])/g, "Enum_$1");

before(async () => {
	assert.notEqual(await compile("model"), "failed");
});

/** What the checker says of some files, which a game could have written, by name. */
function errorsIn(files: Readonly<Record<string, string>>, door: Door = "AudioScape"): string[] {
	const types = facade(door).replace(/^return [^]*$/m, "");
	const dir = freshFolder({
		"definitions.luau": `${luauClasses()}\n${enums(types)}`,
		...Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name.replaceAll("/", "-")}`, enums(text)])),
	});
	const names = Object.keys(files).map(name => name.replaceAll("/", "-"));
	const { status, stdout, stderr } = spawnSync(checker!, ["definitions.luau", ...names], {
		cwd: dir,
		encoding: "utf8",
	});
	assert.ok(status === 0 || status === 1, stderr);
	return stdout.split("\n").filter(line => line !== "");
}

const REQUIRE = /require\((?:[^()]|\([^()]*\))*(AudioScape(?:Player|Client)?)"?\)?\)/g;

/** A script with its requires answered: the product's modules are typed, others may be anything. Lines keep their numbers. */
function script(text: string, door: Door): string {
	const names = [...text.matchAll(/^local (\w+) = require\([^\n]*AudioScape/gm)].map(([, name]) => name!);
	const typed = text
		.replace(REQUIRE, (_, name: string) => (name === door ? "(nil :: any) :: Module" : "nil :: any"))
		.replace(/\brequire\(/g, "(nil :: any)(")
		.replace(
			new RegExp(`\\b(?:${names.join("|") || "AudioScape"})\\.([A-Z]\\w+)(?=\\s*[=?})|,])(?<=: \\S*)`, "g"),
			"$1",
		);
	return `--!strict\n${typed.replace(/^--!\w+/, "")}`;
}
const doorOf = (text: string): Door => ([...text.matchAll(REQUIRE)].at(-1)?.[1] ?? "AudioScape") as Door;

/** Checks scripts, each against the door that it requires. */
function errorsOfScripts(scripts: Readonly<Record<string, string>>): string[] {
	return (Object.keys(DOORS) as Door[]).flatMap(door => {
		const own = Object.entries(scripts).filter(([, text]) => doorOf(text) === door);
		return own.length === 0
			? []
			: errorsIn(Object.fromEntries(own.map(([name, text]) => [name, script(text, door)])), door);
	});
}

test("every type that a facade names is declared", () => {
	const known = new Set(
		[...luauClasses().matchAll(/^declare class (\w+)/gm)].map(([, name]) => name!).concat(["Enum", "export", "read"]),
	);
	for (const door of Object.keys(DOORS) as Door[]) {
		const text = facade(door)
			.replace(/--.*$/gm, "")
			.replace(/"[^"]*"/g, "");
		const declared = new Set([...text.matchAll(/^export type (\w+)/gm)].map(([, name]) => name!));
		const basic = new Set(["string", "number", "boolean", "buffer", "thread", "any", "nil", "T"]);
		const named = [
			...text.replace(/^return [^]*$/m, "").matchAll(/[:=|&<(,>{?]\s*(?:read )?([A-Za-z]\w*)(?![\w(]|\s*:)/g),
		];
		const unknown = named
			.map(([, name]) => name!)
			.filter(name => !declared.has(name) && !known.has(name) && !basic.has(name));
		assert.deepEqual([...new Set(unknown)], [], door);
	}
});

test("every member of the facade says what it is for", () => {
	const lines = facade("AudioScape").split("\n");
	const silent = lines.filter((line, at) => /^\t(?:read )?[A-Za-z_]\w*: /.test(line) && !/^\t---/.test(lines[at - 1]!));
	assert.deepEqual(silent, []);
});

test("no function of a facade takes or gives just anything", () => {
	for (const door of Object.keys(DOORS) as Door[]) {
		const loose = facade(door)
			.split("\n")
			.filter(line => /\(\.\.\.any\) -> \.\.\.any/.test(line));
		assert.deepEqual(loose, [], door);
	}
});

test("Luau's own checker finds nothing in the facades", needsChecker, () => {
	for (const door of Object.keys(DOORS) as Door[]) {
		assert.deepEqual(errorsIn({ "facade.luau": facade(door) }, door), [], door);
	}
});

test("Luau's own checker finds nothing in any block of any page", needsChecker, () => {
	const blocks = pages()
		.flatMap(snippetsOf)
		.filter(block => block.language === "luau" && ["", "fragment"].includes(block.kind));
	assert.ok(blocks.length > 25);
	const scripts = blocks.map(block => {
		const prelude = block.kind === "fragment" ? `${LUAU_PRELUDE} ` : "";
		return [`${block.file}:${block.line}.luau`, `${prelude}${block.text}`];
	});
	assert.deepEqual(errorsOfScripts(Object.fromEntries(scripts)), []);
});

test("Luau's own checker finds nothing in what games write", needsChecker, () => {
	const uses = readFileSync(path.join(ROOT, "test", "types", "uses.luau"), "utf8");
	assert.deepEqual(errorsOfScripts({ "uses.luau": uses }), []);
});

test("Luau's own checker finds what is wrong", needsChecker, () => {
	const head = readFileSync(path.join(ROOT, "test", "types", "uses.luau"), "utf8");
	const wrong = {
		"client:nosuch()": /nosuch/,
		"local _: number = radio.state": /number/,
		'radio:setVolume("loud")': /number/,
		"footsteps.stepped:Connect(function(character) print(character.Name) end)": /nil/,
		"radio.trackChanged:Connect(function(now) print(now.reason) end)": /nil/,
		"client:createRadio({ seed = true })": /boolean/,
	};
	for (const [line, what] of Object.entries(wrong)) {
		const found = errorsOfScripts({ "wrong.luau": `${head}${line}\n` });
		assert.ok(found.length > 0 && found.every(one => what.test(one)), `${line}: ${found.join("\n")}`);
	}
});
