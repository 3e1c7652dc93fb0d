import assert from "node:assert/strict";
import { test } from "node:test";

import { runHeadless } from "../../run/index.ts";

const COUNT = `
local function churn()
	for _ = 1, 3 do
		for _ = 1, gcinfo() do local _ = table.create(128, 0) end
	end
end
local function alive(machines)
	churn()
	local count = 0
	for _ in machines do count += 1 end
	return count
end
`;

test("of a machine that left nothing is left, and nothing goes on there", async () => {
	const { output, trace, errors } = await runHeadless({
		place: false,
		baseplate: true,
		control: true,
		seconds: 100,
		seed: 1,
		assets: { default: { duration: 2, loadDelay: 0 } },
		serverScripts: [
			{
				name: "Main",
				source: `${COUNT}
local machines = setmetatable({}, { __mode = "k" })
-- In a function of its own: nothing stays behind on the stack.
local function visit()
	local peer = headless.addPlayer()
	machines[peer] = true
	task.wait(4)
	headless.removePlayer(peer)
end
for _ = 1, 8 do visit() end
print("left", time())
task.wait(5)
-- The engine may be about to let go of the last one.
print("alive", alive(machines) <= 1)`,
			},
		],
		playerScripts: [
			{
				name: "Own",
				source: `
local sound = Instance.new("Sound", workspace)
sound.SoundId, sound.Looped = "rbxassetid://1", true
sound:Play()
game:GetService("RunService").Heartbeat:Connect(function() end)
task.spawn(function() while true do task.wait() end end)
task.delay(1e6, function() end)
coroutine.yield()`,
			},
		],
	});
	assert.equal(errors, 0, output.join("\n"));
	const left = Number(/left ([\d.]+)/.exec(output[0]!)![1]);
	assert.equal(output[1], "[server] alive true");
	assert.ok(trace.some(({ peer, kind }) => peer === "player8" && kind === "sound"));
	assert.deepEqual(
		trace.filter(({ t, peer, kind }) => peer !== "server" && kind === "sound" && t > left + 0.1),
		[],
	);
});
