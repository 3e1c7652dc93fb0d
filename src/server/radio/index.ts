export type { BeatHit } from "../../shared/radio/types";
export type { EnergyCurve, RadioOptions, RadioWeights } from "./options";
export { createRadio } from "./radio";
export type { NowPlaying, QueuedTrack, Radio, RadioState } from "./types";
