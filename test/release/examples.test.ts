import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { type Contract, startContract } from "../../contract/index.ts";
import { runHeadless, type RunOptions } from "../../headless/run/run-headless.ts";
import { compile } from "../../scripts/compile.ts";
import { compiledGame, filesOf, freshFolder, ROOT, run } from "./package-fixtures.ts";

const EXAMPLES = path.join(ROOT, "examples");
const read = (file: string) => readFileSync(path.join(EXAMPLES, file), "utf8");
const files = filesOf(EXAMPLES);
// The footsteps', the radio's and the game's examples have specs of their own, which run them too.
const elsewhere = ["footsteps/", "radio/", "game/"];
const luau = files.filter(file => file.endsWith(".server.luau") && !elsewhere.some(folder => file.startsWith(folder)));
const typescript = files.filter(file => file.endsWith(".server.ts"));

// One API for all runs: making its catalog takes longer than most examples.
let contract: Contract;
const play = (options: RunOptions) =>
	runHeadless({
		api: contract.url,
		assets: { default: { duration: 30, loadDelay: 0.2 } },
		secrets: { audioscape: "key" },
		players: 1,
		baseplate: true,
		seconds: 12,
		seed: 1,
		...options,
	});

after(() => contract.close());
before(async () => {
	contract = await startContract({ port: 0, quiet: true, seed: 1 });
	assert.notEqual(await compile("package"), "failed");
	assert.notEqual(await compile("model"), "failed");
});

for (const file of luau) {
	test(`examples/${file} runs as it stands`, async () => {
		const side = `${file.slice(0, -".server.luau".length)}.client.luau`;
		const { errors, output } = await play({
			serverScripts: [{ name: "Example", source: read(file) }],
			playerScripts: files.includes(side) ? [{ name: "Example", source: read(side) }] : [],
		});
		assert.equal(errors, 0, output.join("\n"));
	});
}

for (const file of readdirSync(path.join(EXAMPLES, "documentation")).filter(name => name !== "quickstart.luau")) {
	test(`the documentation's ${file} runs unchanged after the quick start`, async () => {
		const source = `${read("documentation/quickstart.luau")}\n${read(`documentation/${file}`)}`;
		const started = `${source}\nif bgmSound.SoundId == "" then bgmSound.SoundId = "rbxassetid://123456789" bgmSound:Play() end`;
		const { errors, output, trace } = await play({
			seconds: 70,
			serverScripts: [{ name: "Example", source: file === "search-music.luau" ? source : started }],
		});
		assert.equal(errors, 0, output.join("\n"));
		assert.deepEqual(output, []);
		const heard = new Set(
			trace
				.filter(line => line.kind === "sound" && line.event === "play" && line.peer === "server")
				.map(line => line.soundId),
		);
		assert.ok(heard.size >= (file === "find-similar.luau" ? 2 : 1), [...heard].join(" "));
	});
}

test("every TypeScript example compiles in a fresh game and runs", async () => {
	const target = freshFolder({ ".keep": "" });
	run("npm", ["pack", "--ignore-scripts", "--pack-destination", target], ROOT);
	const tarball = path.join(
		target,
		filesOf(target).find(file => file.endsWith(".tgz"))!,
	);
	const scripts = Object.fromEntries(typescript.map(file => [path.basename(file), read(file)]));
	const { errors, output } = await play({ place: compiledGame(tarball, scripts) });
	assert.equal(errors, 0, output.join("\n"));
});
