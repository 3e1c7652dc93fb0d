import assert from "node:assert/strict";
import { existsSync, lstatSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { type Contract, startContract } from "../contract/index.ts";
import { folderOf } from "./testing/folder.ts";
import { type Outcome, startCli } from "./testing/index.ts";

const ASSETS: Readonly<Record<string, [content: string, sentence: RegExp]>> = {
	"list.json": ["[]", /list\.json: it must be an object, got \[\]$/],
	"id.json": [`{ "door": {} }`, /id\.json: it has no door; it can have asset ids, default, peers$/],
	"long.json": [
		`{ "1": { "duration": "long" } }`,
		/long\.json: 1\.duration must be a number of 0 or more, got "long"$/,
	],
	"meant.json": [`{ "1": { "durration": 3 } }`, /meant\.json: 1 has no durration; did you mean duration\?$/],
	"gone.json": [
		`{ "default": { "failure": "Gone" } }`,
		/default\.failure must be one of Failure, TimedOut, None, got "Gone"$/,
	],
	"tags.json": [`{ "1": { "tags": "wood" } }`, /1\.tags must be a list of strings, got "wood"$/],
	"peer.json": [
		`{ "peers": { "player1": { "loadFactor": -1 } } }`,
		/peers\.player1\.loadFactor must be a number of 0 or more, got -1$/,
	],
	"line.json": [`{\n\t"1": { "duration": 3 },\n\t"2" { }\n}`, /line\.json:3 is not valid JSON: colon expected$/],
};

void describe("what a file, a folder or a port spoils is told in one sentence", () => {
	let cli: ReturnType<typeof startCli>;
	let dir = "";
	let taken: Contract;
	const at = (name: string): string => path.join(dir, name);
	before(async () => {
		taken = await startContract({ size: { tracks: 1, effects: 1 } });
		dir = folderOf({
			"main.luau": "print(1)",
			file: "no folder",
			"null.project.json": "null",
			"class.project.json": { tree: { $className: "DataModel", Workspace: { Post: { $className: "Partt" } } } },
			"size.project.json": { tree: { Workspace: { Post: { $className: "Part", $properties: { Size: "big" } } } } },
			"empty.project.json": { tree: { $className: "DataModel" } },
			"model.project.json": { tree: { $className: "Folder" } },
			"config.json": `{\n\t"footsteps": {,}\n}`,
			"good.json": {},
			"broken.project.json": '{\n\t"tree": {\n\t\t"$className" "DataModel"\n\t}\n}',
			"path.project.json": { tree: { $className: "DataModel", Workspace: { Door: { $path: "door.rbxm" } } } },
			"faults.json": '[\n\t{ "kind": "503" }\n\t{ "kind": "hang" }\n]',
			"place.rbxl": "garbage",
			"place.rbxlx": "<roblox",
			// What the commands are started in: a project of the user's own.
			"default.project.json": {
				tree: { $className: "DataModel", ServerScriptService: { Own: { $path: "own.server.luau" } } },
			},
			"own.server.luau": 'print("a script of the folder\'s own")',
			"bad.ndjson": `{"t":0,"peer":"server","kind":"log"}\n{"t":1}\n`,
			"folder/a.txt": "",
			"page/index.html/a.txt": "",
			"asks.luau": "print(require(game.ServerScriptService.AudioScape) ~= nil)",
			...Object.fromEntries(Object.entries(ASSETS).map(([name, [content]]) => [name, content])),
		});
		cli = startCli(dir);
	});
	after(async () => {
		cli.close();
		await taken.close();
	});

	const CASES: [what: string, argv: () => string[], sentence: RegExp][] = [
		[
			"a trace below a file",
			() => ["headless", "run", at("main.luau"), "--trace", at("file/t.ndjson")],
			/file\/t\.ndjson is a file|file\/t\.ndjson is inside a file/,
		],
		[
			"a folder instead of a trace",
			() => ["headless", "run", at("main.luau"), "--trace", at("folder")],
			/folder is a folder$/,
		],
		["a script that is not there", () => ["headless", "run", at("none.luau")], /none\.luau does not exist$/],
		[
			"a place that is not there",
			() => ["headless", "run", at("main.luau"), "--place", at("none.rbxl")],
			/none\.rbxl does not exist$/,
		],
		[
			"a project that is null",
			() => ["headless", "run", at("main.luau"), "--place", at("null.project.json")],
			/null\.project\.json holds null; it must be an object$/,
		],
		[
			"a class that nobody has",
			() => ["headless", "run", at("main.luau"), "--place", at("class.project.json")],
			/the place cannot be built: Post is a Partt, which is not a class of the engine$/,
		],
		[
			"a property of another type",
			() => ["headless", "run", at("main.luau"), "--place", at("size.project.json")],
			/the place cannot be built: Part Post: Unable to assign property Size\. Vector3 expected, got string$/,
		],
		[
			"faults that are not there",
			() => ["headless", "run", at("main.luau"), "--faults", at("none.json")],
			/none\.json does not exist$/,
		],
		[
			"a project with a mistake",
			() => ["headless", "run", at("main.luau"), "--place", at("broken.project.json")],
			/broken\.project\.json:3 is not valid JSON: colon expected$/,
		],
		[
			"a project that leads to nothing",
			() => ["doctor", at("path.project.json")],
			/door\.rbxm does not exist; a \$path in .*path\.project\.json names it$/,
		],
		["a place that is none", () => ["doctor", at("place.rbxl")], /place\.rbxl is not a binary Roblox file: /],
		["a place that is cut off", () => ["play", at("place.rbxlx")], /place\.rbxlx is not a Roblox XML file: /],
		[
			"a folder instead of a place",
			() => ["play", at("folder")],
			/folder is a folder without a default\.project\.json$/,
		],
		["a folder instead of a script", () => ["headless", "run", at("folder")], /folder is a folder$/],
		["faults with a mistake", () => ["contract", "--faults", at("faults.json")], /faults\.json:3 is not valid JSON: /],
		[
			"an address of another machine",
			() => ["contract", "--host", "192.0.2.1"],
			/192\.0\.2\.1 is not an address of this machine; /,
		],
		["a file instead of a folder", () => ["init", at("file"), "--dry-run"], /file is a file$/],
		[
			"a place without the product",
			() => ["play", at("empty.project.json")],
			/AudioScape is not in .*empty\.project\.json; "npx audioscape init" puts it there/,
		],
		[
			"a model to be played",
			() => ["play", at("model.project.json")],
			/model\.project\.json is a model; play takes a place/,
		],
		[
			"a report below a file",
			() => ["play", "--report", at("file/report")],
			/file\/report (is inside a file|is a file)$/,
		],
		["a folder instead of the page of a report", () => ["play", "--report", at("page")], /index\.html is a folder$/],
		[
			"a walk that is not there",
			() => ["play", at("empty.project.json"), "--walk", at("none.luau")],
			/none\.luau does not exist$/,
		],
		["a trace that is not there", () => ["report", at("none.ndjson")], /none\.ndjson does not exist$/],
		["a line that is none", () => ["report", at("bad.ndjson")], /bad\.ndjson:2 is not a line of a trace/],
		[
			"a configuration with a mistake",
			() => ["bake", at("config.json"), "--api", "embedded"],
			/config\.json:2 is not valid JSON: /,
		],
		[
			"a manifest below a file",
			() => ["bake", at("good.json"), "--api", "embedded", "--out", at("file/m.luau")],
			/file (is a file|is inside a file)$/,
		],
		[
			"a folder instead of a manifest",
			() => ["bake", at("good.json"), "--api", "embedded", "--out", at("folder")],
			/folder is a folder$/,
		],
		[
			"sounds below a file",
			() => ["generate", "rain", "--provider", "finevoice", "--api", "embedded", "--out", at("file")],
			/file is a file$/,
		],
		["a place for the doctor that is not there", () => ["doctor", at("none.rbxlx")], /none\.rbxlx does not exist$/],
		[
			"a port that is taken",
			() => ["contract", "--port", String(taken.port)],
			/port \d+ is taken; choose another with --port, or any free one with --port 0$/,
		],
		...Object.entries(ASSETS).map(([name, [, sentence]]): [string, () => string[], RegExp] => [
			`assets: ${name}`,
			() => ["headless", "run", at("main.luau"), "--assets", at(name)],
			sentence,
		]),
	];
	for (const [what, argv, sentence] of CASES)
		void it(what, async () => {
			const { status, stdout, stderr }: Outcome = await cli.run(...argv());
			assert.ok(status === 1 || status === 2, `${status}\n${stdout}\n${stderr}`);
			assert.match(stderr.split("\n")[0]!, sentence);
			assert.doesNotMatch(stdout + stderr, /\n {4}at /);
		});

	void it("a project in the working directory is not taken for the model", async () => {
		const { status, stdout, stderr } = await cli.run("headless", "run", at("asks.luau"), "--seconds", "0");
		assert.equal(status, 0, stderr);
		assert.equal(stdout, "[server] true\n");
	});

	void it("a folder that is missing is made for a trace, as for a report and for sounds", async () => {
		const file = at("new/deep/t.ndjson");
		const { status, stderr } = await cli.run("headless", "run", at("main.luau"), "--seconds", "0", "--trace", file);
		assert.equal(status, 0, stderr);
		assert.match(readFileSync(file, "utf8"), /"text":"1"/);
	});

	void it("a bake does not follow a link at the place of its half-written file", async () => {
		symlinkSync(at("file"), at("good.manifest.luau.part"));
		const { status, stderr } = await cli.run("bake", at("good.json"), "--api", "embedded");
		assert.equal(status, 0, stderr);
		assert.equal(readFileSync(at("file"), "utf8"), "no folder");
		assert.ok(lstatSync(at("good.manifest.luau")).isFile() && !existsSync(at("good.manifest.luau.part")));
	});
});
