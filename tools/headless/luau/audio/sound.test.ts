import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { type LuauRun, runLuau } from "../run-luau.ts";

const ASSETS = {
	default: { duration: 2, loadDelay: 0.5 },
	"10": { duration: 10, loadDelay: 0 },
	"2": { duration: 2, loadDelay: 0 },
	"13": { failure: "Failure", loadDelay: 0.1 },
	"14": { failure: "TimedOut", loadDelay: 0.1 },
};

const SERVER = `
local home = game:GetService("SoundService")
local function sound(name, id, set)
	local s = Instance.new("Sound")
	s.Name = name
	s.SoundId = "rbxassetid://" .. id
	for key, value in set or {} do s[key] = value end
	for _, event in {"Played", "Paused", "Resumed", "Stopped", "Ended", "DidLoop", "Loaded"} do
		s[event]:Connect(function(...) say(name .. "." .. event, ...) end)
	end
	s.Parent = home
	return s
end
local bare = Instance.new("Sound")
say("defaults", bare.Volume, bare.PlaybackSpeed, bare.Playing, bare.IsPaused, bare.TimeLength, bare.RollOffMinDistance, bare.RollOffMaxDistance, bare.RollOffMode.Name)

local fresh = sound("fresh", 1)
say("fresh.before", fresh.IsLoaded, fresh.TimeLength)
fresh:Play()
say("fresh.playing", fresh.IsPlaying, fresh.TimePosition)
task.delay(1, function() say("fresh.mid", fresh.TimePosition, fresh.TimeLength, fresh.IsLoaded) end)
task.delay(3, function() say("fresh.after", fresh.IsPlaying, fresh.TimePosition) end)

local verbs = sound("verbs", 10)
verbs:Play()
task.delay(1, function()
	verbs:Pause()
	say("verbs.paused", verbs.IsPlaying, verbs.IsPaused, verbs.TimePosition)
	verbs:Resume()
	task.wait(1)
	verbs.Playing = false
	say("verbs.off", verbs.TimePosition)
	verbs.Playing = true
	task.wait(1)
	say("verbs.on", verbs.TimePosition)
	verbs:Stop()
	say("verbs.stopped", verbs.IsPlaying, verbs.TimePosition)
	verbs.TimePosition = 4
	verbs:Play()
	task.wait(1)
	verbs:Play()
	say("verbs.replayed", verbs.TimePosition)
	verbs:Destroy()
	say("verbs.destroyed", verbs.IsPlaying)
end)

local loop = sound("loop", 2, { Looped = true })
loop:Play()
task.delay(5, function()
	loop.Looped = false
	task.wait(2)
	say("loop.finished", loop.IsPlaying)
end)

local fast = sound("fast", 10, { PlaybackSpeed = 2 })
fast:Play()
task.delay(1, function()
	say("fast.at1", fast.TimePosition)
	fast.PlaybackSpeed = 0.5
	task.wait(1)
	say("fast.at2", fast.TimePosition, fast.Pitch)
	fast.PlaybackSpeed = 0
	task.wait(1)
	say("fast.frozen", fast.TimePosition)
end)

local past = sound("past", 10)
past:Play()
task.delay(1, function() past.TimePosition = 10 end)

local region = sound("region", 10, { PlaybackRegionsEnabled = true, PlaybackRegion = NumberRange.new(1, 3) })
region:Play()
local looping = sound("looping", 10, { PlaybackRegionsEnabled = true, PlaybackRegion = NumberRange.new(1, 5), LoopRegion = NumberRange.new(2, 3), Looped = true })
looping:Play()

local refused = sound("refused", 13)
refused:Play()
task.delay(5, function()
	say("refused.later", refused.IsPlaying, refused.IsLoaded, refused.TimeLength)
	say("refused.status", game:GetService("ContentProvider"):GetAssetFetchStatus("rbxassetid://13").Name)
end)

local swap = sound("swap", 10)
swap:Play()
task.delay(1, function()
	swap.SoundId = "rbxassetid://77"
	say("swap.reset", swap.IsLoaded, swap.TimeLength)
end)

local out = sound("out", 10)
out:Play()
task.delay(1, function()
	out.Parent = nil
	say("out.gone", out.IsPlaying)
end)

local copied = fast:Clone()
copied.Name = "copied"
say("copied", copied.IsLoaded, copied.TimeLength, copied.TimePosition, copied.PlaybackSpeed)

local bye = sound("bye", 2, { PlayOnRemove = true })
task.delay(1, function() bye:Destroy() end)
`;

