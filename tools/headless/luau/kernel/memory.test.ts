import assert from "node:assert/strict";
import { test } from "node:test";

import { printed } from "../../run/testing.ts";

/** Each makes something that knows a big table, and lets it go. */
const CYCLES: Readonly<Record<string, string>> = {
	"a disconnected connection that is kept": `
		local connection = workspace.ChildAdded:Connect(function() return big end)
		connection:Disconnect()
		table.insert(kept, connection)`,
	"a connection of a destroyed instance that is kept": `
		local folder = Instance.new("Folder")
		table.insert(kept, folder.ChildAdded:Connect(function() return big end))
		folder:Destroy()`,
	"a handler that knows its connection, on an instance that is dropped": `
		local connection
		connection = Instance.new("Folder").ChildAdded:Connect(function() return big, connection end)`,
	"a part that was listened to for touches": `
		local part = Instance.new("Part", workspace)
		part.Touched:Connect(function() return big, part end)
		part:Destroy()`,
	"a Sound that was playing": `
		local sound = Instance.new("Sound", workspace)
		sound.SoundId = "rbxassetid://1"
		sound.Ended:Connect(function() return big, sound end)
		sound:Play()
		task.wait()
		sound:Destroy()`,
	"a tween that was cancelled": `
		local sound = Instance.new("Sound", workspace)
		local tween = game:GetService("TweenService"):Create(sound, TweenInfo.new(1000), { Volume = 0 })
		tween.Completed:Connect(function() return big, tween end)
		tween:Play()
		task.wait()
		tween:Cancel()
		sound:Destroy()`,
	"threads that were cancelled while they waited": `
		local waits = {
			function() task.wait(1e6) end,
			function() workspace.ChildRemoved:Wait() end,
			function() workspace:WaitForChild("Nobody", 1e6) end,
		}
		for _, wait in waits do
			task.cancel(task.spawn(function() wait() return big end))
		end
		task.cancel(task.delay(1e6, function() return big end))`,
	"a tag of its own that was listened to": `
		local tag = "tag" .. number
		local connection = game:GetService("CollectionService"):GetInstanceAddedSignal(tag):Connect(function() return big end)
		Instance.new("Folder", workspace):AddTag(tag)
		workspace.Folder:Destroy()
		connection:Disconnect()`,
	"a remote and a value that a player saw": `
		local remote, target = Instance.new("RemoteEvent"), Instance.new("Folder", game.ServerStorage)
		local value = Instance.new("ObjectValue", remote)
		value.Value = target
		remote.Parent = game.ReplicatedStorage
		remote.OnServerEvent:Connect(function() return big, target end)
		remote:FireAllClients("x")
		task.wait(0.1)
		remote:Destroy()
		target:Destroy()`,
};
const BIG = 1000;

for (const [name, cycle] of Object.entries(CYCLES))
	test(`memory is let go by ${name}`, async () => {
		const [grown] = await printed(
			`local function heap()
				local least = math.huge
				for _ = 1, 3 do
					for _ = 1, gcinfo() do
						local _ = table.create(128, 0)
						least = math.min(least, gcinfo())
					end
				end
				return least
			end
			local kept = {}
			local function run(first, last)
				for number = first, last do
					local big = table.create(${BIG}, 0)
					${cycle}
				end
				task.wait(1)
				return heap()
			end
			local before = run(1, 20)
			print((run(21, 120) - before) * 1024 / 100)`,
			{ players: 1, seconds: 100, latency: 0, assets: { default: { duration: 600 } } },
		);
		assert.ok(Number(grown) < BIG * 4, `${grown} bytes a cycle, of which the table has ${BIG * 16}`);
	});

test("a tag has one signal as long as somebody holds it, also when nobody listens for a while", async () => {
	const lines = await printed(`
		local service = game:GetService("CollectionService")
		local signal = service:GetInstanceAddedSignal("t")
		local first = signal:Connect(function() print("first") end)
		print(service:GetInstanceAddedSignal("t") == signal)
		first:Disconnect()
		signal:Connect(function() print("second") end)
		service:GetInstanceAddedSignal("t"):Connect(function() print("third") end)
		Instance.new("Folder", workspace):AddTag("t")
	`);
	assert.deepEqual(lines, ["true", "second", "third"]);
});
