import { readFileSync } from "node:fs";
import path from "node:path";

import { startContract } from "../../tools/contract/index.ts";
import { runHeadless, type RunOptions } from "../../tools/headless/run/index.ts";
import { bundle } from "../luau/bundle.ts";
import { type Machine, runChunk } from "../luau/run.ts";

/** One piece of work of a row, in microseconds a run; quarters of its samples lie below `low` and above `high`. */
export interface Work {
	readonly name: string;
	readonly micros: number;
	readonly low: number;
	readonly high: number;
	/** How many times the first of its row it costs, of samples side by side. */
	readonly times: number;
	readonly timesLow: number;
	readonly timesHigh: number;
	/** What a run leaves for the collector; 0 is nothing at all. */
	readonly bytes: number;
}

/** Works side by side at one size; the first is the product's. */
export interface Row {
	readonly row: string;
	readonly size: number;
	readonly works: readonly Work[];
}

const MODULES = [
	"lib/shared/variety/shuffle-bag",
	"lib/shared/variety/random",
	"lib/shared/footsteps/brain/walker",
	"lib/server/radio/brain/pool",
	"lib/server/radio/brain/memory",
	"lib/server/radio/brain/pick",
	"lib/shared/zones/registry",
	"lib/shared/zones/brain",
	"lib/server/catalog/endpoints",
	"lib/server/catalog/requests",
	"lib/server/http/pipeline",
	"lib/shared/catalog/beat-reader",
	"lib/server/radio/read-report",
];

const source = (name: string): string => path.join(import.meta.dirname, `${name}.luau`);

/** A page of 100 tracks as the API sends it. */
async function pageOf100(): Promise<string> {
	const contract = await startContract({ port: 0, quiet: true });
	try {
		const answer = await fetch(`${contract.url}/developer/v1/search`, {
			method: "POST",
			headers: { "x-api-key": "bench", "content-type": "application/json" },
			body: JSON.stringify({ query: "calm", limit: 100 }),
		});
		return await answer.text();
	} finally {
		await contract.close();
	}
}

/**
 * Measures the product's brains on one machine.
 *
 * @param only rows whose name has this in it
 */
export async function measureBrains(
	machine: Machine,
	seed: number,
	only: string | undefined,
	say: (line: string) => void,
): Promise<Row[]> {
	const chunk = bundle({
		modules: MODULES,
		files: { "perf/harness": source("harness") },
		main: readFileSync(source("brains"), "utf8"),
		directives: "--!native\n--!optimize 2",
	});
	const settings = { seed, only, page: await pageOf100() };
	return (await runChunk(machine, "brains", chunk, settings, say)) as Row[];
}

const RESULT = "result ";

/** Runs a script in a place of its own, with the harness as `harness` and `report(value)`. */
async function inPlace(
	script: string,
	seed: number,
	say: (line: string) => void,
	more: Partial<RunOptions> = {},
): Promise<unknown[]> {
	const results: unknown[] = [];
	const preamble = `local harness = (function()\n${readFileSync(source("harness"), "utf8")}\nend)()
local function report(value) print("${RESULT}" .. game:GetService("HttpService"):JSONEncode(value)) end
`;
	const { errors, output } = await runHeadless({
		seconds: 1e6,
		seed,
		characters: false,
		baseplate: true,
		keepTrace: false,
		scriptTimeout: 600,
		realClock: true,
		assets: { default: { duration: 600, loadDelay: 0 } },
		serverScripts: [{ name: "Bench", source: preamble + script }],
		stopWhen: () => results.includes("done"),
		onOutput: line => {
			const text = line.replace(/^\[\w+\] /, "");
			if (text.startsWith(RESULT)) results.push(JSON.parse(text.slice(RESULT.length)));
			else say(text);
		},
		...more,
	});
	if (errors > 0) throw new Error(output.join("\n"));
	return results.filter(result => result !== "done");
}

/** Measures what touches the engine, in the headless place: steps with their voices, walking characters, fades. */
export async function measurePlace(
	seed: number,
	only: string | undefined,
	say: (line: string) => void,
): Promise<Row[]> {
	const settings = `local settings = { only = ${JSON.stringify(only) ?? "nil"} }\n`;
	return (await inPlace(settings + readFileSync(source("place"), "utf8"), seed, say)) as Row[];
}

/** What a require costs, in milliseconds, in the middle of some copies. */
export interface Required {
	readonly side: "server" | "player";
	readonly millis: number;
}

const COPIES = 9;

const REQUIRE = (module: string, side: string): string => `local took = {}
for _ = 1, ${COPIES} do
	local copy = ${module}:Clone()
	copy.Name = "Copy"
	copy.Parent = ${module}.Parent
	local began = headless.realClock()
	require(copy)
	table.insert(took, (headless.realClock() - began) * 1000)
	copy:Destroy()
end
table.sort(took)
print("${RESULT}" .. game:GetService("HttpService"):JSONEncode({ side = "${side}", millis = took[${Math.ceil(COPIES / 2)}] }))
`;

/**
 * What a first require of the module costs on the server and on a player's machine, in the headless place.
 *
 * @param place another build's place, to hold beside this one
 */
export async function measureRequire(
	seed: number,
	place: string | undefined,
	say: (line: string) => void,
): Promise<Required[]> {
	const server = `local module = game:GetService("ServerScriptService").AudioScape
require(module).new("key")
task.wait(5)
${REQUIRE("module", "server")}
report("done")`;
	const player = `local module = game:GetService("ReplicatedStorage"):WaitForChild("AudioScapePlayer")
${REQUIRE("module", "player")}`;
	return (await inPlace(server, seed, say, {
		players: 1,
		playerScripts: [{ name: "Bench", source: player }],
		...(place !== undefined ? { place } : {}),
	})) as Required[];
}
