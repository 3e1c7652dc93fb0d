import assert from "node:assert/strict";
import { it } from "node:test";

import { runLuau } from "../run-luau.ts";

const ASSETS = { default: { duration: 20, loadDelay: 0 }, "2": { duration: 5, loadDelay: 0 } };
const round = (value: unknown): number => Math.round(Number(value) * 100) / 100;

void it("the trace says where in its file a sound stands: at its start, at another speed, after a seek, in a loop, in another file", async () => {
	const { trace } = await runLuau({
		seconds: 9,
		assets: ASSETS,
		characters: false,
		player: `
			local sound = Instance.new("Sound")
			sound.SoundId = "rbxassetid://1"
			sound.Parent = game:GetService("SoundService")
			task.wait(1)
			sound:Play()
			task.wait(1)
			sound.PlaybackSpeed = 2
			task.wait(1)
			sound.TimePosition = 10
			task.wait(1)
			sound.PlaybackRegionsEnabled, sound.PlaybackRegion = true, NumberRange.new(4, 16)
			sound.Looped, sound.LoopRegion = true, NumberRange.new(8, 15)
			task.wait(3)
			sound.SoundId = "rbxassetid://2"
		`,
	});
	// Of several that say what holds from one moment on, the last counts.
	const clocks = trace
		.filter(line => line.kind === "clock")
		.filter((line, index, all) => all[index + 1]?.at !== line.at || all[index + 1]?.soundId !== line.soundId);
	assert.deepEqual(
		clocks.map(({ soundId, at, position, speed, to, back }) => [
			String(soundId).slice(-1),
			Math.floor(Number(at)),
			...[position, speed, to, back].map(value => (value === undefined ? undefined : Math.round(Number(value)))),
		]),
		[
			["1", 1, 0, 1, 20, undefined],
			["1", 2, 1, 2, 20, undefined],
			["1", 3, 10, 2, 20, undefined],
			["1", 4, 12, 2, 15, 8],
			["2", 7, 11, 0, undefined, undefined],
			["2", 7, 4, 2, 5, 4],
		],
	);
});

const WIRED = `
	local function made(class, parent)
		local one = Instance.new(class)
		one.Parent = parent
		return one
	end
	local function wire(from, to)
		local w = made("Wire", workspace)
		w.SourceInstance, w.TargetInstance = from, to
	end
`;

void it("the trace says from which side a sound is heard, whatever plays it", async () => {
	const { trace } = await runLuau({
		seconds: 6,
		assets: ASSETS,
		characters: false,
		player: `${WIRED}
			local camera = workspace.CurrentCamera
			camera.CameraType = Enum.CameraType.Scriptable
			camera.CFrame = CFrame.new()
			local part = made("Part", workspace)
			part.Anchored, part.Position = true, Vector3.new(10, 0, 0)
			local sound = made("Sound", part)
			sound.SoundId = "rbxassetid://1"
			sound:Play()
			local player = made("AudioPlayer", workspace)
			player.Asset = "rbxassetid://2"
			wire(player, made("AudioEmitter", part))
			wire(made("AudioListener", camera), made("AudioDeviceOutput", workspace))
			wire(workspace.CurrentCamera.AudioListener, workspace.AudioDeviceOutput)
			player:Play()
			task.wait(1)
			part.Position = Vector3.new(10, 0, 1)
			task.wait(1)
			part.Position = Vector3.new(-10, 0, 10)
			task.wait(1)
			camera.CFrame = CFrame.Angles(0, math.pi, 0)
			local everywhere = made("Sound", game:GetService("SoundService"))
			everywhere.SoundId = "rbxassetid://1"
			everywhere:Play()
		`,
	});
	const pans = (id: string): number[] =>
		trace.filter(line => line.kind === "pan" && String(line.soundId).endsWith(id)).map(line => round(line.pan));
	assert.deepEqual(
		[pans("1"), pans("2")],
		[
			[1, -0.71, 0.71],
			[1, -0.71, 0.71],
		],
	);
});

void it("the trace says how long a room rings, and what it leaves of the sound", async () => {
	const { trace } = await runLuau({
		seconds: 3,
		assets: ASSETS,
		characters: false,
		player: `
			local sound = Instance.new("Sound")
			sound.SoundId = "rbxassetid://1"
			local room = Instance.new("ReverbSoundEffect")
			room.DecayTime, room.DryLevel, room.WetLevel = 3, -6, -10
			room.Parent = sound
			sound.Parent = game:GetService("SoundService")
			sound:Play()
			task.wait(1)
			room.DryLevel = 0
			task.wait(1)
			room.Enabled = false
		`,
	});
	assert.deepEqual(
		trace.filter(line => line.kind === "tone").map(({ room, decay, dry }) => [room, decay, dry]),
		[
			[-10, 3, -6],
			[-10, 3, undefined],
			[-80, undefined, undefined],
		],
	);
});
