import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { parse as parseToml } from "smol-toml";

import { compile } from "../../scripts/compile.ts";
import { bundledPackages } from "../../scripts/notices.ts";
import { rojoBuild } from "../../scripts/rojo.ts";
import { stagePesde } from "../../scripts/stage-pesde.ts";
import { stageWally } from "../../scripts/stage-wally.ts";
import { findTool } from "../../scripts/tool-finder.ts";
import { loadPlace, type PlaceNode } from "../../tools/headless/place/index.ts";
import { runHeadless, type RunOptions } from "../../tools/headless/run/run-headless.ts";
import {
	assertListed,
	compiledGame,
	filesOf,
	freshFolder,
	installedGame,
	packTarball,
	ROOT,
	run,
} from "./package-fixtures.ts";
import { pageText, snippetsOf } from "./snippets.ts";

const rojo = findTool("rojo", false);
const needsRojo = { skip: rojo === undefined && process.env.CI !== "true" ? "no Rojo here" : false };
const version = (JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string }).version;

let tarball = "";
let packed: string[] = [];

before(async () => {
	assert.notEqual(await compile("package"), "failed");
	assert.notEqual(await compile("model"), "failed");
	stageWally();
	stagePesde();
	({ tarball, files: packed } = packTarball());
});

/** The README to the letter: its three examples, one script each. */
const README = snippetsOf("README.md");
const examples = (language: string): Array<{ name: string; source: string }> => {
	const blocks = README.filter(block => block.language === language);
	assert.equal(blocks.length, 3, `three short examples in ${language}`);
	return blocks.map(({ text }, index) => ({ name: `Example${index}`, source: text }));
};
/** What the README says of the install: the only block of its language. */
const installed = (language: string): string => {
	const [block, second] = README.filter(held => held.language === language);
	assert.ok(block !== undefined && second === undefined, `one block in ${language}`);
	return block.text;
};

/** A meadow, from the village where players arrive to the arena. */
const MEADOW = {
	name: "Meadow",
	source: `
local floor = Instance.new("Part")
floor.Anchored, floor.Size, floor.Position = true, Vector3.new(800, 2, 400), Vector3.new(0, -1, 0)
floor.Material = Enum.Material.Grass
floor.Parent = workspace`,
};
const WALK = {
	name: "Walk",
	source: `
local character = game:GetService("Players").LocalPlayer.CharacterAdded:Wait()
local humanoid = character:WaitForChild("Humanoid")
character:WaitForChild("HumanoidRootPart").CFrame = CFrame.new(60, 3, 0)
task.wait(5)
humanoid:MoveTo(Vector3.new(180, 0, 0))
humanoid.MoveToFinished:Wait()
humanoid:MoveTo(Vector3.new(180, 0, 0))`,
};

/** Every Instance below and including a node, as `path: Class`. */
function pathsOf(node: PlaceNode, above = ""): string[] {
	const own = `${above}${node.name}`;
	return [`${own}: ${node.className}`, ...node.children.flatMap(child => pathsOf(child, `${own}/`))];
}

/** A footstep, a radio and a swap from one zone's music to another's. */
async function hears(options: RunOptions): Promise<void> {
	const { trace, errors, output } = await runHeadless({
		api: "embedded",
		players: 1,
		seconds: 20,
		seed: 1,
		secrets: { audioscape: "key" },
		...options,
		playerScripts: [WALK],
		serverScripts: [MEADOW, ...(options.serverScripts ?? [])],
	});
	assert.equal(errors, 0, output.join("\n"));
	const own = trace.filter(line => line.peer === "player1");
	const plays = (part: string) =>
		own.filter(line => line.kind === "sound" && line.event === "play" && String(line.path).includes(part));
	const gains = (soundId: unknown) =>
		own.filter(line => line.kind === "gain" && line.soundId === soundId).map(line => line.gain as number);
	assert.ok(plays("AudioScapeStep").length >= 3, "footsteps");
	const station = plays("AudioScapeRadio");
	assert.ok(station.length >= 1 && Math.max(...gains(station[0]!.soundId)) > 0.01, "the radio");
	const zones = [...new Set(plays("AudioScapeZone").map(line => line.soundId))];
	assert.equal(zones.length, 2, `music of two zones: ${zones.join(" ")}`);
	const [village, arena] = zones.map(gains);
	assert.ok(Math.max(...village!) > 0.01 && village!.at(-1)! < 0.01, "the village fades away");
	assert.ok(arena!.at(-1)! > 0.01, "the arena is heard");
	assert.ok(
		output.some(line => /lofi chill beats/.test(line)),
		"the radio says why",
	);
}

