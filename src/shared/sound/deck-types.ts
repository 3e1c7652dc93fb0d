import type { BusOptions } from "./bus";
import type { SoundingInstance } from "./playback";
import type { VoiceStatus } from "./voice";

/** What a deck is asked to play. */
export interface DeckItem {
	assetId: string;
	/** Linear gain of the levelled track, before volume and fades. */
	gain: number;
	/** The most that gain and volume make together; default: no limit. */
	most?: number;
	/**
	 * Seconds into the track; or a function asked at the moment it starts (late joiners), with the seconds until it is to be
	 * heard. Default 0.
	 */
	position?: number | ((later: number) => number);
	/** Length of the crossfade in seconds, or a function asked at the moment it starts; 0 is a hard cut without a gap. */
	fadeSeconds: number | (() => number);
	/**
	 * Seconds from now until a hard cut is due that is asked for ahead of its time: what plays stops and this starts then, as
	 * exactly as the engine can. A function is asked at the moment the track could start; default 0.
	 */
	later?: () => number;
	/** "none" for tracks that start hard; default "equal-power". */
	fadeIn?: "equal-power" | "none";
	/** default false */
	looped?: boolean;
	/** Start again although the same asset plays already; default false. */
	restart?: boolean;
}

export interface DeckOptions extends Pick<BusOptions, "kind" | "engine" | "output"> {
	/** default SoundService */
	parent?: Instance;
	/** default: a group of the deck's own at volume 1 */
	soundGroup?: SoundGroup;
	/** default 0.5 */
	volume?: number;
	/** default "AudioScapeDeck" */
	name?: string;
	/** Play everything on this Sound of the game's own: one voice, cuts instead of crossfades. */
	sound?: Sound;
	/** Tag of the engine's own objects, by which they are found where they are replicated. */
	tag?: string;
	/** How many voices there may be; default 5. With fewer than 3 nothing is loaded ahead while a fade is under way. */
	voices?: number;
	/** Voices made at once, so that none has to be made later; default 0. */
	warm?: number;
	/** Seconds until an asset that does not load counts as late; default 15. */
	loadTimeout?: number;
	/**
	 * For music that a server plays to everyone: what is asked for starts at once, since a server need not load what its
	 * players do; positions are reckoned by the clock, and fades take few steps, since each is sent to every player.
	 * Default false.
	 */
	replicated?: boolean;
}

/**
 * A music output: one track at a time, crossfaded. A track starts when it is loaded, however late that is; until then
 * what plays goes on. In steady state no Instance is made.
 */
export interface Deck {
	/** Loads an asset ahead of its turn. */
	prepare: (assetId: string) => void;
	/** "empty" for an asset the deck does not hold. */
	status: (assetId: string) => VoiceStatus;
	play: (item: DeckItem) => void;
	/** Fades out what plays and forgets what was about to; with 0 nothing sounds any more, fades under way included. */
	silence: (fadeSeconds: number) => void;
	pause: () => void;
	resume: () => void;
	/** Sets the user's volume, at once or over some seconds. */
	setVolume: (volume: number, seconds?: number) => void;
	/** What plays now (not what waits for its load). */
	current: () => DeckItem | undefined;
	/** What was asked for and is not loaded yet. */
	waiting: () => DeckItem | undefined;
	/** The engine's own object that carries the current track, for games that ask for it. */
	instance: () => SoundingInstance | undefined;
	/** Seconds of a loaded asset; `undefined` for one that is not. */
	length: (assetId: string) => number | undefined;
	/** Seconds into the current track. */
	position: () => number | undefined;
	/** Moves the current track there if it is off by more than `tolerance` seconds (default 0.25). @returns whether it was */
	resync: (position: () => number, tolerance?: number) => boolean;
	/** The asset became audible. */
	onStarted: (listener: (assetId: string) => void) => () => void;
	/** An asset was loaded. */
	onReady: (listener: (assetId: string) => void) => () => void;
	/** An asset could not be loaded, or (`"timeout"`) not yet. Where it comes after all, it is told as ready. */
	onFailed: (listener: (assetId: string, why: string) => void) => () => void;
	/** The current track reached its end by itself. */
	onEnded: (listener: (assetId: string) => void) => () => void;
	/** The voice of the current track was destroyed by somebody else. */
	onLost: (listener: (assetId: string) => void) => () => void;
	destroy: () => void;
}
