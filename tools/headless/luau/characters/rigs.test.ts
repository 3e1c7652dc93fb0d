import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { runLuau } from "../run-luau.ts";

const FLOOR = `local floor = Instance.new("Part") floor.Anchored = true floor.Material = Enum.Material.Grass floor.Size = Vector3.new(200, 1, 200) floor.Position = Vector3.new(0, -0.5, 0) floor.Parent = workspace
local players = game:GetService("Players")\n`;
const server = async (source: string, seconds: number, flags: Record<string, string> = {}) =>
	(await runLuau({ server: FLOOR + source, seconds, flags })).facts;

void describe("a rig that a script asks for (facts 8.1)", () => {
	for (const method of ["CreateHumanoidModelFromDescription", "CreateHumanoidModelFromDescriptionAsync"])
		void it(`is R15 or R6 as ${method} is told, with its joints, and stands nowhere yet`, async () => {
			const facts = await server(
				`local worn = Instance.new("HumanoidDescription") worn.HeadScale = 1.5
				local function joints(model) local names = {} for _, each in model:GetDescendants() do if each:IsA("Motor6D") then assert((each.Part1.CFrame.Position - (each.Part0.CFrame * each.C0 * each.C1:Inverse()).Position).Magnitude < 1e-4) table.insert(names, each:GetFullName()) end end table.sort(names) return #names, table.concat(names, " ") end
				for _, rig in Enum.HumanoidRigType:GetEnumItems() do
					local model = players:${method}(worn, rig)
					say(rig.Name, model.Parent, model.ClassName, model.Humanoid.RigType.Name, model.PrimaryPart.Name, #model:GetChildren(), model:FindFirstChild("LeftFoot") ~= nil, model:FindFirstChild("Left Leg") ~= nil)
					say("joints-" .. rig.Name, joints(model)) say("worn", model.Humanoid:GetAppliedDescription().HeadScale, model.Humanoid.HumanoidDescription ~= worn)
				end
				say("no", pcall(players.${method}, players, workspace, "R15")) say("rig", pcall(players.${method}, players, worn, "R7"))`,
				2,
			);
			assert.equal(facts.get("server:R15"), "nil Model R15 HumanoidRootPart 17 true false");
			assert.equal(facts.get("server:R6"), "nil Model R6 HumanoidRootPart 8 false true");
			assert.match(facts.get("server:joints-R15")!, /^15 Model\.Head\.Neck Model\.LeftFoot\.LeftAnkle/);
			assert.match(facts.get("server:joints-R6")!, /^6 Model\.HumanoidRootPart\.RootJoint Model\.Torso\.Left Hip/);
			assert.equal(facts.get("server:worn"), "1.5 true | 1.5 true");
			assert.match(facts.get("server:no")!, /^false .*HumanoidDescription expected, got Instance/);
			assert.match(facts.get("server:rig")!, /^false .*HumanoidRigType expected, got string/);
		});

	for (const method of ["CreateHumanoidModelFromUserId", "CreateHumanoidModelFromUserIdAsync"])
		void it(`is that of a user by ${method}`, async () => {
			const facts = await server(
				`local model = players:${method}(156) say("user", model.Humanoid.RigType.Name, model.HumanoidRootPart.Parent == model, model.Humanoid.HumanoidDescription.ClassName)
				say("no", pcall(players.${method}, players, "x"))`,
				2,
				{ rig: "R6" },
			);
			assert.equal(facts.get("server:user"), "R6 true HumanoidDescription");
			assert.match(facts.get("server:no")!, /^false .*a user id expected, got x/);
		});

	void it("walks where the server sends it, and players see it walk over the floor", async () => {
		const { facts } = await runLuau({
			server: `${FLOOR}local npc = players:CreateHumanoidModelFromDescription(Instance.new("HumanoidDescription"), Enum.HumanoidRigType.R15)
				npc.Name = "Npc" npc:PivotTo(CFrame.new(0, 5, 0)) npc.Parent = workspace task.wait(2)
				say("stands", npc.Humanoid.FloorMaterial.Name, npc.Humanoid:GetState().Name) npc.Humanoid.Running:Connect(function(speed) if speed > 10 then say("runs") end end)
				local reached = nil npc.Humanoid.MoveToFinished:Once(function(done) reached = done end) npc.Humanoid:MoveTo(Vector3.new(30, 0, 0)) task.wait(4)
				say("there", reached, math.abs(npc.HumanoidRootPart.Position.X - 30) < 1.5, math.abs(npc.LeftFoot.Position.X - 30) < 3)
				npc.Humanoid.Died:Once(function() say("died") end) npc.Humanoid.Health = 0`,
			player: `local npc = workspace:WaitForChild("Npc") task.wait(6.5) say("sees", npc:WaitForChild("HumanoidRootPart").Position.X > 25, npc.Head.Neck.Part1 == npc.Head)`,
			seconds: 9,
		});
		assert.equal(facts.get("server:stands"), "Grass Running");
		assert.notEqual(facts.get("server:runs"), undefined);
		assert.equal(facts.get("server:there"), "true true true");
		assert.equal(facts.get("server:died"), "");
		assert.equal(facts.get("player1:sees"), "true true");
	});
});
