export type { ApiWish, StartApi, StartedApi } from "./embedded.ts";
export { OptionError } from "./engine.ts";
export { runSpecs, type SpecResult, type SpecRun } from "./jest.ts";
export { withSources } from "./locate.ts";
export { readTrace } from "./read-trace.ts";
export {
	type AssetEntry,
	runHeadless,
	type RunOptions,
	type RunResult,
	type RunScript,
	SEEDED_EPOCH,
} from "./run-headless.ts";
export {
	type ClockLine,
	type GainLine,
	type HttpLine,
	type InstanceLine,
	type LogLine,
	type PanLine,
	type RemoteLine,
	type SoundLine,
	type ToneLine,
	type TraceEvent,
	traceEvent,
	type TraceLine,
} from "./trace.ts";
