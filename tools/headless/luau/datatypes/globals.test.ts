import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";

import { printed } from "../../run/testing.ts";
import { readGlobals, readMembers } from "../../schema/read-globals.ts";

const include = join(dirname(createRequire(import.meta.url).resolve("@rbxts/types/package.json")), "include");
const read = (name: string): string => readFileSync(join(include, name), "utf8");

/** What the typings declare as a value and no script has: the compiler's own runtime and a mark of a type. */
const TYPES_ONLY = ["TS", "SharedTableNominal"];
/** Real globals that the typings leave to Luau. */
const UNTYPED =
	"stats ypcall printidentity Spawn Delay Wait ElapsedTime settings loadstring newproxy rawlen unpack typeof assert setfenv SecurityCapabilities DebuggerManager PluginManager workspace".split(
		" ",
	);

/** One value of each datatype that scripts can have. */
const SAMPLES: Readonly<Record<string, string>> = {
	Axes: "Axes.new()",
	BrickColor: "BrickColor.new(1)",
	CatalogSearchParams: "CatalogSearchParams.new()",
	CFrame: "CFrame.new()",
	Color3: "Color3.new()",
	ColorSequence: "ColorSequence.new(Color3.new())",
	ColorSequenceKeypoint: "ColorSequenceKeypoint.new(0, Color3.new())",
	Content: "Content.none",
	DateTime: "DateTime.now()",
	DockWidgetPluginGuiInfo: "DockWidgetPluginGuiInfo.new()",
	Enum: "Enum.Material",
	EnumItem: "Enum.Material.Air",
	Enums: "Enum",
	Faces: "Faces.new()",
	FloatCurveKey: "FloatCurveKey.new(0, 1)",
	Font: 'Font.fromName("Arial")',
	NumberRange: "NumberRange.new(1)",
	NumberSequence: "NumberSequence.new(1)",
	NumberSequenceKeypoint: "NumberSequenceKeypoint.new(0, 1)",
	OverlapParams: "OverlapParams.new()",
	Path2DControlPoint: "Path2DControlPoint.new()",
	PathWaypoint: "PathWaypoint.new()",
	PhysicalProperties: "PhysicalProperties.new(1, 1, 1)",
	Random: "Random.new()",
	Ray: "Ray.new()",
	RaycastParams: "RaycastParams.new()",
	RBXScriptConnection: "workspace.Changed:Connect(print)",
	RBXScriptSignal: "workspace.Changed",
	Rect: "Rect.new(0, 0, 1, 1)",
	Region3: "Region3.new(Vector3.zero, Vector3.one)",
	Region3int16: "Region3int16.new()",
	RotationCurveKey: "RotationCurveKey.new(0, CFrame.new())",
	SecurityCapabilities: "SecurityCapabilities.new()",
	TweenInfo: "TweenInfo.new()",
	UDim: "UDim.new()",
	UDim2: "UDim2.new()",
	ValueCurveKey: "ValueCurveKey.new(0, 1)",
	Vector2: "Vector2.new()",
	Vector2int16: "Vector2int16.new()",
	Vector3: "Vector3.zero",
	Vector3int16: "Vector3int16.new()",
};

const MISSES = `local function has(name, get) local ok, value = pcall(get) if not ok or value == nil then print(name, value) end end\n`;
const globalChecks = (): string =>
	[
		...readGlobals([read("lua.d.ts"), read("roblox.d.ts")]).filter(({ name }) => !TYPES_ONLY.includes(name)),
		...UNTYPED.map(name => ({ name, members: [] })),
	]
		.flatMap(({ name, members }) => [
			`has("${name}", function() return ${name} end)`,
			...members.map(member => `has("${name}.${member}", function() return ${name}["${member}"] end)`),
		])
		.join("\n");

void describe("the globals of Roblox", () => {
	void it("are all there, each library with all its members, in plain Luau and in what roblox-ts compiled", async () => {
		const source = MISSES + globalChecks();
		assert.deepEqual(await printed(source), []);
		assert.deepEqual(await printed(`-- Compiled with roblox-ts v3.0.0\n${source}`), []);
	});

	void it("make values that have every member of their type", async () => {
		const members = readMembers(read("roblox.d.ts"), Object.keys(SAMPLES));
		assert.ok(members.length > 200);
		const checks = members
			.filter(({ type, name, optional }) => !optional && !(type === "FloatCurveKey" && name.endsWith("Tangent")))
			.map(({ type, name }) => `has("${type}:${name}", function() return (${SAMPLES[type]})["${name}"] end)`);
		const types = Object.entries(SAMPLES).map(
			([type, value]) => `if typeof(${value}) ~= "${type}" then print("${type}", typeof(${value})) end`,
		);
		assert.deepEqual(await printed(MISSES + checks.join("\n")), []);
		assert.deepEqual(await printed(types.join("\n")), []);
	});

	void it("that belong to Roblox alone are refused by name", async () => {
		const no = (call: string): string => `print(select(2, pcall(function() return ${call} end)))`;
		const lines = await printed(
			[
				"User.fromId(1)",
				"InstanceHandle.new(game)",
				"SecurityCapabilities.fromCurrent()",
				"PluginManager()",
				"settings()",
			]
				.map(no)
				.join("\n"),
		);
		assert.match(lines[0]!, /not implemented in the headless engine: User\.fromId/);
		assert.match(lines[1]!, /not implemented in the headless engine: InstanceHandle\.new/);
		assert.match(lines[2]!, /not implemented in the headless engine: SecurityCapabilities\.fromCurrent/);
		assert.match(lines[3]!, /'PluginManager' \(lacking capability Plugin\)/);
		assert.match(lines[4]!, /not implemented in the headless engine: settings/);
	});
});
