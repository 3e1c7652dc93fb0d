export type { Deck, DeckItem, DeckOptions } from "./deck";
export { createDeck } from "./deck";
export { timebase } from "./engine-timebase";
export { fadeBetween, fadeIn, fadeOut } from "./fade-curve";
export { dbToGain, DEFAULT_LOUDNESS_LUFS, gainToDb, isFinite, levelDb, median, musicGain } from "./loudness";
export type { Timebase } from "./timebase";
export type { GainStage, Voice, VoiceOptions, VoiceStatus } from "./voice";
export { createVoice } from "./voice";
