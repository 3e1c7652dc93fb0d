import { createAudioBus } from "./audio-bus";
import { createAudioPlayback } from "./audio-playback";
import type { Bus, BusOptions } from "./bus";
import type { Playback, PlaybackOptions } from "./playback";
import { createSoundBus } from "./sound-bus";
import { createSoundPlayback } from "./sound-playback";

/** Makes a playback. Which engine plays is decided here and nowhere else. */
export function createPlayback(options: PlaybackOptions): Playback {
	const engine = options.bus?.engine ?? options.engine;
	return engine === "audio" ? createAudioPlayback(options) : createSoundPlayback(options);
}

/** Makes a bus of the engine that plays; `openBus` makes it known, too. */
export function createBus(options: BusOptions): Bus {
	// Only AudioPlayers can be wired to an end of a game's own.
	const isAudio = options.engine === "audio" || options.output !== undefined;
	return isAudio ? createAudioBus(options) : createSoundBus(options);
}