describe("Sound", () => {
	let run: LuauRun;
	const fact = (label: string): string | undefined => run.facts.get(`server:${label}`);
	before(async () => {
		run = await runLuau({ server: SERVER, seconds: 9, assets: ASSETS });
	});

	it("has the engine's defaults (3.1)", () => {
		assert.equal(fact("defaults"), "0.5 1 false true 0 10 10000 Inverse");
	});
	it("has no length until it is loaded, and an unloaded Play starts when the data is there (3.1, 3.4)", () => {
		assert.equal(fact("fresh.before"), "false 0");
		assert.equal(fact("fresh.playing"), "true 0");
		assert.equal(fact("fresh.mid"), "0.5 2 true");
		assert.deepEqual(run.events("server", "fresh"), ["play@0", "load@0.5", "ended@2.5"]);
	});
	it("ends by itself and then stands at the start (3.2)", () => {
		assert.equal(fact("fresh.Ended"), "rbxassetid://1");
		assert.equal(fact("fresh.after"), "false 0");
	});
	it("keeps the position on Pause and Playing = false, zeroes it on Stop (3.2)", () => {
		assert.equal(fact("verbs.paused"), "false true 1");
		assert.equal(fact("verbs.off"), "2");
		assert.equal(fact("verbs.on"), "3");
		assert.equal(fact("verbs.stopped"), "false 0");
	});
	it("plays again from the position that a script wrote last (3.2)", () => {
		assert.equal(fact("verbs.replayed"), "4");
	});
	it("fires Played, Paused, Resumed and Stopped for the methods only (3.2)", () => {
		assert.equal(fact("verbs.Played")?.split("|").length, 3);
		assert.equal(fact("verbs.Paused")?.split("|").length, 1);
		assert.equal(fact("verbs.Resumed")?.split("|").length, 1);
		assert.equal(fact("verbs.Stopped")?.split("|").length, 1);
	});
	it("fires neither Stopped nor Ended when destroyed (3.3)", () => {
		assert.equal(fact("verbs.Ended"), undefined);
		assert.equal(fact("verbs.destroyed"), "false");
		assert.equal(run.events("server", "verbs").at(-1), "destroy@4");
	});
	it("counts its loops, and ends after the pass in which Looped was cleared (3.3)", () => {
		assert.equal(fact("loop.DidLoop"), "rbxassetid://2 1 | rbxassetid://2 2");
		assert.equal(fact("loop.finished"), "false");
		assert.deepEqual(run.events("server", "loop").slice(-1), ["ended@6"]);
	});
	it("advances by PlaybackSpeed per second, and freezes at 0 (3.1)", () => {
		assert.equal(fact("fast.at1"), "2");
		assert.equal(fact("fast.at2"), "2.5 0.5");
		assert.equal(fact("fast.frozen"), "2.5");
	});
	it("ends when TimePosition is set to its end (3.1)", () => {
		assert.deepEqual(
			run
				.events("server", "past")
				.slice(-2)
				.map(event => event.split("@")[0]),
			["seek", "ended"],
		);
	});
	it("plays its region, loops in its loop region (3.1)", () => {
		assert.deepEqual(run.events("server", "region").at(-1), "ended@2");
		assert.deepEqual(
			run
				.events("server", "looping")
				.filter(event => event.startsWith("loop"))
				.slice(0, 3),
			["loop@2", "loop@3", "loop@4"],
		);
	});
	it("never loads, never ends and raises nothing when the asset is refused (3.4)", () => {
		assert.equal(fact("refused.later"), "true false 0");
		assert.equal(fact("refused.status"), "Failure");
		assert.equal(fact("refused.Ended"), undefined);
		assert.deepEqual(run.events("server", "refused"), ["play@0", "load-failed@0.1"]);
		assert.ok(
			run.trace.some(
				line => line["text"] === "Failed to load sound rbxassetid://13: User is not authorized to access Asset.",
			),
		);
	});
	it("loads anew when SoundId changes while playing (3.3)", () => {
		assert.equal(fact("swap.reset"), "false 0");
		assert.equal(fact("swap.Ended"), "rbxassetid://77");
	});
	it("stops when it leaves the tree, without an event (9, 16)", () => {
		assert.equal(fact("out.gone"), "false");
		assert.equal(fact("out.Stopped"), undefined);
	});
	it("plays on when removed with PlayOnRemove, without Played (3.1)", () => {
		assert.equal(fact("bye.Played"), undefined);
		assert.ok(run.events("server", "bye").includes("play@1"));
		assert.ok(run.events("server", "bye").includes("ended@3"));
	});
	it("a clone has its properties, not its data", () => {
		assert.equal(fact("copied"), "false 0 0 2");
	});
	it("loads an asset once for each machine", () => {
		const loads = run.trace.filter(line => line["event"] === "load").map(line => line["soundId"]);
		assert.equal(new Set(loads).size, loads.length);
	});
});

