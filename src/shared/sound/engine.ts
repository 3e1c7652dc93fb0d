import type { Bus, BusOptions } from "./bus";
import type { Playback, PlaybackOptions } from "./playback";
import { createSoundBus } from "./sound-bus";
import { createSoundPlayback } from "./sound-playback";

/** Makes a playback. Which engine plays is decided here and nowhere else. */
export function createPlayback(options: PlaybackOptions): Playback {
	return createSoundPlayback(options);
}

/** Makes a bus of the engine that plays; `openBus` makes it known, too. */
export function createBus(options: BusOptions): Bus {
	return createSoundBus(options);
}
