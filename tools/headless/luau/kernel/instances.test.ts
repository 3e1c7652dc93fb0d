import assert from "node:assert/strict";
import { test } from "node:test";

import { printed } from "../../run/testing.ts";

/** What each pcall'd expression raises. */
const raised = async (...expressions: string[]): Promise<string[]> => {
	const source = expressions.map(expression => `print(select(2, pcall(function() ${expression} end)))`).join("\n");
	return (await printed(source)).map(line => line.replace(/^ServerScriptService\.Main:\d+: /, ""));
};

test("only creatable classes are created (facts 19)", async () => {
	assert.deepEqual(await raised(`Instance.new("Workspace")`, `Instance.new("Sond")`), [
		'Unable to create an Instance of type "Workspace"',
		'Unable to create an Instance of type "Sond"',
	]);
});

test("misspelled members raise on read and on write (facts 19)", async () => {
	assert.deepEqual(await raised(`return workspace.Gravty`, `Instance.new("Folder").Volume = 1`), [
		'Gravty is not a valid member of Workspace "Workspace"',
		'Volume is not a valid member of Folder "Folder"',
	]);
});

test("wrong types and read-only members raise (facts 22)", async () => {
	assert.deepEqual(
		await raised(
			`Instance.new("Sound").Volume = {}`,
			`Instance.new("Sound").ClassName = "x"`,
			`Instance.new("Part").Material = "Nothing"`,
			`Instance.new("Sound").SoundGroup = workspace`,
		),
		[
			"Unable to assign property Volume. number expected, got table",
			"Unable to assign property ClassName. Property is read only",
			"Unable to assign property Material. EnumItem of type Material expected, got string",
			"Unable to assign property SoundGroup. SoundGroup expected, got Workspace",
		],
	);
});

test("enum properties take the item, its name or its value (facts 19)", async () => {
	const lines = await printed(`
		local part = Instance.new("Part")
		part.Material = Enum.Material.Wood print(part.Material)
		part.Material = "Grass" print(part.Material)
		part.Material = 256 print(part.Material)
		print(pcall(function() return Enum.Material.Nothing end))
	`);
	assert.deepEqual(lines.slice(0, 3), ["Enum.Material.Wood", "Enum.Material.Grass", "Enum.Material.Plastic"]);
	assert.match(lines[3]!, /Nothing is not a valid member of "Enum.Material"/);
});

test("what is not implemented says so, never a silent nil (facts 22)", async () => {
	const [line] = await raised(`workspace:PGSIsEnabled()`);
	assert.equal(line, "not implemented in the headless engine: Workspace.PGSIsEnabled");
});

test("Destroy locks the parent, empties the tree and leaves properties readable (facts 19)", async () => {
	const lines = await printed(`
		local folder = Instance.new("Folder", workspace)
		local child = Instance.new("Folder", folder) child.Name = "child"
		folder:Destroy()
		print(folder.Parent, child.Parent, child.Name, #folder:GetChildren())
		print(pcall(function() folder.Parent = workspace end))
		folder:Destroy()
	`);
	assert.equal(lines[0], "nil nil child 0");
	assert.match(lines[1]!, /The Parent property of Folder is locked, current parent: NULL, new parent Workspace/);
});

test("cycles of parents raise (facts 19)", async () => {
	assert.deepEqual(
		await raised(
			`local f = Instance.new("Folder") f.Parent = f`,
			`local a = Instance.new("Folder") a.Name = "A" local b = Instance.new("Folder", a) b.Name = "B" a.Parent = b`,
		),
		["Attempt to set Folder as its own parent", "Attempt to set parent of A to A.B would result in circular reference"],
	);
});

test("Clone copies Archivable instances with attributes and tags and remaps references inside (facts 19)", async () => {
	const lines = await printed(`
		local model = Instance.new("Model")
		local part = Instance.new("Part", model) part.Name = "P"
		model.PrimaryPart = part
		local hidden = Instance.new("Part", model) hidden.Archivable = false
		model:SetAttribute("a", 1) model:AddTag("t")
		local copy = model:Clone()
		print(copy.Parent, copy.PrimaryPart == copy.P, copy.PrimaryPart ~= part, #copy:GetChildren(), copy:GetAttribute("a"), copy:HasTag("t"))
	`);
	assert.deepEqual(lines, ["nil true true 1 1 true"]);
});

test("dot access prefers properties over children; FindFirstChild returns nil (facts 19)", async () => {
	const lines = await printed(`
		local folder = Instance.new("Folder", workspace)
		local child = Instance.new("Folder", folder) child.Name = "Name"
		print(folder.Name, folder:FindFirstChild("Name") == child, folder:FindFirstChild("no"))
	`);
	assert.deepEqual(lines, ["Folder true nil"]);
});

test("WaitForChild yields, warns after 5 s, and gives up at its timeout (facts 16, 19)", async () => {
	const lines = await printed(
		`
		task.delay(7, function() local f = Instance.new("Folder") f.Name = "late" f.Parent = workspace end)
		print(workspace:WaitForChild("never", 1), time() >= 1)
		print(workspace:WaitForChild("late"), time())
	`,
		{ seconds: 9 },
	);
	assert.equal(lines[0], "nil true");
	assert.equal(lines[1], `warn: Infinite yield possible on 'Workspace:WaitForChild("late")'`);
	assert.match(lines[2]!, /^late 7(\.\d+)?$/);
});

