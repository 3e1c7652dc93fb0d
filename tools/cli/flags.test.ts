import assert from "node:assert/strict";
import { test } from "node:test";

import { flagHelp, nearest, parseFlags, UsageError } from "./flags.ts";

const TABLE = {
	seconds: { kind: "number", value: "S", help: "virtual seconds", min: 0 },
	signals: { kind: "text", oneOf: ["deferred", "immediate"], help: "signal mode" },
	secret: { kind: "list", value: "NAME=VALUE", help: "a secret" },
	baseplate: { kind: "switch", help: "a floor" },
	count: { kind: "number", short: "-n", help: "how many" },
} as const;

test("flags, their values and everything else are told apart", () => {
	const { flags, rest } = parseFlags(
		["a.luau", "--seconds", "5", "--secret=x=y", "--secret", "z=1", "--baseplate", "-n", "3", "b.luau"],
		TABLE,
	);
	assert.deepEqual(rest, ["a.luau", "b.luau"]);
	assert.deepEqual(flags, { seconds: 5, secret: ["x=y", "z=1"], baseplate: true, count: 3 });
});

test("a value may begin with a dash, a word may be one, and everything after two dashes is a word", () => {
	const { flags, rest } = parseFlags(["--secret", "-x=y", "-", "-n", "-3", "--", "--seconds", "-n"], TABLE);
	assert.deepEqual(flags, { secret: ["-x=y"], count: -3 });
	assert.deepEqual(rest, ["-", "--seconds", "-n"]);
});

test("a mistyped flag is answered with the nearest one", () => {
	assert.throws(() => parseFlags(["--second", "5"], TABLE), /unknown flag --second; did you mean --seconds\?/);
	assert.equal(nearest("radoi", ["radio", "zones"]), "radio");
	assert.equal(nearest("xylophone", ["radio", "zones"]), undefined);
});

for (const [argv, expected] of [
	[["--seconds", "soon"], /--seconds takes a number of 0 or more, got "soon"/],
	[["--seconds", "-1"], /--seconds takes/],
	[["--seconds"], /--seconds needs a value/],
	[
		["--secret", "--baseplate"],
		/--secret needs a value, got --baseplate; where that is meant, type --secret=--baseplate$/,
	],
	[["--signals", "later"], /--signals takes one of deferred, immediate, got "later"/],
	[["--baseplate=yes"], /--baseplate takes no value/],
] as const) {
	test(`wrong use is refused by name: ${argv.join(" ")}`, () => {
		assert.throws(
			() => parseFlags(argv, TABLE),
			(reason: Error) => reason instanceof UsageError && expected.test(reason.message),
		);
	});
}

test("the help names every flag with what it may be", () => {
	const text = flagHelp(TABLE);
	for (const part of ["--seconds S", "--signals deferred|immediate", "-n, --count"])
		assert.ok(text.includes(part), part);
});
