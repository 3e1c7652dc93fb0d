export { createCloud } from "./net/cloud.ts";
export type { EngineAnswer, EngineRequest } from "./net/http.ts";
export type { Network, NetworkReply } from "./net/network.ts";
export { loadPlace, PlaceError, type PlaceNode, placeNode, type PlaceValue } from "./place/index.ts";
export { parseJson } from "./place/jsonc.ts";
export { luauLiteral } from "./place/rojo-files.ts";
export {
	type ApiWish,
	type AssetEntry,
	type ClockLine,
	type GainLine,
	type HttpLine,
	type InstanceLine,
	type LogLine,
	OptionError,
	type PanLine,
	readTrace,
	type RemoteLine,
	runHeadless,
	type RunOptions,
	type RunResult,
	type RunScript,
	runSpecs,
	SEEDED_EPOCH,
	type SoundLine,
	type SpecResult,
	type SpecRun,
	type StartApi,
	type StartedApi,
	type ToneLine,
	type TraceEvent,
	traceEvent,
	type TraceLine,
	withSources,
} from "./run/index.ts";
