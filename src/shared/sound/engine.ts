import type { Playback, PlaybackOptions } from "./playback";
import { createSoundPlayback } from "./sound-playback";

/** Makes a playback. Which engine plays is decided here and nowhere else. */
export function createPlayback(options: PlaybackOptions): Playback {
	return createSoundPlayback(options);
}
