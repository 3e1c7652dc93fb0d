/** Everything that the product does, in one place, for one player who walks up and down over two floors and two zones. */
export const serverScript = (tracks: readonly string[], effects: readonly string[]): string => `
local TRACKS = { ${tracks.map(id => `"${id}"`).join(", ")} }
local EFFECTS = { ${effects.map(id => `"${id}"`).join(", ")} }
local ServerScriptService = game:GetService("ServerScriptService")
local Workspace = game:GetService("Workspace")
for index, material in { Enum.Material.Grass, Enum.Material.Wood } do
	local floor = Instance.new("Part")
	floor.Anchored = true
	floor.Material = material
	floor.Size = Vector3.new(60, 2, 60)
	floor.Position = Vector3.new(index * 60 - 90, -1, 0)
	floor.Parent = Workspace
end

local AudioScape = require(ServerScriptService.AudioScape)
local client = AudioScape.new("chaos-key")
client:enableClientAccess()
local bank = client:createSoundBank({ seeds = { door = { query = "wooden door creak" }, step = "9120386436" } })
task.spawn(function() bank:resolveAsync() end)
local footsteps = client:createFootsteps({ surfaces = { Grass = { query = "footstep grass" }, Wood = { query = "footstep wood" } }, seed = 1 })
footsteps:attachAll()
local radio = client:createRadio({ name = "lobby", query = "lofi chill beats", crossfade = "auto", rng = 1 })
task.spawn(function() radio:start() end)
local zones = client:createZones({ zones = {
	west = { area = { cframe = CFrame.new(-30, 10, 0), size = Vector3.new(60, 40, 60) }, music = { query = "jazz piano" } },
	east = { area = { cframe = CFrame.new(30, 10, 0), size = Vector3.new(60, 40, 60) }, music = { query = "epic battle" } },
} })

-- One question of each method that nobody asked before, so that no memory answers it.
local function questions(round)
	local track, effect = TRACKS[round], EFFECTS[round]
	return {
		search = { query = "calm rain " .. round },
		similar = { asset_id = track },
		browse = { type = "artist", limit = 10 + round },
		sfxSearch = { query = "door " .. round },
		sfxSimilar = { asset_id = effect },
		sfxBrowse = { type = "trending", limit = 10 + round },
		getSfxTaxonomy = {},
		getStructure = { asset_id = track },
		getPlaylist = { playlist_id = "chaos-" .. round },
		listPlaylists = {},
		lookup = { asset_ids = { TRACKS[round + 30], EFFECTS[round + 30] } },
		checkAssetHealth = { TRACKS[round + 60] },
	}
end
local function call(kind, name, work)
	task.spawn(function()
		local began = os.clock()
		local ok, result, err, problem = pcall(work)
		local told = if not ok then "raised " .. tostring(result) elseif err ~= nil or problem ~= nil then (problem and problem.kind or "untyped") else "ok"
		print("call", kind, name, told, math.round((os.clock() - began) * 10) / 10)
	end)
end
local round = 0
local function askAll()
	round += 1
	for name, question in questions(round) do
		call("catalog", name, function() return client[name](client, question) end)
	end
end
local player
call("player", "createPlayer", function()
	player = client:createPlayer({ output = "server" })
	player:setQueue(table.move(TRACKS, 100, 120, 1, {}))
	player:play()
	return true
end)
local FineVoice = AudioScape.FineVoice.new("key")
local SenseAudio = AudioScape.SenseAudio.new("key", { baseUrl = "https://api.senseaudio.cn" })
while true do
	askAll()
	call("generation", "FineVoice", function() return FineVoice:generate({ prompt = "a door " .. round, duration = 2 }) end)
	call("generation", "SenseAudio", function() return SenseAudio:generate({ prompt = "a door " .. round }) end)
	call("bank", "pick", function() return bank:pick("step") or error("nothing to pick") end)
	call("bank", "resolveAsync", function() return client:createSoundBank({ seeds = { door = { query = "door bell " .. round } } }):resolveAsync() end)
	client:trackCustom("chaos", TRACKS[round], nil, { round = round })
	call("analytics", "flushAnalytics", function() return client:flushAnalytics() end)
	print("state", radio.state, radio.nowPlaying and radio.nowPlaying.track.asset_id or "none", player and player.IsPlaying)
	task.wait(20)
end
`;

export const PLAYER_SCRIPT = `
local Players = game:GetService("Players")
local ReplicatedStorage = game:GetService("ReplicatedStorage")
task.spawn(function()
	local client = require(ReplicatedStorage:WaitForChild("AudioScapeClient")).new()
	local round = 0
	while true do
		round += 1
		local began = os.clock()
		local ok, result, err, problem = pcall(function() return client:search({ query = "windy beach " .. round }) end)
		local told = if not ok then "raised " .. tostring(result) elseif err ~= nil then (problem and problem.kind or "untyped") else "ok"
		print("call", "access", "search", told, math.round((os.clock() - began) * 10) / 10)
		task.wait(20)
	end
end)
local character = Players.LocalPlayer.Character or Players.LocalPlayer.CharacterAdded:Wait()
local humanoid = character:WaitForChild("Humanoid")
while true do
	for _, x in { -45, 45 } do
		humanoid:MoveTo(Vector3.new(x, 3, 0))
		humanoid.MoveToFinished:Wait()
	end
end
`;
