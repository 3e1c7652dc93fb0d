import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { runHeadless, type RunResult } from "../../headless/run/index.ts";
import { stepsIn } from "../node/footsteps-scene.ts";

const WALK = `
local Players = game:GetService("Players")
local player = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
local character = player.Character or player.CharacterAdded:Wait()
task.wait(4)
character:WaitForChild("Humanoid"):MoveTo(Vector3.new(40, 3, 0))
`;

const GUARD = `
local guard = Instance.new("Model")
guard.Name = "Guard"
local root = Instance.new("Part")
root.Name = "HumanoidRootPart"
root.Size = Vector3.new(2, 2, 1)
root.CFrame = CFrame.new(0, 3, 20)
root.Parent = guard
local humanoid = Instance.new("Humanoid")
humanoid.HipHeight = 2
humanoid.Parent = guard
guard.PrimaryPart = root
guard.Parent = workspace
`;

const run = async (example: string, ...scene: string[]): Promise<RunResult> => {
	const source = readFileSync(new URL(`../../examples/footsteps/${example}.server.luau`, import.meta.url), "utf8");
	const result = await runHeadless({
		players: 1,
		seconds: 16,
		baseplate: true,
		api: "embedded",
		key: "test-key",
		secrets: { audioscape: "test-key" },
		seed: 1,
		serverScripts: [...scene, source].map((text, index) => ({ name: `Script${index}`, source: text })),
	});
	assert.equal(result.errors, 0, result.output.join("\n"));
	return result;
};

describe("the examples of footsteps", () => {
	it("three lines are enough", async () => {
		const { trace } = await run("three-lines", WALK);
		const steps = stepsIn(trace);
		assert.ok(steps.length >= 6, `${steps.length} steps`);
		assert.ok(new Set(steps.map(step => step.id)).size >= 4);
	});

	it("complete: sources of all kinds through the game's group", async () => {
		const { trace, output } = await run("complete", WALK);
		assert.ok(
			output.some(line => /Grass\s+similar\s+6/.test(line)),
			output.join("\n"),
		);
		assert.ok(stepsIn(trace).length >= 6);
		const played = trace.filter(line => line["event"] === "play" && String(line["path"]).endsWith("AudioScapeStep"));
		assert.ok(played.every(line => line["group"] === "SoundService.Steps"));
	});

	it("an NPC of the game", async () => {
		const { trace } = await run("npc", GUARD);
		assert.ok(stepsIn(trace).length >= 10);
	});

	it("movement of the game's own", async () => {
		const { trace, output } = await run("own-movement");
		assert.equal(output.filter(line => line.includes("boom")).length, 5);
		assert.equal(stepsIn(trace).length, 5);
	});
});
