import assert from "node:assert/strict";
import { test } from "node:test";

import { denseLuau, slimLuau } from "./slim-luau.ts";

const CASES: [what: string, luau: string, slim: string][] = [
	["a comment behind code goes, the code stays", "local a = 1 -- one\nreturn a\n", "local a = 1\nreturn a\n"],
	["a line of its own goes whole", "-- why\nlocal a = 1\n\n\t-- more\nreturn a", "local a = 1\nreturn a"],
	["long comments of any level go", "--[[ a\n]]local a = 1--[==[ ]] ]==]\nreturn a", "local a = 1\nreturn a"],
	["directives stay", "--!strict\n--!native\nreturn 1", "--!strict\n--!native\nreturn 1"],
	[
		"so does the header by which compiled modules are known",
		"-- Compiled with roblox-ts v3.0.0\nreturn 1",
		"-- Compiled with roblox-ts v3.0.0\nreturn 1",
	],
	[
		"dashes in texts are text",
		`print("a -- b", 'c -- "d', [[e -- f\n\n]], [=[ -- ]] ]=])`,
		`print("a -- b", 'c -- "d', [[e -- f\n\n]], [=[ -- ]] ]=])`,
	],
	["escaped quotes do not end a text", `print("a\\" -- b") -- c`, `print("a\\" -- b")`],
	["a text between backticks may compute with texts", 'print(`a {f("}`")} -- b`) -- c', 'print(`a {f("}`")} -- b`)'],
	["a subtraction is none", "return a - -b, t[1]-1, t[ [[x]] ]", "return a - -b, t[1]-1, t[ [[x]] ]"],
];

for (const [what, luau, slim] of CASES) {
	test(`slim Luau: ${what}`, () => {
		assert.equal(slimLuau(luau), slim);
	});
}

const DENSE: [what: string, luau: string, dense: string][] = [
	["indentation goes, lines stay", "if a then\n\treturn { b, c }\nend\n", "if a then\nreturn{b,c}\nend\n"],
	["words stay apart", "local a = not b or if c then 1 else -1", "local a=not b or if c then 1 else-1"],
	["numbers and points stay apart", "return 1 .. x .. 2, x.. .5", "return 1 ..x..2,x.. .5"],
	["signs that would join stay apart", "return a - -b, t[ [[x]] ]", "return a- -b,t[ [[x]] ]"],
	["types stay types", "type A<T> = { [string]: T }", "type A<T> ={[string]:T}"],
	["texts keep every space", 'f("a  =  b", `c {d + 1} e`)', 'f("a  =  b",`c {d + 1} e`)'],
	["a text over lines leaves the file as it was", "local a = [[\n\tb\n]]\n", "local a = [[\n\tb\n]]\n"],
	["the header stays", "-- Compiled with roblox-ts v3.0.0\nlocal a = 1", "-- Compiled with roblox-ts\nlocal a=1"],
];

for (const [what, luau, dense] of DENSE) {
	test(`dense Luau: ${what}`, () => {
		assert.equal(denseLuau(luau), dense);
		assert.equal(denseLuau(dense), dense, "twice is once");
	});
}
