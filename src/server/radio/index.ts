export type { EnergyCurve, RadioOptions, RadioWeights } from "./options";
export { createRadio } from "./radio";
export type { BeatHit, NowPlaying, QueuedTrack, Radio, RadioState } from "./types";
