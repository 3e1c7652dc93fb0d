export type { BeatHit, VoteTally } from "../../shared/radio/types";
export type { EnergyCurve, RadioOptions, RadioWeights, RequestOptions } from "./options";
export { createRadio } from "./radio";
export type { NowPlaying, QueuedTrack, Radio, RadioState } from "./types";
