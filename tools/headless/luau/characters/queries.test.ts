import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { type LuauRun, runLuau } from "../run-luau.ts";

const SERVER = `
local function part(name, position, size, set)
	local p = Instance.new("Part")
	p.Name = name
	p.Anchored = true
	p.Size = size or Vector3.new(2, 2, 2)
	p.Position = position
	for key, value in set or {} do p[key] = value end
	p.Parent = workspace
	return p
end
local function names(list)
	local out = {}
	for _, each in list do table.insert(out, each.Name) end
	table.sort(out)
	return table.concat(out, ",")
end
local box = part("box", Vector3.new(10, 0, 0), nil, { Material = Enum.Material.Metal })
part("behind", Vector3.new(20, 0, 0))
local hit = workspace:Raycast(Vector3.zero, Vector3.new(100, 0, 0))
say("ray", hit.Instance, hit.Position, hit.Normal, hit.Distance, hit.Material.Name)
say("short", workspace:Raycast(Vector3.zero, Vector3.new(8.9, 0, 0)))
say("inside", workspace:Raycast(Vector3.new(10, 0, 0), Vector3.new(5, 0, 0)))
local params = RaycastParams.new()
params.FilterDescendantsInstances = { box }
say("exclude", workspace:Raycast(Vector3.zero, Vector3.new(100, 0, 0), params).Instance)
params.FilterType = Enum.RaycastFilterType.Include
params.FilterDescendantsInstances = { workspace.behind }
say("include", workspace:Raycast(Vector3.zero, Vector3.new(100, 0, 0), params).Instance)
box.CanQuery = false
say("canquery.solid", workspace:Raycast(Vector3.zero, Vector3.new(100, 0, 0)).Instance)
box.CanCollide = false
say("canquery.off", workspace:Raycast(Vector3.zero, Vector3.new(100, 0, 0)).Instance)
box.CanQuery = true
local solid = RaycastParams.new()
solid.RespectCanCollide = true
say("respect", workspace:Raycast(Vector3.zero, Vector3.new(100, 0, 0), solid).Instance)
box.CanCollide = true
box.CFrame = CFrame.new(10, 0, 0) * CFrame.Angles(0, math.rad(45), 0)
say("turned", math.round(workspace:Raycast(Vector3.zero, Vector3.new(100, 0, 0)).Distance * 1000) / 1000)
say("long", (select(2, pcall(function() return workspace:Raycast(Vector3.zero, Vector3.new(20000, 0, 0)) end))))
part("ball", Vector3.new(0, 0, 30), Vector3.new(4, 4, 4), { Shape = Enum.PartType.Ball })
say("ball", workspace:Raycast(Vector3.zero, Vector3.new(0, 0, 100)).Position)
say("ball.miss", workspace:Raycast(Vector3.new(1.9, 1.9, 0), Vector3.new(0, 0, 100)))
part("pipe", Vector3.new(0, 0, -30), Vector3.new(10, 4, 4), { Shape = Enum.PartType.Cylinder })
say("pipe", workspace:Raycast(Vector3.zero, Vector3.new(0, 0, -100)).Position)
say("sphere", workspace:Spherecast(Vector3.new(0, 1.5, 0), 1, Vector3.new(0, 0, -100)).Instance)
say("block", workspace:Blockcast(CFrame.new(0, 2.5, 0), Vector3.new(2, 2, 2), Vector3.new(0, 0, -100)).Instance)

say("inbox", names(workspace:GetPartBoundsInBox(CFrame.new(15, 0, 0), Vector3.new(12, 1, 1))))
say("inradius", names(workspace:GetPartBoundsInRadius(Vector3.new(15, 0, 0), 4.5)), names(workspace:GetPartBoundsInRadius(Vector3.new(15, 0, 0), 3)))
local overlap = OverlapParams.new()
overlap.FilterType = Enum.RaycastFilterType.Include
overlap.FilterDescendantsInstances = { box }
say("overlap.include", names(workspace:GetPartBoundsInRadius(Vector3.new(15, 0, 0), 100, overlap)))
local one = OverlapParams.new()
one.MaxParts = 1
say("overlap.max", #workspace:GetPartBoundsInRadius(Vector3.new(15, 0, 0), 100, one))
local probe = part("probe", Vector3.new(20.5, 0.5, 0), Vector3.new(1, 1, 1))
say("inpart", names(workspace:GetPartsInPart(probe)))

workspace.Terrain:FillBlock(CFrame.new(0, -50, 0), Vector3.new(40, 10, 40), Enum.Material.Sand)
workspace.Terrain:FillBlock(CFrame.new(0, -44, 0), Vector3.new(40, 2, 40), Enum.Material.Water)
local down = workspace:Raycast(Vector3.new(0, -30, 0), Vector3.new(0, -100, 0))
say("terrain", down.Instance.ClassName, down.Material.Name, down.Position)
local dry = RaycastParams.new()
dry.IgnoreWater = true
say("terrain.dry", workspace:Raycast(Vector3.new(0, -30, 0), Vector3.new(0, -100, 0), dry).Material.Name)

local p = part("coupled", Vector3.new(0, 100, 0))
p:GetPropertyChangedSignal("Position"):Connect(function() say("position.changed") end)
p.Orientation = Vector3.new(0, 90, 0)
say("coupled", p.CFrame.LookVector.X < -0.99, p.Position)
p.Position = Vector3.new(1, 100, 0)
say("kept", p.Orientation)
local attachment = Instance.new("Attachment")
attachment.Position = Vector3.new(0, 0, -2)
attachment.Parent = p
local at = attachment.WorldPosition
say("attachment", math.round(at.X), math.round(at.Y), math.round(at.Z) + 0)
local model = Instance.new("Model")
part("a", Vector3.new(0, 200, 0)).Parent = model
part("b", Vector3.new(10, 200, 0)).Parent = model
model.Parent = workspace
local center, size = model:GetBoundingBox()
say("bounds", center.Position, size)
model:PivotTo(CFrame.new(0, 300, 0))
say("pivot", model.a.Position, model.b.Position, model:GetPivot().Position)
model.PrimaryPart = model.a
say("primary", model:GetPivot().Position)

local animator = Instance.new("Animator")
local animation = Instance.new("Animation")
animation.AnimationId = "rbxassetid://900"
local track = animator:LoadAnimation(animation)
track:GetMarkerReachedSignal("Step"):Connect(function(value) say("marker", value) end)
track.Stopped:Connect(function() say("track.stopped") end)
track:Play()
say("track", track.IsPlaying, track.Length)
`;

