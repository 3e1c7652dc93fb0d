export type { ListPlayer, PlayerOptions, Queueable } from "./list-player";
export { createPlayer } from "./list-player";
export type { EnergyCurve, RadioOptions, RadioWeights } from "./options";
export { createRadio } from "./radio";
export type { BeatHit, NowPlaying, QueuedTrack, Radio, RadioState } from "./types";
