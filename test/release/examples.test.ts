import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it, test } from "node:test";

import { compile } from "../../scripts/compile.ts";
import { PREFIX } from "../../tools/cli/play/events.ts";
import { bundledGame, playerObserver } from "../../tools/cli/play/game.ts";
import { createLedger, type Ledger, record } from "../../tools/cli/play/ledger.ts";
import { watched } from "../../tools/cli/play/watched.ts";
import { placeNode } from "../../tools/headless/place/index.ts";
import { runHeadless, type RunResult } from "../../tools/headless/run/run-headless.ts";
import { stepsIn } from "../node/footsteps-scene.ts";
import {
	ENDS,
	exampleFiles,
	type ExampleScene,
	type Language,
	LANGUAGES,
	nameOf,
	openScene,
	readExample,
} from "./examples-scene.ts";
import { ROOT } from "./package-fixtures.ts";

let scene: ExampleScene;
before(async () => {
	assert.notEqual(await compile("package"), "failed");
	assert.notEqual(await compile("model"), "failed");
	scene = await openScene();
});
after(() => scene.close());

/** Names of the examples, but the game, which is one thing, and the documentation's, which come with a quick start. */
const apart = ["game/", "documentation/"];
const names = [
	...new Set(
		exampleFiles()
			.filter(file => /\.(luau|ts)$/.test(file) && !apart.some(folder => file.startsWith(folder)))
			.map(nameOf),
	),
];

/** What each example must say: the same in both languages. */
const SAYS: Record<string, readonly RegExp[]> = {
	"analytics/complete": [/^true$/, /^4 events sent, 0 rejected$/],
	"catalog/beats": [/^\d+ sections at \d+/, /^section \w+ 0 \d+/],
	"catalog/browse": [/^[\w /&]+ \d+$/, /^- \w+/, /^trending: \w+/],
	"catalog/complete": [
		/ by /,
		/^\d\d+ short steps$/,
		/^beat \d at \d/,
		/^\d+ families of effects$/,
		/^answered from memory: 1$/,
	],
	"catalog/errors": [/^true$/, /^not in the catalog: 42$/, /^a mistake of ours: similar requires an asset_id/],
	"catalog/health": [/^123456789 ok$/, /^42 unknown$/, /^Workspace\.Campfire ok 1$/],
	"catalog/lookup": [/^123456789 \w+.* \d/, /^unknown: 42$/],
	"catalog/module-key": [/^\w+/],
	"catalog/pages": [/^[1-9]\d\d+ minutes of lofi in [23] requests$/, /^no more: not-found$/],
	"catalog/playlists": [/^Late Night Study 16 music$/, /^1 \w+/, /^3 \w+/],
	"catalog/promises": [/^like \w+/, /^- \w+/, /^not-found sfxSimilar$/, /^done$/],
	"catalog/similar": [/ 0\.\d+$/, /^\d variants of a step$/],
	"catalog/sound-effects": [/^.+ DOORS \d/i, /^\w+/, /^\d+ in that category$/, /^trending: \w+/],
	"catalog/three-lines": [/^\w+/],
	"footsteps/complete": [/^Bridge search 4$/, /^Grass similar 6$/],
	"footsteps/own-movement": [/^the giant begins with \d+ at \d/, /^boom (left|right)$/],
	"generation/fine-voice": [/^made 1 file$/, /^task true$/],
	"generation/sense-audio": [/^1 (wav|flac) true$/, /^4 (wav|flac) true$/],
	"player/complete": [/^on: \d+$/, /^on: \d+$/],
	"search/menu": [/^- .+ by .+/, /^[1-5] like the first$/, /^30 on the first page$/],
	"sound-bank/complete": [
		/^step: 6 sounds, from catalog$/,
		/^door: 6 sounds, from search$/,
		/^menu: 12 sounds, from playlist$/,
	],
	"radio/handset": [/^\w+.*, \w+/],
	"radio/jukebox": [/^\w+.* comes soon$/],
	"radio/lobby": [/ by .*: search '/, /^next: .+: search '/],
};

