import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { findTool } from "../../../scripts/tool-finder.ts";
import { loadPlace, type PlaceNode } from "./index.ts";
import { readRobloxXml } from "./roblox-xml.ts";

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
	"src/data.json": JSON.stringify({ name: "a", list: [1, 2] }),
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
		"      boot: Script",
		"      data: ModuleScript",
		"      start: Script",
		"      view: LocalScript",
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
	assert.deepEqual(floor.properties.Size ?? floor.properties.size, { type: "Vector3", value: [4, 1, 2] });
	rmSync(dir, { recursive: true });
});

test("a missing path is named", () => {
	const dir = folder({ "x.project.json": JSON.stringify({ name: "x", tree: { $path: "nowhere" } }) });
	assert.throws(() => loadPlace(path.join(dir, "x.project.json")), /nowhere does not exist/);
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