test("the npm tarball holds exactly what is listed", () => {
	assertListed("package-files", packed);
	assert.ok(
		packed.every(file => !/\.spec\.|fixture/.test(file)),
		"no specs are shipped",
	);
});

test("the tarball's manifest names nothing that is not in it", () => {
	const dir = freshFolder({ ".keep": "" });
	run("tar", ["-xzf", tarball, "-C", dir, "--strip-components=1"], dir);
	const manifest = JSON.parse(readFileSync(path.join(dir, "package.json"), "utf8")) as Record<string, unknown>;
	for (const name of ["workspaces", "scripts", "devDependencies"]) assert.equal(manifest[name], undefined, name);
	for (const name of ["main", "types"]) assert.ok(packed.includes(manifest[name] as string), name);
	const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
		scripts: Record<string, string>;
	};
	assert.match(scripts.prepack!, /pack-manifest\.mjs trim$/);
	assert.match(scripts.postpack!, /pack-manifest\.mjs restore$/);
});

test("packing leaves the checkout's manifest as it was", () => {
	const text = `{ "name": "x", "scripts": { "x": "y" } }\n`;
	const dir = freshFolder({ "package.json": text });
	const act = (action: string) => run(process.execPath, [path.join(ROOT, "scripts", "pack-manifest.mjs"), action], dir);
	// The second time as after an interrupted first.
	for (const action of ["trim", "trim"]) {
		act(action);
		assert.deepEqual(JSON.parse(readFileSync(path.join(dir, "package.json"), "utf8")), { name: "x" });
	}
	act("restore");
	assert.equal(readFileSync(path.join(dir, "package.json"), "utf8"), text);
	assert.deepEqual(filesOf(dir), ["package.json"]);
});

test("roblox-ts, by the README: a fresh game installs the tarball, compiles its examples, and is heard", async () => {
	const { name } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { name: string };
	assert.ok(README.some(block => block.language === "sh" && block.text.includes(`npm install ${name}\n`)));
	const scripts = examples("ts").map(({ name: file, source }) => [`${file}.server.ts`, source]);
	await hears({ place: compiledGame(tarball, Object.fromEntries(scripts)) });
});

test("the packed declarations hold what the type tests say of them", () => {
	const dir = path.join(ROOT, "test", "types");
	const tests = filesOf(dir)
		.filter(name => name.endsWith(".ts"))
		.map(name => [name, readFileSync(path.join(dir, name), "utf8")]);
	// roblox-ts compiles nothing that expects an error.
	const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
	const check = (files: string[][]): string =>
		run(process.execPath, [tsc, "--noEmit", "--skipLibCheck"], installedGame(tarball, Object.fromEntries(files)));
	check(tests);
	const wrong = ["wrong.ts", `import AudioScape from "@rbxts/audioscape";\nnew AudioScape("key").search({});\n`];
	assert.throws(() => check([...tests, wrong]), /wrong\.ts/);
});

/** A place that Rojo built from a project. */
function placeOf(project: object, files: (dir: string) => void = () => undefined): string {
	const dir = freshFolder({ "default.project.json": JSON.stringify(project) });
	files(dir);
	run(rojo!.command, ["build", "-o", "place.rbxlx"], dir);
	return path.join(dir, "place.rbxlx");
}
const HTTP = { HttpService: { $properties: { HttpEnabled: true } } };
const model = path.join(ROOT, "dist", "AudioScape.rbxm");

