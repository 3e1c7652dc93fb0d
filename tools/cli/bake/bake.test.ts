import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { type Contract, startContract } from "../../contract/index.ts";
import { runHeadless, type TraceLine } from "../../headless/run/index.ts";
import { command } from "../testing/command.ts";
import { folderOf } from "../testing/folder.ts";
import { GAME, gameWith, PLAY } from "./scene.ts";

/** Ids of what was heard by a name of its Sound. */
const heard = (trace: readonly TraceLine[], name: string): Set<string> =>
	new Set(
		trace
			.filter(line => line.peer === "player1" && line.kind === "sound" && line["event"] === "play")
			.filter(line => String(line["path"]).includes(name))
			.map(line => String(line["soundId"]).replace(/\D/g, "")),
	);

describe("audioscape bake", () => {
	let contract: Contract;
	let game: string;
	let file: string;
	const bake = (config: string, ...more: string[]) =>
		command("bake", config, "--api", contract.url, "--key", "secret-key", ...more);
	const bakeGame = (...more: string[]) =>
		bake(path.join(game, "game/sound.luau"), "--place", path.join(game, "default.project.json"), ...more);
	const play = (manifest: string | undefined, words?: string) =>
		runHeadless({
			place: gameWith(game, manifest, words),
			serverScripts: [{ name: "Main", source: PLAY }],
			players: 1,
			seconds: 9,
			api: contract.url,
			latency: 0.05,
			seed: 1,
			assets: { default: { duration: 60, loadDelay: 0.2 } },
		});

	before(async () => {
		contract = await startContract({ size: { tracks: 600, effects: 600 } });
		game = folderOf(GAME);
		file = path.join(game, "game/sound.manifest.luau");
		const { status, stderr, stdout } = await bakeGame();
		assert.equal(status, 0, stderr);
		assert.match(stdout, /^building the model\nasking for the sounds of footsteps\nasking for the music of zones\n/);
		assert.match(stdout, /sound\.manifest\.luau: 2 packs, 3 zones, 1 station; \d+ requests, \d+ KB\n$/);
	});
	after(() => contract.close());

	it("makes a game sound without a single request while the API is down; the same place without it asks", async () => {
		contract.setFaults([{ kind: "503" }]);
		const asked = contract.requests.length;
		const text = readFileSync(file, "utf8");
		const baked = await play(text);
		assert.equal(baked.errors, 0, baked.output.join("\n"));
		assert.equal(contract.requests.length - asked, 0, JSON.stringify(contract.requests.slice(asked), undefined, 1));
		for (const name of ["AudioScapeStep", "AudioScapeZoneMusic", "AudioScapeZoneAmbience", "AudioScapeRadio"]) {
			const ids = [...heard(baked.trace, name)];
			assert.ok(ids.length > 0, `${name} was not heard`);
			for (const id of ids) assert.ok(text.includes(`"${id}"`), `${id} of ${name} is in the manifest`);
		}
		await play(undefined);
		assert.ok(contract.requests.length - asked >= 5, "without the manifest the place asks");
		contract.setFaults([]);
	});

	it("leaves what was changed since to the game, which asks for that and for nothing else", async () => {
		const words = GAME["game/words.luau"].replace("footstep grass", "footstep gravel");
		const changed = words.replace("lofi chill beats", "fast drum and bass");
		const asked = contract.requests.length;
		const { errors, output } = await play(readFileSync(file, "utf8"), changed);
		assert.equal(errors, 0, output.join("\n"));
		const queries = contract.requests
			.slice(asked)
			.map(request => (request.body as { query?: string } | undefined)?.query);
		assert.ok(queries.includes("footstep gravel") && queries.includes("fast drum and bass"), String(queries));
		assert.ok(!queries.includes("warm village folk") && !queries.includes("dark tower drone"), String(queries));
	});

	it("writes the same file for the same answers, and finds it up to date", async () => {
		const text = readFileSync(file, "utf8");
		assert.match(text, /^\tbakedAt = "\d{4}-/m);
		const again = await bakeGame();
		assert.match(again.stdout, /sound\.manifest\.luau is up to date\n$/);
		assert.equal(readFileSync(file, "utf8"), text);
		assert.equal((await bakeGame("--check")).status, 0);
		assert.ok(!text.includes("secret-key"));
	});

	it("goes on from the answers of a bake that did not finish, and asks for the rest only", async () => {
		const other = path.join(game, "resumed.luau");
		const kept = `${other}.answers`;
		contract.setFaults([{ kind: "503", endpoint: "search" }]);
		const cut = await bakeGame("--out", other);
		contract.setFaults([]);
		assert.equal(cut.status, 1);
		assert.ok(existsSync(kept) && !existsSync(other));
		const from = contract.requests.length;
		const { status, stdout, stderr } = await bakeGame("--out", other);
		assert.equal(status, 0, stderr);
		assert.match(
			stdout,
			/^building the model\n[1-9]\d* answers? of an earlier bake kept in .*resumed\.luau\.answers; /,
		);
		// The footsteps were answered before; structures are asked for only once a station has its tracks.
		const asked = new Set(contract.requests.slice(from).map(request => request.endpoint));
		assert.deepEqual([...asked].sort(), ["search", "structure"]);
		const text = (name: string): string => readFileSync(name, "utf8").replace(/^\tbakedAt = .*$/m, "");
		assert.equal(text(other), text(file));
		assert.ok(!existsSync(kept));
	});

	it("says with --check what differs, by name, and writes nothing", async () => {
		const stale = path.join(game, "stale.luau");
		const text = readFileSync(file, "utf8")
			.replace("dark tower drone", "dark castle drone")
			.replace(/^(\t\tGrass = \{)/m, "$1 hero = '1',");
		writeFileSync(stale, text);
		const { status, stderr } = await bakeGame("--check", "--out", stale);
		assert.equal(status, 1);
		assert.match(stderr, /stale\.luau is out of date; a bake would change this:\n/);
		assert.match(stderr, /answers "[^\n]*dark castle drone[^\n]*": no longer asked for/);
		assert.match(stderr, /answers "[^\n]*dark tower drone[^\n]*": not in the file/);
		assert.match(stderr, /packs\.Grass\.hero: no longer asked for/);
		assert.equal(readFileSync(stale, "utf8"), text);
		writeFileSync(stale, "return {");
		assert.match((await bakeGame("--check", "--out", stale)).stderr, /manifest:\d+: /);
		const missing = await bakeGame("--check", "--out", path.join(game, "none.luau"));
		assert.deepEqual([missing.status, /none\.luau does not exist/.test(missing.stderr)], [1, true]);
	});

	it("lists everything that cannot be found by its name, and leaves the file as it was", async () => {
		const folder = folderOf({
			"bad.luau": `return {
				footsteps = { surfaces = { Grass = "111", Wood = { query = "footstep wood", land = "222" } } },
				zones = { zones = {
					cave = { area = { cframe = CFrame.new(), size = Vector3.one }, music = { playlist = "nowhere" } },
					hall = { area = { cframe = CFrame.new(), size = Vector3.one }, music = { query = "" } },
				} },
				footstep = {},
				stations = {
					odd = { seed = "333", crossfade = 4 },
					rare = { query = "lofi", filters = { min_play_count = 1e15 }, crossfade = 4 },
					wrong = {},
				},
			}`,
		});
		const { status, stderr } = await bake(path.join(folder, "bad.luau"));
		assert.equal(status, 1);
		for (const said of [
			/^footsteps\.Grass: .*111|^footsteps\.Grass: /m,
			/^footsteps\.Wood\.land: /m,
			/^zones\.cave: /m,
			/^zones\.hall: music 'query' must be a non-empty string/m,
			/^stations\.odd: no track with asset id 333/m,
			/^stations\.rare: the station found nothing to play/m,
			/^stations\.wrong: createRadio requires one of/m,
			/^stations\.rare: it has no name = "rare"/m,
			/^config: it has a field footstep; it can have footsteps, zones and stations/m,
			/problems: nothing was written/,
		])
			assert.match(stderr, said);
		assert.ok(!existsSync(path.join(folder, "bad.manifest.luau")));
		assert.ok(!existsSync(path.join(folder, "bad.manifest.luau.part")));
	});

	it("tells of what is invalid as the game's own call would", async () => {
		const folder = folderOf({
			"wrong.luau": `return {
				footsteps = { surfaces = { Stone = { seeed = "1" } } },
				zones = { croossfade = 2 },
				stations = { lobby = { name = "lobby", seed = "1", crosfade = 2 } },
			}`,
		});
		const { status, stderr } = await bake(path.join(folder, "wrong.luau"));
		assert.equal(status, 1);
		for (const said of [
			/^footsteps: .*createFootsteps: surfaces\.Stone\.seeed is not an option; did you mean seed\?/m,
			/^zones: .*createZones: croossfade is not an option; did you mean crossfade\?/m,
			/^stations\.lobby: .*createRadio: crosfade is not an option; did you mean crossfade\?/m,
		])
			assert.match(stderr, said);
	});

	it("bakes tagged zones only of what is a place, and reports those with bad attributes by their full name", async () => {
		const project = JSON.parse(GAME["default.project.json"]) as { tree: { Workspace: Record<string, object> } };
		project.tree.Workspace.Cave = { $className: "Part", $properties: { Tags: ["AudioScapeZone"] } };
		const folder = folderOf({
			"place.project.json": JSON.stringify(project),
			"game/x.luau": "return {}",
			"z.luau": "return { default = { zones = {} } }",
		});
		const { status, stderr } = await bake(
			path.join(folder, "z.luau"),
			"--place",
			path.join(folder, "place.project.json"),
		);
		assert.equal(status, 1);
		assert.match(stderr, /^zones\.Workspace\.Cave: has none of the attributes Query, AssetId, Playlist, SimilarTo\n/m);
	});

	it("tells a configuration that is none from one that raises", async () => {
		const folder = folderOf({
			"a.json": "5",
			"b.luau": "local x = nil\nreturn x.y",
		});
		const said = async (name: string) => (await bake(path.join(folder, name))).stderr;
		assert.match(
			await said("a.json"),
			/config: it returns number; it must be a table with footsteps, zones and stations/,
		);
		assert.match(await said("b.luau"), /config: .*b:2: attempt to index nil/);
	});

	for (const [argv, expected] of [
		[[], /bake takes one file/],
		[["none.luau", "--key", "k"], /none\.luau does not exist/],
		[["readme.md", "--key", "k"], /readme\.md does not exist/],
		[["a.luau", "--api", "nowhere", "--key", "k"], /--api takes an http\(s\) address or embedded, got "nowhere"/],
		[["a.luau", "--chek"], /unknown flag --chek; did you mean --check\?/],
		[["a.luau", "--out", "a.luau", "--key", "k"], /--out would overwrite the configuration a\.luau/],
	] as const) {
		it(`refuses wrong use: bake ${argv.join(" ")}`, async () => {
			const { status, stderr } = await command("bake", ...argv);
			assert.equal(status, 2);
			assert.match(stderr, expected);
		});
	}

	it("needs a key for the real API, and never asks without one", async t => {
		const { AUDIOSCAPE_API_KEY: kept } = process.env;
		delete process.env.AUDIOSCAPE_API_KEY;
		t.after(() => {
			if (kept !== undefined) process.env.AUDIOSCAPE_API_KEY = kept;
		});
		const { status, stderr } = await command("bake", path.join(game, "game/sound.luau"));
		assert.equal(status, 2);
		assert.match(stderr, /--key K or AUDIOSCAPE_API_KEY/);
	});
});
