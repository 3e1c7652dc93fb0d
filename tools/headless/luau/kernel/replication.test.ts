import assert from "node:assert/strict";
import { test } from "node:test";

import { onPlayers, printed, runOn } from "../../run/testing.ts";

test("tree, properties, attributes and tags reach the players one step later (facts 16, 22)", async () => {
	const lines = await printed(
		`
		local value = Instance.new("StringValue") value.Name = "V" value.Value = "first" value:SetAttribute("a", 1) value:AddTag("t")
		value.Parent = game:GetService("ReplicatedStorage")
		task.wait(1)
		value.Value = "second" value:SetAttribute("a", 2) value:RemoveTag("t")
	`,
		onPlayers(`
		local value = game:GetService("ReplicatedStorage"):WaitForChild("V")
		print(value.Value, value:GetAttribute("a"), value:HasTag("t"))
		value.Changed:Wait()
		print(value.Value, value:GetAttribute("a"), value:HasTag("t"))
	`),
	);
	assert.deepEqual(lines, ["player1: first 1 true", "player1: second 2 false"]);
});

test("what lies in ServerStorage and ServerScriptService stays on the server", async () => {
	const lines = await printed(
		`for _, name in { "ServerStorage", "ServerScriptService" } do Instance.new("Folder", game:GetService(name)) end`,
		onPlayers(
			`print(#game:GetService("ServerStorage"):GetChildren(), #game:GetService("ServerScriptService"):GetChildren())`,
		),
	);
	assert.deepEqual(lines, ["player1: 0 0"]);
});

test("what a player creates or changes stays on its machine (facts 16)", async () => {
	const lines = await printed(
		`
		local part = Instance.new("StringValue", workspace) part.Name = "P" part.Value = "server"
		task.wait(2)
		print(part.Value, workspace:FindFirstChild("Mine"))
	`,
		onPlayers(
			`
		local part = workspace:WaitForChild("P")
		task.wait(0.5)
		if game:GetService("Players").LocalPlayer.Name == "Player1" then
			part.Value = "changed" Instance.new("Folder", workspace).Name = "Mine"
		end
		task.wait(0.5)
		print(part.Value, workspace:FindFirstChild("Mine"))
	`,
			2,
		),
	);
	assert.deepEqual(lines, ["player1: changed Mine", "player2: server nil", "server nil"]);
});

test("every machine hears of players who come and go later (facts 16)", async () => {
	const { trace } = await runOn(`task.wait(2) game:GetService("Players"):GetPlayers()[2]:Kick()`, {
		...onPlayers(
			`
		local Players = game:GetService("Players")
		local here = #Players:GetPlayers()
		Players.PlayerAdded:Connect(function(player) print("added", player, player.Parent, here) end)
		Players.PlayerRemoving:Connect(function(player, reason) print("removing", player, player.Parent, reason.Name) task.wait() print(player.Parent) end)
	`,
			2,
		),
		join: [0, 1],
	});
	const heard = trace.filter(line => line.kind === "log").map(line => `${line.peer}: ${String(line.text)}`);
	assert.deepEqual(heard, [
		"player1: added Player2 Players 1",
		"player1: removing Player2 Players Unknown",
		"player1: nil",
	]);
});

test("who joins late gets the current state (facts 16)", async () => {
	const lines = await printed(
		`
		local a = Instance.new("ObjectValue", game:GetService("ReplicatedStorage")) a.Name = "A"
		local b = Instance.new("Folder", a) b.Name = "B"
		a.Value = b
		a:SetAttribute("n", 1)
		task.wait(1)
		a:SetAttribute("n", 7)
	`,
		{
			...onPlayers(`
		local a = game:GetService("ReplicatedStorage"):WaitForChild("A")
		print(a:GetAttribute("n"), a.Value == a:FindFirstChild("B"))
	`),
			join: [3],
		},
	);
	assert.deepEqual(lines, ["player1: 7 true"]);
});

test("leaving the replicated part of the tree, and Destroy, reach the players", async () => {
	const lines = await printed(
		`
		local a = Instance.new("Folder", workspace) a.Name = "A"
		local b = Instance.new("Folder", workspace) b.Name = "B"
		task.wait(1)
		a.Parent = game:GetService("ServerStorage")
		b:Destroy()
		task.wait(1)
		a.Parent = workspace
	`,
		onPlayers(`
		local a, b = workspace:WaitForChild("A"), workspace:WaitForChild("B")
		task.wait(1.5)
		print(a.Parent, b.Parent, pcall(function() b.Parent = workspace end))
		task.wait(1)
		print(workspace:FindFirstChild("A") ~= nil)
	`),
	);
	assert.match(lines[0]!, /^player1: nil nil false .*locked/);
	assert.equal(lines[1], "player1: true");
});

test("a player's PlayerGui is seen by its owner only", async () => {
	const lines = await printed(
		`game:GetService("Players").PlayerAdded:Connect(function(p) Instance.new("Folder", p:WaitForChild("PlayerGui")).Name = p.Name end)`,
		onPlayers(
			`
		task.wait(1)
		local out = {}
		for _, p in game:GetService("Players"):GetPlayers() do
			local gui = p:FindFirstChild("PlayerGui")
			table.insert(out, p.Name .. "=" .. (gui and #gui:GetChildren() or "none"))
		end
		print(table.concat(out, " "))
	`,
			2,
		),
	);
	assert.deepEqual(lines.sort(), ["player1: Player1=1 Player2=none", "player2: Player1=none Player2=1"]);
});

test("Players: LocalPlayer, PlayerAdded, GetPlayers, PlayerRemoving (facts 16)", async () => {
	const lines = await printed(
		`
		local players = game:GetService("Players")
		print(players.LocalPlayer)
		players.PlayerAdded:Connect(function(p) print("added", p, #players:GetPlayers()) end)
		players.PlayerRemoving:Connect(function(p) print("removing", p) task.wait(0.1) print(#players:GetPlayers()) end)
	`,
		{ ...onPlayers(`print(game:GetService("Players").LocalPlayer.UserId, game:IsLoaded())`), join: [1], leave: [2] },
	);
	assert.deepEqual(lines, ["nil", "added Player1 1", "player1: 1 true", "removing Player1", "0"]);
});

test("counts of what is alive, once a virtual second and machine", async () => {
	const { trace } = await runOn(`local f = Instance.new("Folder", workspace) task.wait(2.5) f:Destroy()`, {
		seconds: 4,
	});
	const counts = trace.filter(line => line.kind === "instance").map(line => line.instances as number);
	assert.deepEqual([counts.length, counts[0]! - counts[3]!, counts[1]! - counts[2]!], [4, 1, 1]);
});

test("a player's machine can send only its own player away (facts 16)", async () => {
	const lines = await printed(
		`task.wait(1) print(#game:GetService("Players"):GetPlayers())`,
		onPlayers(
			`local players = game:GetService("Players"):GetPlayers()
			if players[1] ~= game:GetService("Players").LocalPlayer then print(pcall(players[1].Kick, players[1])) end`,
			2,
		),
	);
	assert.match(lines[0]!, /^player2: false .*Cannot kick a non-local Player/);
	assert.equal(lines[1], "2");
});