test("Luau with Rojo, by the README: AudioScape.rbxm in ServerScriptService is heard", needsRojo, async () => {
	assert.equal(rojoBuild(), 0);
	const project = JSON.parse(installed("json")) as { tree: object };
	const place = placeOf({ ...project, tree: { ...project.tree, ...HTTP } }, dir =>
		cpSync(model, path.join(dir, "AudioScape.rbxm")),
	);
	const service = loadPlace(place).children.find(child => child.name === "ServerScriptService");
	const contents = pathsOf(service!.children[0]!).sort();
	assertListed("model-files", contents);
	await hears({ place, serverScripts: examples("luau") });
});

test("the model is heard from ReplicatedStorage, too", needsRojo, async () => {
	assert.equal(rojoBuild(), 0);
	const tree = { $className: "DataModel", ...HTTP, ReplicatedStorage: { AudioScape: { $path: model } } };
	const scripts = examples("luau").map(({ name, source }) => ({
		name,
		source: source.replace("ServerScriptService", "ReplicatedStorage"),
	}));
	await hears({ place: placeOf({ name: "place", tree }), serverScripts: scripts });
});

test(
	"Luau with Wally, by the README: the package in Packages is heard, and holds exactly what is listed",
	needsRojo,
	async () => {
		const stage = path.join(ROOT, "dist", "wally");
		assertListed("wally-files", filesOf(stage));
		const wanted = /^(\w+) = "([\w-]+)\/([\w-]+)@([\d.]+)"$/m.exec(installed("toml"));
		assert.ok(wanted, "the README's dependency");
		const [, alias, scope, name] = wanted;
		const folder = `${scope}_${name}@${version}`;
		// As `wally install` lays it out: the package in the index, a link beside it.
		const tree = { $className: "DataModel", ...HTTP, ReplicatedStorage: { Packages: { $path: "Packages" } } };
		const place = placeOf({ name: "place", tree }, dir => {
			const index = path.join(dir, "Packages", "_Index", folder);
			cpSync(stage, path.join(index, name!), { recursive: true });
			const link = `return require(script.Parent._Index["${folder}"]["${name}"])\n`;
			writeFileSync(path.join(dir, "Packages", `${alias}.lua`), link);
		});
		const [asked] = /require\(game:GetService\("ReplicatedStorage"\)[^`]*\)/.exec(pageText("README.md"))!;
		const scripts = examples("luau").map(({ name: script, source }) => ({
			name: script,
			source: source.replace(/require\(.*\)/, asked),
		}));
		await hears({ place, serverScripts: scripts });
	},
);

const tomlOf = (file: string): Record<string, Record<string, unknown>> =>
	parseToml(readFileSync(path.join(ROOT, "dist", file), "utf8")) as Record<string, Record<string, unknown>>;

test("the Wally folder keeps to its registry's rules", () => {
	const { package: own } = tomlOf("wally/wally.toml");
	assert.match(String(own!.name), /^[a-z\d-]+\/[a-z\d-]+$/);
	assert.equal(own!.realm, "shared");
	assert.equal(own!.license, "MIT");
	const stage = path.join(ROOT, "dist", "wally");
	const zipped = filesOf(stage).reduce(
		(sum, file) => sum + deflateRawSync(readFileSync(path.join(stage, file))).length + 200,
		0,
	);
	assert.ok(zipped < 2_000_000, `${zipped} bytes; Wally takes 2 MB`);
});

test("the pesde folder keeps to its registry's rules, and has the very files that Wally gets", () => {
	const manifest = tomlOf("pesde/pesde.toml") as Record<string, unknown>;
	assert.match(String(manifest.name), /^[a-z\d_]+\/[a-z\d_]+$/);
	for (const field of ["version", "description", "license", "authors", "repository"]) assert.ok(manifest[field], field);
	assert.equal(manifest.version, version);
	const target = manifest.target as Record<string, unknown>;
	const stage = path.join(ROOT, "dist", "pesde");
	const files = filesOf(stage);
	assert.equal(target.environment, "roblox");
	assert.ok(files.includes(target.lib as string));
	assert.deepEqual(target.build_files, ["src"]);
	assert.ok(!files.some(file => /project\.json$/.test(file)), "its files are its Instances, one for one");
	assert.ok(files.every(file => ["pesde.toml", "LICENSE"].includes(file) || file.startsWith("src/")));
	const source = (from: string): string[] => filesOf(path.join(ROOT, "dist", from, "src"));
	assert.deepEqual(source("pesde"), source("wally"));
});

test("whatever is shipped carries the licences of what it bundles", () => {
	for (const file of ["wally/src/licences.txt", "pesde/src/licences.txt"]) {
		const text = readFileSync(path.join(ROOT, "dist", file), "utf8");
		for (const { name } of bundledPackages()) assert.ok(text.includes(name), `${file}: ${name}`);
		for (const name of ["RuntimeLib of roblox-ts", "roblox-lua-promise"])
			assert.ok(text.includes(name), `${file}: ${name}`);
		assert.ok((text.match(/Permission is hereby granted|Permission to use, copy/g) ?? []).length >= 2, file);
	}
	const model = loadPlace(path.join(ROOT, "dist", "AudioScape.rbxm"));
	const held = model.children.find(({ name }) => name === "licences");
	assert.equal(held?.properties.Value, readFileSync(path.join(ROOT, "dist", "wally/src/licences.txt"), "utf8"));
	assert.ok(packed.includes("LICENSE"));
});

const lune = findTool("lune", false);
const needsLune = { skip: lune === undefined && process.env.CI !== "true" ? "no Lune here" : needsRojo.skip };
test("Lune loads the model: real reflection data knows every class and property in it", needsLune, () => {
	assert.equal(rojoBuild(), 0);
	const said = run(process.execPath, ["--import", "tsx", path.join(ROOT, "scripts", "check-model.ts")], ROOT);
	assert.match(said, /model: \d+ instances and \d+ set properties checked, 0 problems/);
});

test("every manifest, the module itself and the README say the same version", async () => {
	const wally = readFileSync(path.join(ROOT, "dist", "wally", "wally.toml"), "utf8");
	assert.equal(/^version = "(.*)"$/m.exec(wally)?.[1], version);
	const lock = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
		version: string;
		packages: Record<string, { version: string }>;
	};
	assert.deepEqual([lock.version, lock.packages[""]!.version], [version, version]);
	for (const folder of ["headless", "contract", "cli"]) {
		const own = JSON.parse(readFileSync(path.join(ROOT, "tools", folder, "package.json"), "utf8")) as {
			version: string;
			dependencies?: Record<string, string>;
		};
		const ours = Object.entries(own.dependencies ?? {}).filter(([name]) => /^(headless-place|audioscape-)/.test(name));
		assert.deepEqual([own.version, ...ours.map(([, held]) => held)], [version, ...ours.map(() => version)], folder);
	}
	assert.match(
		readFileSync(path.join(ROOT, "CHANGELOG.md"), "utf8"),
		new RegExp(`^## \\[${version.replaceAll(".", "\\.")}\\] - \\d{4}-`, "m"),
	);
	const named = [...installed("toml").matchAll(/@([\d.]+)"/g)].map(match => match[1]);
	assert.deepEqual(named, [version]);
	const { output } = await runHeadless({
		seconds: 0.1,
		serverScripts: [{ name: "Main", source: `print(require(script.Parent.AudioScape).VERSION)` }],
	});
	assert.deepEqual(output, [`[server] ${version}`]);
});