test("events of the tree: ChildAdded, DescendantAdded, AncestryChanged to every descendant, Destroying (facts 19)", async () => {
	const lines = await printed(`
		local a = Instance.new("Folder") a.Name = "a"
		local b = Instance.new("Folder", a) b.Name = "b"
		b.AncestryChanged:Connect(function(child, parent) print("ancestry", child, parent) end)
		workspace.ChildAdded:Connect(function(child) print("child", child) end)
		workspace.DescendantAdded:Connect(function(child) print("descendant", child) end)
		a.Destroying:Connect(function() print("destroying", a.Parent) end)
		a.Parent = workspace
		task.wait()
		a:Destroy()
	`);
	// Both queue in the order of what happened; Destroy's own come last and see the final state.
	assert.deepEqual(lines, [
		"ancestry a Workspace",
		"child a",
		"descendant a",
		"descendant b",
		"destroying nil",
		"ancestry a nil",
		"ancestry b nil",
	]);
});

test("attributes: allowed types and names, nil removes, the signals pass the name or nothing (facts 11)", async () => {
	const lines = await printed(`
		local f = Instance.new("Folder")
		f.AttributeChanged:Connect(function(name) print("changed", name, f:GetAttribute(name)) end)
		f:GetAttributeChangedSignal("a"):Connect(function(...) print("signal", select("#", ...)) end)
		f:SetAttribute("a", 1)
		task.wait()
		f:SetAttribute("a", nil)
		print(next(f:GetAttributes()))
	`);
	assert.deepEqual(lines, ["signal 0", "changed a 1", "nil", "signal 0", "changed a nil"]);
	const errors = await raised(
		`workspace:SetAttribute("a", {})`,
		`workspace:SetAttribute("a b", 1)`,
		`workspace:SetAttribute("RBXa", 1)`,
		`workspace:SetAttribute(string.rep("a", 101), 1)`,
	);
	assert.deepEqual(errors, [
		"Table is not a supported attribute type",
		"'a b' is not a valid attribute name",
		"Attribute names cannot begin with 'RBX'",
		"Attribute name must be 100 characters or less",
	]);
});

test("tags: CollectionService sees only what is in the tree, and its signals follow it (facts 9)", async () => {
	const lines = await printed(`
		local tags = game:GetService("CollectionService")
		tags:GetInstanceAddedSignal("t"):Connect(function(i) print("added", i) end)
		tags:GetInstanceRemovedSignal("t"):Connect(function(i) print("removed", i) end)
		local f = Instance.new("Folder")
		f:AddTag("t")
		print(#tags:GetTagged("t"), tags:HasTag(f, "t"))
		f.Parent = workspace
		print(#tags:GetTagged("t"))
		task.wait()
		f:Destroy()
		print(#tags:GetTagged("t"))
	`);
	assert.deepEqual(lines, ["0 true", "1", "added Folder", "0", "removed Folder"]);
});

test("a service that does not exist raises", async () => {
	const [line] = await raised(`game:GetService("SoundServce")`);
	assert.equal(line, "'SoundServce' is not a valid Service name");
});

test("services stay where they are, and sources are for plugins (facts 19)", async () => {
	const lines = await printed(`
		print(pcall(function() workspace.Parent = nil end))
		print(pcall(function() game.Parent = workspace end))
		workspace.Parent = game
		print(pcall(function() Instance.new("ModuleScript").Source = "return 1" end))
	`);
	assert.match(lines[0]!, /The Parent property of Workspace is locked, current parent: Game, new parent NULL/);
	assert.match(lines[1]!, /The Parent property of Game is locked/);
	assert.match(lines[2]!, /cannot access 'Source' \(lacking capability Plugin\)/);
});

test("services that every place has are members of the game; whole numbers stay whole; a colour has two names (facts 19)", async () => {
	const lines = await printed(`
		print(game.HttpService == game:GetService("HttpService"), pcall(function() return game.Nope end))
		local number, part = Instance.new("IntValue"), Instance.new("Part")
		number.Value = 1.7
		part.BrickColor = BrickColor.new("Bright red")
		print(number.Value, part.Color == Color3.fromRGB(196, 40, 28))
	`);
	assert.match(lines[0]!, /^true false .*Nope is not a valid member of DataModel "Game"/);
	assert.equal(lines[1], "1 true");
});

test("names that begin with underscores are ordinary names", async () => {
	const lines = await printed(`
		local f = Instance.new("Folder")
		for _, name in { "__tests__", "__raw", "__children", "__index", "__" } do
			print(pcall(function() return f[name] end))
			local child = Instance.new("Folder", f)
			child.Name = name
			print(f[name] == child, f:FindFirstChild(name) == child, f:Clone()[name].Name == name)
		end
	`);
	for (const [index, name] of ["__tests__", "__raw", "__children", "__index", "__"].entries()) {
		assert.match(lines[index * 2]!, new RegExp(`^false .*: ${name} is not a valid member of Folder "Folder"$`));
		assert.equal(lines[index * 2 + 1], "true true true");
	}
});

test("enum items answer to the names that they had before (facts 24)", async () => {
	const lines = await printed(`
		local filter = Enum.RaycastFilterType
		print(filter.Whitelist == filter.Include, filter.Blacklist == filter.Exclude, filter.Whitelist.Name)
		print(filter:FromName("Blacklist"), #filter:GetEnumItems())
		local params = RaycastParams.new()
		params.FilterType = "Whitelist"
		print(params.FilterType)
	`);
	assert.deepEqual(lines, ["true true Include", "Enum.RaycastFilterType.Exclude 2", "Enum.RaycastFilterType.Include"]);
});
