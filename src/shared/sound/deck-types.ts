import type { VoiceStatus } from "./voice";

/** What a deck is asked to play. */
export interface DeckItem {
	assetId: string;
	/** Linear gain of the levelled track, before volume and fades. */
	gain: number;
	/** Seconds into the track, or a function asked at the moment it starts (late joiners); default 0. */
	position?: number | (() => number);
	/** Length of the crossfade in seconds, or a function asked at the moment it starts; 0 is a hard cut without a gap. */
	fadeSeconds: number | (() => number);
	/** "none" for tracks that start hard; default "equal-power". */
	fadeIn?: "equal-power" | "none";
	/** default false */
	looped?: boolean;
	/** Start again although the same asset plays already; default false. */
	restart?: boolean;
}

export interface DeckOptions {
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
	/** Sounds made at once, so that none has to be made later; default 0. */
	warm?: number;
	/** Seconds until an asset that does not load counts as failed; default 15. */
	loadTimeout?: number;
}

/**
 * A music output: one track at a time, crossfaded. A track starts when it is loaded; until then what plays goes on.
 * In steady state no Instance is made.
 */
export interface Deck {
	/** Loads an asset ahead of its turn. */
	prepare(assetId: string): void;
	/** "empty" for an asset the deck does not hold. */
	status(assetId: string): VoiceStatus;
	play(item: DeckItem): void;
	/** Fades out what plays and forgets what was about to; with 0 nothing sounds any more, fades under way included. */
	silence(fadeSeconds: number): void;
	pause(): void;
	resume(): void;
	/** Sets the user's volume, at once or over some seconds. */
	setVolume(volume: number, seconds?: number): void;
	/** What plays now (not what waits for its load). */
	current(): DeckItem | undefined;
	/** What was asked for and is not loaded yet. */
	waiting(): DeckItem | undefined;
	/** Seconds of a loaded asset; `undefined` for one that is not. */
	length(assetId: string): number | undefined;
	/** Seconds into the current track. */
	position(): number | undefined;
	/** Moves the current track there if it is off by more than `tolerance` seconds (default 0.25). @returns whether it was */
	resync(position: () => number, tolerance?: number): boolean;
	/** The asset became audible. */
	onStarted(listener: (assetId: string) => void): () => void;
	/** An asset was loaded. */
	onReady(listener: (assetId: string) => void): () => void;
	/** An asset could not be loaded; after `"timeout"` it may become ready yet. */
	onFailed(listener: (assetId: string, why: string) => void): () => void;
	/** The current track reached its end by itself. */
	onEnded(listener: (assetId: string) => void): () => void;
	/** The Sound of the current track was destroyed by somebody else. */
	onLost(listener: (assetId: string) => void): () => void;
	destroy(): void;
}
