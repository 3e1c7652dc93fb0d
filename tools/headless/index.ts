export { createCloud } from "./net/cloud.ts";
export { loadPlace, type PlaceNode } from "./place/index.ts";
export {
	type AssetEntry,
	runHeadless,
	type RunOptions,
	type RunResult,
	type RunScript,
	runSpecs,
	type SpecResult,
	type SpecRun,
	type TraceLine,
} from "./run/index.ts";
