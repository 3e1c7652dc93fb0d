import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { compile } from "../../../scripts/compile.ts";
import { type Contract, startContract } from "../../contract/index.ts";
import { loadPlace, type PlaceNode, placeNode } from "../../headless/place/index.ts";
import { createJumpingClock } from "../generate/scene.ts";
import { command } from "../testing/command.ts";
import { folderOf } from "../testing/folder.ts";
import { examine } from "./examine.ts";
import type { Finding } from "./finding.ts";
import { plainKeys } from "./keys.ts";
import { copiesOf, ownScripts, presence, usage } from "./product.ts";
import { groups, listening, requests, signals, streaming } from "./settings.ts";
import { assetIdOf, walk } from "./tree.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

const MAIN = `local AudioScape = require(script.Parent.AudioScape)
AudioScape.new(game:GetService("HttpService"):GetSecret("audioscape")):createZones()`;
const service = (className: string, properties: object, children: object = {}) => ({
	[className]: { $className: className, $properties: properties, ...children },
});
const zone = (attributes: object) => ({
	$className: "Part",
	$properties: { Tags: ["AudioScapeZone"] },
	$attributes: attributes,
});

/** A place where all is well, and what is different in it. */
const project = (workspace: object = {}, more: object = {}): object => ({
	name: "Game",
	tree: {
		$className: "DataModel",
		...service("HttpService", { HttpEnabled: true }),
		...service("Workspace", { SignalBehavior: "Deferred" }, { Village: zone({ Query: "folk" }), ...workspace }),
		ServerScriptService: {
			$className: "ServerScriptService",
			AudioScape: { $path: path.join(ROOT, "default.project.json") },
			Main: { $path: "main.server.luau" },
		},
		...more,
	},
});

const textsOf = (findings: readonly Finding[], severity: Finding["severity"]): string[] =>
	findings.filter(finding => finding.severity === severity).map(finding => finding.text);

