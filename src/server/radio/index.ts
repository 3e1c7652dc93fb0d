export { createPlayer } from "./list-player";
export type { EnergyCurve, RadioOptions, RadioWeights } from "./options";
export { createRadio } from "./radio";
export type {
	BeatHit,
	ListPlayer,
	NowPlaying,
	PlayerOptions,
	Queueable,
	QueuedTrack,
	Radio,
	RadioState,
} from "./types";
