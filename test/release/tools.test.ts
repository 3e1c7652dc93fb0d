import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, describe, it } from "node:test";

import { compile } from "../../scripts/compile.ts";
import { stageWally } from "../../scripts/stage-wally.ts";
import { findTool } from "../../scripts/tool-finder.ts";
import { CASTLE, CASTLE_GAME } from "./castle.ts";
import { compiledGame, packTarball, ROOT, run } from "./package-fixtures.ts";
import { pageText, snippetsOf } from "./snippets.ts";
import { installed, PACKED_PARTS, packTools, shellIn } from "./tool-packages.ts";

const FILES = {
	"main.server.luau": `local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new(game:GetService("HttpService"):GetSecret("audioscape"))
local found = client:search({ query = "lofi chill beats", limit = 2 })
print("found", found and #found.tracks)`,
	"sound.luau": `return { zones = { zones = { hall = {
	area = { cframe = CFrame.new(), size = Vector3.one * 50 }, music = { query = "warm village folk" } } } } }`,
};

const README = snippetsOf("README.md");
const shellBlocks = README.filter(({ language }) => language === "sh").map(({ text }) => `${text}\n`);

void describe("the tools from their tarballs, in an empty folder, without a network", () => {
	let dir = "";
	let shell: ReturnType<typeof shellIn>;
	const done = (line: string, expected: RegExp): string => {
		const { status, stdout, stderr } = shell(line);
		assert.equal(status, 0, `${line}\n${stdout}\n${stderr}`);
		assert.match(stdout, expected, line);
		return stdout;
	};
	const folderIn = (name: string, files: Record<string, string>): string => {
		for (const [file, text] of Object.entries(files)) {
			mkdirSync(path.dirname(path.join(dir, name, file)), { recursive: true });
			writeFileSync(path.join(dir, name, file), text);
		}
		return path.join(dir, name);
	};
	const fileOf = (name: string): string => readFileSync(path.join(dir, name), "utf8");
	before(async () => {
		assert.notEqual(await compile("package"), "failed");
		dir = installed(Object.values(await packTools()), FILES);
		shell = shellIn(dir);
	});

	void it("play: the bundled game, with its report", () => {
		done("npx audioscape play --minutes 2", /played in .* s; \d+ steps/);
		const page = fileOf("report/index.html");
		assert.match(page, /Player1/);
		// Its style and its script are in it: the package brings them bundled, and no bundler is installed here.
		assert.match(page, /<style>[^]*--ink:[^]*<\/style>/);
		assert.match(page, /<script>[^]*AnalyserNode[^]*<\/script>/);
		assert.ok(!existsSync(path.join(dir, "node_modules/esbuild")));
	});
	void it("play, of a castle of one's own: the same saved as project, XML and binary, and its report shows it", () => {
		folderIn("castle", { ...CASTLE_GAME, "default.project.json": JSON.stringify(CASTLE) });
		cpSync(path.join(dir, "node_modules/audioscape/AudioScape.rbxm"), path.join(dir, "castle/AudioScape.rbxm"));
		for (const file of ["castle.rbxlx", "castle.rbxl"])
			run(findTool("rojo")!.command, ["build", "-o", file], path.join(dir, "castle"));
		const traceOf = (file: string): string[] => {
			const flags = "--minutes 1.5 --players 2 --trace castle/t.ndjson --report castle/report";
			done(`npx audioscape play castle/${file} ${flags}`, /1:30 played in .*; \d+ steps, 0 faults/);
			// The last line tells what was played, and how long that took here.
			return fileOf("castle/t.ndjson").trimEnd().split("\n").slice(0, -1);
		};
		const [project, xml, binary] = ["default.project.json", "castle.rbxlx", "castle.rbxl"].map(traceOf);
		assert.ok(project!.length > 5000);
		assert.deepEqual(xml, project);
		assert.deepEqual(binary, project);
		const page = fileOf("castle/report/index.html");
		for (const word of ["Grounds", "Hall", "Throne", "Cells", "Crypt", "Player2"]) assert.ok(page.includes(word), word);
		for (const surface of ["Grass", "Cobblestone", "Carpet", "Bones"]) assert.ok(page.includes(surface), surface);
		const trace = project!.map(line => JSON.parse(line) as Record<string, unknown>);
		const plays = (part: string): boolean =>
			trace.some(({ kind, path: at }) => kind === "sound" && String(at).includes(part));
		assert.ok(plays("Tavern.Jukebox"), "the jukebox");
		const count = (test: (line: Record<string, unknown>) => boolean): number => trace.filter(test).length;
		const heard = count(line => line.peer === "player1" && line.event === "play" && /Step$/.test(String(line.path)));
		assert.ok(
			heard > count(({ text }) => /"what":"step"/.test(String(text))),
			"the guard's feet, besides the players'",
		);
		done("npx audioscape report castle/t.ndjson --report again", /1:30; \d+ steps, 0 faults/);
		assert.equal(fileOf("again/index.html"), page);
	});
	void it("mix: writes what a player heard, or says what to install", () => {
		const { status, stdout, stderr } = shell("npx audioscape mix castle/t.ndjson --to 2");
		if (existsSync(path.join(dir, "node_modules/node-web-audio-api"))) {
			assert.equal(status, 0, stderr);
			assert.match(stdout, /0:00 to 0:02 as player1 heard it/);
			assert.ok(existsSync(path.join(dir, "mix.wav")));
		} else {
			assert.equal(status, 1, stdout);
			assert.match(
				stderr,
				/^audioscape mix: mix needs the optional package node-web-audio-api; type: npm install node-web-audio-api@2\.2\.0$/m,
			);
			assert.ok(!existsSync(path.join(dir, "mix.wav")));
		}
	});
	void it("a stranger with a Rojo project does what the README says, and hears it", () => {
		const [commands] = shellBlocks.filter(text => text.includes("npx audioscape init"));
		const own = folderIn("stranger", {
			"default.project.json": `{\n  // Mine.\n  "name": "game",\n  "tree": { "$className": "DataModel" }\n}\n`,
		});
		cpSync(path.join(dir, "node_modules"), path.join(own, "node_modules"), { recursive: true });
		const said = commands!
			.trim()
			.split("\n")
			.map(line => {
				const { status, stdout, stderr } = shellIn(own)(`${line}${/ play /.test(line) ? " --minutes 0.5" : ""}`);
				assert.equal(status, 0, `${line}\n${stdout}\n${stderr}`);
				return stdout;
			});
		assert.match(said[0]!, /\+ AudioScape\.rbxm\n\+ \.?\/?sound\.server\.luau/);
		assert.match(said[0]!, /Allow HTTP Requests[^]*secret named audioscape/);
		assert.match(said[1]!, /0:30 played in/);
		assert.match(readFileSync(path.join(own, "default.project.json"), "utf8"), /\/\/ Mine\./);
		assert.match(readFileSync(path.join(own, "report/index.html"), "utf8"), /Player3/);
	});
	void it("a stranger with a roblox-ts game does what the README says, and hears it", () => {
		assert.ok(shellBlocks.some(text => text.includes("npm install @rbxts/audioscape\n")));
		const examples = README.filter(({ language }) => language === "ts").map(({ text }, at) => [
			`e${at}.server.ts`,
			text,
		]);
		const project = compiledGame(packTarball().tarball, Object.fromEntries(examples) as Record<string, string>);
		const folder = path.dirname(project);
		for (const name of ["audioscape", "audioscape-contract", "headless-place", ...PACKED_PARTS])
			cpSync(path.join(dir, "node_modules", name), path.join(folder, "node_modules", name), { recursive: true });
		const { status, stdout, stderr } = shellIn(folder)(
			"node node_modules/audioscape/bin.mjs play default.project.json --minutes 0.5",
		);
		assert.equal(status, 0, stdout + stderr);
		assert.match(stdout, /lofi chill beats/);
	});
	void it("a stranger with Wally does what the README says, and hears it", () => {
		const [toml] = README.filter(({ language }) => language === "toml");
		const [, alias, scope, name] = /^(\w+) = "([\w-]+)\/([\w-]+)@/m.exec(toml!.text)!;
		const [asked] = /require\(game:GetService\("ReplicatedStorage"\)[^`]*\)/.exec(pageText("README.md"))!;
		const [script] = README.filter(({ language }) => language === "luau");
		const own = folderIn("wally", {
			"default.project.json": JSON.stringify({
				name: "game",
				tree: {
					$className: "DataModel",
					ReplicatedStorage: { Packages: { $path: "Packages" } },
					ServerScriptService: { Main: { $path: "main.server.luau" } },
					Workspace: { Meadow: CASTLE.tree.Workspace.Meadow },
				},
			}),
			"main.server.luau": script!.text.replace(/require\(.*\)/, asked),
			[`Packages/${alias}.lua`]: `return require(script.Parent._Index["${scope}_${name}@0.1.0"]["${name}"])\n`,
		});
		stageWally();
		const index = path.join(own, "Packages/_Index", `${scope}_${name}@0.1.0`, name!);
		cpSync(path.join(ROOT, "dist/wally"), index, { recursive: true });
		done(
			"npx audioscape play wally/default.project.json --minutes 0.5",
			/0:30 played in .* s; [1-9]\d* steps, 0 faults/,
		);
	});
	void it("headless run: a script of one's own beside the product", () => {
		done(
			"npx audioscape headless run main.server.luau --seconds 2 --api embedded --secret audioscape=k --trace t.ndjson",
			/found\s+2/,
		);
		assert.match(fileOf("t.ndjson"), /"kind":"http"/);
	});
	void it("bake, and check what was baked", () => {
		done("npx audioscape bake sound.luau --api embedded", /sound\.manifest\.luau: .*1 zone/);
		done("npx audioscape bake sound.luau --api embedded --check", /is up to date/);
	});
	void it("generate, and upload", () => {
		const args = "--provider senseaudio --api embedded --upload --creator user:1 --seed 1";
		done(
			`npx audioscape generate "rain on a tin roof" ${args}`,
			/saved sounds\/rain-on-a-tin-roof-1\.\w+[^]*rbxassetid:\/\/\d+/,
		);
	});
	void it("doctor: the key, and a place with its requests, parts and rights", () => {
		done("npx audioscape doctor --api embedded --key k", /✓ the key works\n– not looked at: a place/);
		const flags = "--api embedded --key k --universe 5 --cloud-key c";
		const said = done(`npx audioscape doctor castle/castle.rbxlx ${flags}`, /✓ AudioScape is at /);
		assert.match(said, /✓ experience 5 may play 1 asset: 1 from the Creator Store/);
		assert.match(said, /\(the largest: Workspace\.\w+ \d+ × \d+ × \d+, /);
		assert.match(said, /✓ about [1-9]\d* requests in a server's first minute, then [1-9]\d* an hour/);
		assert.match(said, /RespectFilteringEnabled/);
	});
	void it("contract: answers until it is interrupted", async () => {
		const child = spawn("npx", ["audioscape", "contract", "--port", "0", "--quiet"], { cwd: dir, detached: true });
		const url = await new Promise<string>(resolve => child.stdout.once("data", data => resolve(String(data).trim())));
		const answer = await fetch(`${url}/developer/v1/sfx/similar?asset_id=9120386436`, {
			headers: { "x-api-key": "k" },
		});
		assert.equal(answer.status, 200);
		process.kill(-child.pid!, "SIGINT");
		await new Promise(resolve => child.once("close", resolve));
	});
	void it("says what it can do, and nothing that only a checkout can", () => {
		const help = done("npx audioscape --help", /audioscape: sound that fits/);
		assert.doesNotMatch(help, /^ {2}test/m);
	});
	void it("carries the model, its licences, and declarations that lead somewhere", () => {
		const own = path.join(dir, "node_modules/audioscape");
		assert.ok(existsSync(path.join(own, "AudioScape.rbxm")));
		assert.match(fileOf("node_modules/audioscape/THIRD-PARTY.txt"), /RuntimeLib of roblox-ts[^]*lemon-signal/);
		for (const name of ["audioscape", "headless-place", "audioscape-contract"]) {
			const manifest = JSON.parse(fileOf(`node_modules/${name}/package.json`)) as Record<string, unknown>;
			for (const field of ["private", "devDependencies", "scripts"]) assert.equal(manifest[field], undefined, field);
			for (const field of ["repository", "homepage", "bugs", "license"])
				assert.ok(manifest[field], `${name}: ${field}`);
			for (const file of ["LICENSE", "README.md", "index.js", "index.d.ts"])
				assert.ok(existsSync(path.join(dir, "node_modules", name, file)), `${name}: ${file}`);
		}
	});
	void it("is typed for those who call it from TypeScript", () => {
		const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
		const source = `import { play, type Report } from "audioscape";
import { runHeadless, type RunResult } from "headless-place";
import { startContract } from "audioscape-contract";
export const report: Promise<Report> = play({ minutes: 2 }).then(played => played.report);
export const run: Promise<RunResult> = runHeadless({ place: false, api: startContract, apiHosts: ["api.audioscape.ai"] });
// @ts-expect-error -- seconds are a number
void runHeadless({ seconds: "1" });`;
		shell(`cat > typed.mts <<'END'\n${source}\nEND`);
		const types = `--typeRoots ${path.join(ROOT, "node_modules/@types")} --types node`;
		const flags = "--noEmit --strict --module nodenext --target es2022 --skipLibCheck false";
		done(`node ${tsc} ${flags} ${types} typed.mts`, /^$/);
	});
});
