import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { runLuau } from "../run-luau.ts";

/** Luau that writes bytes which a JavaScript string cannot hold as they are. */
const SOURCE = String.raw`
local http = game:GetService("HttpService")
local function enc(label, value) say(label, select(2, pcall(http.JSONEncode, http, value))) end
local function dec(label, text)
	local ok, value = pcall(http.JSONDecode, http, text)
	say(label, if ok then typeof(value) .. " " .. tostring(value) else value)
end
enc("empty", {}) enc("array", { 1, "a", true, { 2 } }) enc("object", { a = { b = 1 } }) enc("nested-empty", { a = {} })
enc("mixed", { 1, 2, x = 3 }) enc("hole", { 1, nil, 3 }) enc("number-key", { [5] = 1, [7] = 2 }) enc("bool-key", { [true] = 1 })
local cyclic = {} cyclic.a = { cyclic } enc("cyclic", cyclic)
local shared = {} enc("shared", { shared, shared })
enc("nan", 0 / 0) enc("inf", { math.huge })
enc("numbers", { 0.1, -1, 1e21, 2 ^ 53 - 1, 1e-7, 102030405060708 })
enc("function", { print, vector.one, workspace })
enc("buffer", { b = buffer.create(2) })
enc("invalid", "a\xffb") enc("surrogate", "\xed\xa0\x80") enc("invalid-key", { ["\xc3"] = 1 })
enc("escapes", "\b\t\n\f\r\"\\/\1\0") enc("unicode", "é ☃ 😀")
dec("d-object", '{}') dec("d-array", '[]') dec("d-string", ' "x" ') dec("d-null", "null")
local v = http:JSONDecode('{"a":[1,null,3],"b":null,"7":{"c":[[]]},"deep":[{"x":null}]}')
say("d-nulls", v.a[1], v.a[2], v.a[3], v.b, v[7], typeof(v["7"].c[1]), next(v.deep[1]))
say("d-escapes", http:JSONDecode('"\\b\\t\\n\\f\\r\\"\\\\\\/\\u00e9\\u2603\\ud83d\\ude00"') == "\b\t\n\f\r\"\\/é☃😀", #http:JSONDecode('"\\u0000"'))
say("d-plain", http:JSONDecode('"é\127"') == "é\127")
say("d-numbers", table.concat(http:JSONDecode("[0, -0.5, 1e3, 1E+2, 25e-1, 123456789012345]"), " "))
say("d-id", "rbxassetid://" .. http:JSONDecode("102030405060708"))
for i, text in {
	"", " ", "{", "[", "[1,]", "[,1]", '{"a":1,}', "{a:1}", "{'a':1}", '{"a" 1}', "[1 2]", "1 2", "01", "-", "1.", ".5", "+1", "1e", "0x10",
	"NaN", "Infinity", "nan", "tru", "truex", "nul", '"a', '"\\x"', '"\\u12"', '"\\ud800"', '"\\udc00"', '"\\ud800\\u0041"', '"a\nb"', '"a\0b"',
	'"\xff"', "1e999", "// x\n1", "\239\187\191[]",
} do
	local ok, value = pcall(http.JSONDecode, http, text)
	say("bad", if ok then string.format("%q", text) .. " was accepted" else value)
end
dec("d-type", 5)
local deep = string.rep("[", 300) .. string.rep("]", 300)
say("deep", http:JSONEncode(http:JSONDecode(deep)) == deep)
`;

void describe("JSON", () => {
	let facts: ReadonlyMap<string, string>;
	let loose: ReadonlyMap<string, string>;
	const is = (label: string, expected: string): void => assert.equal(facts.get(`server:${label}`), expected, label);
	const raises = (label: string, expected: RegExp): void => assert.match(facts.get(`server:${label}`)!, expected);
	before(async () => {
		({ facts } = await runLuau({ server: SOURCE, seconds: 0.1 }));
		({ facts: loose } = await runLuau({
			server: `local h = game:GetService("HttpService") local t = {}
				say("shared", pcall(h.JSONEncode, h, {t, t})) say("nan", h:JSONEncode({ 0 / 0 }))`,
			seconds: 0.1,
			flags: { "json-shared-tables": "raise", "json-non-finite": "null" },
		}));
	});

	void it("facts 1.8: writes an empty table as an array, wherever it stands", () => {
		is("empty", "[]");
		is("nested-empty", '{"a":[]}');
	});
	void it("facts 1.8: writes tables with key 1 as arrays and dictionaries as objects", () => {
		is("array", '[1,"a",true,[2]]');
		is("object", '{"a":{"b":1}}');
	});
	void it("facts 1.12: refuses the tables that the engine would silently shorten", () => {
		raises("mixed", /extra key x/);
		raises("hole", /hole/);
		raises("number-key", /keys of an object are strings/);
		raises("bool-key", /keys of an object are strings/);
	});
	void it("facts 1.8: refuses cycles, and shared tables only by flag", () => {
		raises("cyclic", /tables cannot be cyclic$/);
		is("shared", "[[],[]]");
		assert.match(loose.get("server:shared")!, /^false .*cyclic/);
	});
	void it("facts 1.12: lets no NaN or infinity through, unless a flag says null", () => {
		raises("nan", /NaN and infinite/);
		raises("inf", /NaN and infinite/);
		assert.equal(loose.get("server:nan"), "[null]");
	});
	void it("facts 1.8: writes numbers that JSON knows, IDs without an exponent", () => {
		is("numbers", "[0.1,-1,1e+21,9007199254740991,1e-07,102030405060708]");
	});
	void it("facts 1.8: writes functions and Roblox types as null", () => is("function", "[null,null,null]"));
	void it("facts 22: says that buffers are not implemented", () => raises("buffer", /not implemented.*buffer/));
	void it("facts 1.8: refuses strings and keys that are not UTF-8", () => {
		for (const label of ["invalid", "surrogate", "invalid-key"]) raises(label, /Can't convert to JSON$/);
	});
	void it("facts 1.8: writes short escapes, \\u00XX for other control characters and Unicode as it is", () => {
		is("escapes", String.raw`"\b\t\n\f\r\"\\/\u0001\u0000"`);
		is("unicode", '"é ☃ 😀"');
	});
	void it("facts 1.8: reads {} and [] as a table, and single values", () => {
		raises("d-object", /^table/);
		raises("d-array", /^table/);
		is("d-string", "string x");
		is("d-null", "nil nil");
	});
	void it("facts 1.8: reads null as nil, at any depth, and keys as strings", () =>
		is("d-nulls", "1 nil 3 nil nil table nil"));
	void it("facts 1.8: reads escapes, surrogate pairs and raw text", () => {
		is("d-escapes", "true 1");
		is("d-plain", "true");
	});
	void it("facts 1.8: reads numbers as doubles, IDs exactly", () => {
		is("d-numbers", "0 -0.5 1000 100 2.5 123456789012345");
		is("d-id", "rbxassetid://102030405060708");
	});
	void it("facts 1.8: raises on everything that is not JSON", () => {
		const refusals = facts.get("server:bad")!.split(" | ");
		assert.equal(refusals.length, 37);
		for (const refusal of refusals) assert.match(refusal, /Can't parse JSON$/);
	});
	void it("facts 1.8: raises on what is no string", () => raises("d-type", /Unable to cast number to string/));
	void it("facts 1.8: reads and writes deep nesting", () => is("deep", "true"));
});
