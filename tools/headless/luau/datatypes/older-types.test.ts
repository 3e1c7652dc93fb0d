import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { runLuau } from "../run-luau.ts";

const SOURCE = String.raw`
local function err(label, fn, ...) local ok, e = pcall(fn, ...) say(label, if ok then "no error" else (string.gsub(e, "^.-:%d+: ", ""))) end
local v2, v3 = Vector2int16.new, Vector3int16.new
say("int-wrap", v2(40000, -40000), v3(1.9, -1.9, 0), v3(1, 2, 3) == v3(1, 2, 3), v3() == v3(0, 0, 1))
say("int-math", v2(1, 2) + v2(3, 4), v3(1, 2, 3) * 2, 2 * v2(1, 2), v3(7, 8, 9) / v3(2, 2, 2), -v2(1, -1), v2(32767, 0) + v2(1, 0))
err("int-mixed", function() return v2(1, 2) + 1 end) err("int-set", function() v2().X = 1 end) err("int-new", v2, {})
say("region", Region3int16.new(v3(1, 2, 3), v3(4, 5, 6)).Max, Region3int16.new().Min == v3())
local faces = Faces.new(Enum.NormalId.Top, Enum.NormalId.Left)
say("faces", faces, faces.Top, faces.Right, faces == Faces.new(Enum.NormalId.Left, Enum.NormalId.Top)) err("faces-no", Faces.new, 1)
local axes = Axes.new(Enum.Axis.X, Enum.NormalId.Top)
say("axes", axes, axes.X, axes.Y, axes.Z, axes.Right, axes.Bottom, axes.Top)
local way = PathWaypoint.new(Vector3.one, Enum.PathWaypointAction.Jump, "ledge")
say("way", way.Position == Vector3.one, way.Action.Name, way.Label, PathWaypoint.new(Vector3.one).Action.Name) err("way-no", PathWaypoint.new, 5)
local key = FloatCurveKey.new(1, 2, Enum.KeyInterpolationMode.Linear)
say("key", key.Time, key.Value, key.Interpolation.Name, RotationCurveKey.new(0, CFrame.new()).Interpolation.Name) err("key-no", FloatCurveKey.new, 1, "x")
say("widget", DockWidgetPluginGuiInfo.new(Enum.InitialDockState.Float, true, false, 300, 200).FloatingYSize)
local find = CatalogSearchParams.new() find.SearchKeyword = "hat" find.AssetTypes = { Enum.AvatarAssetType.Hat } find.Limit = 60
say("find", find.SearchKeyword, find.AssetTypes[1].Name, find.Limit, find.MaxPrice, CatalogSearchParams.new().SearchKeyword == "")
err("find-limit", function() find.Limit = 20 end) err("find-type", function() find.MinPrice = "x" end) err("find-member", function() find.Serch = 1 end) err("find-list", function() find.BundleTypes = { 999 } end)
-- BrickColor and Font
say("brick", BrickColor.new("Really red").Color:ToHex(), BrickColor.new(1004), BrickColor.new("no such colour"), BrickColor.new(1, 0, 0), BrickColor.new(Color3.new(0, 0, 0)))
say("brick-more", BrickColor.Red(), BrickColor.palette(0).Number, BrickColor.palette(127).Number, BrickColor.random().Number > 0, BrickColor.new(1004).r) err("brick-no", BrickColor.palette, 128)
say("font", Font.fromEnum(Enum.Font.GothamBold).Family, Font.fromEnum(Enum.Font.GothamBold).Weight.Name, Font.fromEnum(Enum.Font.SourceSansItalic).Style.Name, Font.fromId(5).Family, Font.fromName("Jura", Enum.FontWeight.Bold).Bold)
-- Vector2
say("v2", Vector2.new(-1.5, 2.5):Abs(), Vector2.new(-1.5, 2.5):Floor(), Vector2.new(-1.5, 2.5):Ceil(), Vector2.new(-3, 0):Sign(), Vector2.new(1, 5):Max(Vector2.new(3, 2), Vector2.new(0, 9)), Vector2.new(1, 5):Min(Vector2.new(3, 2)))
say("v2-angle", math.deg(Vector2.xAxis:Angle(-Vector2.yAxis)), math.deg(Vector2.xAxis:Angle(-Vector2.yAxis, true)))
say("grid", Region3.new(Vector3.new(1, 1, 1), Vector3.new(5, 5, 5)):ExpandToGrid(4).Size, Ray.new(Vector3.zero, Vector3.xAxis):Distance(Vector3.new(5, 3, 0)))
say("v3", Vector3.new(1, 5, 3):Max(Vector3.new(2, 2, 2), Vector3.new(0, 0, 9)), Vector3.new(1, 5, 3):Min(Vector3.new(2, 2, 2), Vector3.zero))
say("axis", Vector3.FromAxis(Enum.Axis.Y), Content.fromObject(workspace).Object == workspace, Color3.toHSV(Color3.new(1, 0, 0)))
-- SharedTable
local st = SharedTable.new({ 5, name = "a", inner = { deep = true } })
say("st", st[1], st.name, typeof(st.inner), st.inner.deep, SharedTable.size(st), st.nothing)
local seen = {} for k, v in st do table.insert(seen, tostring(k)) st[k] = nil end table.sort(seen) say("st-loop", table.concat(seen, " "), SharedTable.size(st))
st.n = 1 say("st-inc", SharedTable.increment(st, "n", 4), st.n) SharedTable.update(st, "n", function(n) return n * 10 end) say("st-update", st.n)
local inner = SharedTable.new({ x = 1 }) st.inner = inner local shallow, deep = SharedTable.clone(st), SharedTable.clone(st, true) inner.x = 2
say("st-clone", shallow.inner.x, deep.inner.x) local frozen = SharedTable.cloneAndFreeze(st) say("st-frozen", SharedTable.isFrozen(frozen), SharedTable.isFrozen(st))
err("st-write", function() frozen.n = 1 end) err("st-clear", SharedTable.clear, frozen) err("st-key", function() st[true] = 1 end) err("st-half", function() st[0.5] = 1 end)
err("st-fn", function() st.f = function() end end) err("st-table", function() st.f = {} end) err("st-none", SharedTable.increment, st, "none", 1) err("st-arg", SharedTable.size, {})
local registry = game:GetService("SharedTableRegistry") registry:GetSharedTable("a").v = 1 say("st-registry", registry:GetSharedTable("a").v, registry:GetSharedTable("b").v) registry:SetSharedTable("b", st) say("st-set", registry:GetSharedTable("b") == st)
-- globals
say("count", collectgarbage("count") > 0) err("collect", collectgarbage, "collect") err("collect-none", collectgarbage)
say("stats", stats() == game:GetService("Stats"), ypcall(error)) printidentity() printidentity("I am")
Spawn(function() say("spawn", time() > 0) end) Delay(0.5, function() say("delay", time() >= 0.5) end) say("elapsed", ElapsedTime() == time())
local user = UserSettings() say("user", user == UserSettings(), user:GetService("UserGameSettings").ClassName, user:IsUserFeatureEnabled("UserX")) err("user-no", user.GetService, user, "Players")
local capable = SecurityCapabilities.new(Enum.SecurityCapability.Basic) capable:Add(Enum.SecurityCapability.Audio) say("capable", capable, capable:Contains(Enum.SecurityCapability.Basic, Enum.SecurityCapability.Audio)) capable:Remove(Enum.SecurityCapability.Basic) say("less", capable:Contains(Enum.SecurityCapability.Basic))
-- utf8
local function cut(text, ...) local out = {} for first, last in utf8.graphemes(text, ...) do table.insert(out, first .. "-" .. last) end return table.concat(out, " ") end
say("graphemes", cut("ae\u{301}x"), cut("👨‍👩‍👧!"), cut(""), cut("abc", 2), cut("abc", -2, -2))
say("normal", #utf8.nfcnormalize("e\u{301}"), #utf8.nfdnormalize("é"), utf8.nfcnormalize("e\u{301}") == "é", utf8.len("é")) err("utf8-bad", utf8.nfcnormalize, "\xff") err("utf8-graphemes", utf8.graphemes, "a\xff")
`;

