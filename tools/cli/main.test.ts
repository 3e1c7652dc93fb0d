import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";

import { command as run } from "./testing/command.ts";

const BIN = path.resolve(import.meta.dirname, "bin.mjs");
/** As from a shell. */
const start = (...argv: string[]) => spawnSync(process.execPath, [BIN, ...argv], { encoding: "utf8" });
const COMMANDS = ["play", "headless", "bake", "generate", "doctor", "contract", "test"];
const dir = mkdtempSync(path.join(tmpdir(), "audioscape-main-"));
const file = (name: string, text: string): string => {
	writeFileSync(path.join(dir, name), text);
	return path.join(dir, name);
};

describe("audioscape", () => {
	it("lists its commands and the exit codes", async () => {
		const { status, stdout } = await run("--help");
		assert.equal(status, 0);
		for (const name of COMMANDS) assert.match(stdout, new RegExp(`^  ${name} `, "m"));
		assert.match(stdout, /0 done, 1 failed, 2 wrong use/);
	});

	it("answers nothing at all with the help and 2", async () => {
		const { status, stdout } = await run();
		assert.equal(status, 2);
		assert.match(stdout, /audioscape COMMAND --help/);
	});

	it("fits on one screen", async () => {
		const lines = (await run("--help")).stdout.trimEnd().split("\n");
		assert.ok(lines.length <= 24, String(lines.length));
		for (const line of lines) assert.ok(line.length <= 80, line);
	});

	it("explains each command and each of its flags, with what holds where one is left out", async () => {
		const names = [...(await run("--help")).stdout.matchAll(/^ {2}([a-z]+) /gm)].map(match => match[1]!);
		assert.ok(COMMANDS.every(name => names.includes(name)));
		for (const command of names) {
			const { status, stdout, stderr } = await run(command, "--help");
			assert.equal(status, 0, command);
			assert.equal(stderr, "", command);
			assert.match(stdout, new RegExp(`^audioscape ${command}\\b.*: .+\n`));
			assert.match(stdout, /^ {2}(-h, )?--help /m);
			const withValue = [...stdout.matchAll(/^ {2}(?:-\w, )?--[\w-]+ \S+ {2,}.*$/gm)].map(match => match[0]);
			for (const line of withValue) assert.match(line, /\([^()]+\)$/, line);
		}
	});

	it("exits 0 when all went well, 1 when a script failed, 2 when used wrongly, as a shell sees it", () => {
		const place = ["--place", "none", "--seconds", "0.1"];
		assert.equal(start("headless", "run", file("good.luau", `print("good")`), ...place).status, 0);
		const failed = start("headless", "run", file("bad.luau", `warn("careful") error("the well is dry")`), ...place);
		assert.equal(failed.status, 1);
		assert.match(failed.stderr, /the well is dry/);
		const wrong = start("plya");
		assert.equal(wrong.status, 2);
		// Nobody looks at a terminal here.
		for (const { stdout, stderr } of [failed, wrong]) assert.ok(!(stdout + stderr).includes("\u001b"));
	});

	it("answers a mistyped command with the nearest one, and any other with where to look", async () => {
		for (const [typed, meant] of [
			["plya", "play"],
			["headles", "headless"],
			["contarct", "contract"],
			["tests", "test"],
		] as const) {
			const { status, stderr } = await run(typed);
			assert.equal(status, 2);
			assert.equal(stderr, `audioscape: there is no command "${typed}"; did you mean "${meant}"?\n`);
		}
		assert.match((await run("frobnicate")).stderr, /no command "frobnicate"; audioscape --help lists them/);
		assert.match((await run("headless", "rnu")).stderr, /no command "rnu"; did you mean "run"\?/);
	});

	it("answers a mistyped flag with the nearest one, and with how the command is used", async () => {
		const { status, stderr } = await run("play", "--minuts", "3");
		assert.equal(status, 2);
		assert.match(stderr, /unknown flag --minuts; did you mean --minutes\?/);
		assert.match(stderr, /usage: audioscape play/);
		assert.match((await run("contract", "--prot", "1")).stderr, /unknown flag --prot; did you mean --port\?/);
	});

	it("refuses an invalid value, and words it does not take", async () => {
		assert.match(
			(await run("play", "--minutes", "soon")).stderr,
			/--minutes takes a number from 0\.1 to 120, got "soon"/,
		);
		assert.match((await run("play", "--api", "nowhere")).stderr, /--api takes an http\(s\) address, got "nowhere"/);
		assert.match((await run("play", "a.rbxl", "b.rbxl")).stderr, /play takes one place, got "b\.rbxl" as well/);
		assert.match((await run("play", "--players", "2")).stderr, /--players is for a place of your own/);
		assert.equal((await run("play", "now")).status, 2);
	});
});