describe("Spatial queries, parts and animations", () => {
	let run: LuauRun;
	const fact = (label: string): string | undefined => run.facts.get(`server:${label}`);
	before(async () => {
		run = await runLuau({ server: SERVER, seconds: 3 });
	});
	const table: readonly (readonly [name: string, label: string, wanted: string])[] = [
		["a ray meets the nearest part, with its face and material (10)", "ray", "box 9, 0, 0 -1, 0, 0 9 Metal"],
		["a ray is as long as its direction (10)", "short", "nil"],
		["a ray filter excludes (10)", "exclude", "behind"],
		["a ray filter includes (10)", "include", "behind"],
		["CanQuery counts only without CanCollide (10)", "canquery.solid", "box"],
		["a part without both is not seen (10)", "canquery.off", "behind"],
		["RespectCanCollide sees only what collides (10)", "respect", "behind"],
		["boxes are hit as they are turned (10)", "turned", "8.586"],
		["balls are round (10)", "ball", "0, 0, 28"],
		["balls have no corners (10)", "ball.miss", "nil"],
		["cylinders lie along X (10)", "pipe", "0, 0, -28"],
		["a sphere meets what a ray would pass (10)", "sphere", "pipe"],
		["a block meets what a ray would pass (10)", "block", "pipe"],
		["parts in a box (10)", "inbox", "behind,box"],
		["parts in a radius (10)", "inradius", "behind,box "],
		["overlap filters include (10)", "overlap.include", "box"],
		["MaxParts limits (10)", "overlap.max", "1"],
		["parts in a part (10)", "inpart", "behind"],
		["rays see water (10)", "terrain", "Terrain Water 0, -43, 0"],
		["rays may ignore water (10)", "terrain.dry", "Sand"],
		["position and orientation are one CFrame", "coupled", "true 0, 100, 0"],
		["setting one keeps the other", "kept", "0, 90, 0"],
		["an attachment follows its part", "attachment", "-1 100 0"],
		["a model's bounds", "bounds", "5, 200, 0 12, 2, 2"],
		["a model moves as one", "pivot", "-5, 300, 0 5, 300, 0 0, 300, 0"],
		["a primary part is the pivot", "primary", "-5, 300, 0"],
		["a track without a description lasts a second (8.3)", "track", "true 1"],
	];
	for (const [name, label, wanted] of table) {
		it(name, () => {
			assert.equal(fact(label), wanted);
		});
	}
	it("a ray is at most 15000 studs long (10)", () => {
		assert.match(fact("long") ?? "", /15000/);
	});
	it("a track stops by itself at its end (8.3)", () => {
		assert.equal(fact("track.stopped"), "");
	});
});

