export type { Bus } from "./bus";
export { openBus } from "./buses";
export type { Deck } from "./deck";
export { createDeck } from "./deck";
export { createPlayback } from "./engine";
export { timebase } from "./engine-timebase";
export { bringInStep } from "./in-step";
export { LATE, loader } from "./loader";
export type { Engine, FetchAnswer, Playback, SoundingInstance } from "./playback";