const WALK = `
local Players = game:GetService("Players")
local player = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
local character = player.Character or player.CharacterAdded:Wait()
task.wait(4)
character:WaitForChild("Humanoid"):MoveTo(Vector3.new(40, 3, 0))
`;
const GUARD = `
local guard = Instance.new("Model")
guard.Name = "Guard"
local root = Instance.new("Part")
root.Name = "HumanoidRootPart"
root.Size = Vector3.new(2, 2, 1)
root.CFrame = CFrame.new(0, 3, 20)
root.Parent = guard
local humanoid = Instance.new("Humanoid")
humanoid.HipHeight = 2
humanoid.Parent = guard
guard.PrimaryPart = root
guard.Parent = workspace
`;
const MEADOW = `
local meadow = Instance.new("Part")
meadow.Anchored, meadow.CanCollide, meadow.Transparency = true, false, 1
meadow.Size, meadow.Position = Vector3.new(60, 40, 60), Vector3.new(0, 10, 0)
meadow:SetAttribute("Query", "warm village folk")
meadow:AddTag("AudioScapeZone")
meadow.Name, meadow.Parent = "Meadow", workspace
`;
const script = (...sources: string[]) => sources.map((source, index) => ({ name: `Scene${index}`, source }));
const SCENES: Record<string, ReturnType<typeof script>> = {
	"footsteps/three-lines": script(WALK),
	"footsteps/complete": script(WALK),
	"footsteps/npc": script(GUARD),
	"zones/three-lines": script(MEADOW),
	"zones/own-library": script(WALK),
};

const played = ({ trace }: RunResult) => trace.filter(line => line.kind === "sound" && line.event === "play");
const musicOf = (result: RunResult, what: string) =>
	new Set(
		played(result)
			.filter(line => line.peer === "player1" && String(line.path).includes(what))
			.map(line => line.soundId),
	);
/** What is heard, where hearing is the point. */
const HEARD: Record<string, (result: RunResult) => void> = {
	"footsteps/three-lines": result => {
		const steps = stepsIn(result.trace);
		assert.ok(steps.length >= 6, `${steps.length} steps`);
		assert.ok(new Set(steps.map(step => step.id)).size >= 4);
	},
	"footsteps/complete": result => {
		assert.ok(stepsIn(result.trace).length >= 6);
		const steps = played(result).filter(line => String(line.path).endsWith("AudioScapeStep"));
		assert.ok(steps.every(line => line.group === "SoundService.Steps"));
	},
	"footsteps/npc": result => assert.ok(stepsIn(result.trace).length >= 10),
	"footsteps/own-movement": result => assert.equal(stepsIn(result.trace).length, 5),
	"radio/three-lines": result => assert.equal(musicOf(result, "AudioScapeRadio").size, 1),
	"radio/lobby": result => assert.equal(musicOf(result, "AudioScapeRadio").size, 1),
	// Its player votes the first track away, and what was requested comes on.
	"radio/jukebox": result => assert.equal(musicOf(result, "Jukebox").size, 2),
	// Its player votes the first track away.
	"radio/handset": result => assert.equal(musicOf(result, "AudioScapeRadio").size, 2),
	"player/three-lines": result => assert.deepEqual(musicOf(result, "AudioScape"), new Set(["rbxassetid://123456789"])),
	"player/complete": result => assert.equal(musicOf(result, "AudioScape").size, 2),
	"zones/three-lines": result => assert.equal(musicOf(result, "AudioScapeZone").size, 1),
	"zones/complete": result => assert.ok(musicOf(result, "AudioScapeZone").size >= 1),
	"zones/own-library": result => assert.equal(musicOf(result, "AudioScapeZone").size, 1),
};

test("each example is there in both languages, and is expected to do something", () => {
	for (const side of ["server", "client"]) {
		const of = (language: Language) =>
			exampleFiles()
				.filter(file => file.endsWith(`.${side}${ENDS[language]}`) && !apart.some(folder => file.startsWith(folder)))
				.map(nameOf);
		assert.deepEqual(of("TypeScript"), of("Luau"), side);
	}
	for (const part of ["world.server", "tour.server", "guest.client"])
		for (const language of LANGUAGES) assert.ok(exampleFiles().includes(`game/${part}${ENDS[language]}`));
	assert.deepEqual(
		names.filter(name => !(name in SAYS) && !(name in HEARD)),
		[],
	);
});

for (const name of names) {
	test(`${name} does the same in both languages`, async () => {
		const said: string[][] = [];
		for (const language of LANGUAGES) {
			const result = await scene.play(name, language, { serverScripts: SCENES[name] ?? [], seconds: 16 });
			const where = `${name} in ${language}:\n${result.output.join("\n")}`;
			assert.equal(result.errors, 0, where);
			const warnings = result.trace.filter(line => line.kind === "log" && line.level === "warn");
			assert.deepEqual(warnings, [], where);
			const lines = result.output.map(line => line.replace(/^\[\w+\] /, ""));
			for (const wanted of SAYS[name] ?? [])
				assert.ok(
					lines.some(line => wanted.test(line)),
					`${String(wanted)} in ${where}`,
				);
			HEARD[name]?.(result);
			said.push(lines);
		}
		// Choices of the radio and orders of tables are chance; everything else is the same to the letter.
		if (name.startsWith("catalog/") || name.startsWith("generation/")) assert.deepEqual(said[1], said[0]);
	});
}

