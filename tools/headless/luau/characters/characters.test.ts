import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { type LuauRun, runLuau } from "../run-luau.ts";

const FLOOR = `
local function floor(name, x, z, size, material, top)
	local part = Instance.new("Part")
	part.Name = name
	part.Anchored = true
	part.Material = material
	part.Size = size
	part.Position = Vector3.new(x, (top or 0) - size.Y / 2, z)
	part.Parent = workspace
	return part
end
local function near(a, b) return (a - b).Magnitude < 0.5 end
local function round(v) return math.round(v.X * 10) / 10, math.round(v.Y * 10) / 10, math.round(v.Z * 10) / 10 end
`;

const SERVER = `${FLOOR}
floor("grass", 0, 0, Vector3.new(40, 1, 40), Enum.Material.Grass)
floor("slate", 40, 0, Vector3.new(40, 1, 40), Enum.Material.Slate)
floor("low", 0, 60, Vector3.new(20, 1, 20), Enum.Material.Wood, -10)
workspace.Terrain:FillBlock(CFrame.new(0, 0, -60), Vector3.new(20, 8, 20), Enum.Material.Water)
workspace.Terrain:FillBlock(CFrame.new(-60, -2, 0), Vector3.new(20, 4, 20), Enum.Material.Sand)
game:GetService("Players").PlayerAdded:Connect(function(player)
	player.CharacterAdded:Connect(function(character)
		say("parent", character.Parent)
		local humanoid = character:WaitForChild("Humanoid")
		humanoid.Died:Connect(function() say("died") end)
		task.wait(1)
		say("server.floor", humanoid.FloorMaterial.Name)
		if player:GetAttribute("first") then return end
		player:SetAttribute("first", true)
		task.wait(19)
		say("seen", near(character.HumanoidRootPart.Position, Vector3.new(2, 3, 0)))
		humanoid.Health = 0
	end)
end)
`;
const PLAYER = `${FLOOR}
local player = game:GetService("Players").LocalPlayer
local character = player.Character or player.CharacterAdded:Wait()
local humanoid = character:WaitForChild("Humanoid")
local root = character:WaitForChild("HumanoidRootPart")
if player:GetAttribute("first") then
	say("again", humanoid.Health)
	return
end
local states = {}
humanoid.StateChanged:Connect(function(old, new)
	table.insert(states, old.Name .. ">" .. new.Name)
end)
humanoid.Running:Connect(function(speed) say("running", math.round(speed)) end)
task.wait(0.5)
say("stand", round(root.Position))
say("material", humanoid.FloorMaterial.Name, humanoid:GetState().Name)
say("foot", round(character.LeftFoot.Position))
local default = root:FindFirstChild("Running")
say("default", default.ClassName, default.Looped, default.Volume, default.IsPlaying)

humanoid:Move(Vector3.new(1, 0, 0))
task.wait(1)
say("walk", round(root.Position))
say("walking", humanoid.MoveDirection, round(root.AssemblyLinearVelocity))
say("default.on", default.IsPlaying)
task.wait(1)
say("slate", humanoid.FloorMaterial.Name)
humanoid:Move(Vector3.zero)
task.wait(0.5)
say("default.off", default.IsPlaying)

table.clear(states)
humanoid.Jump = true
task.wait(1.5)
say("jump", table.concat(states, " "))

humanoid.MoveToFinished:Connect(function(reached) say("reached", reached, near(root.Position, Vector3.new(0, 3, 0))) end)
humanoid:MoveTo(Vector3.new(0, 0, 0))
task.wait(3.5)

table.clear(states)
root.CFrame = CFrame.new(0, 3, 60)
task.wait(2)
say("fall", table.concat(states, " "), round(root.Position))
say("wood", humanoid.FloorMaterial.Name)

root.CFrame = CFrame.new(500, 50, 500)
task.wait(1)
say("hang", round(root.Position))
say("hang.state", humanoid:GetState().Name, humanoid.FloorMaterial.Name)

root.CFrame = CFrame.new(0, 0, -60)
task.wait(0.5)
say("swim", humanoid:GetState().Name, humanoid.FloorMaterial.Name)
root.CFrame = CFrame.new(-60, 3, 0)
task.wait(0.5)
say("terrain", humanoid:GetState().Name, humanoid.FloorMaterial.Name)

root.CFrame = CFrame.new(-10, 3, 0)
task.wait(0.5)
for step = 1, 60 do
	root.CFrame = CFrame.new(-10 + step * 0.2, 3, 0)
	task.wait()
end
say("scripted", humanoid:GetState().Name, humanoid.FloorMaterial.Name, round(root.AssemblyLinearVelocity))
task.wait(0.5)
say("scripted.after", round(root.AssemblyLinearVelocity))
game:GetService("Players").LocalPlayer.CharacterRemoving:Connect(function() say("removing") end)
player.CharacterAdded:Connect(function(new) say("respawned", new ~= character) end)
`;