const EXPECTED: Readonly<Record<string, string>> = {
	"int-wrap": "-25536, 25536 1, -1, 0 true false",
	"int-math": "4, 6 2, 4, 6 2, 4 3, 4, 4 -1, 1 -32768, 0",
	"int-mixed": "attempt to perform arithmetic (add) on Vector2int16 and number",
	"int-set": "X cannot be assigned to",
	"int-new": "invalid argument #1 to 'new' (number expected, got table)",
	region: "4, 5, 6 true",
	faces: "Top, Left true false true",
	"faces-no": "invalid argument #1 to 'new' (NormalId expected by Faces, got number)",
	axes: "X, Y true true false true true true",
	way: "true Jump ledge Walk",
	"way-no": "invalid argument #1 to 'new' (Vector3 expected, got number)",
	key: "1 2 Linear Cubic",
	"key-no": "invalid argument #2 to 'new' (number expected, got string)",
	widget: "200",
	find: "hat Hat 60 2147483647 true",
	"find-limit": "Limit must be one of 10, 28, 30, 60, 120, got 20",
	"find-type": "Unable to assign property MinPrice. number expected, got string",
	"find-member": "Serch is not a valid member of CatalogSearchParams",
	"find-list": "Unable to assign property BundleTypes. EnumItem of type BundleType expected, got number",
	brick: "ff0000 Really red Medium stone grey Really red Really black",
	"brick-more": "Bright red 141 1003 true 1",
	"brick-no": "palette index out of bounds (should be between 0 and 127)",
	font: "rbxasset://fonts/families/GothamSSm.json Bold Italic rbxassetid://5 true",
	v2: "1.5, 2.5 -2, 2 -1, 3 -1, 0 3, 9 1, 2",
	"v2-angle": "90 -90",
	v3: "2, 5, 9 0, 0, 0",
	grid: "8, 8, 8 3",
	axis: "0, 1, 0 true 0 1 1",
	st: "5 a SharedTable true 3 nil",
	"st-loop": "1 inner name 0",
	"st-inc": "1 5",
	"st-update": "50",
	"st-clone": "2 1",
	"st-frozen": "true false",
	"st-write": "Attempt to modify a readonly SharedTable",
	"st-clear": "Attempt to modify a readonly SharedTable",
	"st-key": "a key of a SharedTable is a string or a whole number from 0, not boolean",
	"st-half": "a key of a SharedTable is a string or a whole number from 0, not 0.5",
	"st-fn": "a SharedTable cannot hold a function",
	"st-table": "a SharedTable holds no tables; make one with SharedTable.new(table)",
	"st-none": "SharedTable.increment: the value of none is not a number but nil",
	"st-arg": "invalid argument #1 to 'size' (SharedTable expected, got table)",
	"st-registry": "1 nil",
	"st-set": "true",
	count: "true",
	collect: "collectgarbage must be called with 'count'; use gcinfo() instead",
	"collect-none": "collectgarbage must be called with 'count'; use gcinfo() instead",
	stats: "true false nil",
	spawn: "true",
	delay: "true",
	elapsed: "true",
	user: "true UserGameSettings false",
	"user-no": "'Players' is not a valid Service name",
	capable: "Audio | Basic true",
	less: "false",
	graphemes: "1-1 2-4 5-5 1-18 19-19  2-2 3-3 2-2",
	normal: "2 3 true 1",
	"utf8-bad": "invalid UTF-8 code",
	"utf8-graphemes": "invalid UTF-8 code",
};

void describe("globals and datatypes that few scripts use", () => {
	let facts: ReadonlyMap<string, string> = new Map();
	let printed: string[] = [];
	before(async () => {
		const run = await runLuau({ server: SOURCE, seconds: 2 });
		facts = run.facts;
		printed = run.trace.filter(line => line.kind === "log").map(line => String(line["text"]));
	});
	for (const [label, expected] of Object.entries(EXPECTED))
		void it(`${label}: ${expected}`, () => assert.equal(facts.get(`server:${label}`), expected));
	void it("printidentity prints the identity of a script, after any words", () => {
		assert.ok(printed.includes("Current identity is 2"));
		assert.ok(printed.includes("I am 2"));
	});
});
