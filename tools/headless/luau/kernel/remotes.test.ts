import assert from "node:assert/strict";
import { test } from "node:test";

import { onPlayers, printed, runOn } from "../../run/testing.ts";

const REMOTE = (kind: string): string =>
	`local remote = Instance.new("${kind}") remote.Name = "R" remote.Parent = game:GetService("ReplicatedStorage")`;
const FOUND = `local remote = game:GetService("ReplicatedStorage"):WaitForChild("R")`;

test("OnServerEvent gets the Player first, then what was sent (facts 15)", async () => {
	const lines = await printed(
		`${REMOTE("RemoteEvent")} remote.OnServerEvent:Connect(function(p, ...) print(p, ...) end)`,
		onPlayers(`${FOUND} remote:FireServer(1, nil, "x", nil)`),
	);
	assert.deepEqual(lines, ["Player1 1 nil x nil"]);
});

test("tables are copied, metatables and functions are lost, keys are made strings, mixed tables keep their list (facts 15)", async () => {
	const lines = await printed(
		`${REMOTE("RemoteEvent")} remote.OnServerEvent:Connect(function(_, a, b, c, d)
			print(getmetatable(a), a.x, a.f, b["5"], c[1], c.k, d)
		end)`,
		onPlayers(
			`${FOUND} remote:FireServer(setmetatable({ x = 1, f = print }, {}), { [5] = "five" }, { "one", k = 2 }, print)`,
		),
	);
	assert.deepEqual(lines, ["nil 1 nil five one nil nil"]);
});

test("instances that the receiver cannot see arrive as nil, others as its own (facts 15)", async () => {
	const lines = await printed(
		`${REMOTE("RemoteEvent")} remote.OnServerEvent:Connect(function(_, a, b) print(a, b == workspace) end)`,
		onPlayers(`${FOUND} remote:FireServer(Instance.new("Folder"), workspace)`),
	);
	assert.deepEqual(lines, ["nil true"]);
});

test("a RemoteEvent queues until somebody listens, an UnreliableRemoteEvent does not (facts 15)", async () => {
	const source = `task.wait(1) remote.OnServerEvent:Connect(function(_, x) print("got", x) end)`;
	const player = onPlayers(`${FOUND} remote:FireServer(1) remote:FireServer(2) task.wait(2) remote:FireServer(3)`);
	assert.deepEqual(await printed(`${REMOTE("RemoteEvent")} ${source}`, player), ["got 1", "got 2", "got 3"]);
	assert.deepEqual(await printed(`${REMOTE("UnreliableRemoteEvent")} ${source}`, player), ["got 3"]);
});

test("an unreliable message of more than 1000 bytes is dropped, and the trace says so (facts 15)", async () => {
	const { trace, output } = await runOn(
		`${REMOTE("UnreliableRemoteEvent")} remote.OnServerEvent:Connect(function(_, x) print("got", #x) end)`,
		onPlayers(
			`${FOUND} task.wait(0.5) remote:FireServer(string.rep("x", 1100)) remote:FireServer(string.rep("x", 900))`,
		),
	);
	assert.deepEqual(output, ["[server] got 900"]);
	const remotes = trace.filter(line => line.kind === "remote");
	assert.deepEqual(
		remotes.map(line => [line.name, line.direction, line.dropped ?? false]),
		[
			["R", "to-server", true],
			["R", "to-server", false],
		],
	);
	assert.ok((remotes[0]!.bytes as number) > 1000);
});

test("RemoteFunction: the caller yields for the answer; errors come back (facts 15)", async () => {
	const lines = await printed(
		`${REMOTE("RemoteFunction")} task.wait(0.5)
		remote.OnServerInvoke = function(player, x) if x == 0 then error("zero") end task.wait(1) return player.Name, x * 2 end`,
		onPlayers(`${FOUND} print(remote:InvokeServer(4)) print(pcall(remote.InvokeServer, remote, 0))`),
	);
	assert.equal(lines[0], "player1: Player1 8");
	assert.match(lines[1]!, /^player1: false .*zero/);
});

test("calls from the wrong side raise (facts 15)", async () => {
	const lines = await printed(
		`${REMOTE("RemoteEvent")} print(pcall(remote.FireServer, remote)) print(pcall(function() return remote.OnClientEvent:Connect(print) end))`,
		onPlayers(`${FOUND} print(pcall(remote.FireAllClients, remote))`),
	);
	assert.match(lines[0]!, /FireServer can only be called from the client/);
	assert.match(lines[1]!, /OnClientEvent can only be used on the client/);
	assert.match(lines[2]!, /FireAllClients can only be called from the server/);
});

test("bindables copy tables and follow the signal mode (facts 14, 15)", async () => {
	const lines = await printed(`
		local event = Instance.new("BindableEvent")
		local sent = { 1 }
		event.Event:Connect(function(t) print(t == sent, t[1]) end)
		event:Fire(sent)
		local fn = Instance.new("BindableFunction")
		fn.OnInvoke = function(x) task.wait(1) return x + 1 end
		print(fn:Invoke(1))
		print(pcall(function() return fn.OnInvoke end))
	`);
	assert.deepEqual(lines.slice(0, 2), ["false 1", "2"]);
	assert.match(lines[2]!, /OnInvoke is a callback member of BindableFunction; you can only set the callback value/);
});

test("a player's FireServer calls beyond 500 a second are dropped, each type for itself (facts 15)", async () => {
	const lines = await printed(
		`local storage = game:GetService("ReplicatedStorage")
		for _, class in { "RemoteEvent", "UnreliableRemoteEvent" } do
			local count, remote = 0, Instance.new(class, storage)
			remote.OnServerEvent:Connect(function() count += 1 end)
			task.delay(2, function() print(class, count) end)
		end`,
		onPlayers(`local storage = game:GetService("ReplicatedStorage")
		local reliable, unreliable = storage:WaitForChild("RemoteEvent"), storage:WaitForChild("UnreliableRemoteEvent")
		for _ = 1, 600 do reliable:FireServer() end
		for _ = 1, 10 do unreliable:FireServer() end
		task.wait(1.1)
		reliable:FireServer()`),
	);
	assert.match(lines.shift()!, /warn: RemoteEvent: more than 500 invocations in a second/);
	assert.deepEqual(lines, ["RemoteEvent 501", "UnreliableRemoteEvent 10"]);
});
