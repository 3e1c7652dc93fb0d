import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { command } from "../testing/command.ts";

const program = `import { main } from ${JSON.stringify(new URL("../main.ts", import.meta.url).href)}; process.exitCode = await main(["contract", ...process.argv.slice(1)]);`;

function start(...argv: string[]) {
	const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program, "--", ...argv]);
	const seen = { out: "", err: "" };
	child.stdout.on("data", (data: Buffer) => (seen.out += data.toString()));
	child.stderr.on("data", (data: Buffer) => (seen.err += data.toString()));
	const ended = new Promise<number | null>(resolve => child.on("close", resolve));
	const line = new Promise<string>(resolve =>
		child.stdout.on("data", () => seen.out.includes("\n") && resolve(seen.out.split("\n")[0]!)),
	);
	return { child, seen, ended, line };
}

test("prints where it listens, answers there, plays the faults, and ends when interrupted", async () => {
	const file = join(mkdtempSync(join(tmpdir(), "faults-")), "faults.json");
	writeFileSync(file, JSON.stringify([{ endpoint: "similar", kind: "503" }]));
	const { child, ended, line } = start("--port", "0", "--faults", file);
	const url = await line;
	assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
	const headers = { "x-api-key": "k" };
	assert.equal((await fetch(`${url}/developer/v1/sfx/taxonomy`, { headers })).status, 200);
	assert.equal((await fetch(`${url}/developer/v1/similar?asset_id=123456789`, { headers })).status, 503);
	child.kill("SIGINT");
	assert.equal(await ended, 0);
});

test("explains itself and refuses what it does not know", async () => {
	const help = await command("contract", "--help");
	assert.equal(help.status, 0);
	assert.match(help.stdout, /--faults FILE/);
	for (const [flag, value, complaint] of [
		["--prot", "1", /--prot/],
		["--port", "many", /--port/],
		["--faults", "missing.json", /missing\.json does not exist/],
	] as const) {
		const { status, stderr } = await command("contract", flag, value);
		assert.equal(status, 2);
		assert.match(stderr, complaint);
	}
});
