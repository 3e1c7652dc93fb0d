/**
 * Throws a zoo of wrong values at every option of every public entry (by walking the declarations), and at every
 * argument of every public method. Prints a line of JSON for each call: what was called, with what, and what was said.
 */
export const WRONG_VALUES = `
local HttpService = game:GetService("HttpService")
local Players = game:GetService("Players")
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local TS = require(game:GetService("ServerScriptService").AudioScape.include.RuntimeLib)

local part = Instance.new("Part")
part.Parent = workspace
local player = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
local ZOO = {
	{ "nil" }, { "nan", 0 / 0 }, { "inf", math.huge }, { "minus inf", -math.huge }, { "minus", -1 }, { "half", 0.5 },
	{ "empty text", "" }, { "text", "x" }, { "true", true }, { "empty table", {} }, { "list", { 1 } },
	{ "names", { x = 1 } }, { "function", function() end }, { "part", part }, { "vector", Vector3.new(0 / 0, 1, 1) },
	{ "cframe", CFrame.new() }, { "enum item", Enum.Material.Grass }, { "long text", string.rep("x", 1e5) },
	{ "no text", "\\255\\254" }, { "player", player }, { "service", workspace }, { "thread", coroutine.running() },
}
-- One that holds itself.
local ring = {}
ring.ring = ring
table.insert(ZOO, { "ring", ring })

local pending = 0
local function tell(what: string, with: string, ok: boolean, ...: any)
	local said = {}
	for index = 1, select("#", ...) do
		local value = select(index, ...)
		if type(value) == "string" then
			table.insert(said, if utf8.len(value) then string.sub(value, 1, 2000) else "@@ bytes that are not text")
		elseif type(value) == "table" and type(rawget(value, "message")) == "string" then
			table.insert(said, if utf8.len(value.message) then string.sub(value.message, 1, 2000) else "@@ bytes that are not text")
		end
	end
	print("@@ " .. HttpService:JSONEncode({ what = what, with = with, ok = ok, said = said }))
end
-- In a thread of its own: a call that never returns is noticed at the end.
local function try(what: string, with: string, fn: () -> ...any)
	pending += 1
	task.spawn(function()
		local results = table.pack(pcall(fn))
		pending -= 1
		tell(what, with, table.unpack(results, 1, results.n))
	end)
end
local function with(base: any, name: string, value: any): any
	local copy = table.clone(base)
	copy[name] = value
	return copy
end

local client = AudioScape.new("key", { analytics = { batchInterval = 80000 }, deadline = 5, retries = 0 })
local box = { cframe = CFrame.new(0, 9000, 0), size = Vector3.one }
local zones = client:createZones({})
local made = 0
local function create(name: string): (any) -> ()
	return function(options: any)
		local thing = client[name](client, options)
		thing:destroy()
	end
end

local clientOptions = TS.lib("server/audioscape/client-options")
local radioOptions = TS.lib("server/radio/options")
local zoneDefinition = TS.lib("server/zones/options").zoneDefinition
local fine = AudioScape.FineVoice.new("key", { deadline = 2 })
local sense = AudioScape.SenseAudio.new("key", { baseUrl = "http://sense.test", deadline = 2 })
local function addZone(definition: any)
	made += 1
	zones:add("zone " .. made, definition)
	zones:remove("zone " .. made)
end
local ENTRIES = {
	{ "AudioScape.new", clientOptions.clientOptions, {}, function(o) AudioScape.new("key", o) end },
	{ "cache", clientOptions.cacheOptions, {}, function(o) AudioScape.new("key", { cache = o }) end },
	{ "analytics", TS.lib("server/analytics/settings").analyticsOptions, {}, function(o) AudioScape.new("key", { analytics = o }) end },
	{ "setEndpoints", { baseUrl = true, analyticsUrl = true }, {}, function(o) AudioScape.setEndpoints(o) end },
	{ "configureAnalytics", TS.lib("server/analytics/settings").analyticsOptions, {}, function(o) client:configureAnalytics(o) end },
	{ "enableClientAccess", TS.lib("server/access/options").accessOptions, {}, function(o) client:enableClientAccess(o) end },
	{ "getAssetService", TS.lib("shared/asset-service").assetServiceOptions, {}, function(o) client:getAssetService(o) end },
	{ "createFootsteps", TS.lib("server/footsteps/options").footstepOptions, { surfaces = { Grass = "1" } }, create("createFootsteps") },
	{ "surface", { seed = 1, query = 1, assets = 1, playlist = 1, variants = 1, filters = 1, gain = 1, land = 1, jump = 1, run = 1, sneak = 1, wet = 1, footwear = 1 }, { seed = "1" },
		function(o) create("createFootsteps")({ surfaces = { Grass = o } }) end },
	{ "createRadio", radioOptions.radioOptions, { seed = "1" }, create("createRadio") },
	{ "weights", { similarity = 1, tempo = 1, key = 1, energy = 1 }, {}, function(o) create("createRadio")({ seed = "1", weights = o }) end },
	{ "createPlayer", TS.lib("server/list-player/options").playerOptions, {}, create("createPlayer") },
	{ "createZones", TS.lib("server/zones/options").zoneOptions, {}, create("createZones") },
	{ "zones:add", zoneDefinition, { area = box, music = "1" }, addZone },
	{ "area", { cframe = 1, size = 1, shape = 1 }, box, function(o) addZone({ area = o, music = "1" }) end },
	{ "music", { query = 1, filters = 1, tracks = 1, playlist = 1, assets = 1, similarTo = 1, radio = 1 }, { query = "x" }, function(o) addZone({ area = box, music = o }) end },
	{ "duck", TS.lib("server/mix/options").serverDuckOptions, {}, function(o) client:duck(o):release() end },
	{ "snapshot", TS.lib("server/mix/options").serverSnapshotOptions, {}, function(o) client:snapshot("menu", o):release() end },
	{ "defineSnapshot", TS.lib("shared/mix/options").snapshotDefinition, { groups = {} }, function(o) client:defineSnapshot("mine", o) end },
	{ "createSoundBank", TS.lib("server/sound-bank/options").soundBankOptions, { seeds = { a = "1" } }, create("createSoundBank") },
	{ "seed", { playlist = 1, query = 1, filters = 1, assets = 1 }, {}, function(o) create("createSoundBank")({ seeds = { a = o } }) end },
	{ "FineVoice.new", TS.lib("server/generation/fine-voice").fineVoiceOptions, {}, function(o) AudioScape.FineVoice.new("key", o) end },
	{ "SenseAudio.new", TS.lib("server/generation/sense-audio").senseAudioOptions, { baseUrl = "http://x.test" }, function(o) AudioScape.SenseAudio.new("key", o) end },
	{ "FineVoice:generate", TS.lib("server/generation/fine-voice").fineVoiceRequest, { prompt = "" }, function(o) return fine:generate(o) end },
	{ "SenseAudio:generate", TS.lib("server/generation/sense-audio").senseAudioRequest, { prompt = "" }, function(o) return sense:generate(o) end },
}
local entries = {}
for _, entry in ENTRIES do
	local name, fields, base, make = entry[1], entry[2], entry[3], entry[4]
	table.insert(entries, name)
	local options = {}
	for option in fields do
		table.insert(options, option)
	end
	tell("declared", name, true, table.unpack(options))
	for _, animal in ZOO do
		try(name .. "(", animal[1], function() return make(animal[2]) end)
		for option in fields do
			try(name .. "." .. option, animal[1], function() return make(with(base, option, animal[2])) end)
		end
		try(name .. "[]", animal[1], function()
			if animal[2] ~= nil and animal[2] == animal[2] then
				return make(with(base, animal[2], 1))
			end
			return nil
		end)
	end
	task.wait()
end

local function members(owner: string, thing: any, arguments: { [string]: { any } }, skipped: { [string]: true }?)
	for name, run in thing do
		if type(run) ~= "function" or (skipped and skipped[name]) or name == "destroy" then
			continue
		end
		local good = arguments[name] or {}
		for place = 1, 4 do
			for _, animal in ZOO do
				local given = table.pack(table.unpack(good, 1, 4))
				given[place] = animal[2]
				try(owner .. ":" .. name, place .. " " .. animal[1], function()
					return run(thing, table.unpack(given, 1, 4))
				end)
			end
		end
		for _, animal in ZOO do
			try(owner .. "." .. name, animal[1], function() return run(animal[2]) end)
		end
		task.wait()
	end
end

local footsteps = client:createFootsteps({ surfaces = { Grass = "1" } })
members("footsteps", footsteps, { step = { "Grass" }, pick = { "Grass" }, attach = { Instance.new("Model") } })
local radio = client:createRadio({ seed = "1" })
members("radio", radio, { request = { "5" }, vote = { player, "up" }, setVolume = { 1, 1 } }, { start = true })
local list = client:createPlayer({})
members("player", list, { setVolume = { 1, 1 }, queue = { "1" }, setQueue = { "1" }, playTrack = { "1" }, setPlayerId = { 1 } })
zones:add("cave", { area = box, music = "1" })
members("zones", zones, { add = { "other", { area = box, music = "1" } }, setEnabled = { "cave", true }, override = { "cave" },
	enter = { "cave" }, leave = { "cave" }, remove = { "none" } })
members("bank", client:createSoundBank({ seeds = { a = "1" } }), { pick = { "a" } })
members("fine", fine, {})
members("sense", sense, {})
members("promises", setmetatable({}, { __iter = function()
	return function(_, name)
		local following, run = next(client.promises, name)
		if not following then
			return nil
		end
		return following, function(_, ...)
			return run(client.promises, ...):catch(function(problem) return problem end):expect()
		end
	end
end }), {})
local METHODS = {}
for name, run in TS.lib("server/audioscape/audioscape").default do
	if type(run) == "function" and not string.match(name, "^create") and not string.match(name, "^set") and name ~= "new" and name ~= "auditAudio" then
		METHODS[name] = function(_, ...) return run(client, ...) end
	end
end
members("client", METHODS, { trackVote = { "1", "up" }, trackCustom = { "a" }, each = { "search", { query = "x" } },
	checkAssetHealth = { { "1" } }, beatAtTime = { "1", 1 }, sectionAtTime = { "1", 1 } }, { enableClientAccess = true })
local service = client:getAssetService({ fallback = false })
for _, animal in ZOO do
	try("service:SearchAudioAsync", animal[1], function() return service:SearchAudioAsync(animal[2]) end)
	for _, field in { "SearchKeyword", "Tag", "MinDuration", "AudioSubType" } do
		try("service:SearchAudioAsync", field .. " " .. animal[1], function() return service:SearchAudioAsync({ [field] = animal[2] }) end)
	end
	try("AudioScape.new(key", animal[1], function() AudioScape.new(animal[2]) end)
	try("FineVoice.new(key", animal[1], function() AudioScape.FineVoice.new(animal[2]) end)
end
for _ = 1, 60 do
	task.wait(1)
	if pending == 0 then
		break
	end
end
for _, thing in { footsteps, radio, list, zones } do
	thing:destroy()
	thing:destroy()
end
print("@@ " .. HttpService:JSONEncode({ what = "end", with = "", ok = pending == 0, said = entries }))
`;