describe("Characters", () => {
	let run: LuauRun;
	const fact = (label: string, peer = "player1"): string | undefined => run.facts.get(`${peer}:${label}`);
	before(async () => {
		run = await runLuau({
			server: SERVER,
			player: PLAYER,
			seconds: 32,
		});
	});

	it("come before they are in Workspace, and stand on the floor (16, 8.1)", () => {
		assert.equal(fact("parent", "server")?.split(" | ").length, 2);
		assert.equal(fact("stand"), "0 3 0");
		assert.equal(fact("material"), "Grass Running");
		assert.equal(fact("foot"), "-0.5 0.2 0");
	});
	it("have the looped default Running sound on the player's machine (8.2)", () => {
		assert.equal(fact("default"), "Sound true 0.65 false");
		assert.equal(fact("default.on"), "true");
		assert.equal(fact("default.off"), "false");
	});
	it("walk at WalkSpeed in virtual time (8.1)", () => {
		assert.match(fact("walk") ?? "", /^(15\.7|16|16\.3|15\.5) 3 0$/);
		assert.equal(fact("walking"), "1, 0, 0 16 0 0");
		assert.match(fact("running") ?? "", /^(0 \| )?16 \| 0/);
		assert.equal(fact("slate"), "Slate");
	});
	it("tell the floor only to the machine that moves them (8.1)", () => {
		assert.equal(fact("server.floor", "server")?.split(" | ")[0], "Air");
	});
	it("jump and land (8.1)", () => {
		assert.equal(fact("jump"), "Running>Jumping Jumping>Freefall Freefall>Landed Landed>Running");
	});
	it("walk to a point and say so (8.1)", () => {
		assert.equal(fact("reached"), "true true");
	});
	it("fall to a floor below, and hang where there is none", () => {
		assert.equal(fact("fall"), "Running>Freefall Freefall>Landed Landed>Running 0 -7 60");
		assert.equal(fact("wood"), "Wood");
		assert.equal(fact("hang"), "500 50 500");
		assert.equal(fact("hang.state"), "Freefall Air");
	});
	it("swim in water, and stand on terrain (8.1)", () => {
		assert.equal(fact("swim"), "Swimming Air");
		assert.equal(fact("terrain"), "Running Sand");
	});
	it("walk when a script sets the CFrame every frame", () => {
		assert.equal(fact("scripted"), "Running Grass 12 0 0");
		assert.equal(fact("scripted.after"), "0 0 0");
	});
	it("are seen where they are by the server, die and come back (8.1, 16)", () => {
		assert.equal(fact("seen", "server"), "true");
		assert.equal(fact("died", "server"), "");
		assert.equal(fact("removing"), "");
		assert.equal(fact("respawned"), "true");
	});
});

