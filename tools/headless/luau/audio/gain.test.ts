import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { type LuauRun, runLuau } from "../run-luau.ts";

const ASSETS = {
	default: { duration: 20, loadDelay: 0 },
	"3": { duration: 3, loadDelay: 0.5 },
	"9": { failure: "TimedOut" },
};

const PLAYER = `
local service = game:GetService("SoundService")
workspace.CurrentCamera.CameraType = Enum.CameraType.Scriptable
workspace.CurrentCamera.CFrame = CFrame.new(0, 0, 0)
local function sound(name, parent)
	local s = Instance.new("Sound")
	s.Name = name
	s.SoundId = "rbxassetid://1"
	s.Volume = 1
	s.Parent = parent
	return s
end
local function emitter(x, name)
	local part = Instance.new("Part")
	part.Anchored = true
	part.Position = Vector3.new(x, 0, 0)
	part.Parent = workspace
	return sound(name, part), part
end

local outer = Instance.new("SoundGroup")
outer.Parent = service
local inner = Instance.new("SoundGroup")
inner.Volume = 0.4
inner.Parent = outer
local grouped = sound("grouped", service)
grouped.SoundGroup = inner
grouped:Play()
task.delay(1, function() outer.Volume = 1 end)

local faded = sound("faded", service)
faded:Play()
task.delay(1, function()
	for step = 1, 60 do
		faded.Volume = 1 - step / 60
		task.wait()
	end
end)
local tiny = sound("tiny", service)
tiny:Play()
task.delay(1, function() tiny.Volume = 1.005 end)

local near, nearPart = emitter(20, "inverse")
near:Play()
task.delay(1, function() nearPart.Position = Vector3.new(40, 0, 0) end)
local linear = emitter(60, "linear")
linear.RollOffMode = Enum.RollOffMode.Linear
linear.RollOffMaxDistance = 110
linear:Play()
local square = emitter(60, "square")
square.RollOffMode = Enum.RollOffMode.LinearSquare
square.RollOffMaxDistance = 110
square:Play()
local tapered = emitter(60, "tapered")
tapered.RollOffMode = Enum.RollOffMode.InverseTapered
tapered.RollOffMaxDistance = 110
tapered:Play()
local beyond = emitter(200, "beyond")
beyond.RollOffMaxDistance = 150
beyond:Play()
local attached, host = emitter(0, "unused")
local attachment = Instance.new("Attachment")
attachment.Position = Vector3.new(0, 20, 0)
attachment.Parent = host
local onAttachment = sound("attached", attachment)
onAttachment:Play()
local flat = sound("flat", workspace)
flat:Play()
task.delay(3, function()
	workspace.CurrentCamera.CFrame = CFrame.new(40, 0, 0)
	task.wait(0.5)
	service:SetListener(Enum.ListenerType.CFrame, CFrame.new(0, 0, 0))
	say("listener", service:GetListener())
end)
say("mixer", service:GetMixerTime() >= 0)
service:PlayLocalSound(sound("click", service))

-- The wired graph.
local function wire(from, to)
	local w = Instance.new("Wire")
	w.SourceInstance = from
	w.TargetInstance = to
	w.Parent = to
	return w
end
local function audio(class, name, set)
	local a = Instance.new(class)
	a.Name = name or class
	for key, value in set or {} do a[key] = value end
	a.Parent = service
	return a
end
local player = audio("AudioPlayer", "wired", { Asset = "rbxassetid://3", Volume = 0.8 })
local fader = audio("AudioFader", "fader", { Volume = 0.5 })
local output = audio("AudioDeviceOutput")
say("unready", player.IsReady, player.TimeLength)
player.Ended:Connect(function(...) say("player.ended", select("#", ...), player.IsPlaying) end)
local first, second = wire(player, fader), wire(fader, output)
say("connected", first.Connected, second.Connected)
local back = wire(fader, fader)
say("cycle", back.Connected)
say("pins", #player:GetOutputPins(), #player:GetInputPins(), #fader:GetConnectedWires("Input"))
player:Play()
task.delay(1, function()
	fader.Volume = 1
	player:Stop()
	say("player.stopped", math.round(player.TimePosition * 100) / 100, player.IsPlaying)
	task.wait(1)
	player:Play()
	task.wait(1)
	say("player.resumed", math.round(player.TimePosition * 100) / 100)
	fader.Volume = 9
	say("fader.limit", fader.Volume)
end)
local planned = audio("AudioPlayer", "planned", { Asset = "rbxassetid://1" })
wire(planned, output)
local id = planned:Play(service:GetMixerTime() + 2)
say("planned", planned.IsPlaying, type(id))
planned:Stop(service:GetMixerTime() + 4)
local never = planned:Play(service:GetMixerTime() + 5)
say("cancel", planned:Cancel(never), planned:Cancel(never))
local auto = audio("AudioPlayer", "auto", { Asset = "rbxassetid://1", AutoPlay = true, Looping = true })
local spot = Instance.new("Part")
spot.Anchored = true
spot.Position = Vector3.new(30, 0, 0)
spot.Parent = workspace
local source = Instance.new("AudioEmitter")
source:SetDistanceAttenuation({ [10] = 1, [50] = 0 })
source.Parent = spot
local ear = Instance.new("AudioListener")
ear.Parent = workspace.CurrentCamera
wire(auto, source)
wire(ear, output)
say("audibility", source:GetAudibilityFor(ear))

-- Loading.
local provider = game:GetService("ContentProvider")
local seen = {}
provider:GetAssetFetchStatusChangedSignal("rbxassetid://50"):Connect(function(status) say("signal", status.Name) end)
say("status.before", provider:GetAssetFetchStatus("rbxassetid://50").Name)
local probe = Instance.new("Sound")
probe.SoundId = "rbxassetid://3"
provider:PreloadAsync({ "rbxassetid://50", probe, "rbxassetid://9", "https://www.roblox.com/library/1/x" }, function(id, status)
	say("preloaded", id, status.Name)
end)
say("preload.done", probe.IsLoaded)
`;

