import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { type Contract, startContract } from "../../tools/contract/index.ts";
import { runHeadless, type RunResult } from "../../tools/headless/run/index.ts";

const KEY = "key-of-a-game-0123456789";
const PRIVATE = "987654321";

/**
 * What a game of the official SDK does, each documented call once and in its documented form: on the module after
 * `setApiKey`, with a colon or a dot, `result, err`. Every snippet is its own function, so that one that fails is named.
 */
const server = (music: string, effect: string, playlist: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local SoundService = game:GetService("SoundService")
local AssetService = game:GetService("AssetService")
local MUSIC, EFFECT, PLAYLIST, PRIVATE = "${music}", "${effect}", "${playlist}", "${PRIVATE}"
local sound = Instance.new("Sound", workspace)
sound.Name, sound.SoundId = "Loop", "rbxassetid://" .. PRIVATE
local audio = Instance.new("AudioPlayer", workspace)
audio.Asset = "rbxassetid://" .. MUSIC
Instance.new("Sound", workspace).SoundId = "rbxassetid://" .. MUSIC
AudioScape:setApiKey("${KEY}")

local snippets = {}
local function snippet(name, fn) table.insert(snippets, { name, fn }) end
local function ok(result, err)
	assert(result, err)
	return result
end
snippet("search", function() assert(#ok(AudioScape:search({ query = "calm piano", limit = 5 })).tracks > 0) end)
snippet("search with a dot", function() assert(#ok(AudioScape.search({ query = "calm piano", limit = 5 })).tracks > 0) end)
snippet("search with filters and sort", function()
	assert(ok(AudioScape:search({ query = "piano", filters = { duration = { min = 10, max = 600 } }, sort = "popular", offset = 0, playerId = 1 })).meta)
end)
snippet("search by query and ids", function() assert(ok(AudioScape:search({ query = "piano", asset_ids = { MUSIC } })).tracks) end)
snippet("search without anything", function()
	local result, err = AudioScape:search({})
	assert(result == nil and err == "search requires either a non-empty query string or a non-empty asset_ids array", err)
end)
snippet("lookup", function() assert(ok(AudioScape:lookup({ asset_ids = { MUSIC } })).tracks[1].asset_id == MUSIC) end)
snippet("similar by id", function() assert(ok(AudioScape:similar(MUSIC, { limit = 5, dedupe = true })).tracks) end)
snippet("similar by AudioPlayer", function() assert(ok(AudioScape:similar(audio, { max_score = 0.95 })).tracks) end)
snippet("similar by a track", function()
	local track = AudioScape:search({ query = "piano", limit = 1 }).tracks[1]
	assert(ok(AudioScape:similar(track)).tracks)
end)
snippet("sfxSearch", function() assert(#ok(AudioScape:sfxSearch({ query = "footstep", limit = 3 })).tracks > 0) end)
snippet("sfxSimilar", function() assert(ok(AudioScape:sfxSimilar("rbxassetid://" .. EFFECT)).tracks) end)
snippet("browse genres", function() assert(#ok(AudioScape:browse({ type = "genre" })).items > 0) end)
snippet("browse one genre", function()
	local genre = AudioScape:browse({ type = "genre" }).items[1]
	assert(ok(AudioScape:browse({ type = "genre", name = genre.name, limit = 5 })).tracks)
end)
snippet("browse trending", function() assert(ok(AudioScape:browse({ type = "trending" })).tracks) end)
snippet("sfxBrowse", function() assert(ok(AudioScape:sfxBrowse({ type = "trending" })).tracks) end)
snippet("getSfxTaxonomy", function() assert(ok(AudioScape:getSfxTaxonomy()).taxonomy) end)
snippet("listPlaylists", function() assert(#ok(AudioScape:listPlaylists()).playlists > 0) end)
snippet("getPlaylist", function() assert(ok(AudioScape:getPlaylist({ playlist_id = PLAYLIST })).playlist.id == PLAYLIST) end)
snippet("getPlaylist of none", function()
	local result, err = AudioScape:getPlaylist({ playlist_id = "nobody-made-this" })
	assert(result == nil and string.find(err, "(404)", 1, true), err)
end)
snippet("getStructure", function() assert(ok(AudioScape:getStructure(MUSIC, { include_metadata = true })).asset_id == MUSIC) end)
snippet("beatAtTime", function()
	local beat = ok(AudioScape:beatAtTime(MUSIC, 10))
	assert(beat.index and beat.time and beat.beat_num and beat.is_downbeat ~= nil)
end)
snippet("sectionAtTime", function() assert(select("#", AudioScape:sectionAtTime(MUSIC, 10, "phrase")) >= 1) end)
snippet("checkAssetHealth", function()
	local health = ok(AudioScape:checkAssetHealth({ MUSIC, sound, PRIVATE }, { playerId = 1, reportPrivate = true }))
	assert(health.meta.total == 2 and health.meta.ok == 1 and health.meta.private == 1)
	assert(health.assets[2].status == "private" and health.assets[2].name == "Our own loop", health.assets[2].name)
end)
snippet("checkAssetHealth of nothing", function()
	local result, err = AudioScape:checkAssetHealth({})
	assert(result == nil and err == "checkAssetHealth requires a non-empty array of asset ids", err)
end)
snippet("auditAudio", function()
	local report = ok(AudioScape:auditAudio({ roots = { workspace } }))
	assert(report.meta.instances_scanned == 3, report.meta.instances_scanned)
	assert(report.meta.distinct_assets == 2)
	assert(report.assets[1].uses == 2 and report.assets[1].asset_id == MUSIC)
	assert(report.assets[2].sample_path == "Workspace.Loop", report.assets[2].sample_path)
end)
snippet("configureAnalytics", function() AudioScape:configureAnalytics({ enabled = true, batchInterval = 30, maxBatchSize = 50, maxQueueSize = 500 }) end)
snippet("configureAnalytics out of range", function()
	local fine, err = pcall(AudioScape.configureAnalytics, AudioScape, { batchInterval = 1 })
	assert(not fine and err == "batchInterval must be at least 5 seconds", err)
end)
for _, name in { "trackPlay", "trackStop", "trackSkip" } do
	snippet(name, function() AudioScape[name](AudioScape, MUSIC, 1, 12.5) end)
end
for _, name in { "trackFavorite", "trackUnfavorite", "trackAddToQueue" } do
	snippet(name, function() AudioScape[name](AudioScape, MUSIC, 1) end)
end
snippet("trackVote", function() AudioScape:trackVote(MUSIC, "up", 1) end)
snippet("trackVote of neither", function()
	local fine, err = pcall(AudioScape.trackVote, AudioScape, MUSIC, "sideways")
	assert(not fine and err == "vote value must be 'up' or 'down'", err)
end)
snippet("trackSearchClick", function() AudioScape:trackSearchClick(MUSIC, 1, { query = "piano" }) end)
snippet("trackCustom", function() AudioScape:trackCustom("round_started", nil, 1, { round = 3 }) end)
snippet("trackCustom without a type", function()
	local fine, err = pcall(AudioScape.trackCustom, AudioScape, "")
	assert(not fine and err == "custom event type must be a non-empty string", err)
end)
snippet("flushAnalytics", function() AudioScape:flushAnalytics() end)
snippet("createSoundBank", function()
	local bank = AudioScape:createSoundBank({ seeds = { step = EFFECT }, kind = "sfx", poolSize = 4, mode = "extend" })
	assert(bank:resolveAsync())
	assert(bank.IsResolved and bank.Pools.step.assets[1] == EFFECT and bank.Pools.step.source == "catalog")
	assert(type(bank:pick("step")) == "string" and #bank:getPool("step") > 0)
	bank:reportUnavailable(bank:pick("step"))
	bank:flushPickCounts()
	bank:destroy()
end)
snippet("createSoundBank of nothing", function()
	local fine, err = pcall(AudioScape.createSoundBank, AudioScape)
	assert(not fine and err == "createSoundBank requires an options table", err)
end)
snippet("getAssetService", function()
	local params = Instance.new("AudioSearchParams")
	params.SearchKeyword = "piano"
	local pages = AudioScape:getAssetService({ limit = 5 }):SearchAudioAsync(params)
	assert(#pages:GetCurrentPage() > 0 and pages.IsFinished == false)
	pages:AdvanceToNextPageAsync()
	assert(pages:GetCurrentPage()[1].Title)
end)
snippet("new", function() assert(#AudioScape.new("${KEY}"):search({ query = "rain" }).tracks > 0) end)
snippet("setEndpoints of nothing", function()
	local fine, err = pcall(AudioScape.setEndpoints, AudioScape, {})
	assert(not fine and err == "setEndpoints requires a table with baseUrl and/or analyticsUrl", err)
end)

-- The player, with somebody in the place who has loaded nothing yet.
local changes, finished = {}, 0
local player = AudioScape:createPlayer({ volume = 0.4, parent = SoundService, playerId = 1 })
player.OnTrackChanged = function(track) table.insert(changes, track and track.asset_id or "none") end
player.OnQueueFinished = function() finished += 1 end
local tracks = AudioScape:search({ query = "calm", limit = 3 }).tracks
snippet("player: play is on at once", function()
	player:setQueue(tracks)
	player:play()
	assert(player.IsPlaying and player.NowPlaying.asset_id == tracks[1].asset_id)
	assert(changes[1] == tracks[1].asset_id, changes[1])
	assert(#player.Queue == 3)
end)
snippet("player: skip right after moves on", function()
	player:skip()
	assert(player.NowPlaying.asset_id == tracks[2].asset_id and changes[2] == tracks[2].asset_id)
end)
snippet("player: getAudioPlayer is what plays", function()
	local playing = player:getAudioPlayer()
	assert(playing and playing:IsA("AudioPlayer"), playing and playing.ClassName or "none")
	assert(string.find(playing.Asset, tracks[2].asset_id, 1, true) and playing.IsPlaying)
	player:setVolume(2)
	player:setPlayerId(2)
end)
snippet("player: playTrack, stop", function()
	player:playTrack(MUSIC)
	assert(player.NowPlaying.asset_id == MUSIC)
	player:stop()
	assert(not player.IsPlaying)
end)
snippet("player: setQueue and clearQueue stop what plays", function()
	player:play()
	assert(player.IsPlaying)
	player:setQueue({ MUSIC })
	assert(not player.IsPlaying and player:getAudioPlayer() == nil or not player:getAudioPlayer().IsPlaying)
	player:play()
	player:queue(tracks)
	player:clearQueue()
	assert(not player.IsPlaying and #player.Queue == 0)
	player:destroy()
end)
snippet("player: output is honoured", function()
	local emitter = Instance.new("AudioEmitter", workspace)
	local own = AudioScape:createPlayer({ output = emitter })
	own:setQueue({ MUSIC })
	own:play()
	local function leads(from, seen)
		for _, wire in workspace.Parent:GetDescendants() do
			if wire:IsA("Wire") and wire.SourceInstance == from then
				if wire.TargetInstance == emitter or leads(wire.TargetInstance) then return true end
			end
		end
		return false
	end
	assert(leads(own:getAudioPlayer()), "no wire leads to the emitter")
	own:destroy()
end)
snippet("enableClientAccess", function() AudioScape:enableClientAccess() end)

for _, entry in snippets do
	local fine, why = pcall(entry[2])
	if fine then print("OK", entry[1]) else print("FAILED", entry[1], why) end
end
print("SNIPPETS", #snippets)`;

const client = (music: string, playlist: string): string => `
local AudioScapeClient = require(game:GetService("ReplicatedStorage"):WaitForChild("AudioScapeClient"))
local calls = {
	search = { { query = "calm piano", limit = 5 } }, lookup = { { asset_ids = { "${music}" } } }, similar = { "${music}", { limit = 3 } },
	sfxSearch = { { query = "rain" } }, browse = { { type = "genre" } }, sfxBrowse = { { type = "trending" } },
	getPlaylist = { { playlist_id = "${playlist}" } }, listPlaylists = {}, getStructure = { "${music}" }, getSfxTaxonomy = {},
}
for name, args in calls do
	local result, err = AudioScapeClient[name](AudioScapeClient, table.unpack(args))
	print(if result then "OK" else "FAILED", "client: " .. name, err)
	task.wait(0.5)
end
local pages = AudioScapeClient:getAssetService({ limit = 5 }):SearchAudioAsync({ SearchKeyword = "piano" })
print(if #pages:GetCurrentPage() > 0 then "OK" else "FAILED", "client: getAssetService")
print(if AudioScapeClient.new():search({ query = "calm piano", limit = 5 }) then "OK" else "FAILED", "client: new")
print("CLIENT THROUGH")`;

describe("a place written against the official documentation", () => {
	let api: Contract;
	let run: RunResult;
	before(async () => {
		api = await startContract({ keys: [KEY], size: { tracks: 200, effects: 80 } });
		const music = api.catalog.tracks[0]!.id;
		const playlist = "station-electronic-1712345678901";
		run = await runHeadless({
			api: api.url,
			seconds: 25,
			players: 1,
			latency: 0.05,
			seed: 1,
			assets: { [PRIVATE]: { title: "Our own loop", artist: "us", duration: 20 } },
			serverScripts: [{ name: "Main", source: server(music, api.catalog.effects[0]!.id, playlist) }],
			playerScripts: [{ name: "Menu", source: client(music, playlist) }],
		});
	});
	after(() => api.close());

	it("runs unchanged on the server and on a player's machine, call by call", () => {
		assert.equal(run.errors, 0, run.output.join("\n"));
		assert.deepEqual(
			run.output.filter(line => line.includes("FAILED")),
			[],
		);
		assert.ok(run.output.filter(line => line.includes("] OK ")).length > 50, run.output.join("\n"));
		assert.ok(run.output.includes("[player1] CLIENT THROUGH"), run.output.join("\n"));
	});
});