describe("Sound on several machines", () => {
	const SHARED = `
	local s = Instance.new("Sound")
	s.Name = "shared"
	s.SoundId = "rbxassetid://10"
	s.Parent = workspace
	task.wait(1)
	s:Play()
	s.Ended:Connect(function() say("ended") end)
	task.wait(2)
	s:Pause()
	task.wait(1)
	s.TimePosition = 5
	s:Resume()
	task.wait(1)
	s:Stop()
	s:Play()
	`;
	const LOCAL = `
	local s = Instance.new("Sound")
	s.Name = "own"
	s.SoundId = "rbxassetid://2"
	s.Parent = workspace
	s:Play()
	local shared = workspace:WaitForChild("shared")
	task.wait(2)
	say("shared", shared.IsPlaying, shared.TimePosition > 0.5)
	`;
	it("a server Sound plays on every player's machine, a player's own stays there (3.5)", async () => {
		const run = await runLuau({ server: SHARED, player: LOCAL, seconds: 8, players: 2, assets: ASSETS });
		for (const peer of ["player1", "player2"]) {
			assert.equal(run.facts.get(`${peer}:shared`), "true true");
			const events = run.events(peer, "shared").map(event => event.split("@")[0]);
			assert.deepEqual(events, ["load", "play", "pause", "seek", "resume", "stop", "play"]);
		}
		assert.deepEqual(run.events("server", "own"), []);
		assert.ok(run.events("player1", "own").some(event => event.startsWith("ended")));
	});
	it("a player that joins in the very frame hears one Play", async () => {
		const run = await runLuau({
			server: `
			local s = Instance.new("Sound", workspace)
			s.SoundId = "rbxassetid://10"
			s.TimePosition = 3
			s:Play()
			`,
			player: `task.wait(1) say("at", math.floor(workspace.Sound.TimePosition))`,
			seconds: 2,
			assets: ASSETS,
			flags: { "late-join-position": "server" },
		});
		assert.equal(run.events("player1", "Sound").filter(event => event.startsWith("play")).length, 1);
		assert.equal(run.facts.get("player1:at"), "4");
	});
	it("does not advance on the server with server-audio off, but plays on the machines (3.5)", async () => {
		const run = await runLuau({
			server: `
			local s = Instance.new("Sound", workspace)
			s.SoundId = "rbxassetid://2"
			s:Play()
			s.Ended:Connect(function() say("ended") end)
			task.wait(5)
			say("state", s.IsLoaded, s.TimeLength, s.TimePosition, s.IsPlaying)
			`,
			player: "",
			seconds: 6,
			assets: ASSETS,
			flags: { "server-audio": false },
		});
		assert.equal(run.facts.get("server:ended"), undefined);
		assert.equal(run.facts.get("server:state"), "false 0 0 true");
		assert.ok(run.events("player1", "Sound").some(event => event.startsWith("ended")));
	});
	it("brings values outside a range to its nearer end, and knows the Content form of an id (3.1, 4.2, 4.5)", async () => {
		const { facts } = await runLuau({
			server: `
			local s, p, f, c = Instance.new("Sound"), Instance.new("AudioPlayer"), Instance.new("AudioFader"), Instance.new("AudioCompressor")
			s.Volume = 20 p.Volume = -1 p.PlaybackSpeed = 21 f.Volume = 4 c.Ratio = 0
			say("clamped", s.Volume, p.Volume, p.PlaybackSpeed, f.Volume, c.Ratio, Instance.new("AudioEqualizer").MidRange)
			s.AudioContent = Content.fromUri("rbxassetid://2") p.AudioContent = s.AudioContent
			say("content", s.SoundId, p.Asset, s.AudioContent, s.AudioContent.SourceType.Name)
			s.SoundId = "" say("none", s.AudioContent.SourceType.Name, s.AudioContent.Uri)
			local bad = Instance.new("Sound", workspace) bad.SoundId = "10"
			say("plain", bad.IsLoaded, game:GetService("ContentProvider"):GetAssetFetchStatus("rbxassetid://10").Name)`,
			seconds: 1,
			assets: ASSETS,
		});
		assert.equal(facts.get("server:clamped"), "10 0 20 3 1 400 4000 ");
		assert.equal(facts.get("server:content"), "rbxassetid://2 rbxassetid://2 rbxassetid://2 Uri");
		assert.equal(facts.get("server:none"), "None nil");
		assert.equal(facts.get("server:plain"), "false None");
	});
	it("one player's machine may load slower than the others", async () => {
		const run = await runLuau({
			player: `
			local s = Instance.new("Sound", workspace)
			s.SoundId = "rbxassetid://1"
			s.Name = "slow"
			s.Loaded:Wait()
			say("loaded")
			`,
			seconds: 10,
			players: 2,
			assets: { ...ASSETS, peers: { player2: { loadFactor: 8 } } } as never,
		});
		const at = (peer: string): number => Number(run.events(peer, "slow")[0]?.split("@")[1]);
		assert.ok(at("player2") - at("player1") > 3);
	});
});
