import assert from "node:assert/strict";
import { test } from "node:test";

import { printed } from "../../run/testing.ts";

/** Follows everything that a script can get hold of, and reports tables in which the engine keeps something. */
const CRAWL = `
local ENGINES = { "stepWork", "natives", "peerList", "values", "ctx", "listed", "__load", "__watch", "children" }
local seen, found = {}, {}
local visit
local function look(value, trail)
	local kind = type(value)
	if (kind == "table" or kind == "function" or kind == "userdata") and not seen[value] then
		seen[value] = true
		visit(value, kind, trail)
	end
end
function visit(value, kind, trail)
	if kind == "table" then
		for _, name in ENGINES do
			if rawget(value, name) ~= nil then
				table.insert(found, trail .. " holds " .. name)
			end
		end
		for key, item in next, value do
			look(item, trail .. "." .. tostring(key))
		end
	elseif kind == "function" then
		look(getfenv(value), "getfenv(" .. trail .. ")")
		local source = debug.info(value, "s")
		if string.find(source, "engine") then
			table.insert(found, trail .. " is of " .. source)
		end
	else
		for _, name in { "__raw", "__self", "__value", "__items", "__index", "state", "conn", "fn", "fields", 1 } do
			if pcall(function() look(value[name], trail .. "." .. tostring(name)) end) then
				table.insert(found, trail .. " has " .. tostring(name))
			end
		end
	end
	look(getmetatable(value), "getmetatable(" .. trail .. ")")
end
local folder = Instance.new("Folder", workspace)
local values = {
	env = getfenv(), folder = folder, game = game, signal = folder.ChildAdded, connection = folder.ChildAdded:Connect(print),
	method = folder.Destroy, enums = Enum, enum = Enum.Material, item = Enum.Material.Plastic, vector = Vector3.one,
	vector2 = Vector2.new(1, 2), frame = CFrame.new(1, 2, 3), colour = Color3.new(), tween = TweenInfo.new(),
	random = Random.new(1), params = RaycastParams.new(), overlap = OverlapParams.new(), date = DateTime.now(),
	text = "text", global = _G, shared = shared, range = NumberRange.new(1, 2), sequence = NumberSequence.new(1),
	ray = Ray.new(), udim = UDim2.new(), content = Content.none, font = Font.new("x"), brick = BrickColor.new("White"),
	hit = workspace:Raycast(Vector3.new(0, 5, 0), Vector3.new(0, -10, 0)),
}
for name, value in values do
	look(value, name)
	if type(value) == "userdata" or type(value) == "vector" then
		local ok = pcall(function() value.anything = 1 end)
		if ok then table.insert(found, name .. " takes new members") end
	end
end
for level = 1, 20 do
	look(debug.info(level, "f"), "level " .. level)
end
-- The engine's functions are on the stack of a module's load and of an error's handler.
xpcall(function() return game.Nonsense end, function()
	for level = 1, 20 do
		look(debug.info(level, "f"), "the handler's level " .. level)
	end
	if string.find(debug.traceback(), "engine/") then table.insert(found, "a traceback shows the engine") end
end)
task.wait()
for _, line in found do print(line) end
print("looked")`;

test("nothing of the engine's can be reached from a script", async () => {
	assert.deepEqual(await printed(CRAWL), ["looked"]);
});

test("metatables are locked", async () => {
	const values = [
		"workspace",
		"workspace.ChildAdded",
		"Enum",
		"Enum.Material",
		"Vector3.one",
		`""`,
		"Color3",
		"Color3.new()",
		"getfenv()",
	];
	const lines = await printed(values.map(value => `print(getmetatable(${value}))`).join("\n"));
	assert.deepEqual(
		lines,
		values.map(() => "The metatable is locked"),
	);
});

test("libraries take no new members", async () => {
	const names = ["Vector3", "CFrame", "Color3", "Instance", "task", "os", "debug", "string", "table", "math"];
	const lines = await printed(names.map(name => `print(pcall(function() ${name}.mine = 1 end))`).join("\n"));
	for (const line of lines) assert.match(line, /^false .*readonly/);
});
