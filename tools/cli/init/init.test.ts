import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { loadPlace, type PlaceNode } from "../../headless/place/index.ts";
import { folderOf } from "../testing/folder.ts";
import { planOf } from "./plan.ts";

const PORTS = { model: Buffer.from("model"), version: "1.2.3" };
const saysOf = (folder: string): string[] => planOf(folder, PORTS).steps.flatMap(({ says }) => says);
const contentOf = (folder: string, file: string): string =>
	String(planOf(folder, PORTS).steps.find(step => step.file === file)!.content);

const OWN = `{
  // My game.
  "name": "game",
  "tree": {
    "$className": "DataModel",
    "ServerScriptService": { "Server": { "$path": "src/server" } },
  },
}
`;

describe("audioscape init", () => {
	it("makes a place to begin with in an empty folder", () => {
		const folder = folderOf({ "package.json": "{}" });
		assert.equal(planOf(folder, PORTS).kind, "empty");
		assert.deepEqual(saysOf(folder), ["+ AudioScape.rbxm", "+ sound.server.luau", "+ default.project.json"]);
		const place = folderOf({
			"default.project.json": contentOf(folder, "default.project.json").replace("AudioScape.rbxm", "sound.server.luau"),
			"sound.server.luau": contentOf(folder, "sound.server.luau"),
		});
		const names = (node: PlaceNode): string[] => [node.name, ...node.children.flatMap(names)];
		assert.deepEqual(names(loadPlace(place)).slice(1), [
			...[
				"HttpService",
				"ServerScriptService",
				"AudioScape",
				"Sound",
				"SoundService",
				"Workspace",
				"Meadow",
				"Village",
			],
		]);
	});

	it("puts the model and a script into a Rojo project, and keeps its comments and layout", () => {
		const folder = folderOf({ "default.project.json": OWN, "src/server/main.server.luau": "" });
		assert.deepEqual(saysOf(folder), [
			"+ AudioScape.rbxm",
			"+ src/server/sound.server.luau",
			"~ default.project.json: ServerScriptService.AudioScape points to the model",
			"~ default.project.json: HttpService.HttpEnabled is true",
		]);
		const text = contentOf(folder, "default.project.json");
		assert.match(text, /^\{\n {2}\/\/ My game\.\n {2}"name": "game",\n {2}"tree": \{\n/);
		assert.match(text, /"AudioScape": \{\s*"\$path": "AudioScape\.rbxm"\s*\}/);
		assert.match(text, /"HttpEnabled": true/);
	});

	it("adds the script by name where a project has no folder for the server", () => {
		const folder = folderOf({ "default.project.json": { tree: { $className: "DataModel" } } });
		assert.ok(saysOf(folder).includes("~ default.project.json: ServerScriptService.Sound points to the first script"));
	});

	it("makes a roblox-ts project depend on the package", () => {
		const manifest = { name: "game", devDependencies: { "roblox-ts": "3.0.0" } };
		const folder = folderOf({
			"package.json": manifest,
			"default.project.json": {
				tree: { $className: "DataModel", HttpService: { $properties: { HttpEnabled: false } } },
			},
			"src/server/main.server.ts": "",
		});
		assert.deepEqual(saysOf(folder), [
			"~ package.json: depends on @rbxts/audioscape ^1.2.3",
			"+ src/server/sound.server.ts",
			"= default.project.json: exists already and is left as it is",
		]);
		assert.deepEqual(JSON.parse(contentOf(folder, "package.json")), {
			...manifest,
			dependencies: { "@rbxts/audioscape": "^1.2.3" },
		});
	});

	it("overwrites nothing, whatever is there", () => {
		const folder = folderOf({
			"AudioScape.rbxm": "mine",
			"sound.server.luau": "mine",
			"default.project.json": {
				tree: {
					$className: "DataModel",
					HttpService: { $properties: { HttpEnabled: true } },
					ServerScriptService: { AudioScape: { $path: "other.rbxm" }, Sound: { $path: "other.luau" } },
				},
			},
		});
		assert.ok(planOf(folder, PORTS).steps.every(({ content }) => content === undefined));
		assert.ok(saysOf(folder).every(line => line.startsWith("= ")));
	});

	it("writes nothing while it is only asked what it would do", () => {
		const folder = folderOf({ "default.project.json": OWN });
		planOf(folder, PORTS);
		assert.deepEqual(readdirSync(folder), ["default.project.json"]);
		assert.equal(readFileSync(path.join(folder, "default.project.json"), "utf8"), OWN);
	});

	it("refuses a project that builds a model, and one that is no JSON, by name", () => {
		assert.throws(
			() => planOf(folderOf({ "default.project.json": { tree: { $path: "src" } } }), PORTS),
			/builds a model, not a place/,
		);
		assert.throws(
			() => planOf(folderOf({ "default.project.json": "{\n\n]" }), PORTS),
			/default\.project\.json:3 is not valid JSON/,
		);
	});
});
