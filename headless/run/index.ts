export { runSpecs, sourceOf, type SpecResult, type SpecRun } from "./jest.ts";
export { type AssetEntry, runHeadless, type RunOptions, type RunResult, type RunScript } from "./run-headless.ts";
export type { TraceLine } from "./trace.ts";
