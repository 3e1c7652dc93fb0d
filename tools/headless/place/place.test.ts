import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { findTool } from "../../../scripts/tool-finder.ts";
import { loadPlace, type PlaceNode } from "./index.ts";
import { readRobloxXml } from "./roblox-xml.ts";
import { luauLiteral } from "./rojo-files.ts";

function folder(files: Record<string, string>): string {
	const dir = mkdtempSync(path.join(tmpdir(), "audioscape-place-"));
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
		writeFileSync(path.join(dir, name), text);
	}
	return dir;
}

const PROJECT = {
	"default.project.json": JSON.stringify({
		name: "Place",
		tree: {
			$className: "DataModel",
			HttpService: { $properties: { HttpEnabled: true } },
			ServerScriptService: { Main: { $path: "src" } },
			Workspace: { Floor: { $className: "Part", $properties: { Anchored: true, Size: [4, 1, 2] } } },
		},
	}),
	"src/init.luau": "return {}",
	"src/start.server.luau": "print('server')",
	"src/view.client.luau": "print('client')",
	"src/boot.server.luau": "print('boot')",
	"src/boot.meta.json": JSON.stringify({ properties: { RunContext: "Client", Disabled: true } }),
	"src/data.json": `{ "name": "a", "list": [1, 2] }`,
	"src/settings.toml": 'name = "a"\nsince = 1979-05-27\n[music]\nloud = true\n',
	"src/words.yaml": "name: a\nlist: [1, 2]\n",
	"src/note.txt": "a note",
	"src/note.meta.json": JSON.stringify({ attributes: { Kind: "text" } }),
	"src/texts.csv": "Key,Source,Example,de\nHi,Hello,,Hallo\n",
	"src/tool.plugin.luau": "return 1",
	"src/kit.model.json": JSON.stringify({
		className: "Folder",
		children: [{ name: "Count", className: "IntValue", properties: { Value: 3 } }],
	}),
	"src/inner/default.project.json": JSON.stringify({ name: "Library", tree: { $path: "lib" } }),
	"src/inner/lib/init.luau": "return 2",
	"src/readme.md": "no Instance",
};

/** Names and classes of a tree, a line each, in order of name. */
function outline(node: PlaceNode, depth = 0): string[] {
	const children = [...node.children].sort((a, b) => (a.name < b.name ? -1 : 1));
	return [
		`${"  ".repeat(depth)}${node.name}: ${node.className}`,
		...children.flatMap(child => outline(child, depth + 1)),
	];
}

test("a Rojo project gives scripts, modules, data and properties as Rojo does", () => {
	const dir = folder(PROJECT);
	const place = loadPlace(path.join(dir, "default.project.json"));
	assert.deepEqual(outline(place), [
		"Place: DataModel",
		"  HttpService: HttpService",
		"  ServerScriptService: ServerScriptService",
		"    Main: ModuleScript",
		"      Library: ModuleScript",
		"      boot: Script",
		"      data: ModuleScript",
		"      kit: Folder",
		"        Count: IntValue",
		"      note: StringValue",
		"      settings: ModuleScript",
		"      start: Script",
		"      texts: LocalizationTable",
		"      tool: Script",
		"      view: LocalScript",
		"      words: ModuleScript",
		"  Workspace: Workspace",
		"    Floor: Part",
	]);
	const main = place.children[1]!.children[0]!;
	assert.equal(main.source, "return {}");
	assert.deepEqual(main.children.find(child => child.name === "boot")!.properties, {
		RunContext: "Client",
		Disabled: true,
	});
	assert.equal(
		main.children.find(child => child.name === "data")!.source,
		`return {["name"] = "a", ["list"] = {1, 2}}`,
	);
	assert.equal(
		main.children.find(child => child.name === "settings")!.source,
		`return {["name"] = "a", ["since"] = "1979-05-27", ["music"] = {["loud"] = true}}`,
	);
	assert.deepEqual(place.children[2]!.children[0]!.properties.Size, { type: "implicit", value: [4, 1, 2] });
	rmSync(dir, { recursive: true });
});

const rojo = findTool("rojo", false);
test("what Rojo builds reads back as the same tree", { skip: rojo === undefined ? "no Rojo here" : false }, () => {
	const dir = folder(PROJECT);
	const built = path.join(dir, "place.rbxlx");
	const run = spawnSync(rojo!.command, ["build", path.join(dir, "default.project.json"), "-o", built]);
	assert.equal(run.status, 0, String(run.stderr));
	const own = outline(loadPlace(path.join(dir, "default.project.json"))).slice(1);
	assert.deepEqual(outline(loadPlace(built)).slice(1), own);
	const floor = loadPlace(built).children.find(child => child.name === "Workspace")!.children[0]!;
	assert.deepEqual(floor.properties.Size, { type: "Vector3", value: [4, 1, 2] });
	const textsOf = (place: PlaceNode): unknown => {
		const [, server] = place.children.filter(child => /Service$/.test(child.name));
		return server!.children[0]!.children.find(child => child.name === "texts")!.properties.Contents;
	};
	const [own2, rojos] = ["default.project.json", "place.rbxlx"].map(file => textsOf(loadPlace(path.join(dir, file))));
	assert.deepEqual(JSON.parse(own2 as string), JSON.parse(rojos as string));
	rmSync(dir, { recursive: true });
});

