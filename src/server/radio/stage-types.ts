import type { Track } from "../../shared/wire/music";
import type { TrackStructure } from "../../shared/wire/structure";

/** A track with everything needed to put it on. */
export interface Entry {
	track: Track;
	reason: string;
	gain: number;
	structure?: TrackStructure;
}

/** What is on. */
export interface Playing extends Entry {
	/** Counts the plays of the station. */
	n: number;
	/** Server time of position 0. */
	startedAt: number;
}

export interface StageOptions {
	name: string | undefined;
	crossfade: number | "auto";
	volume: number;
	soundGroup: SoundGroup | undefined;
	output: "players" | "server";
	sound: Sound | undefined;
	parent: Instance | undefined;
	/** What comes `index` tracks from now; 0 is next. */
	peek: (index: number) => Entry | undefined;
	/** The first of the queue goes on. */
	take: () => void;
	/** The track at a place of the queue goes on before those ahead of it. */
	bringForward: (index: number) => void;
	/** What is on has changed. */
	changed: (now: Playing | undefined) => void;
	/** An asset does not load: it must leave the queue. */
	failed: (entry: Entry, why: string) => void;
	/** What was on is over and nothing follows. */
	starved: () => void;
	/** A player said something about the track that is on. */
	voted: (player: Player, value: "skip" | "up" | "down") => void;
	/** Other players hear the station than before. */
	audienceChanged: () => void;
	/** The game's own Sound was destroyed. */
	soundGone: () => void;
}

/** Puts tracks on: when one gives way to the next, what players are told, and what is done about assets that do not load. */
export interface Stage {
	readonly topic: string;
	/** Wants the first of the queue on air now. */
	advance(): void;
	stop(): void;
	pause(): void;
	resume(): void;
	setVolume(volume: number, seconds: number): void;
	/** Whether a track is wanted on air that is not loaded yet. */
	waiting(): boolean;
	/** The queue, a length or a structure changed. */
	refresh(): void;
	now(): Playing | undefined;
	position(): number | undefined;
	/** The players who hear the station. */
	listeners(): Player[];
	/** The replicated Sound that plays, with `output = "server"`. */
	sound(): Sound | undefined;
	destroy(): void;
}
