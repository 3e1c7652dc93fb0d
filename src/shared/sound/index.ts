export type { Deck, DeckItem, DeckOptions } from "./deck";
export { createDeck } from "./deck";
export { createPlayback } from "./engine";
export { timebase } from "./engine-timebase";
export { LATE, loader } from "./loader";
export { dbToGain, DEFAULT_LOUDNESS_LUFS, gainToDb, isFinite, levelDb, median, musicGain } from "./loudness";
export type { FetchAnswer, Playback, PlaybackOptions } from "./playback";