describe("audioscape doctor", () => {
	let contract: Contract;
	const look = (place: PlaceNode | undefined, key: string | undefined = "good", baseUrl = contract.url) =>
		examine({
			baseUrl,
			build: async () => (await compile("model")) !== "failed",
			clock: createJumpingClock(),
			random: () => 0.5,
			...(place === undefined ? {} : { place }),
			...(key === undefined ? {} : { key }),
		});
	before(async () => {
		contract = await startContract({ size: { tracks: 150, effects: 150 } });
		assert.notEqual(await compile("model"), "failed");
	});
	after(() => contract.close());

	it("has nothing against a place that is all right, and exits 0", async () => {
		const folder = folderOf({ "main.server.luau": MAIN, "default.project.json": project() });
		const { status, stdout, stderr } = await command(
			...["doctor", path.join(folder, "default.project.json"), "--api", contract.url, "--key", "good"],
		);
		assert.equal(stderr, "");
		const [works, contents, ...others] = stdout.trimEnd().split("\n");
		assert.match(contents!, /^✓ \d+ Instances: 1 parts, \d+ scripts of \d+ KB together$/);
		assert.deepEqual(
			[works, ...others],
			[
				"✓ the key works",
				"✓ HTTP requests are allowed",
				"✓ AudioScape is at ServerScriptService.AudioScape",
				"✓ 1 tagged zone is all right",
				"nothing would keep it silent",
			],
		);
		assert.equal(status, 0);
	});

	it("says what it could not look at, instead of that all is well", async () => {
		const folder = folderOf({ "main.server.luau": MAIN, "default.project.json": project() });
		const { stdout } = await command("doctor", path.join(folder, "default.project.json"), "--api", contract.url);
		assert.match(stdout, /\nnothing of what was looked at would keep it silent; 1 worth knowing\n$/);
	});

	it("names everything that keeps a place silent, a line each with a remedy, and exits 1", async () => {
		const { gone, tracks } = contract.catalog;
		const dead = [...gone].find(([, held]) => held.status === "moderated")![0];
		const hidden = [...gone].find(([, held]) => held.status === "delisted")![0];
		const sound = (id: string, more: object = {}) => ({ $className: "Sound", $properties: { SoundId: id, ...more } });
		const folder = folderOf({
			"main.server.luau": `-- AudioScape.new("a-comment-is-no-key")
				AudioScape.setApiKey("k3y-0f-th3-g4m3")`,
			"view.client.luau": `local client = AudioScape.new(key)`,
			"default.project.json": project(
				{
					Cave: zone({ Query: "drone", Priority: "high" }),
					Well: zone({}),
					Dead: zone({ AssetId: dead }),
					Door: { $className: "Part", Creak: sound(`rbxassetid://${dead}`), Bang: sound("door.mp3") },
					Radio: { $className: "Part", Hum: sound(`rbxassetid://${tracks[0]!.id}`, { Looped: true }) },
					Wind: sound(hidden),
					Click: sound("rbxasset://sounds/click.wav"),
				},
				{
					...service("HttpService", { HttpEnabled: false }),
					...service(
						"SoundService",
						{ ListenerType: "ObjectPosition" },
						{
							Music: { $className: "SoundGroup", $properties: { Volume: 0 } },
						},
					),
					...service("StarterPlayer", {}, { View: { $path: "view.client.luau" } }),
					...service("ServerStorage", {}, { Spare: zone({ Query: "later" }) }),
				},
			),
		});
		const file = path.join(folder, "default.project.json");
		const findings = await look(loadPlace(file));
		assert.deepEqual(textsOf(findings, "stop"), [
			`asset ${dead} was taken down by moderation; it is played by the zone Workspace.Dead and 1 more`,
			"HttpService.HttpEnabled is false: the server may not ask the API",
			"StarterPlayer.View makes a client on players' machines, which may not send requests",
			'the tagged zone Workspace.Cave is left out: it has a bad attribute: Priority is "high"; it may be a number',
			"the tagged zone Workspace.Well is left out: it has none of the attributes Query, AssetId, Playlist, SimilarTo",
			`Workspace.Door.Bang plays "door.mp3", which is no asset id`,
			"SoundService.ListenerType follows an object, and ListenerObject is none: no 3D Sound is heard, footsteps neither",
		]);
		assert.deepEqual(textsOf(findings, "warn"), [
			`asset ${hidden} is not listed publicly any more; it is played by Workspace.Wind`,
			"the tagged zone ServerStorage.Spare is outside of Workspace, where it is not heard",
			"the SoundGroup SoundService.Music has Volume 0: everything in it is silent",
			"ServerScriptService.Main holds an API key as plain text: everybody with the place file can read it",
		]);
		assert.ok(findings.every(({ severity, remedy }) => severity === "fine" || remedy !== undefined));
		const { status, stdout } = await command("doctor", file, "--api", contract.url, "--key", "good");
		assert.equal(status, 1);
		assert.match(stdout, /\n7 findings would keep it silent, 4 more worth knowing\n$/);
		assert.match(stdout, /^✗ HttpService\.HttpEnabled is false: .*\. Allow HTTP Requests under Experience Settings/m);
		assert.ok(!stdout.includes("k3y-0f-th3-g4m3"));
	});

	it("looks assets up by the hundred, with one request at least", async () => {
		const place = placeNode("Game", "DataModel");
		const workspace = placeNode("Workspace", "Workspace");
		place.children.push(workspace);
		contract.catalog.tracks.slice(0, 130).forEach(({ id }) => {
			workspace.children.push({ ...placeNode("Sound", "Sound"), properties: { SoundId: `rbxassetid://${id}` } });
		});
		const sizes = (from: number): number[] =>
			contract.requests.slice(from).map(request => (request.body as { asset_ids: string[] }).asset_ids.length);
		let from = contract.requests.length;
		await look(place);
		assert.deepEqual(sizes(from), [100, 30]);
		from = contract.requests.length;
		assert.deepEqual(textsOf(await look(undefined), "fine"), ["the key works"]);
		assert.deepEqual(sizes(from), [1]);
	});

	for (const [key, severity, said] of [
		["expired", "stop", /^the API does not know the key .*401/],
		["forbidden", "stop", /^the key may not ask .*403/],
		["limited", "warn", /^the key is over its rate limit just now .*429/],
		[undefined, "warn", /^without a key neither it nor the health/],
	] as const) {
		it(`tells the key apart: ${key ?? "none"}`, async () => {
			const findings = await examine({
				baseUrl: contract.url,
				build: () => Promise.resolve(true),
				clock: createJumpingClock(),
				random: () => 0.5,
				...(key === undefined ? {} : { key }),
			});
			assert.equal(findings.length, 1);
			assert.equal(findings[0]!.severity, severity);
			assert.match(findings[0]!.text, said);
			if (key !== undefined) assert.ok(!findings[0]!.text.includes(key) || key === "forbidden", findings[0]!.text);
		});
	}

	it("tells a network that is down from a bad key", async () => {
		const gone = await startContract({ size: { tracks: 1, effects: 1 } });
		await gone.close();
		const [finding] = await look(undefined, "good", gone.url);
		assert.equal(finding!.severity, "stop");
		assert.match(finding!.text, /^the API cannot be reached from here/);
	});

	for (const [argv, expected] of [
		[["none.rbxlx"], /none\.rbxlx does not exist/],
		[["a.rbxlx", "b.rbxlx"], /doctor takes one place, got "b\.rbxlx" as well/],
		[["--api", "there"], /--api takes an http\(s\) address or embedded, got "there"/],
		[["--kye", "x"], /unknown flag --kye; did you mean --key\?/],
	] as const) {
		it(`refuses wrong use: doctor ${argv.join(" ")}`, async () => {
			const { status, stderr } = await command("doctor", ...argv);
			assert.equal(status, 2);
			assert.match(stderr, expected);
		});
	}

	it("reads places and models that Studio saved as XML", async () => {
		const item = (name: string, id: string) =>
			`<Item class="Sound"><Properties><string name="Name">${name}</string><Content name="SoundId"><url>${id}</url></Content></Properties></Item>`;
		const folder = folderOf({ "door.rbxmx": `<roblox version="4">${item("Creak", "nothing")}</roblox>` });
		const findings = await look(loadPlace(path.join(folder, "door.rbxmx")));
		assert.deepEqual(textsOf(findings, "stop"), [`Creak plays "nothing", which is no asset id`]);
	});

	describe("the product in the place", () => {
		const server = (...children: PlaceNode[]): PlaceNode => {
			const place = placeNode("Game", "DataModel");
			place.children = children;
			return place;
		};
		const under = (className: string, ...children: PlaceNode[]): PlaceNode => ({
			...placeNode(className, className),
			children,
		});
		const rooms = ["server", "player", "shared"].map(name => placeNode(name, "Folder"));
		const model = (): PlaceNode => ({
			...placeNode("AudioScape", "ModuleScript"),
			source: "return 1",
			children: [{ ...placeNode("lib", "Folder"), children: rooms }],
		});
		const script = (source: string, className = "Script"): PlaceNode => ({ ...placeNode("Main", className), source });
		const seen = (place: PlaceNode): string[] => {
			const found = walk(place);
			const copies = copiesOf(found);
			const scripts = ownScripts(found, copies);
			return [...presence(copies), ...usage(scripts, copies)].map(({ severity, text }) => `${severity}: ${text}`);
		};

		it("is missed, found in the wrong place, and found twice", () => {
			assert.deepEqual(seen(server()), ["stop: AudioScape is not in this place"]);
			assert.deepEqual(seen(server(under("StarterPlayer", model()))), [
				"stop: AudioScape is at StarterPlayer.AudioScape, where servers do not require it from",
			]);
			assert.match(
				seen(server(under("ServerScriptService", model()), under("ReplicatedStorage", model())))[2]!,
				/^warn: there are 2 copies of AudioScape/,
			);
		});

		it("has to be used, by a server script, and not as an npm package from plain Luau", () => {
			const uses = (main: PlaceNode): string[] => seen(server(under("ServerScriptService", model(), main))).slice(1);
			assert.deepEqual(uses(script("-- AudioScape would be nice")), ["stop: no script of the place names AudioScape"]);
			assert.deepEqual(uses(script("require(script.Parent.AudioScape).new(key)")), []);
			assert.match(uses(script("AudioScape.new(key)", "LocalScript"))[0]!, /makes a client on players' machines/);
			const path = `require(game.ReplicatedStorage.node_modules["@rbxts"].audioscape)`;
			assert.match(uses(script(path))[0]!, /requires the npm package from plain Luau/);
			assert.deepEqual(uses(script(`-- Compiled with roblox-ts v3.0.0\n${path}`)), []);
		});

		it("is not used by the link that a package manager makes to it", () => {
			const packages = placeNode("Packages", "Folder");
			const link = {
				...placeNode("AudioScape", "ModuleScript"),
				source: `return require(script.Parent._Index.audioscape)`,
			};
			packages.children = [link, { ...placeNode("_Index", "Folder"), children: [model()] }];
			const own = under("ServerScriptService", script("print(1)"));
			assert.deepEqual(seen(server(under("ReplicatedStorage", packages), own)), [
				"fine: AudioScape is at ReplicatedStorage.Packages._Index.AudioScape",
				"stop: no script of the place names AudioScape",
			]);
		});

		it("gives no key away, and takes placeholders for what they are", () => {
			const keys = (source: string, className = "ServerScriptService", key?: string) =>
				plainKeys(walk(server(under(className, script(source)))).slice(1), key).map(({ text }) => text);
			assert.deepEqual(keys(`AudioScape.new("YOUR_API_KEY")`), []);
			assert.deepEqual(keys(`AudioScape.new(HttpService:GetSecret("audioscape"))`), []);
			assert.equal(keys(`FineVoice.new('fv-1234567890')`).length, 1);
			assert.match(keys(`AudioScape.new("as-1234567890")`, "ReplicatedStorage")[0]!, /everybody who plays can read it/);
			assert.equal(keys(`local k = "as-1234567890"`, "ServerScriptService", "as-1234567890").length, 1);
		});
	});

	it("knows the settings that matter", () => {
		const place = (className: string, properties: PlaceNode["properties"], ...children: PlaceNode[]): PlaceNode => ({
			...placeNode("Game", "DataModel"),
			children: [{ ...placeNode(className, className), properties, children }],
		});
		const one = (findings: Finding[]): string => findings.map(({ severity, text }) => `${severity}: ${text}`).join();
		assert.match(one(requests(place("HttpService", {}))), /^warn: the place does not say/);
		assert.match(one(signals(place("Workspace", { SignalBehavior: { type: "Enum", value: 0 } }))), /is Default/);
		assert.match(one(signals(place("Workspace", { SignalBehavior: { type: "Enum", value: 3 } }))), /AncestryDeferred/);
		assert.equal(one(signals(place("Workspace", { SignalBehavior: { type: "Enum", value: 2 } }))), "");
		assert.match(one(listening(place("SoundService", { RolloffScale: 20 }))), /RolloffScale is 20/);
		const camera = { ListenerType: { type: "Enum", value: 0 } };
		assert.equal(one(listening(place("SoundService", camera))), "");
		const loop = { ...placeNode("Hum", "Sound"), properties: { Looped: true } };
		const streams = place("Workspace", { StreamingEnabled: true }, loop);
		assert.match(one(streaming(streams, walk(streams))), /the looped Sound Workspace\.Hum stops/);
		const kept = { ...placeNode("Hall", "Model"), properties: { ModelStreamingMode: "Persistent" }, children: [loop] };
		const persistent = place("Workspace", { StreamingEnabled: true }, kept);
		assert.equal(one(streaming(persistent, walk(persistent))), "");
		assert.equal(one(groups(walk(place("SoundService", {}, placeNode("Music", "SoundGroup"))))), "");
		assert.deepEqual(
			["123", " rbxassetid://123 ", "http://www.roblox.com/asset/?id=123", "rbxasset://a.mp3", "x"].map(assetIdOf),
			["123", "123", "123", undefined, undefined],
		);
	});
});