test("a LocalScript in Luau finds the module of an npm package where that of the model would be", async () => {
	const source = readExample("search/menu.client.luau");
	const { errors, output } = await scene.play("search/menu", "TypeScript", {
		playerScripts: [{ name: "Menu", source }],
	});
	assert.equal(errors, 0, output.join("\n"));
	assert.equal(output.filter(line => line === "[player1] 30 on the first page").length, 2, output.join("\n"));
});

describe("the documentation's examples", () => {
	const files = readdirSync(path.join(ROOT, "examples", "documentation"));
	const luau = files.filter(file => file.endsWith(".luau") && file !== "quickstart.luau");

	const heard = ({ trace }: RunResult): Set<unknown> =>
		new Set(trace.filter(line => line.kind === "sound" && line.event === "play").map(line => line.soundId));
	const least = (name: string): number => (name === "find-similar" ? 2 : 1);

	for (const file of luau) {
		const name = file.replace(/\.luau$/, "");
		it(`${name} runs unchanged after the quick start`, async () => {
			const source = `${readExample("documentation/quickstart.luau")}\n${readExample(`documentation/${file}`)}`;
			const begin = `bgmSound.SoundId = "rbxassetid://123456789" bgmSound:Play()`;
			const result = await scene.play("documentation/none", "Luau", {
				seconds: 70,
				serverScripts: script(name === "search-music" ? source : `${source}\n${begin}`),
			});
			assert.deepEqual(result.output, []);
			assert.ok(heard(result).size >= least(name), [...heard(result)].join(" "));
		});
		it(`${name} runs in TypeScript`, async () => {
			const result = await scene.play(`documentation/${name}`, "TypeScript", { seconds: 70 });
			assert.deepEqual(result.output, []);
			assert.ok(heard(result).size >= least(name), [...heard(result)].join(" "));
		});
	}
});

describe("the game in TypeScript", () => {
	let ledger: Ledger;
	before(async () => {
		const seconds = 75;
		const settings = bundledGame(seconds).scripts.find(one => one.name === "settings")!;
		const place = {
			...placeNode("Game", "DataModel"),
			children: [...scene.placeOf(["game/world", "game/tour", "game/guest"])],
		};
		ledger = createLedger();
		const printed: string[] = [];
		const { errors } = await runHeadless({
			api: scene.contract.url,
			assets: { default: { duration: 120, loadDelay: 0.2 } },
			secrets: { audioscape: "key" },
			players: 2,
			seconds,
			seed: 1,
			latency: 0.1,
			place: watched(place, "the game", false),
			serverScripts: [settings],
			playerScripts: [playerObserver()],
			keepTrace: false,
			onTrace: line => record(ledger, line),
			onOutput: line => {
				if (!line.includes(PREFIX)) printed.push(line);
			},
		});
		assert.equal(errors, 0, printed.join("\n"));
	});

	it("walks its players through village, lobby, forest and arena, over five surfaces", () => {
		assert.deepEqual(new Set(ledger.visits.map(visit => visit.zone)), new Set(["village", "lobby", "forest", "arena"]));
		assert.deepEqual(
			new Set(ledger.steps.map(step => step.floor)),
			new Set(["Grass", "WoodPlanks", "Sand", "LeafyGrass", "DiamondPlate"]),
		);
	});

	it("plays music of three zones, takes a wish and skips by vote", () => {
		const zones = ledger.spans.filter(span => span.role === "zone").map(span => span.soundId);
		assert.ok(new Set(zones).size >= 3, [...zones].join(" "));
		assert.ok(ledger.choices.some(choice => choice.reason.includes("requested")));
		assert.ok(ledger.said.some(({ text }) => /vote to skip/.test(text)));
		assert.ok(ledger.said.some(({ text }) => /^Player2 asks for .+ again: /.test(text)));
		assert.ok(ledger.queues.some(({ songs }) => songs.some(song => /^requested by/.test(song.why ?? ""))));
		assert.ok(ledger.said.some(({ text }) => /opens the radio's menu: 8 songs/.test(text)));
		assert.ok(ledger.queues.some(({ songs }) => songs.length > 0 && songs.every(song => song.why !== undefined)));
	});
});