void it("takes nothing else for its parameters, and a tolerance within its range (facts 10)", async () => {
	const { facts } = await runLuau({
		server: `say("ray", pcall(workspace.Raycast, workspace, Vector3.zero, Vector3.yAxis, {}))
			say("box", pcall(workspace.GetPartBoundsInRadius, workspace, Vector3.zero, 1, RaycastParams.new()))
			local params = OverlapParams.new() params.Tolerance = 3 say("tolerance", params.Tolerance)`,
		seconds: 0.1,
	});
	assert.match(facts.get("server:ray")!, /^false .*Unable to cast table to RaycastParams/);
	assert.match(facts.get("server:box")!, /^false .*Unable to cast RaycastParams to OverlapParams/);
	assert.equal(facts.get("server:tolerance"), "0.05");
});

void it("a WorldModel asks of its own parts, and the Workspace not of them", async () => {
	const { facts } = await runLuau({
		server: `local world = Instance.new("WorldModel") world.Parent = game:GetService("ReplicatedStorage")
			local function part(parent, at) local made = Instance.new("Part") made.Anchored = true made.Size = Vector3.one * 4 made.Position = at made.Parent = parent return made end
			local own, other = part(world, Vector3.zero), part(workspace, Vector3.new(0, 50, 0))
			local down = world:Raycast(Vector3.new(0, 100, 0), Vector3.new(0, -200, 0))
			say("ray", down.Instance == own, down.Position, workspace:Raycast(Vector3.new(0, 20, 0), Vector3.new(0, -40, 0)))
			say("box", #world:GetPartBoundsInBox(CFrame.new(), Vector3.one), #workspace:GetPartBoundsInBox(CFrame.new(), Vector3.one))
			local zone = part(world, Vector3.new(1, 0, 0)) say("part", world:GetPartsInPart(zone)[1] == own, pcall(workspace.GetPartsInPart, workspace, zone), pcall(world.GetPartsInPart, world, other))`,
		seconds: 0.1,
	});
	assert.equal(facts.get("server:ray"), "true 0, 2, 0 nil");
	assert.equal(facts.get("server:box"), "1 0");
	assert.match(facts.get("server:part")!, /^true false false .*same WorldRoot/);
});

void it("a part has a size, however small or large it is asked to be", async () => {
	const { facts } = await runLuau({
		server: `local part = Instance.new("Part") part.Size = Vector3.new(0, -3, 5000) say("size", part.Size)`,
		seconds: 0.1,
	});
	assert.match(facts.get("server:size")!, /^0\.001\d*, 0\.001\d*, 2048$/);
});

void it("a part touches what collides with it, and without colliding only while somebody listens", async () => {
	const { facts } = await runLuau({
		server: `local function part(name, at) local made = Instance.new("Part") made.Name = name made.Anchored = true made.Position = at made.Parent = workspace return made end
			local zone, inside = part("Zone", Vector3.zero), part("Inside", Vector3.new(1, 0, 0)) part("Outside", Vector3.new(50, 0, 0))
			local function touching() local names = {} for _, each in zone:GetTouchingParts() do table.insert(names, each.Name) end return table.concat(names, " ") end
			say("solid", touching()) zone.CanCollide = false say("ghost", touching()) zone.Touched:Connect(function() end) say("listened", touching())
			inside.CanCollide = false say("both", touching()) zone.Parent = nil say("nowhere", #zone:GetTouchingParts())`,
		seconds: 0.1,
	});
	assert.equal(facts.get("server:solid"), "Inside");
	assert.equal(facts.get("server:ghost"), "");
	assert.equal(facts.get("server:listened"), "Inside");
	assert.equal(facts.get("server:both"), "");
	assert.equal(facts.get("server:nowhere"), "0");
});
