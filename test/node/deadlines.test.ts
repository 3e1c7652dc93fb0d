import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { runHeadless, type RunResult } from "../../tools/headless/run/index.ts";

/** Seconds that the scene's clients and generators allow. */
const DEADLINE = 4;

/**
 * Calls every function that a game finds on the client, its promises, the generators and whatever they make, while no
 * request is ever answered; then again on what was destroyed. A function of which the scene does not know the arguments
 * is told, so that a new one cannot be forgotten.
 */
const SERVER = `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local OPTIONS = { deadline = ${DEADLINE}, retries = 2, analytics = { batchInterval = 80000 } }
local client = AudioScape.new("key", OPTIONS)
local sound = Instance.new("Sound", workspace)
sound.SoundId = "rbxassetid://5"
local box = { cframe = CFrame.new(0, 9000, 0), size = Vector3.one }

local TRACK, QUERY, NOTHING = { "5" }, { { query = "x" } }, {}
local CLIENT = {
	search = QUERY, lookup = { { asset_ids = { "5", "6" } } }, similar = TRACK, sfxSearch = QUERY, sfxSimilar = TRACK,
	browse = { { type = "genre" } }, sfxBrowse = { { type = "trending" } }, getSfxTaxonomy = NOTHING, getStructure = TRACK,
	getPlaylist = { { playlist_id = "p" } }, listPlaylists = NOTHING, beatAtTime = { "5", 1 }, sectionAtTime = { "5", 1 },
	checkAssetHealth = { { "5", "6" } }, auditAudio = NOTHING,
}
local MODULE = table.clone(CLIENT)
for name, args in {
	trackPlay = TRACK, trackStop = TRACK, trackSkip = TRACK, trackVote = { "5", "up" }, trackFavorite = TRACK, trackUnfavorite = TRACK,
	trackAddToQueue = TRACK, trackSearchClick = TRACK, trackCustom = { "mine" }, flushAnalytics = NOTHING,
	configureAnalytics = { {} }, each = { "search", { query = "x" } }, getAssetService = NOTHING, enableClientAccess = NOTHING,
	createFootsteps = { { surfaces = { Grass = "5" } } }, createRadio = { { seed = "5" } }, createPlayer = NOTHING,
	createZones = { { zones = { cave = { area = box, music = { query = "x" } } } } }, createSoundBank = { { seeds = { a = "5" } } },
	duck = { { by = 3 } }, snapshot = { "underwater" }, defineSnapshot = { "cave", { groups = { music = { by = 6 } } } },
	new = { "key" }, setApiKey = { "key", OPTIONS }, setEndpoints = { { baseUrl = "http://nowhere.test" } },
} do
	MODULE[name] = args
end
local PLAYER = game:GetService("Players"):GetPlayers()[1] or game:GetService("Players").PlayerAdded:Wait()
local MADE = {
	createFootsteps = {
		resolve = NOTHING, step = { "Grass", Vector3.zero }, pick = { "Grass" }, attach = { Instance.new("Model") }, attachAll = NOTHING,
	},
	createRadio = {
		start = NOTHING, stop = NOTHING, pause = NOTHING, resume = NOTHING, skip = NOTHING, previous = NOTHING, request = TRACK,
		vote = { PLAYER, "up" }, setVolume = { 1 }, onBeat = { 1, function() end },
	},
	createPlayer = {
		queue = TRACK, setQueue = TRACK, clearQueue = NOTHING, play = NOTHING, pause = NOTHING, resume = NOTHING, stop = NOTHING,
		skip = NOTHING, previous = NOTHING, playTrack = TRACK, setVolume = { 1 }, setPlayerId = { 1 }, getAudioPlayer = NOTHING,
	},
	createZones = {
		resolve = NOTHING, current = NOTHING, add = { "other", { area = box, music = { query = "y" } } }, remove = { "other" },
		setEnabled = { "cave", true }, override = { "cave" }, enter = { "cave" }, leave = { "cave" },
	},
	createSoundBank = {
		resolveAsync = NOTHING, pick = { "a" }, choose = { "a" }, getPool = { "a" }, reportUnavailable = TRACK, flushPickCounts = NOTHING,
	},
}

local pending = {}
--- @param limit seconds until it has to be back
local function try(what, limit, fn)
	local key = {}
	pending[key] = what
	local begun = os.clock()
	task.spawn(function()
		local results = table.pack(pcall(fn))
		pending[key] = nil
		if not results[1] then print("RAISED", what, results[2]) end
		if os.clock() - begun > limit + 0.3 then print("LATE", what, os.clock() - begun) end
	end)
	return begun
end
local function callAll(what, thing, names, arguments, limit)
	for name, run in names do
		if type(run) ~= "function" or name == "destroy" then continue end
		if not arguments[name] then
			print("FORGOTTEN", what .. "." .. name)
			continue
		end
		try(what .. "." .. name, limit, function()
			local first = run(thing, table.unpack(arguments[name]))
			if name == "each" then for _ in first do end end
			if string.match(name, "^create") then first:destroy() end
		end)
	end
end
local function missing(what, names, arguments)
	for name in arguments do
		if type(names[name]) ~= "function" then print("UNKNOWN", what .. "." .. name) end
	end
end
local function wait(seconds)
	task.wait(seconds)
	for key, what in pending do
		print("HANGS", what)
		pending[key] = nil
	end
end

local functions = getmetatable(client).__index
missing("client", functions, MODULE)
callAll("client", client, functions, MODULE, ${DEADLINE})
local fine = AudioScape.FineVoice.new("key", { deadline = ${DEADLINE} })
local sense = AudioScape.SenseAudio.new("key", { deadline = ${DEADLINE}, baseUrl = "http://sense.test" })
callAll("fine", fine, fine, { generate = { { prompt = "x" } }, task = { "5" } }, ${DEADLINE})
callAll("sense", sense, sense, { generate = { { prompt = "x" } } }, ${DEADLINE})
for name, run in client.promises do
	local args = CLIENT[name]
	if not args then
		print("FORGOTTEN", "promises." .. name)
		continue
	end
	try("promises." .. name, ${DEADLINE}, function()
		run(table.unpack(args)):catch(function() end):await()
	end)
end
local service = client:getAssetService({ fallback = false })
for _, name in { "SearchAudioAsync", "SearchAudio" } do
	try("service." .. name, ${DEADLINE}, function() pcall(service[name], service, { SearchKeyword = "x" }) end)
end
for maker, arguments in MADE do
	local thing = client[maker](client, table.unpack(MODULE[maker]))
	missing(maker, thing, arguments)
	callAll(maker, thing, thing, arguments, ${DEADLINE})
end
wait(${DEADLINE} + 1)

for maker, arguments in MADE do
	-- Destroyed while the method waits, and before it is called.
	for name, args in arguments do
		local thing = client[maker](client, table.unpack(MODULE[maker]))
		if type(thing[name]) ~= "function" then continue end
		try(maker .. "." .. name .. " destroyed meanwhile", 0.5, function() thing[name](thing, table.unpack(args)) end)
		task.delay(0.5, function() thing:destroy() end)
	end
	local gone = client[maker](client, table.unpack(MODULE[maker]))
	gone:destroy()
	callAll(maker .. " destroyed", gone, gone, arguments, 0)
end
wait(${DEADLINE} + 1)
print("THROUGH")`;

