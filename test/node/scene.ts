import { runHeadless, type RunOptions, type RunResult, type TraceLine } from "../../tools/headless/run/index.ts";

/** Runs a server script with one player and what else is asked for; a script that raised fails the spec. */
export const playScene = async (source: string, options: Partial<RunOptions> = {}): Promise<RunResult> => {
	const result = await runHeadless({
		players: 1,
		seconds: 30,
		latency: 0.05,
		seed: 1,
		...options,
		serverScripts: [{ name: "Main", source }],
	});
	if (result.errors > 0) throw new Error(result.output.join("\n"));
	return result;
};

/** The digits of the asset that a line of the trace is about. */
export const assetOf = (line: TraceLine): string => String(line["soundId"]).replace(/\D/g, "");