const WRONG: [what: string, files: Record<string, string>, file: string, sentence: RegExp][] = [
	["a file that is not there", {}, "x.rbxl", /x\.rbxl does not exist$/],
	[
		"a $path to nothing",
		{ "x.project.json": `{"tree": {"$path": "nowhere"}}` },
		"x.project.json",
		/nowhere does not exist; a \$path in .*x\.project\.json names it$/,
	],
	["a folder that is no project", { "f/a.txt": "" }, "f", /f is a folder without a default\.project\.json$/],
	[
		"a project that is null",
		{ "x.project.json": "null" },
		"x.project.json",
		/x\.project\.json holds null; it must be an object$/,
	],
	[
		"a project without a tree",
		{ "x.project.json": `{"name": "x"}` },
		"x.project.json",
		/x\.project\.json has no "tree"$/,
	],
	[
		"a part of the tree that is null",
		{ "x.project.json": `{"tree": {"Workspace": null}}` },
		"x.project.json",
		/"Workspace" is null; it must be an object$/,
	],
	[
		"JSON with a mistake, by its line",
		{ "x.project.json": `{\n\t// Mine.\n\t"name": "x",\n\t"tree" {}\n}` },
		"x.project.json",
		/x\.project\.json:4 is not valid JSON/,
	],
	[
		"JSON that ends too early",
		{ "x.project.json": `{\n"name": "x"` },
		"x.project.json",
		/x\.project\.json:2 is not valid JSON/,
	],
	[
		"TOML with a mistake",
		{ "default.project.json": `{"tree": {"$path": "a.toml"}}`, "a.toml": "a = 1\nb =\n" },
		"default.project.json",
		/a\.toml:2 is not valid TOML/,
	],
	[
		"YAML with a mistake",
		{ "default.project.json": `{"tree": {"$path": "a.yml"}}`, "a.yml": "a: [1\nb: 2\n" },
		"default.project.json",
		/a\.yml:2 is not valid YAML/,
	],
	[
		"a file that Rojo does not know",
		{ "default.project.json": `{"tree": {"$path": "a.png"}}`, "a.png": "" },
		"default.project.json",
		/a\.png, which a \$path in .* names, is not a file that Rojo can read$/,
	],
	[
		"a part without a class",
		{ "x.project.json": `{"tree": {"$className": "Folder", "Thing": {}}}` },
		"x.project.json",
		/"Thing" needs a \$className or a \$path$/,
	],
	[
		"a binary file that is none",
		{ "x.rbxl": "<html>" },
		"x.rbxl",
		/x\.rbxl is not a binary Roblox file: it does not begin with <roblox!$/,
	],
	[
		"a binary file cut off",
		{ "x.rbxm": `<roblox!${"\0".repeat(24)}INST` },
		"x.rbxm",
		/x\.rbxm is damaged: it ends before its END chunk$/,
	],
	["a picture", { "x.png": "" }, "x.png", /it must be a Rojo project \(\.json\), \.rbxl, \.rbxlx, \.rbxm or \.rbxmx$/],
];
for (const [what, files, file, sentence] of WRONG)
	test(`refused in one sentence: ${what}`, () => {
		const dir = folder(files);
		assert.throws(
			() => loadPlace(path.join(dir, file)),
			(cause: Error) => cause.name === "PlaceError" && sentence.test(cause.message) && !cause.message.includes("\n"),
		);
		rmSync(dir, { recursive: true });
	});

test("projects may have comments, trailing commas, optional paths and rules of their own", () => {
	const dir = folder({
		"default.project.json": `{
			// https://rojo.space
			"name": "Own", /* "quoted" */
			"syncRules": [{ "pattern": "*.part.json", "use": "jsonModel", "suffix": ".part.json" }],
			"globIgnorePaths": ["src/**/*.spec.luau"],
			"tree": { "$className": "Folder", "Gone": { "$path": { "optional": "nowhere" } }, "Here": { "$path": "src" }, },
		}`,
		"src/a.part.json": `{ "className": "Part" }`,
		"src/a.spec.luau": "",
	});
	assert.deepEqual(outline(loadPlace(dir)), ["Own: Folder", "  Here: Folder", "    a: Part"]);
	rmSync(dir, { recursive: true });
});

test("XML that does not close, or is not Roblox's, is refused by name", () => {
	assert.throws(() => readRobloxXml('<roblox><Item class="Part"></roblox>', "a.rbxmx"), /a\.rbxmx/);
	assert.throws(() => readRobloxXml("<html></html>", "b.rbxmx"), /no <roblox>/);
});

test("entities, CDATA, tags and attributes come out of XML as they went in", () => {
	const [script] = readRobloxXml(
		`<roblox version="4"><Item class="ModuleScript" referent="R1"><Properties><string name="Name">A &amp; B</string>` +
			`<string name="Source"><![CDATA[return "<x>"]]></string><BinaryString name="Tags">${Buffer.from("One\0Two").toString("base64")}</BinaryString>` +
			`</Properties></Item></roblox>`,
		"c.rbxmx",
	);
	assert.equal(script!.name, "A & B");
	assert.equal(script!.source, `return "<x>"`);
	assert.deepEqual(script!.tags, ["One", "Two"]);
});

test("texts of data files keep a backslash before a u, and control characters", () => {
	assert.equal(luauLiteral("\\u0041"), '"\\\\u0041"');
	assert.equal(luauLiteral("\u0001\\\u0002"), '"\\u{0001}\\\\\\u{0002}"');
});