const PLAYER = `
local AudioScapeClient = require(game:GetService("ReplicatedStorage"):WaitForChild("AudioScapeClient"))
local client = AudioScapeClient.new()
local ARGUMENTS = {
	search = { { query = "y" } }, lookup = { { asset_ids = { "7" } } }, similar = { "7" }, sfxSearch = { { query = "y" } },
	sfxSimilar = { "7" }, browse = { { type = "genre", name = "y" } }, sfxBrowse = { { type = "trending", name = "y" } },
	getSfxTaxonomy = {}, getStructure = { "7" }, getPlaylist = { { playlist_id = "q" } }, listPlaylists = {},
	beatAtTime = { "8", 1 }, sectionAtTime = { "9", 1 }, getAssetService = {},
}
local count, back = 0, 0
for name, run in client do
	if not ARGUMENTS[name] then
		print("FORGOTTEN", "player." .. name)
		continue
	end
	count += 1
	task.spawn(function()
		run(client, table.unpack(ARGUMENTS[name]))
		back += 1
	end)
end
task.wait(${DEADLINE} + 2)
print("PLAYER", count > 10, count == back)`;

describe("while no request is ever answered", () => {
	let run: RunResult;
	before(async () => {
		run = await runHeadless({
			players: 1,
			seconds: 20,
			seed: 1,
			network: () => Promise.resolve("silence"),
			serverScripts: [{ name: "Main", source: SERVER }],
			playerScripts: [{ name: "Menu", source: PLAYER }],
		});
	});
	const said = (word: string): string[] =>
		run.output.filter(line => line.includes(`] ${word} `)).map(line => line.slice(line.indexOf(word)));

	it("every public method is called, and the scene runs to its end", () => {
		assert.equal(run.errors, 0, run.output.join("\n"));
		assert.deepEqual([...said("FORGOTTEN"), ...said("UNKNOWN")], []);
		assert.ok(run.output.includes("[server] THROUGH"));
	});

	it("each comes back within the client's deadline, and says it instead of raising", () => {
		assert.deepEqual([...said("LATE"), ...said("HANGS"), ...said("RAISED")], []);
	});

	it("none outlives the object that it belongs to", () => {
		assert.deepEqual(said("HANGS"), []);
	});

	it("players' calls come back, too", () => {
		assert.ok(run.output.includes("[player1] PLAYER true true"), said("PLAYER").join());
	});
});