/** Each raising call on a line of its own, the first on line 5. */
export const MISSPELLED = `local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("key", { deadline = 1, retries = 0, analytics = false })
local zones, box = client:createZones(), { cframe = CFrame.new(), size = Vector3.one }
local function try(n, fn) print(n, pcall(fn)) end
try(1, function() AudioScape.new("key", { timeot = 5 }) end)
try(2, function() AudioScape.new("key", { cache = { maxEntrys = 5 } }) end)
try(3, function() client:enableClientAccess({ perSeconds = 5 }) end)
try(4, function() client:createFootsteps({ surfaces = {}, volum = 1 }) end)
try(5, function() client:createFootsteps({ surfaces = { Grass = { querry = "grass" } } }) end)
try(6, function() client:createRadio({ seed = "1", crosfade = 2 }) end)
try(7, function() client:createRadio({ seed = "1", weights = { similarty = 2 } }) end)
try(8, function() client:createZones({ zone = {} }) end)
try(9, function() client:createZones({ zones = { cave = { area = box, musik = "1" } } }) end)
try(10, function() zones:add("cave", { area = box, music = { querry = "dark" } }) end)
try(11, function() AudioScape.FineVoice.new("key", { pollIntervall = 2 }) end)
try(12, function() AudioScape.SenseAudio.new("key", { baseURL = "http://x.test" }) end)
local sense = AudioScape.SenseAudio.new("key", { baseUrl = "http://x.test", deadline = 1 })
for _ = 1, 2 do
	client:createPlayer({ volum = 1 }):setQueue({ "1" })
	client:createSoundBank({ seeds = { a = "1" }, pool_size = 3 })
	client:getAssetService({ fallbak = false })
	client:configureAnalytics({ enabld = true })
	client:search({ query = "x", querry = "y" })
	client:search({ query = "x", filters = { genre = { "rock" }, something_new = 1 } })
	client:similar("1", { limt = 5 })
	client:similar({ asset_id = "1", name = "a row", artist = "x", genre = "rock", duration = 5, loudness_lufs = -9 })
	client:lookup({ assetIds = { "1" } })
	client:checkAssetHealth({ "1" }, { reportprivat = true })
	sense:generate({ prompt = "rain", promt = "snow" })
end
print("through")
`;