describe("Gain", () => {
	let run: LuauRun;
	const fact = (label: string): string | undefined => run.facts.get(`player1:${label}`);
	const gains = (name: string): number[] => run.gains("player1", name).map(line => Math.round(line.gain * 1000) / 1000);
	before(async () => {
		run = await runLuau({ player: PLAYER, seconds: 8, assets: ASSETS, characters: false });
	});

	it("is the volume times the groups above, nested ones too (5)", () => {
		assert.deepEqual(gains("grouped"), [0.2, 0.4]);
	});
	it("leaves a line for each change of more than 0.1 dB, and none for less", () => {
		assert.ok(gains("faded").length > 40);
		assert.equal(gains("faded").at(-1), 0);
		assert.deepEqual(gains("tiny"), [1]);
	});
	it("falls with the distance by the roll-off mode (3.1)", () => {
		assert.deepEqual(gains("inverse").slice(0, 2), [0.5, 0.25]);
		assert.equal(gains("linear")[0], 0.5);
		assert.equal(gains("square")[0], 0.25);
		assert.equal(gains("tapered")[0], 0.167);
		assert.equal(gains("beyond")[0], 0);
		assert.equal(gains("attached")[0], 0.5);
		assert.deepEqual(gains("flat"), [1]);
	});
	it("follows the listener: the camera, or what SetListener says (5)", () => {
		assert.deepEqual(gains("inverse").slice(2), [1, 0.25]);
		assert.equal(fact("listener"), "Enum.ListenerType.CFrame 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1");
	});
	it("counts a local copy of PlayLocalSound (5)", () => {
		assert.ok(run.events("player1", "click").includes("play@0") || run.events("player1", "click").length > 0);
	});
	it("walks the graph: player, faders, output (4.2, 4.5)", () => {
		assert.deepEqual(gains("wired").slice(0, 2), [0.4, 0.8]);
		assert.equal(fact("fader.limit"), "3");
	});
	it("connects wires only between pins, and never in a circle (4.4)", () => {
		assert.equal(fact("connected"), "true true");
		assert.equal(fact("cycle"), "false");
		assert.equal(fact("pins"), "1 0 1");
	});
	it("hears an emitter through a listener of the same group (4.3)", () => {
		assert.equal(fact("audibility"), "0.5");
		assert.ok(gains("auto").includes(0.5));
	});
	it("stops an AudioPlayer where it is, and goes on from there (4.2)", () => {
		assert.equal(fact("unready"), "false 0");
		assert.equal(fact("player.stopped"), "0.5 false");
		assert.equal(fact("player.resumed"), "1.5");
		assert.equal(fact("player.ended"), "0 false");
	});
	it("plays and stops at a time of the mixer, unless cancelled (4.2)", () => {
		assert.equal(fact("planned"), "true number");
		assert.equal(fact("cancel"), "true false");
		const events = run.events("player1", "planned").map(event => event.split("@"));
		const play = Number(events.find(event => event[0] === "play")?.[1]);
		const stop = Number(events.find(event => event[0] === "stop")?.[1]);
		assert.ok(Math.abs(stop - play - 2) < 0.04);
	});
	it("preloads, with a status for each asset, and never raises (6)", () => {
		assert.equal(fact("status.before"), "None");
		assert.equal(fact("signal"), "Loading | Success");
		const preloaded = fact("preloaded")?.split(" | ") ?? [];
		assert.deepEqual(
			[...preloaded].sort(),
			[
				"https://www.roblox.com/library/1/x Failure",
				"rbxassetid://3 Success",
				"rbxassetid://50 Success",
				"rbxassetid://9 TimedOut",
			].sort(),
		);
		assert.equal(fact("preload.done"), "false");
	});
});

