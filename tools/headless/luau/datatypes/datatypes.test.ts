import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { runLuau } from "../run-luau.ts";

const SOURCE = String.raw`
local function err(label, fn) local ok, e = pcall(fn) say(label, if ok then "no error" else (string.gsub(e, "^.-:%d+: ", ""))) end
local function r(...) local out = {} for _, n in { ... } do table.insert(out, string.format("%.3f", math.round(n * 1000) / 1000 + 0)) end return table.concat(out, " ") end
local function rv(v) return r(v.X, v.Y, v.Z) end
local cf, v3 = CFrame, Vector3.new
-- vectors
say("v-math", v3(1, 2, 3) + v3(1, 1, 1) == v3(2, 3, 4), 2 * v3(1, 2, 3) == v3(2, 4, 6), v3(3, 4, 0).Magnitude, v3(0, 3, 0).Unit == v3(0, 1, 0))
say("v-methods", v3(1, 2, 3):Dot(v3(4, 5, 6)), v3(1, 0, 0):Cross(v3(0, 1, 0)) == v3(0, 0, 1), v3(0, 0, 0):Lerp(v3(2, 4, 6), 0.5) == v3(1, 2, 3))
say("v-float", v3(0.1, 0, 0).X == 0.1, cf.new(0.1, 0, 0).X == v3(0.1, 0, 0).X, Vector2.new(0.1, 0).X == v3(0.1, 0, 0).X)
err("v-add", function() return v3(1, 2, 3) + 1 end) err("v-member", function() return v3(1, 2, 3).W end)
err("v-set", function() v3(1, 2, 3).X = 5 end) err("v-new", function() return v3({}) end)
err("v-dot", function() return v3(1, 2, 3):Dot(5) end)
err("v2-add", function() return Vector2.new(1, 2) + 1 end) say("v2-mul", Vector2.new(1, 2) * 2 == Vector2.new(2, 4))
-- CFrame
local turn = cf.Angles(0, math.pi / 2, 0)
say("c-look", rv(turn.LookVector), rv(turn.RightVector))
say("c-mul", rv(cf.new(1, 2, 3) * turn * v3(0, 0, -5)))
say("c-inverse", rv((cf.new(1, 2, 3) * turn):Inverse().Position))
say("c-lookat", rv(cf.lookAt(v3(0, 0, 0), v3(10, 0, 0)).RightVector), rv(cf.new(v3(1, 1, 1), v3(1, 1, 2)).LookVector))
say("c-object", rv(cf.new(1, 0, 0):ToObjectSpace(cf.new(3, 4, 5)).Position), rv((cf.new(1, 2, 3) * turn):PointToObjectSpace(v3(-4, 2, 3))))
say("c-euler", r(cf.Angles(0.1, 0.2, 0.3):ToEulerAnglesXYZ()), r(cf.fromOrientation(0.1, 0.2, 0.3):ToOrientation()))
local diagonal = v3(0, 1, -1).Unit
local axis, angle = cf.fromAxisAngle(diagonal, math.pi):ToAxisAngle()
say("c-half", (cf.fromAxisAngle(axis, angle)):FuzzyEq(cf.fromAxisAngle(diagonal, math.pi), 1e-4), r(angle))
local small, smallAngle = cf.fromAxisAngle(v3(0, 1, 0), 0.001):ToAxisAngle()
say("c-small", rv(small), r(smallAngle * 1000))
say("c-lerp", r((select(2, cf.new():Lerp(cf.fromAxisAngle(v3(0, 1, 0), 1) + v3(2, 0, 0), 0.5):ToEulerAnglesXYZ())), cf.new():Lerp(cf.new(2, 0, 0), 0.5).X))
say("c-quaternion", rv(cf.new(0, 0, 0, 0, math.sin(math.pi / 4), 0, math.cos(math.pi / 4)).LookVector))
say("c-between", rv(cf.fromRotationBetweenVectors(v3(1, 0, 0), v3(-1, 0, 0)) * v3(1, 0, 0)), rv(cf.fromRotationBetweenVectors(v3(1, 0, 0), v3(0, 1, 0)) * v3(1, 0, 0)))
say("c-text", tostring(cf.new(1, 2, 3)), cf.new(1, 2, 3) == cf.new(v3(1, 2, 3)), cf.new("1", 2, 3).X)
err("c-mul-number", function() return cf.new() * 2 end) err("c-add", function() return cf.new() + 1 end) err("c-add-cframe", function() return v3(1, 2, 3) + cf.new() end)
err("c-set", function() cf.new().Position = v3(1, 2, 3) end) err("c-member", function() return cf.new().Posision end)
err("c-count", function() return cf.new(1, 2, 3, 4) end) err("c-library", function() return (cf :: any).fromNothing end)
-- Random
local a, b, c = Random.new(42), Random.new(42), Random.new(43)
local same, differ = true, false
for i = 1, 50 do local x = a:NextNumber() same = same and x == b:NextNumber() differ = differ or x ~= c:NextNumber() end
say("r-same", same, differ) local clone = a:Clone() say("r-clone", a:NextInteger(1, 1e6) == clone:NextInteger(1, 1e6))
math.randomseed(7) local seven, pcg = Random.new(7), true
for i = 1, 50 do pcg = pcg and math.random(1, 1000) == seven:NextInteger(1, 1000) end
say("r-pcg", pcg)
local function spread(low, high) local g, inside, seenLow, seenHigh = Random.new(1), true, false, false
	for i = 1, 400 do local n = g:NextInteger(low, high) inside = inside and n >= low and n <= high and n % 1 == 0 seenLow = seenLow or n < low + (high - low) / 4 seenHigh = seenHigh or n > high - (high - low) / 4 end
	return inside and seenLow and seenHigh end
say("r-spans", spread(-10, -5), spread(-3, 3), spread(0, 2 ^ 32 - 1), spread(-2 ^ 31, 2 ^ 31 - 1), spread(0, 2 ^ 40), spread(-2 ^ 52, 2 ^ 52), a:NextInteger(5, 5))
local inside, unit = true, true
for i = 1, 200 do local n = a:NextNumber(-4, -2) inside = inside and n >= -4 and n < -2 unit = unit and math.abs(a:NextUnitVector().Magnitude - 1) < 1e-5 end
say("r-numbers", inside, unit) local list = { 1, 2, 3, 4, 5, 6, 7, 8 } Random.new(3):Shuffle(list) local order = table.concat(list) table.sort(list) say("r-shuffle", order ~= "12345678", table.concat(list))
err("r-empty", function() return a:NextInteger(2, 1) end) err("r-type", function() return a:NextInteger(1, {}) end)
-- records
say("types", typeof(v3()), typeof(cf.new()), typeof(Color3.new()), typeof(UDim2.new()), typeof(a), typeof(RaycastParams.new()), typeof(TweenInfo.new()), typeof(DateTime.now()))
say("color", Color3.fromRGB(255, 0, 51):ToHex(), r(Color3.fromRGB(0, 0, 255):ToHSV()), Color3.fromHSV(2 / 3, 1, 1) == Color3.new(0, 0, 1), Color3.fromHex("#ff0000") == Color3.new(1, 0, 0))
err("range", function() return NumberRange.new(2, 1) end)
err("sequence", function() return NumberSequence.new({ NumberSequenceKeypoint.new(0, 1), NumberSequenceKeypoint.new(0.9, 1) }) end)
err("sequence-order", function() return NumberSequence.new({ NumberSequenceKeypoint.new(0, 1), NumberSequenceKeypoint.new(0.9, 1), NumberSequenceKeypoint.new(0.5, 1), NumberSequenceKeypoint.new(1, 1) }) end)
err("record-set", function() Color3.new().R = 1 end) err("tween-set", function() TweenInfo.new().Time = 1 end)
-- DateTime
local d = DateTime.fromIsoDate("2024-02-29T12:30:15.250Z")
say("date", d:ToIsoDate(), d.UnixTimestampMillis, d:ToUniversalTime().Day, DateTime.fromUnixTimestamp(-1):ToIsoDate(), DateTime.fromIsoDate("2024-02-29T14:30:15.25+02:00") == d, DateTime.fromIsoDate("nonsense"))
-- query parameters
local p = RaycastParams.new()
err("p-type", function() p.FilterType = Enum.Material.Grass end) err("p-list", function() p.FilterDescendantsInstances = { 1 } end)
err("p-bool", function() p.IgnoreWater = 1 end) err("p-member", function() p.FilterTipe = 1 end) err("p-add", function() p:AddToFilter("x") end)
local given = { workspace } p.FilterDescendantsInstances = given table.insert(given, game)
table.insert(p.FilterDescendantsInstances, game) say("p-copy", #p.FilterDescendantsInstances) p:AddToFilter({ game }) say("p-added", #p.FilterDescendantsInstances, p.FilterType)
`;

