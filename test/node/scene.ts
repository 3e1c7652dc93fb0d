import { after, before, describe } from "node:test";

import { runHeadless, type RunOptions, type RunResult, type TraceLine } from "../../tools/headless/run/index.ts";
import { modelPlace } from "./model-place.ts";

type Engine = "sound" | "audio";
type Signals = "deferred" | "immediate";

const ENGINES: readonly Engine[] = ["sound", "audio"];

/** The release specs run everything on everything. */
const isLong = process.env["AUDIOSCAPE_LONG"] === "1";

/** The table of what scenes are played on: each signal mode and each engine, and every pair of them in the long form. */
const WAYS: readonly (readonly [Signals, Engine])[] = isLong
	? ENGINES.flatMap(one => [["deferred", one] as const, ["immediate", one] as const])
	: [
			["deferred", "sound"],
			["immediate", "audio"],
		];

let engine: Engine = "sound";

const describeOn = (title: string, to: Engine, specs: () => void): void => {
	describe(`${title}, engine ${to}`, () => {
		before(() => {
			engine = to;
		});
		after(() => {
			engine = "sound";
		});
		specs();
	});
};

/** Specs that hold in both signal modes and on both engines. */
export const onEachWay = (title: string, specs: (signals: Signals) => void): void => {
	for (const [signals, to] of WAYS) describeOn(`${title}, ${signals} signals`, to, () => specs(signals));
};

/** Specs that hold on both engines; those that take `"long"` run on the second one in the long form only. */
export const onEachEngine = (title: string, specs: () => void, length: "short" | "long" = "short"): void => {
	for (const to of length === "short" || isLong ? ENGINES : ENGINES.slice(0, 1)) describeOn(title, to, specs);
};

/** The option of a client in Luau, which says what plays. */
export const engineOption = (): string => `engine = "${engine}"`;

/** Runs a server script with one player and what else is asked for; a script that raised fails the spec. */
export const playScene = async (source: string, options: Partial<RunOptions> = {}): Promise<RunResult> => {
	const result = await runHeadless({
		place: modelPlace(),
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
