import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { runHeadless, type RunResult } from "../../tools/headless/run/index.ts";

/** Makes, uses and destroys everything that a game can make, and counts what is left by weak references. */
const SERVER = `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("key", { analytics = false })
local box = { cframe = CFrame.new(), size = Vector3.one * 500 }
local USES = {
	createFootsteps = function()
		local made = client:createFootsteps({ surfaces = { Grass = "100" } })
		made:attachAll()
		made:step("Grass", Vector3.zero)
		return made
	end,
	createRadio = function()
		local made = client:createRadio({ query = "calm" })
		made.trackChanged:Connect(function() made:pause() end)
		task.spawn(function() made:start() end)
		made:onBeat(1, function() made:skip() end)
		return made
	end,
	createPlayer = function()
		local made = client:createPlayer({})
		made.OnTrackChanged = function() made:getAudioPlayer() end
		made.trackChanged:Connect(function() made:pause() end)
		made:setQueue({ "100", "101" })
		made:play()
		return made
	end,
	createZones = function()
		local made = client:createZones({ zones = { here = { area = box, music = { query = "calm" } } } })
		made.changed:Connect(function() made:current() end)
		made:add("there", { area = box, music = "100" })
		return made
	end,
	createSoundBank = function()
		local made = client:createSoundBank({ seeds = { door = "100" } })
		task.spawn(function() made:resolveAsync() end)
		made:pick("door")
		return made
	end,
	getAssetService = function()
		local made = client:getAssetService({})
		task.spawn(function() made:SearchAudioAsync({ SearchKeyword = "x" }):GetCurrentPage() end)
		return made
	end,
	new = function()
		local made = AudioScape.new("key", { analytics = { batchInterval = 60 } })
		task.spawn(function() made:search({ query = "x" }) end)
		made:trackPlay("100")
		return made
	end,
	FineVoice = function() return AudioScape.FineVoice.new("key") end,
	SenseAudio = function() return AudioScape.SenseAudio.new("key", { baseUrl = "http://sense.test" }) end,
}
for name in getmetatable(client).__index do
	if string.match(name, "^create") and not USES[name] then print("FORGOTTEN", name) end
end
local left = {}
for name, make in USES do
	left[name] = setmetatable({}, { __mode = "k" })
	for _ = 1, 5 do
		task.spawn(function()
			local made = make()
			left[name][made] = true
			task.wait(0.7)
			if name ~= "getAssetService" and name ~= "new" and type(made.destroy) == "function" then made:destroy() end
		end)
		task.wait(0.1)
	end
end
task.wait(45)
-- Nobody may ask the collector to run, but it runs while much is made: two rounds of it see everything.
for _ = 1, 10 do
	for _ = 1, gcinfo() do
		local garbage = table.create(128, 0)
	end
	task.wait()
end
for name, made in left do
	local count = 0
	for _ in made do count += 1 end
	if count > 0 then print("LEFT", name, count) end
end
print("THROUGH")`;

describe("what is made, used and destroyed", () => {
	let run: RunResult;
	before(async () => {
		run = await runHeadless({
			players: 1,
			seconds: 50,
			latency: 0.05,
			seed: 1,
			serverScripts: [{ name: "Main", source: SERVER }],
		});
	});

	it("is gone when the game lets go of it, for everything that can be made", () => {
		assert.equal(run.errors, 0, run.output.join("\n"));
		const lines = run.output.filter(line => /FORGOTTEN|LEFT|THROUGH/.test(line));
		assert.deepEqual(lines, ["[server] THROUGH"]);
	});
});
