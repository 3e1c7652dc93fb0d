import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { type Contract, startContract } from "../../tools/contract/index.ts";
import { runHeadless } from "../../tools/headless/run/index.ts";

const KEY = "key-of-the-server-0123";

describe("LocalScripts that ask the catalog", () => {
	let api: Contract;
	before(async () => {
		api = await startContract({ keys: [KEY], size: { tracks: 200, effects: 60 } });
	});
	after(() => api.close());

	it("search through the server, with our module and by the remotes alone, also after these were destroyed, and never see the key", async () => {
		const music = api.catalog.tracks[0]!.id;
		const { output, errors, trace } = await runHeadless({
			api: api.url,
			seconds: 24,
			players: 2,
			secrets: { audioscape: KEY },
			serverScripts: [
				{
					name: "Main",
					source: `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("${KEY}")
client:enableClientAccess()
client:enableClientAccess({ perSecond = 1, burst = 20 })
local count = 0
for _, child in game:GetService("ReplicatedStorage"):GetChildren() do
	if child.Name == "AudioScapeRemotes" or child.Name == "AudioScapeClient" then count += 1 end
end
local params = Instance.new("AudioSearchParams")
params.SearchKeyword, params.AudioSubType = "footstep", Enum.AudioSubType.SoundEffect
local pages = client:getAssetService({ limit = 5 }):SearchAudioAsync(params)
local kinds = {}
while true do
	for _, item in pages:GetCurrentPage() do kinds[item.AudioType] = true end
	if pages.IsFinished then break end
	pages:AdvanceToNextPageAsync()
end
print("SHIM", kinds.SoundEffect, kinds.Music, (pcall(pages.AdvanceToNextPageAsync, pages)))
print("COUNT", count, #game:GetService("ReplicatedStorage").AudioScapeRemotes:GetChildren())
task.wait(8)
game:GetService("ReplicatedStorage").AudioScapeRemotes:Destroy()
client:enableClientAccess()`,
				},
			],
			playerScripts: [
				{
					name: "Menu",
					source: `
local ReplicatedStorage = game:GetService("ReplicatedStorage")
local AudioScapeClient = require(ReplicatedStorage:WaitForChild("AudioScapeClient"))
local client = AudioScapeClient.new()
local result, err, problem = client:search({ query = "calm piano", limit = 5 })
print("SEARCH", result and #result.tracks, err, problem)
local sound = Instance.new("Sound") sound.SoundId = "rbxassetid://${music}"
local like = client:similar(sound, { limit = 20, max_score = 0.8 })
local most = 0
for _, track in like.tracks do most = math.max(most, track.score) end
print("SIMILAR", #like.tracks > 0, most < 0.8)
print("LOOKUP", client:lookup({ asset_ids = { sound, "${music}" } }).tracks[1].asset_id)
print("BROWSE", #client:browse({ type = "genre" }).items > 0, client:sfxBrowse({ type = "trending" }) ~= nil)
print("PLAYLISTS", #client:listPlaylists().playlists > 0, client:getSfxTaxonomy() ~= nil)
print("BEAT", client:beatAtTime(sound, 10) ~= nil)
local pages = client:getAssetService({ limit = 10 }):SearchAudioAsync({ SearchKeyword = "piano" })
local first = pages:GetCurrentPage()[1]
print("PAGES", #pages:GetCurrentPage(), first.Title ~= nil, pages.IsFinished)
local _, wrong, why = client:similar({})
print("WRONG", wrong, why.kind)
local remotes = ReplicatedStorage:WaitForChild("AudioScapeRemotes")
print("BARE", #remotes.Search:InvokeServer({ query = "calm piano", limit = 5 }).tracks)
print("HOSTILE", remotes.Search:InvokeServer({ query = string.rep("x", 1e5) }))
print("HOSTILE", remotes.Similar:InvokeServer(workspace))
local limited
for _ = 1, 30 do
	local _, words = remotes.Search:InvokeServer({ query = "calm piano", limit = 5 })
	limited = limited or words
end
print("LIMITED", limited)
task.wait(12)
print("AGAIN", client:search({ query = "calm piano", limit = 5 }) ~= nil)
print("MODULE", AudioScapeClient:search({ query = "calm piano", limit = 5 }) ~= nil, AudioScapeClient:browse({ type = "genre" }) ~= nil,
	AudioScapeClient:getAssetService({ limit = 5 }):SearchAudioAsync({ SearchKeyword = "piano" }):GetCurrentPage()[1] ~= nil)`,
				},
			],
		});
		assert.equal(errors, 0, output.join("\n"));
		const said = (line: string): void => assert.ok(output.includes(line), `${line}\n${output.join("\n")}`);
		said("[server] SHIM true nil false");
		said("[server] COUNT 2 11");
		for (const player of ["player1", "player2"]) {
			said(`[${player}] SEARCH 5 nil nil`);
			said(`[${player}] SIMILAR true true`);
			said(`[${player}] LOOKUP ${music}`);
			said(`[${player}] BROWSE true true`);
			said(`[${player}] PLAYLISTS true true`);
			said(`[${player}] BEAT true`);
			said(`[${player}] PAGES 10 true false`);
			said(
				`[${player}] WRONG similar requires an asset_id string, a track table, a Sound, or an AudioPlayer invalid-argument`,
			);
			said(`[${player}] BARE 5`);
			assert.ok(output.some(line => line.startsWith(`[${player}] HOSTILE nil search: query has more than 300`)));
			assert.ok(output.some(line => line.startsWith(`[${player}] HOSTILE nil similar requires a table with`)));
			said(`[${player}] AGAIN true`);
			said(`[${player}] MODULE true true true`);
			said(`[${player}] LIMITED Rate limited — please wait before making another request`);
		}
		assert.ok(!JSON.stringify(trace).includes(KEY));
		assert.equal(
			api.requests.filter(({ endpoint, body }) => endpoint === "search" && JSON.stringify(body).includes("calm"))
				.length,
			1,
			"players share an answer",
		);
	});

	it("raise in words when the server has not opened access, and leave a module copied by hand alone", async () => {
		const { output } = await runHeadless({
			api: api.url,
			seconds: 14,
			players: 1,
			seed: 1,
			serverScripts: [
				{
					name: "Main",
					source: `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("${KEY}")
local own = game:GetService("ServerScriptService").AudioScape.AudioScapeClient:Clone()
own:SetAttribute("ByHand", true)
own.Parent = game:GetService("ReplicatedStorage")
task.wait(12)
client:enableClientAccess()
print("BY HAND", game:GetService("ReplicatedStorage").AudioScapeClient:GetAttribute("ByHand"))`,
				},
			],
			playerScripts: [
				{
					name: "Menu",
					source: `
local AudioScapeClient = require(game:GetService("ReplicatedStorage"):WaitForChild("AudioScapeClient"))
print("RAISED", pcall(AudioScapeClient.new))
task.wait(2)
print("LATER", AudioScapeClient.new():search({ query = "calm piano", limit = 1 }).tracks[1] ~= nil)`,
				},
			],
		});
		assert.ok(
			output.includes(
				"[player1] RAISED false AudioScapeRemotes not found — call AudioScape:enableClientAccess() on the server first",
			),
			output.join("\n"),
		);
		assert.ok(output.includes("[server] BY HAND true"));
		assert.ok(output.includes("[player1] LATER true"), output.join("\n"));
	});
});
