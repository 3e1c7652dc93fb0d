import assert from "node:assert/strict";
import { test } from "node:test";

import { runHeadless } from "../../run/index.ts";

/** What a place of two players says that its server steers; `player` is what their scripts do. */
const said = async (server: string, player: string, seconds: number): Promise<string[]> => {
	const { output, errors } = await runHeadless({
		place: false,
		baseplate: true,
		control: true,
		players: 0,
		seconds,
		seed: 1,
		assets: { default: { duration: 3, loadDelay: 0 } },
		serverScripts: [
			{
				name: "Main",
				source: `local slow, quick = headless.addPlayer("Slow"), headless.addPlayer("Quick")\ntask.wait(1)\n${server}`,
			},
		],
		playerScripts: [
			{
				name: "Own",
				source: `local me = game:GetService("Players").LocalPlayer.Name\nlocal RunService = game:GetService("RunService")\n${player}`,
			},
		],
	});
	assert.equal(errors, 0, output.join("\n"));
	return output.map(line => line.replace(/^\[\w+\] /, ""));
};

test("a slow machine has few frames, is told how long they were, and its waits end with them", async () => {
	const lines = await said(
		"headless.pace(slow, 2)",
		`task.wait(2.2)
		local frames, longest = 0, 0
		local heard = RunService.Heartbeat:Connect(function(dt) frames += 1 longest = math.max(longest, dt) end)
		local began = time()
		task.wait(0.1)
		local waited = time() - began
		task.wait(10)
		heard:Disconnect()
		print(me, frames, math.round(longest * 100) / 100, waited > 0.3)`,
		15,
	);
	assert.deepEqual(lines.toSorted(), ["Quick 606 0.02 false", "Slow 21 0.5 true"]);
});

test("a run may have few frames on every machine", async () => {
	const frames = `local frames = 0
		game:GetService("RunService").Heartbeat:Connect(function() frames += 1 end)
		task.wait(10)
		print(frames)`;
	const { output } = await runHeadless({
		place: false,
		pace: 5,
		players: 1,
		seconds: 12,
		serverScripts: [{ name: "Main", source: frames }],
		playerScripts: [{ name: "Own", source: frames }],
	});
	for (const line of output) assert.match(line, /^\[(server|player1)\] (49|50|51)$/);
	assert.equal(output.length, 2);
});

test("a machine that hangs learns everything, in order, when it goes on, and its sounds never stopped", async () => {
	const lines = await said(
		`local remote = Instance.new("RemoteEvent", game.ReplicatedStorage)
		local value = Instance.new("IntValue", game.ReplicatedStorage)
		task.wait(1)
		headless.stall(slow, 5)
		task.wait(0.1)
		for number = 1, 3 do
			value.Value = number
			remote:FireAllClients(number)
			task.wait(1)
		end`,
		`local remote = game.ReplicatedStorage:WaitForChild("RemoteEvent")
		local value = game.ReplicatedStorage:WaitForChild("IntValue")
		local sound = Instance.new("Sound", workspace)
		sound.SoundId = "rbxassetid://1"
		sound.Ended:Connect(function() print(me, "ended", math.round(time())) end)
		remote.OnClientEvent:Connect(function(number) print(me, number, value.Value, math.round(time())) end)
		if me == "Slow" then
			local longest = 0
			RunService.Heartbeat:Connect(function(dt)
				if dt > 1 then print(me, "hung", math.round(dt)) end
			end)
			task.wait(0.5)
			sound:Play()
		end`,
		10,
	);
	assert.deepEqual(
		lines.filter(line => line.startsWith("Quick")),
		["Quick 1 1 2", "Quick 2 2 3", "Quick 3 3 4"],
	);
	assert.deepEqual(
		lines.filter(line => line.startsWith("Slow")),
		["Slow 1 3 7", "Slow 2 3 7", "Slow 3 3 7", "Slow ended 7", "Slow hung 5"],
	);
});

test("a character goes as far on a slow machine, and stands still while it hangs", async () => {
	const lines = await said(
		`headless.pace(slow, 4)
		task.wait(1)
		local from = {}
		for _, player in game.Players:GetPlayers() do
			player.Character:PivotTo(CFrame.new(0, 3, if player.Name == "Slow" then 0 else 20))
			from[player] = Vector3.zero
			player.Character.Humanoid:MoveTo(Vector3.new(200, 3, if player.Name == "Slow" then 0 else 20))
		end
		task.wait(5)
		local at = slow.player.Character.HumanoidRootPart.Position.X
		local other = quick.player.Character.HumanoidRootPart.Position.X
		print("same", math.abs(at - other) < 8, other > 70)
		headless.stall(slow, 2)
		task.wait(0.5)
		at = slow.player.Character.HumanoidRootPart.Position.X
		task.wait(1.3)
		print("still", slow.player.Character.HumanoidRootPart.Position.X == at)
		task.wait(0.7)
		print("goes on", slow.player.Character.HumanoidRootPart.Position.X > at + 20)`,
		"",
		12,
	);
	assert.deepEqual(lines, ["same true true", "still true", "goes on true"]);
});

test("a calendar clock may be wrong; os.clock and the server's time are not", async () => {
	const lines = await said(
		`headless.skew(slow, -3600)
		task.wait(1)
		workspace:SetAttribute("at", os.time())
		workspace:SetAttribute("clock", os.clock())`,
		`workspace:GetAttributeChangedSignal("clock"):Connect(function()
			local at = workspace:GetAttribute("at")
			print(me, os.time() - at, DateTime.now().UnixTimestamp - at, math.floor(tick()) - at, math.floor(workspace:GetServerTimeNow()) - at, os.clock() - workspace:GetAttribute("clock") < 0.1)
		end)`,
		4,
	);
	assert.deepEqual(lines.toSorted(), ["Quick 0 0 0 0 true", "Slow -3600 -3600 -3600 0 true"]);
});

test("who was slow and is quick again has every frame; who leaves is waited for no more", async () => {
	const lines = await said(
		`headless.pace(slow, 1)
		task.wait(5)
		headless.pace(slow, 60)
		task.wait(1)
		headless.pace(quick, 3)
		headless.removePlayer(quick)
		task.wait(1)
		print("left", #game.Players:GetPlayers())`,
		`task.wait(7)
		local frames = 0
		RunService.Heartbeat:Connect(function() frames += 1 end)
		task.wait(2)
		print(me, frames)`,
		14,
	);
	assert.deepEqual(lines, ["left 1", "Slow 120"]);
});
