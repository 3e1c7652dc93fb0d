export type { ApiWish, StartApi, StartedApi } from "./embedded.ts";
export { OptionError } from "./engine.ts";
export { runSpecs, type SpecResult, type SpecRun } from "./jest.ts";
export { withSources } from "./locate.ts";
export {
	type AssetEntry,
	runHeadless,
	type RunOptions,
	type RunResult,
	type RunScript,
	SEEDED_EPOCH,
} from "./run-headless.ts";
export type { TraceLine } from "./trace.ts";