void it("hears equalizers and reverbs of a sound and of the groups above it, within their ranges (5)", async () => {
	const run = await runLuau({
		seconds: 4,
		assets: ASSETS,
		characters: false,
		player: `
			local service = game:GetService("SoundService")
			local outer = Instance.new("SoundGroup", service)
			local inner = Instance.new("SoundGroup", outer)
			local sound = Instance.new("Sound", service)
			sound.Name, sound.SoundId, sound.SoundGroup = "toned", "rbxassetid://1", inner
			sound:Play()
			task.wait(1)
			local own = Instance.new("EqualizerSoundEffect")
			own.LowGain, own.MidGain, own.HighGain = 0, -6, -200
			say("clamped", own.HighGain)
			own.Parent = sound
			local room = Instance.new("ReverbSoundEffect", inner)
			room.WetLevel = -10
			task.wait(0.5)
			own.MidGain = -6.1
			local above = own:Clone()
			above.Parent = outer
			task.wait(0.5)
			own.Enabled = false
			above:Destroy()
			room:Destroy()
			task.wait(0.5)
			sound.SoundGroup = nil
			task.wait(0.5)
			local silent = Instance.new("Sound", service)
			silent.Name = "untouched" silent.SoundId = "rbxassetid://1" silent:Play()
		`,
	});
	const toned = run.trace.filter(line => line.kind === "tone");
	const bands = toned.map(line => [line["low"], line["mid"], line["high"], line["room"]].map(Number).map(Math.round));
	assert.equal(run.facts.get("player1:clamped"), "-80");
	assert.deepEqual(bands, [
		[0, -6, -80, -10],
		[0, -12, -160, -10],
		[0, 0, 0, -80],
	]);
});

void it("a Wire is connected by its ends, their pins and no cycle, wherever it stands (facts 24)", async () => {
	const { facts } = await runLuau({
		seconds: 1,
		player: `
			local player, output = Instance.new("AudioPlayer"), Instance.new("AudioDeviceOutput")
			local wire = Instance.new("Wire")
			local changes = 0
			output.WiringChanged:Connect(function() changes += 1 end)
			wire.SourceInstance = player
			say("one-end", wire.Connected)
			wire.TargetInstance = output
			say("both-ends", wire.Connected)
			say("clone", wire:Clone().Connected)
			wire.Parent = output
			wire.Parent = nil
			say("moved", wire.Connected)
			task.wait()
			say("changes", changes)
			wire.TargetName = "Nonsense"
			say("no-pin", wire.Connected)
			wire.TargetName = "Input"
			wire:Destroy()
			say("destroyed", wire.Connected, #output:GetConnectedWires("Input"))
			local whole = Instance.new("Folder")
			wire = Instance.new("Wire", whole)
			wire.SourceInstance, wire.TargetInstance = player, output
			whole:Destroy()
			say("destroyed-above", wire.Connected)
		`,
	});
	const told = Object.fromEntries([...facts].map(([key, value]) => [key.replace("player1:", ""), value]));
	assert.deepEqual(told, {
		"one-end": "false",
		"both-ends": "true",
		clone: "true",
		moved: "true",
		changes: "2",
		"no-pin": "false",
		destroyed: "false 1",
		"destroyed-above": "false",
	});
});

