import { readFileSync } from "node:fs";
import path from "node:path";

import { type Contract, startContract } from "../../tools/contract/index.ts";
import { runHeadless, type RunOptions, type RunResult } from "../../tools/headless/run/index.ts";
import { modelPlace } from "./model-place.ts";

export const KEY = "test-key-0123456789";

/** The three lines that a game writes before anything else. */
export const quickstart = `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("${KEY}")
local bgmSound = Instance.new("Sound", workspace)
`;

export const documented = (name: string): string =>
	readFileSync(path.join(import.meta.dirname, "../../examples/documentation", `${name}.luau`), "utf8");

export const startApi = (): Promise<Contract> => startContract({ keys: [KEY], size: { tracks: 400, effects: 300 } });

/** Runs a server script against an API; the product's default endpoints lead there. */
export const serve = (contract: Contract, source: string, options: Partial<RunOptions> = {}): Promise<RunResult> =>
	runHeadless({
		api: contract.url,
		place: modelPlace(),
		key: KEY,
		seconds: 10,
		latency: 0.05,
		seed: 1,
		serverScripts: [{ name: "Main", source }],
		...options,
	});

/** What the script printed as JSON after `marker`. */
export const told = <T>({ trace }: RunResult, marker: string): T => {
	const line = trace.find(entry => entry.kind === "log" && String(entry["text"]).startsWith(`${marker} `));
	if (line === undefined) throw new Error(`the script never printed ${marker}`);
	return JSON.parse(String(line["text"]).slice(marker.length + 1)) as T;
};
