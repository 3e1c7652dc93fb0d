import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { compile } from "./compile.ts";
import { findTool, noWayMessage } from "./tool-finder.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const HOST = "https://apis.roblox.com";
const POLL_MS = 3000;
const NEEDED = ["ROBLOX_API_KEY", "ROBLOX_UNIVERSE_ID", "ROBLOX_PLACE_ID"] as const;

/** Runs in the real server: Jest over the specs, its tally as the result. */
const TASK_SCRIPT = `
local storage = game:GetService("ReplicatedStorage")
local Jest = require(storage.rbxts_include.node_modules["@rbxts-js"].Jest)
local roots = { storage.specs }
local ok, results = Jest.runCLI(storage.specs, { ci = true, testMatch = { "**/*.spec" } }, roots):awaitStatus()
local counts = results and results.results or {}
return { status = tostring(ok), passed = counts.numPassedTests or 0, failed = counts.numFailedTests or 0, message = ok ~= "Resolved" and tostring(results) or nil }
`;

interface Task {
	path: string;
	state: string;
	error?: { code: string; message: string };
	output?: { results: Array<{ passed: number; failed: number; message?: string }> };
}

async function call<T>(key: string, url: string, init: RequestInit = {}): Promise<T> {
	const answer = await fetch(HOST + url, { ...init, headers: { "x-api-key": key, ...init.headers } });
	if (!answer.ok) throw new Error(`${init.method ?? "GET"} ${url} answered ${answer.status}: ${await answer.text()}`);
	return (await answer.json()) as T;
}

async function main(): Promise<number> {
	const missing = NEEDED.filter(name => (process.env[name] ?? "") === "");
	if (missing.length > 0) {
		console.error(`test:cloud needs ${missing.join(", ")}; CONTRIBUTING.md tells which scopes the key needs`);
		return 2;
	}
	const [key, universe, place] = NEEDED.map(name => process.env[name]!) as [string, string, string];
	const rojo = findTool("rojo");
	if (rojo === undefined) {
		console.error(noWayMessage("rojo"));
		return 1;
	}
	if ((await compile("spec")) === "failed") return 1;
	const file = path.join(ROOT, "build", "specs.rbxl");
	const built = spawnSync(rojo.command, ["build", "test/test.project.json", "-o", file], {
		cwd: ROOT,
		stdio: "inherit",
	});
	if (built.status !== 0) return 1;

	const { versionNumber } = await call<{ versionNumber: number }>(
		key,
		`/universes/v1/${universe}/places/${place}/versions?versionType=Saved`,
		{ method: "POST", headers: { "content-type": "application/octet-stream" }, body: readFileSync(file) },
	);
	let task = await call<Task>(
		key,
		`/cloud/v2/universes/${universe}/places/${place}/versions/${versionNumber}/luau-execution-session-tasks`,
		{
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ script: TASK_SCRIPT, timeout: "300s" }),
		},
	);
	while (task.state === "QUEUED" || task.state === "PROCESSING") {
		await new Promise(resolve => setTimeout(resolve, POLL_MS));
		task = await call<Task>(key, `/cloud/v2/${task.path}`);
	}
	const logs = await call<{ luauExecutionSessionTaskLogs?: Array<{ messages: string[] }> }>(
		key,
		`/cloud/v2/${task.path}/logs`,
	);
	for (const log of logs.luauExecutionSessionTaskLogs ?? []) for (const line of log.messages) console.log(line);
	const result = task.output?.results[0];
	if (task.state !== "COMPLETE" || result === undefined) {
		console.error(`the task ended as ${task.state}: ${task.error?.code ?? ""} ${task.error?.message ?? ""}`);
		return 1;
	}
	if (result.message !== undefined) console.error(result.message);
	console.log(`${result.passed} passed, ${result.failed} failed`);
	return result.failed === 0 && result.passed > 0 ? 0 : 1;
}

process.exitCode = await main();
