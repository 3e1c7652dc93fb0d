import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { compile } from "../../scripts/compile.ts";
import { copiesOf, ownScripts } from "../../tools/cli/doctor/product.ts";
import { expectedRequests } from "../../tools/cli/doctor/reckoning.ts";
import { walk } from "../../tools/cli/doctor/tree.ts";
import { command } from "../../tools/cli/testing/command.ts";
import { folderOf } from "../../tools/cli/testing/folder.ts";
import { type Contract, startContract } from "../../tools/contract/index.ts";
import { loadPlace } from "../../tools/headless/place/index.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** A place with the product, a zone and a script. */
const placeOf = (main: string, zone: object): string =>
	path.join(
		folderOf({
			"main.server.luau": main,
			"default.project.json": {
				name: "Game",
				tree: {
					$className: "DataModel",
					HttpService: { $properties: { HttpEnabled: true } },
					SoundService: { $properties: { RespectFilteringEnabled: true } },
					Workspace: {
						$properties: { SignalBehavior: "Deferred" },
						Hall: { $className: "Part", $properties: { Tags: ["AudioScapeZone"] }, $attributes: zone },
					},
					ServerScriptService: {
						AudioScape: { $path: path.join(ROOT, "default.project.json") },
						Main: { $path: "main.server.luau" },
					},
				},
			},
		}),
		"default.project.json",
	);

void describe("the requests that the doctor counts in an hour of a place", () => {
	let contract: Contract;
	before(async () => {
		assert.notEqual(await compile("model"), "failed");
		contract = await startContract({ size: { tracks: 100, effects: 100 } });
	});
	after(() => contract.close());

	const count = (file: string) => {
		const place = loadPlace(file);
		const found = walk(place);
		return expectedRequests(place, ownScripts(found, copiesOf(found)));
	};

	void it("stand among the findings of a place that is all right, which exits 0", async () => {
		const file = placeOf(
			`local AudioScape = require(script.Parent.AudioScape)
			AudioScape.new(game:GetService("HttpService"):GetSecret("audioscape")):createZones()`,
			{ Query: "folk" },
		);
		const { status, stdout } = await command("doctor", file, "--api", contract.url, "--key", "good");
		assert.equal(status, 0);
		assert.match(
			stdout,
			/\n✓ about [1-9]\d* requests? in a server's first minute, then \d+ an hour \(counted in 61 virtual minutes with one player standing still, against the loopback API\)\nnothing would keep it silent\n$/,
		);
	});

	void it("are made on loopback alone, whatever ids the place uses and whomever else it asks", async () => {
		const asked = contract.requests.length;
		const { severity, text } = await count(
			placeOf(
				`task.spawn(function()
					game:GetService("HttpService"):GetAsync("${contract.url}/developer/v1/browse")
				end)
				local client = require(script.Parent.AudioScape).new(game:GetService("HttpService"):GetSecret("mine"))
				client:createFootsteps({ surfaces = { Grass = "4242" } })
				client:createZones()`,
				{ Playlist: "ours" },
			),
		);
		assert.equal(severity, "fine", text);
		assert.match(text, /^about [2-9] requests in a server's first minute, then \d+ an hour/);
		assert.match(text, /; 1 error was raised there, so it may be more\)$/);
		assert.equal(contract.requests.length, asked);
	});

	void it("go on for as long as a station plays, and are none where nothing is asked", async () => {
		const station = `require(script.Parent.AudioScape).new("k"):createRadio({ name = "hall", query = "lofi" }):start()`;
		const { text } = await count(placeOf(station, {}));
		assert.match(text, /, then [1-9]\d* an hour/);
		const silent = await count(
			placeOf(`require(script.Parent.AudioScape).new("k", { manifest = { version = 1 } })`, {}),
		);
		assert.match(silent.text, /^about 0 requests in a server's first minute, then 0 an hour/);
	});
});
