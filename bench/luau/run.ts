import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

import { findTool } from "../../scripts/tool-finder.ts";
import { runHeadless } from "../../tools/headless/run/index.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Where a chunk runs: native Luau by Lune, or the VM of the headless place. */
export type Machine = "lune" | "headless";

/** The machines there are here; Lune is only looked for, never installed. */
export function machines(): Machine[] {
	return findTool("lune", false) !== undefined ? ["lune", "headless"] : ["headless"];
}

/** Real seconds that a chunk may take in the headless VM. */
const LONGEST_SECONDS = 900;

/** A line that a chunk printed as its result. */
const RESULT = "result ";

const IN_LUNE = `local __serde = require("@lune/serde")
local __process = require("@lune/process")
local settings = __serde.decode("json", __process.args[1])
local function report(value) print("${RESULT}" .. __serde.encode("json", value)) end
`;

/** Settings come as a text in the script: a place has no arguments. */
const inHeadless = (settings: unknown): string => `local __http = game:GetService("HttpService")
local settings = __http:JSONDecode([==[${JSON.stringify(settings)}]==])
local function report(value) print("${RESULT}" .. __http:JSONEncode(value)) end
`;

/** Everything behind the directives: those have to stand first. */
function withPreamble(chunk: string, preamble: string): string {
	const directives = /^(?:--![^\n]*\n)*/.exec(chunk)![0];
	return `${directives}${preamble}${chunk.slice(directives.length)}`;
}

async function inLune(name: string, chunk: string, settings: unknown, say: (line: string) => void): Promise<unknown[]> {
	const folder = path.join(ROOT, "build", "bench");
	mkdirSync(folder, { recursive: true });
	const file = path.join(folder, `${name}.luau`);
	writeFileSync(file, withPreamble(chunk, IN_LUNE));
	const child = spawn(findTool("lune", false)!.command, ["run", file, JSON.stringify(settings)], {
		cwd: ROOT,
		stdio: ["ignore", "pipe", "inherit"],
	});
	const results: unknown[] = [];
	for await (const line of createInterface({ input: child.stdout })) {
		if (line.startsWith(RESULT)) results.push(JSON.parse(line.slice(RESULT.length)));
		else say(line);
	}
	const code = child.exitCode ?? (await new Promise<number>(done => child.once("close", status => done(status ?? 1))));
	if (code !== 0) throw new Error(`${name}: Lune ended with ${code}`);
	return results;
}

async function inPlace(
	name: string,
	chunk: string,
	settings: unknown,
	say: (line: string) => void,
): Promise<unknown[]> {
	const results: unknown[] = [];
	const { errors, output } = await runHeadless({
		place: false,
		seconds: 1,
		keepTrace: false,
		scriptTimeout: LONGEST_SECONDS,
		realClock: true,
		serverScripts: [{ name, source: withPreamble(chunk, inHeadless(settings)) }],
		onOutput: line => {
			const text = line.replace(/^\[\w+\] /, "");
			if (text.startsWith(RESULT)) results.push(JSON.parse(text.slice(RESULT.length)));
			else say(text);
		},
	});
	if (errors > 0) throw new Error(output.join("\n"));
	return results;
}

/**
 * Runs a chunk and answers what it reported. Inside it are `settings`, as they are given here, and `report(value)`;
 * what it prints besides goes to `say`.
 */
export function runChunk(
	machine: Machine,
	name: string,
	chunk: string,
	settings: unknown,
	say: (line: string) => void = console.error,
): Promise<unknown[]> {
	return machine === "lune" ? inLune(name, chunk, settings, say) : inPlace(name, chunk, settings, say);
}
