import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { compile } from "../../../scripts/compile.ts";
import { type Contract, startContract } from "../../contract/index.ts";
import { loadPlace, type PlaceNode, placeNode } from "../../headless/place/index.ts";
import { manifestText } from "../bake/manifest-text.ts";
import { createJumpingClock } from "../generate/scene.ts";
import { command } from "../testing/command.ts";
import { folderOf } from "../testing/folder.ts";
import { examine } from "./examine.ts";
import type { Finding } from "./finding.ts";
import { plainKeys } from "./keys.ts";
import { copiesOf, ownScripts, presence, usage } from "./product.ts";
import { contents, groups, listening, requests, signals, streaming } from "./settings.ts";
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
		...service("SoundService", { RespectFilteringEnabled: true }),
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
	const look = (place: PlaceNode | undefined, key = "good", baseUrl = contract.url, cloudKey?: string) =>
		examine({
			baseUrl,
			build: async () => (await compile("model")) !== "failed",
			clock: createJumpingClock(),
			random: () => 0.5,
			reckon: false,
			...(place === undefined ? {} : { place }),
			...(key === "" ? {} : { key }),
			...(cloudKey === undefined ? {} : { cloud: { key: cloudKey, universe: "77", baseUrl: contract.url } }),
		});
	before(async () => {
		contract = await startContract({ size: { tracks: 150, effects: 150 } });
		assert.notEqual(await compile("model"), "failed");
	});
	after(() => contract.close());

	it("has nothing against a place that is all right", async () => {
		const folder = folderOf({ "main.server.luau": MAIN, "default.project.json": project() });
		const findings = await look(loadPlace(path.join(folder, "default.project.json")));
		assert.ok(findings.every(({ severity }) => severity === "fine"));
		const [works, made, ...others] = textsOf(findings, "fine");
		assert.match(made!, /^\d+ Instances: 1 part, \d+ scripts of \d+ KB together$/);
		assert.deepEqual(
			[works, ...others],
			[
				"the key works",
				"HTTP requests are allowed",
				"AudioScape is at ServerScriptService.AudioScape",
				"1 tagged zone is all right",
			],
		);
	});

	it("says what it could not look at, instead of that all is well", async () => {
		const hum = { $className: "Sound", $properties: { SoundId: "rbxassetid://5" } };
		const withSound = folderOf({
			"main.server.luau": "AudioScape.new(key)",
			"default.project.json": { ...project({ Hum: hum }) },
		});
		const findings = await look(loadPlace(path.join(withSound, "default.project.json")), "");
		assert.deepEqual(textsOf(findings, "unseen"), [
			"not looked at: whether the API key works, and the health of 1 asset",
			"not looked at: whether the experience may play its asset",
		]);
		const door = path.join(folderOf({ "door.model.json": { className: "Part" } }), "door.project.json");
		writeFileSync(door, JSON.stringify({ name: "Door", tree: { $path: "door.model.json" } }));
		const { status, stdout } = await command("doctor", door, "--api", contract.url);
		assert.equal(status, 0);
		assert.equal(
			stdout,
			"– not looked at: whether the API key works. Pass --key K or set AUDIOSCAPE_API_KEY\n" +
				"✓ 1 Instance: 1 part, 0 scripts of 0 KB together\n" +
				"nothing that was looked at would keep it silent\n",
		);
		assert.deepEqual(textsOf(await look(undefined, ""), "unseen"), [
			"not looked at: whether the API key works",
			"not looked at: a place",
		]);
	});

	it("tells which assets of place and manifests the experience may play, and which need a grant", async () => {
		const upload = async (owner: string, name: string): Promise<string> => {
			const form = new FormData();
			const creationContext = { creator: { userId: owner } };
			form.append(
				"request",
				JSON.stringify({ assetType: "Audio", displayName: `${name} [polls 0]`, description: "", creationContext }),
			);
			form.append("fileContent", new Blob(["x"], { type: "audio/wav" }), "a.wav");
			const ask = async (way: string, more: object): Promise<{ path: string; response: { assetId: string } }> =>
				(await fetch(`${contract.url}/assets/v1/${way}`, { headers: { "x-api-key": "k" }, ...more })).json() as never;
			const { path: operation } = await ask("assets", { method: "POST", body: form });
			return (await ask(operation, {})).response.assetId;
		};
		const own = await upload("77", "Gate");
		const foreign = await upload("9", "Horn");
		const rejected = await upload("77", "Yell [rejected]");
		const sounds = [contract.catalog.tracks[0]!.id, own, foreign, rejected, "5"].map((id, index) => ({
			...placeNode(`S${index}`, "Sound"),
			properties: { SoundId: `rbxassetid://${id}` },
		}));
		const manifest = manifestText(
			{
				version: 1,
				packs: { Grass: { hero: contract.catalog.effects[0]!.id, variants: [{ asset_id: foreign, name: "x" }] } },
			},
			"sound.luau",
		);
		const workspace = { ...placeNode("Workspace", "Workspace"), children: sounds };
		workspace.children.push({ ...placeNode("manifest", "ModuleScript"), source: manifest } as never);
		const place = { ...placeNode("Game", "DataModel"), children: [workspace] };
		const silent = (id: string, where: string, whose: string): string =>
			`asset ${id} (played by ${where}) is ${whose} and not in the Creator Store: without a grant to experience 77 it is silent ("User is not authorized to access Asset")`;
		const of = (findings: readonly Finding[], form: RegExp): string[] =>
			findings.map(({ text }) => text).filter(text => form.test(text));
		const findings = await look(place, "good", contract.url, "cloud-key");
		assert.deepEqual(of(findings, /experience 77|rejected/), [
			"experience 77 may play 3 assets: 2 from the Creator Store, 1 its owner's",
			silent(foreign, "Workspace.S2 and 1 more", "owned by user 9"),
			`asset ${rejected} (played by Workspace.S3) was rejected by moderation`,
			silent("5", "Workspace.S4", "not the owner's"),
		]);
		const refused = await look(place, "good", contract.url, "bad");
		assert.match(
			of(refused, /experience may play/)[0]!,
			/^not looked at: whether the experience may play its 6 assets \(.*401/,
		);
	});

	it("says what the place is made of, with its largest parts", () => {
		const part = (name: string, size: [number, number, number]): PlaceNode => ({
			...placeNode(name, "Part"),
			properties: { Size: { type: "Vector3", value: size } },
		});
		const workspace = placeNode("Workspace", "Workspace");
		workspace.children = [part("Door", [4, 8, 1]), part("Floor", [512, 2.5, 512]), placeNode("Seat", "Seat")];
		const [{ text }] = contents(walk({ ...placeNode("Game", "DataModel"), children: [workspace] })) as [Finding];
		assert.equal(
			text,
			"4 Instances: 3 parts (the largest: Workspace.Floor 512 × 2.5 × 512, Workspace.Door 4 × 8 × 1), 0 scripts of 0 KB together",
		);
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
						{ ListenerType: "ObjectPosition", RespectFilteringEnabled: true },
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
			"HttpService.HttpEnabled is false: the server cannot ask the API",
			"StarterPlayer.View makes a client on players' machines, which cannot send requests",
			'the tagged zone Workspace.Cave is left out: it has a bad attribute: Priority is "high"; it must be a number',
			"the tagged zone Workspace.Well is left out: it has none of the attributes Query, AssetId, Playlist, SimilarTo",
			`Workspace.Door.Bang plays "door.mp3", which is not an asset id`,
			"SoundService.ListenerType follows an object, and ListenerObject is none: no 3D Sound is heard, footsteps included",
		]);
		assert.deepEqual(textsOf(findings, "warn"), [
			`asset ${hidden} is no longer listed publicly; it is played by Workspace.Wind`,
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
		["forbidden", "stop", /^the key is not allowed to ask .*403/],
		["limited", "warn", /^the key is over its rate limit just now .*429/],
	] as const) {
		it(`tells the key apart: ${key}`, async () => {
			const findings = (await look(undefined, key)).filter(({ severity: held }) => held !== "unseen");
			assert.equal(findings.length, 1);
			assert.equal(findings[0]!.severity, severity);
			assert.match(findings[0]!.text, said);
			assert.ok(!findings[0]!.text.includes(key) || key === "forbidden", findings[0]!.text);
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
		assert.deepEqual(textsOf(findings, "stop"), [`Creak plays "nothing", which is not an asset id`]);
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
				"stop: AudioScape is at StarterPlayer.AudioScape, where no server script looks for it",
			]);
			assert.match(
				seen(server(under("ServerScriptService", model()), under("ReplicatedStorage", model())))[2]!,
				/^warn: there are 2 copies of AudioScape/,
			);
		});

		it("has to be used, by a server script, and not as an npm package from plain Luau", () => {
			const uses = (main: PlaceNode): string[] => seen(server(under("ServerScriptService", model(), main))).slice(1);
			assert.deepEqual(uses(script("-- AudioScape would be nice")), ["stop: no script in the place uses AudioScape"]);
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
				"stop: no script in the place uses AudioScape",
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
		const filtering = { RespectFilteringEnabled: true };
		assert.match(
			one(listening(place("SoundService", { ...filtering, RolloffScale: 20 }))),
			/^warn: .*RolloffScale is 20/,
		);
		for (const [said, how] of [
			[{}, /is not set, and off in a place that Rojo builds/],
			[{ RespectFilteringEnabled: false }, /is false/],
		] as const)
			assert.match(one(listening(place("SoundService", said))), how);
		const camera = { ...filtering, ListenerType: { type: "Enum", value: 0 } };
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