void it("a planned start and stop happen to the sample, between two frames (facts 4.2, 24)", async () => {
	const run = await runLuau({
		seconds: 3,
		assets: ASSETS,
		player: `
			local service = game:GetService("SoundService")
			local player = Instance.new("AudioPlayer")
			player.Name = "planned"
			player.Asset = "rbxassetid://1"
			player.Parent = service
			task.wait(0.1)
			local at = service:GetMixerTime() + 0.505
			player:Play(at)
			player:Stop(at + 1.001)
			task.wait(1)
			say("while", math.abs(player.TimePosition - (service:GetMixerTime() - at)) < 1e-6)
			task.wait(1)
			say("position", math.abs(player.TimePosition - 1.001) < 1e-6, player.IsPlaying)
		`,
	});
	assert.equal(run.facts.get("player1:while"), "true");
	assert.equal(run.facts.get("player1:position"), "true false");
	const [play, stop] = run.trace.filter(line => line.kind === "sound" && line["planned"] !== undefined);
	assert.ok(Math.abs(Number(stop!["planned"]) - Number(play!["planned"]) - 1.001) < 1e-6);
});

for (const where of ["camera", "character"] as const) {
	void it(`DefaultListenerLocation makes a listener, an output and a wire on a player's machine: ${where} (facts 4.3)`, async () => {
		const run = await runLuau({
			seconds: 2,
			assets: ASSETS,
			flags: { "default-listener": where },
			player: `
				local player = game:GetService("Players").LocalPlayer
				local character = player.Character or player.CharacterAdded:Wait()
				character:WaitForChild("HumanoidRootPart")
				task.wait(0.1)
				local listener = workspace:FindFirstChildWhichIsA("AudioListener", true)
				local wire = listener:GetConnectedWires("Output")[1]
				say("stands", listener.Parent.ClassName, listener.Parent.Parent == character.PrimaryPart)
				say("wire", wire.Parent == listener, wire.Connected, wire.TargetInstance.ClassName, wire.TargetInstance.Parent.Name)
				local emitter = Instance.new("AudioEmitter")
				emitter.Parent = character.PrimaryPart
				say("heard", #emitter:GetInteractingListeners())
			`,
		});
		const told = Object.fromEntries([...run.facts].map(([key, value]) => [key.replace("player1:", ""), value]));
		assert.deepEqual(told, {
			stands: where === "camera" ? "Camera false" : "Attachment true",
			wire: "true true AudioDeviceOutput SoundService",
			heard: "1",
		});
	});
}

void it("preloading an AudioPlayer does nothing: it loads by standing in the place (facts 24)", async () => {
	const { facts } = await runLuau({
		seconds: 3,
		assets: ASSETS,
		player: `
			local player = Instance.new("AudioPlayer")
			player.Asset = "rbxassetid://3"
			local asked = 0
			game:GetService("ContentProvider"):PreloadAsync({ player }, function() asked += 1 end)
			task.wait(1)
			say("preloaded", asked, player.IsReady)
			player.Parent = game:GetService("SoundService")
			task.wait(1)
			say("placed", player.IsReady)
		`,
	});
	assert.equal(facts.get("player1:preloaded"), "0 false");
	assert.equal(facts.get("player1:placed"), "true");
});

void it("hears filters, equalizers and reverbs on the way out of the graph, and none that is gone round (4.5)", async () => {
	const run = await runLuau({
		seconds: 4,
		assets: ASSETS,
		player: `
			local service = game:GetService("SoundService")
			local function made(class)
				local one = Instance.new(class)
				one.Parent = service
				return one
			end
			local function wire(from, to)
				local w = made("Wire")
				w.SourceInstance, w.TargetInstance = from, to
			end
			local player, filter, equalizer, room = made("AudioPlayer"), made("AudioFilter"), made("AudioEqualizer"), made("AudioReverb")
			player.Name = "toned"
			player.Asset = "rbxassetid://1"
			filter.FilterType = Enum.AudioFilterType.Lowpass12dB
			filter.Frequency = 1300
			equalizer.LowGain = -6
			wire(player, filter) wire(filter, equalizer) wire(equalizer, room) wire(room, made("AudioDeviceOutput"))
			player:Play()
			task.wait(1)
			filter.Frequency = 20000
			room.WetLevel = -20
			task.wait(1)
			for _, one in { filter, equalizer, room } do one.Bypass = true end
		`,
	});
	const round = (value: unknown): number => Math.round(Number(value) * 10) / 10;
	assert.deepEqual(
		run.trace.filter(line => line.kind === "tone").map(({ low, mid, high, room }) => [low, mid, high, room].map(round)),
		[
			[-6, -3, -31.6, -6],
			[-6, -0, -0.1, -20],
			[0, 0, 0, -80],
		],
	);
});