void describe("datatypes", () => {
	let facts: ReadonlyMap<string, string>;
	const is = (label: string, expected: string): void => assert.equal(facts.get(`server:${label}`), expected, label);
	const match = (label: string, expected: RegExp): void => assert.match(facts.get(`server:${label}`)!, expected, label);
	before(async () => {
		({ facts } = await runLuau({ server: SOURCE, seconds: 0.1, seed: 1 }));
	});

	void it("facts 22: vectors add, scale and measure", () => {
		is("v-math", "true true 5 true");
		is("v-methods", "32 true true");
		is("v2-mul", "true");
	});
	void it("facts 22: components are 32-bit floats", () => is("v-float", "false true true"));
	void it("facts 22: wrong operands and arguments of vectors raise", () => {
		match("v-add", /^attempt to perform arithmetic \(add\)/);
		match("v2-add", /^attempt to perform arithmetic/);
		is("v-new", "invalid argument #1 to 'new' (number expected, got table)");
		is("v-dot", "invalid argument #1 to 'Dot' (Vector3 expected, got number)");
	});
	void it("facts 22: values are immutable and unknown members raise", () => {
		is("v-member", "W is not a valid member of Vector3");
		match("v-set", /^X cannot be assigned to|readonly/);
		is("c-set", "Position cannot be assigned to");
		is("c-member", "Posision is not a valid member of CFrame");
		is("c-library", "fromNothing is not a valid member of CFrame");
		is("record-set", "R cannot be assigned to");
		is("tween-set", "Time cannot be assigned to");
	});
	void it("facts 22: a CFrame turns and moves as computed by hand", () => {
		is("c-look", "-1.000 0.000 0.000 0.000 0.000 -1.000");
		is("c-mul", "-4.000 2.000 3.000");
		is("c-inverse", "3.000 -2.000 -1.000");
		is("c-object", "2.000 4.000 5.000 0.000 0.000 -5.000");
		is("c-quaternion", "-1.000 0.000 0.000");
	});
	void it("facts 22: a CFrame looks at a point", () => is("c-lookat", "0.000 0.000 1.000 0.000 0.000 1.000"));
	void it("facts 22: angles come back as they were given", () => {
		is("c-euler", "0.100 0.200 0.300 0.100 0.200 0.300");
		is("c-half", "true 3.142");
		is("c-small", "0.000 1.000 0.000 1.000");
		is("c-lerp", "0.500 1.000");
		is("c-between", "-1.000 0.000 0.000 0.000 1.000 0.000");
	});
	void it("facts 22: a CFrame is equal by value and prints its components", () =>
		is("c-text", "1, 2, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1 true 1"));
	void it("facts 22: wrong operands of a CFrame raise", () => {
		is("c-mul-number", "attempt to multiply CFrame and number");
		is("c-add", "attempt to perform arithmetic (add) on CFrame and number");
		match("c-add-cframe", /^attempt to perform arithmetic \(add\)/);
		is("c-count", "Invalid number of arguments: 4");
	});
	void it("facts 22: Random repeats by its seed, as PCG32 does", () => {
		is("r-same", "true true");
		is("r-clone", "true");
		is("r-pcg", "true");
	});
	void it("facts 22: Random stays in its range, negative and beyond 32 bits", () => {
		is("r-spans", "true true true true true true 5");
		is("r-numbers", "true true");
		is("r-shuffle", "true 12345678");
		match("r-empty", /interval is empty/);
		match("r-type", /number expected, got table/);
	});
	void it("facts 22: typeof names every datatype", () =>
		is("types", "Vector3 CFrame Color3 UDim2 Random RaycastParams TweenInfo DateTime"));
	void it("facts 22: colors convert", () => is("color", "ff0033 0.667 1.000 1.000 true true"));
	void it("facts 22: ranges and sequences are checked", () => {
		match("range", /invalid range/);
		match("sequence", /2 keypoints/);
		match("sequence-order", /ordered by time/);
	});
	void it("facts 22: dates are read and written", () =>
		is("date", "2024-02-29T12:30:15.250Z 1709209815250 29 1969-12-31T23:59:59Z true nil"));
	void it("facts 22: query parameters check what they are given and keep a copy", () => {
		match("p-type", /RaycastFilterType expected, got Enum.Material.Grass/);
		match("p-list", /Unable to cast number to Instance/);
		match("p-bool", /boolean expected, got number/);
		match("p-member", /FilterTipe is not a valid member of RaycastParams/);
		match("p-add", /Unable to cast string to Instance/);
		is("p-copy", "1");
		is("p-added", "2 Enum.RaycastFilterType.Exclude");
	});
});
