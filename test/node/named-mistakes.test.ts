import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { playScene } from "./scene.ts";

const SCENE = `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local player = game:GetService("Players"):GetPlayers()[1] or game:GetService("Players").PlayerAdded:Wait()
local character = player.Character or player.CharacterAdded:Wait()
local client = AudioScape.new("key", { deadline = 2, retries = 0, analytics = { batchInterval = 80000 } })
local steps = client:createFootsteps({ surfaces = { [Enum.Material.Grass] = "1", Wood = "2" } })
local function try(name, fn, ...) print("TOLD", name, fn(...)) end
local function raised(name, fn, ...) print("TOLD", name, pcall(fn, ...)) end
raised("step at a place", function() steps:step("Grass", Vector3.new(1, 2, 3)) end)
raised("step of a character", function() steps:step("Grass", character) end)
raised("step at a text", function() steps:step("Grass", "here") end)
raised("attach nothing", function() steps:attach(nil) end)
raised("attach a player", function() steps:attach(player) end)
raised("variants", function() client:createFootsteps({ surfaces = { Grass = { seed = "1", variants = "many" } } }) end)
raised("soundGroup", function() client:createFootsteps({ surfaces = { Grass = "1" }, soundGroup = workspace }) end)
raised("zones", function() client:createZones("x") end)
raised("stride", function() client:createFootsteps({ surfaces = { Grass = "1" }, stride = "x" }) end)
raised("FineVoice", function() AudioScape.FineVoice.new("k", "x") end)
raised("pollInterval", function() AudioScape.FineVoice.new("k", { pollInterval = 0 / 0 }) end)
raised("vote", function() client:trackVote("1", "sideways") end)
raised("custom", function() client:trackCustom("") end)
try("custom bytes", client.trackCustom, client, "\\255\\254")
try("metadata bytes", client.trackCustom, client, "mine", nil, nil, { note = "\\255" })
try("metadata key bytes", client.trackCustom, client, "mine", nil, nil, { ["\\255"] = 1 })
try("flush", client.flushAnalytics, client)
`;

/** What each is told: "true" where it works, else what the sentence must name. */
const TOLD: Readonly<Record<string, RegExp>> = {
	"step at a place": /^true/,
	"step of a character": /^true/,
	"step at a text": /^false .*Main:\d+: .*where is "here"; it must be/,
	"attach nothing": /^false .*Main:\d+: .*character is missing; it must be/,
	"attach a player": /^(true|false .*Main:\d+: .*character is a Player; it must be)/,
	variants: /^false .*Main:\d+: createFootsteps: surfaces\.Grass\.variants is "many"; it must be/,
	soundGroup: /^false .*Main:\d+: createFootsteps: soundGroup is a Workspace; it must be a SoundGroup/,
	zones: /^false .*Main:\d+: createZones: options is "x"; it must be a table/,
	stride: /^false .*Main:\d+: createFootsteps: stride is "x"; it must be/,
	FineVoice: /^false .*Main:\d+: FineVoice\.new: options is "x"; it must be a table/,
	pollInterval: /^false .*Main:\d+: FineVoice\.new: pollInterval is not a number \(NaN\); it must be/,
	vote: /^false vote value must be 'up' or 'down'$/,
	custom: /^false custom event type must be a non-empty string$/,
	"custom bytes": /^false .*bytes that are not text/,
	"metadata bytes": /^false .*metadata\.note is bytes that are not text/,
	"metadata key bytes": /^false .*a key of metadata is bytes that are not text/,
	flush: /^true/,
};

describe("mistakes that games made", () => {
	let output: string[];
	before(async () => {
		({ output } = await playScene(SCENE, { seconds: 8 }));
	});

	for (const [name, wanted] of Object.entries(TOLD)) {
		it(`works or is refused by name: ${name}`, () => {
			const start = `[server] TOLD ${name} `;
			const told = output.find(line => line.startsWith(start))?.slice(start.length) ?? "nothing";
			assert.match(told, wanted);
		});
	}
});
