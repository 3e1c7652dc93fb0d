import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";

import { type Outcome, startCli } from "../testing/index.ts";

const dir = mkdtempSync(path.join(tmpdir(), "headless-run-"));
const file = (name: string, text: string): string => {
	const target = path.join(dir, name);
	writeFileSync(target, text);
	return target;
};
const cli = startCli();
after(() => cli.close());
const run = (...argv: string[]): Promise<Outcome> => cli.run("headless", "run", ...argv);

test("a Sound on a 2 s asset: load, play and ended at the right virtual times, the print on Ended", async () => {
	const script = file(
		"sound.luau",
		`local s = Instance.new("Sound") s.SoundId = "rbxassetid://1" s.Parent = workspace s.Ended:Connect(function() print("over") end) s:Play()`,
	);
	const assets = file("assets.json", `{ "1": { "duration": 2, "loadDelay": 0.5 } }`);
	const trace = path.join(dir, "t.ndjson");
	const { status, stdout } = await run(
		script,
		"--seconds",
		"5",
		"--trace",
		trace,
		"--assets",
		assets,
		"--place",
		"none",
	);
	assert.equal(status, 0);
	assert.equal(stdout, "[server] over\n");
	const lines = readFileSync(trace, "utf8")
		.trim()
		.split("\n")
		.map(line => JSON.parse(line) as Record<string, unknown>);
	const at = (event: string): number => lines.find(line => line.kind === "sound" && line.event === event)!.t as number;
	assert.ok(Math.abs(at("load") - 0.5) <= 1 / 60);
	assert.equal(at("play"), 0);
	assert.ok(Math.abs(at("ended") - 2.5) <= 2 / 60);
	assert.ok(
		lines.some(line => line.kind === "log" && line.level === "print" && line.text === "over" && line.peer === "server"),
	);
	assert.deepEqual(
		[...lines].sort((a, b) => (a.t as number) - (b.t as number)),
		lines,
	);
	assert.equal(lines.filter(line => line.kind === "instance").length, 5);
});

test("print goes to stdout and warnings and errors to stderr; a script that raises makes it exit 1", async () => {
	const script = file("bad.luau", `print("out") warn("careful") error("bad")`);
	const { status, stdout, stderr } = await run(script, "--place", "none", "--seconds", "1");
	assert.equal(status, 1);
	assert.equal(stdout, "[server] out\n");
	assert.match(stderr, /^\[server\] careful\n\[server\] ServerScriptService\.bad:1: bad\n/);
});

test("an unknown flag, a missing file and a wrong value exit 2 and say what would do", async () => {
	const script = file("ok.luau", "");
	const unknown = await run(script, "--secnds", "1");
	assert.equal(unknown.status, 2);
	assert.match(unknown.stderr, /unknown flag --secnds; did you mean --seconds\?/);
	assert.equal((await run(path.join(dir, "absent.luau"))).status, 2);
	assert.equal((await run(script, "--place", "none", "--flag", "nothing=1")).status, 2);
	assert.equal((await run(script, "--place", path.join(dir, "absent.project.json"))).status, 2);
	assert.equal((await run(script, "--signals", "later")).status, 2);
	const faults = await run(
		script,
		"--place",
		"none",
		"--api",
		"embedded",
		"--faults",
		file("no.json", `[{ "kind": "5o3" }]`),
	);
	assert.equal(faults.status, 2);
	assert.match(faults.stderr, /no\.json, rule 1: .*5o3/);
});

test("the windows of --faults are virtual seconds", async () => {
	const script = file(
		"outage.luau",
		`local request = { Url = "https://api.audioscape.ai/developer/v1/playlist?action=list", Headers = { ["x-api-key"] = "k" } }
		for _, at in { 299, 301, 359, 361 } do
			task.wait(at - time())
			print(at, game:GetService("HttpService"):RequestAsync(request).StatusCode)
		end`,
	);
	const faults = file("faults.json", `[{ "kind": "503", "from": 300, "to": 360 }]`);
	const embedded = ["--place", "none", "--api", "embedded", "--faults", faults, "--latency", "0.1"];
	const { stdout } = await run(script, "--seconds", "370", ...embedded);
	assert.equal(stdout, "[server] 299 200\n[server] 301 503\n[server] 359 503\n[server] 361 200\n");
});

test("--seed makes a run repeatable to the last line", async () => {
	const script = file(
		"random.luau",
		`print(math.random(), Random.new():NextNumber(), os.time(), workspace:GetServerTimeNow())`,
	);
	const once = async (): Promise<string> =>
		(await run(script, "--place", "none", "--seed", "7", "--seconds", "1")).stdout;
	assert.equal(await once(), await once());
});

test("--help lists every flag", async () => {
	const { stdout, status } = await run("--help");
	assert.equal(status, 0);
	for (const flag of [
		"player",
		"players",
		"join",
		"seconds",
		"api",
		"key",
		"secret",
		"assets",
		"place",
		"signals",
		"latency",
		"trace",
		"seed",
		"server-audio",
		"baseplate",
		"faults",
	])
		assert.match(stdout, new RegExp(`--${flag}\\b`));
});
