import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";

import { loadPlace, type PlaceNode } from "../../headless/place/index.ts";
import { runHeadless, type RunOptions } from "../../headless/run/run-headless.ts";
import { compile } from "../../scripts/compile.ts";
import { rojoBuild } from "../../scripts/rojo.ts";
import { stageWally } from "../../scripts/stage-wally.ts";
import { findTool } from "../../scripts/tool-finder.ts";
import { checkedIn, compiledGame, filesOf, freshFolder, ROOT, run } from "./package-fixtures.ts";

const rojo = findTool("rojo", false);
const needsRojo = { skip: rojo === undefined && process.env.CI !== "true" ? "no Rojo here" : false };
const version = (JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string }).version;

let tarball = "";
let packed: string[] = [];

before(async () => {
	assert.notEqual(await compile("package"), "failed");
	assert.notEqual(await compile("model"), "failed");
	stageWally();
	const target = freshFolder({ ".keep": "" });
	const [answer] = JSON.parse(
		run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", target], ROOT),
	) as [{ filename: string; files: Array<{ path: string }> }];
	tarball = path.join(target, answer.filename);
	packed = answer.files.map(file => file.path).sort();
});

/** What every package must make possible: a step, a station and a zone, heard by a player. */
const LUAU_GAME = (where: string) => `
local AudioScape = require(game:GetService("${where}").AudioScape)
local floor = Instance.new("Part")
floor.Anchored, floor.Size, floor.Position, floor.Material = true, Vector3.new(400, 2, 400), Vector3.new(0, -1, 0), Enum.Material.Grass
floor.Parent = workspace
local client = AudioScape.new("key")
client:createFootsteps({ surfaces = { Grass = "9120386436" } }):attachAll()
client:createZones({ zones = { meadow = { area = { cframe = CFrame.new(60, 0, 0), size = Vector3.new(60, 40, 400) }, music = "123456789" } } })
client:createRadio({ query = "calm piano" }):start()
`;
const TS_GAME = `
import AudioScape from "@rbxts/audioscape";
const floor = new Instance("Part");
floor.Anchored = true;
floor.Size = new Vector3(400, 2, 400);
floor.Position = new Vector3(0, -1, 0);
floor.Material = Enum.Material.Grass;
floor.Parent = game.GetService("Workspace");
const client = new AudioScape("key");
client.createFootsteps({ surfaces: { Grass: "9120386436" } }).attachAll();
client.createZones({
	zones: { meadow: { area: { cframe: new CFrame(60, 0, 0), size: new Vector3(60, 40, 400) }, music: "123456789" } },
});
client.createRadio({ query: "calm piano" }).start();
`;
const WALK = `
local character = game:GetService("Players").LocalPlayer.CharacterAdded:Wait()
character:WaitForChild("HumanoidRootPart").CFrame = CFrame.new(0, 3, 0)
task.wait(2)
character:WaitForChild("Humanoid"):MoveTo(Vector3.new(60, 0, 0))
`;

/** Every Instance below and including a node, as `path: Class`. */
function pathsOf(node: PlaceNode, above = ""): string[] {
	const own = `${above}${node.name}`;
	return [`${own}: ${node.className}`, ...node.children.flatMap(child => pathsOf(child, `${own}/`))];
}

async function hears(options: RunOptions): Promise<void> {
	const { trace, errors, output } = await runHeadless({
		api: "embedded",
		players: 1,
		seconds: 14,
		seed: 1,
		playerScripts: [{ name: "Walk", source: WALK }],
		...options,
	});
	assert.equal(errors, 0, output.join("\n"));
	const heard = trace.filter(line => line.kind === "sound" && line.event === "play" && line.peer === "player1");
	const ids = new Set(heard.map(line => line.soundId));
	const loud = new Set(
		trace.filter(line => line.kind === "gain" && (line.gain as number) > 0.01).map(line => line.soundId),
	);
	assert.ok(heard.filter(line => String(line.path).includes("Step")).length >= 3, `footsteps: ${[...ids].join(" ")}`);
	assert.ok(loud.has("rbxassetid://123456789"), "the zone's music");
	const music = heard.filter(line => !String(line.path).includes("Step") && line.soundId !== "rbxassetid://123456789");
	assert.ok(music.length >= 1, "the station");
}

test("the npm tarball holds exactly what is listed", () => {
	assert.deepEqual(packed, checkedIn("package-files", packed));
	assert.ok(
		packed.every(file => !/\.spec\.|fixture/.test(file)),
		"no specs are shipped",
	);
});

test("a fresh roblox-ts game installs the tarball, compiles, and is heard", async () => {
	await hears({ place: compiledGame(tarball, { "main.server.ts": TS_GAME }) });
});

for (const where of ["ServerScriptService", "ReplicatedStorage"]) {
	test(`AudioScape.rbxm dropped into ${where} of a fresh Rojo place is heard`, needsRojo, async () => {
		assert.equal(rojoBuild(), 0);
		const tree = {
			$className: "DataModel",
			HttpService: { $properties: { HttpEnabled: true } },
			[where]: { AudioScape: { $path: path.join(ROOT, "dist", "AudioScape.rbxm") } },
		};
		const dir = freshFolder({ "default.project.json": JSON.stringify({ name: "place", tree }) });
		run(rojo!.command, ["build", "-o", "place.rbxlx"], dir);
		const service = loadPlace(path.join(dir, "place.rbxlx")).children.find(child => child.name === where);
		const contents = pathsOf(service!.children[0]!).sort();
		assert.deepEqual(contents, checkedIn("model-files", contents));
		await hears({ place: path.join(dir, "place.rbxlx"), serverScripts: [{ name: "Main", source: LUAU_GAME(where) }] });
	});
}

test("the Wally folder holds exactly what is listed, and is heard from Packages", needsRojo, async () => {
	const stage = path.join(ROOT, "dist", "wally");
	assert.deepEqual(filesOf(stage), checkedIn("wally-files", filesOf(stage)));
	const tree = {
		$className: "DataModel",
		HttpService: { $properties: { HttpEnabled: true } },
		ReplicatedStorage: { AudioScape: { $path: stage } },
	};
	const dir = freshFolder({ "default.project.json": JSON.stringify({ name: "place", tree }) });
	run(rojo!.command, ["build", "-o", "place.rbxlx"], dir);
	await hears({
		place: path.join(dir, "place.rbxlx"),
		serverScripts: [{ name: "Main", source: LUAU_GAME("ReplicatedStorage") }],
	});
});

test("every manifest says the same version", () => {
	const wally = readFileSync(path.join(ROOT, "dist", "wally", "wally.toml"), "utf8");
	assert.match(wally, new RegExp(`^version = "${version.replaceAll(".", "\\.")}"$`, "m"));
	const lock = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as { version: string };
	assert.equal(lock.version, version);
});
