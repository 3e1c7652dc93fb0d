import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, it } from "node:test";

const BIN = path.resolve(import.meta.dirname, "bin.mjs");
const run = (...argv: string[]) => spawnSync(process.execPath, [BIN, ...argv], { encoding: "utf8" });

describe("audioscape", () => {
	it("lists its commands and the exit codes", () => {
		const { status, stdout } = run("--help");
		assert.equal(status, 0);
		for (const name of ["play", "headless", "contract", "test"]) assert.match(stdout, new RegExp(`^  ${name} `, "m"));
		assert.match(stdout, /0 done, 1 failed, 2 wrong use/);
	});

	it("answers nothing at all with the help and 2", () => {
		const { status, stdout } = run();
		assert.equal(status, 2);
		assert.match(stdout, /audioscape COMMAND --help/);
	});

	for (const command of ["play", "headless", "contract", "test"]) {
		it(`explains ${command} and each of its flags`, () => {
			const { status, stdout } = run(command, "--help");
			assert.equal(status, 0);
			assert.match(stdout, new RegExp(`audioscape ${command}`));
			assert.match(stdout, /--help/);
		});
	}

	it("answers a mistyped command with the nearest one", () => {
		const { status, stderr } = run("plya");
		assert.equal(status, 2);
		assert.match(stderr, /no command "plya"; did you mean "play"\?/);
	});

	it("answers a mistyped flag with the nearest one, and with how the command is used", () => {
		const { status, stderr } = run("play", "--minuts", "3");
		assert.equal(status, 2);
		assert.match(stderr, /unknown flag --minuts; did you mean --minutes\?/);
		assert.match(stderr, /usage: audioscape play/);
	});

	it("refuses a value that cannot be meant, and words it does not take", () => {
		assert.match(run("play", "--minutes", "soon").stderr, /--minutes takes a number from 2 to 120, got "soon"/);
		assert.match(run("play", "now").stderr, /play takes no arguments, got "now"/);
		assert.equal(run("play", "now").status, 2);
	});

	it("writes no colour where nobody looks at a terminal", () => {
		const { stdout, stderr } = run("--help");
		assert.ok(!(stdout + stderr).includes("\u001b"));
	});
});