describe("Other characters", () => {
	it("NPCs are models that the server moves, seen by the players", async () => {
		const run = await runLuau({
			server: `${FLOOR}
			floor("ground", 0, 0, Vector3.new(200, 1, 200), Enum.Material.Pavement)
			local npc = Instance.new("Model")
			npc.Name = "Guard"
			local root = Instance.new("Part")
			root.Name = "HumanoidRootPart"
			root.Size = Vector3.new(2, 2, 1)
			root.Position = Vector3.new(0, 3, 20)
			root.Parent = npc
			local hat = Instance.new("Part")
			hat.Name = "Head"
			hat.Position = Vector3.new(0, 4.5, 20)
			hat.Parent = npc
			npc.PrimaryPart = root
			local humanoid = Instance.new("Humanoid")
			humanoid.HipHeight = 2
			humanoid.Parent = npc
			npc.Parent = workspace
			task.wait(1)
			say("floor", humanoid.FloorMaterial.Name)
			humanoid:MoveTo(Vector3.new(16, 0, 20))
			humanoid.MoveToFinished:Wait()
			say("head", round(hat.Position))
			npc:PivotTo(CFrame.new(50, 3, 50))
			task.wait(0.1)
			say("pivot", round(hat.Position))
			local again = npc:Clone()
			again.Name = "Second"
			again:PivotTo(CFrame.new(-20, 3, 0))
			again.Parent = workspace
			task.wait(0.2)
			say("clone", round(again.Head.Position))
			`,
			player: `${FLOOR}
			local npc = workspace:WaitForChild("Guard")
			local humanoid = npc:WaitForChild("Humanoid")
			humanoid.StateChanged:Connect(function(_, new) say("state", new.Name) end)
			task.wait(1.5)
			say("moving", npc.HumanoidRootPart.Position.X > 1, humanoid.MoveDirection)
			task.wait(3)
			say("there", round(npc.Head.Position))
			`,
			seconds: 6,
			players: 2,
		});
		assert.equal(run.facts.get("server:floor"), "Pavement");
		assert.match(run.facts.get("server:head") ?? "", /^1[56](\.\d)? 4\.5 20$/);
		assert.equal(run.facts.get("server:pivot"), "50 4.5 50");
		assert.equal(run.facts.get("server:clone"), "-20 4.5 0");
		for (const peer of ["player1", "player2"]) {
			assert.match(run.facts.get(`${peer}:moving`) ?? "", /^true 1, 0, 0$/);
			assert.equal(run.facts.get(`${peer}:there`), "50 4.5 50");
		}
	});
	it("a player's movement is seen by the other player one step later", async () => {
		const run = await runLuau({
			server: `${FLOOR} floor("ground", 0, 0, Vector3.new(200, 1, 200), Enum.Material.Pavement)`,
			player: `
			local players = game:GetService("Players")
			local me = players.LocalPlayer
			local character = me.Character or me.CharacterAdded:Wait()
			if me.Name == "Player1" then
				task.wait(1)
				character:WaitForChild("Humanoid"):Move(Vector3.new(0, 0, 1))
			else
				local other = workspace:WaitForChild("Player1")
				task.wait(2)
				local humanoid = other.Humanoid
				say("other", other.HumanoidRootPart.Position.Z > 10, humanoid.MoveDirection, humanoid:GetState().Name, humanoid.FloorMaterial.Name)
				say("running", other.HumanoidRootPart.Running.IsPlaying)
			end
			`,
			seconds: 4,
			players: 2,
		});
		assert.equal(run.facts.get("player2:other"), "true 0, 0, 1 Running Air");
		assert.equal(run.facts.get("player2:running"), "true");
	});
	it("touch parts that somebody listens to", async () => {
		const run = await runLuau({
			server: `${FLOOR}
			floor("ground", 0, 0, Vector3.new(200, 1, 200), Enum.Material.Pavement)
			local gate = floor("gate", 10, 0, Vector3.new(4, 8, 4), Enum.Material.Plastic, 8)
			gate.CanCollide = false
			gate.Touched:Connect(function(part) say("touched", part.Parent.Name) end)
			gate.TouchEnded:Connect(function(part) say("left", part.Parent.Name) end)
			`,
			player: `
			local character = game:GetService("Players").LocalPlayer.CharacterAdded:Wait()
			task.wait(0.5)
			character:WaitForChild("Humanoid"):MoveTo(Vector3.new(20, 0, 0))
			`,
			seconds: 4,
		});
		assert.equal(run.facts.get("server:touched"), "Player1");
		assert.equal(run.facts.get("server:left"), "Player1");
	});
	it("are stopped by walls", async () => {
		const run = await runLuau({
			server: `${FLOOR}
			floor("ground", 0, 0, Vector3.new(200, 1, 200), Enum.Material.Pavement)
			floor("wall", 10, 0, Vector3.new(1, 10, 40), Enum.Material.Brick, 10)
			`,
			player: `${FLOOR}
			local character = game:GetService("Players").LocalPlayer.CharacterAdded:Wait()
			local humanoid = character:WaitForChild("Humanoid")
			humanoid.MoveToFinished:Connect(function(reached) say("reached", reached) end)
			task.wait(0.5)
			humanoid:MoveTo(Vector3.new(20, 0, 0))
			task.wait(3)
			say("at", character.HumanoidRootPart.Position.X < 9, humanoid.FloorMaterial.Name)
			`,
			seconds: 12,
		});
		assert.equal(run.facts.get("player1:at"), "true Pavement");
		assert.equal(run.facts.get("player1:reached"), "false");
	});
	it("the default sounds may be AudioPlayers (8.2)", async () => {
		const run = await runLuau({
			player: `
			local character = game:GetService("Players").LocalPlayer.CharacterAdded:Wait()
			local root = character:WaitForChild("HumanoidRootPart")
			task.wait(0.1)
			say("class", root.Running.ClassName, root.RbxCharacterSoundsEmitter.ClassName)
			`,
			seconds: 1,
			flags: { "character-sounds": "audio-player" },
		});
		assert.equal(run.facts.get("player1:class"), "AudioPlayer AudioEmitter");
	});
	for (const [rollout, told] of [
		[2, "AudioPlayer"],
		[1, "Sound"],
	] as const) {
		it(`the place says what the default sounds are, and scripts can read it: ${told} (8.2)`, async () => {
			const run = await runLuau({
				player: `
				local character = game:GetService("Players").LocalPlayer.CharacterAdded:Wait()
				local root = character:WaitForChild("HumanoidRootPart")
				task.wait(0.1)
				say("class", root.Running.ClassName, game:GetService("SoundService").CharacterSoundsUseNewApi.Name)
				`,
				seconds: 1,
				flags: { "character-sounds": told === "Sound" ? "audio-player" : "sound" },
				place: [
					{
						name: "SoundService",
						className: "SoundService",
						properties: { CharacterSoundsUseNewApi: rollout },
						attributes: {},
						tags: [],
						children: [],
					},
				],
			});
			assert.equal(run.facts.get("player1:class"), `${told} ${told === "Sound" ? "Disabled" : "Enabled"}`);
		});
	}
	it("cost nothing while they stand", async () => {
		const run = await runLuau({
			server: `${FLOOR} floor("ground", 0, 0, Vector3.new(200, 1, 200), Enum.Material.Pavement)`,
			player: "",
			seconds: 600,
		});
		assert.ok(run.trace.length > 600);
	});
});
