import type Signal from "@rbxts/lemon-signal";

import type { Beat, Segment } from "../wire/structure";

/** A beat of the track that is on, or a part of one. */
export interface BeatHit extends Beat {
	/** The track whose beat it is. */
	asset_id: string;
	/** Which part of the beat, 1 for the beat itself. */
	part: number;
}

/** What listeners say of the track that is on. */
export interface VoteTally {
	/** How many want to skip. */
	readonly skip: number;
	/** How many like the track. */
	readonly up: number;
	/** How many do not. */
	readonly down: number;
	/** Players who hear the station. */
	readonly listeners: number;
	/** So many have to say skip. */
	readonly needed: number;
}

/** What moves with the music. Who listens makes the station ask for the beats and sections of its tracks. */
export interface RhythmSignals {
	/** On every beat of the playing position, where the structure is known. */
	readonly beat: Signal<(beat: BeatHit) => void>;
	/** On the first beat of every bar. */
	readonly downbeat: Signal<(beat: BeatHit) => void>;
	/** Another section of the track begins. */
	readonly section: Signal<(section: Segment) => void>;
	/**
	 * Calls back on every part of a beat: 2 divides each into two, 4 into four. 1 is the beat itself, at most 16.
	 *
	 * @returns a disconnect function
	 * @example
	 * const radio = client.createRadio({ query: "lofi chill beats" });
	 * radio.onBeat(2, ({ part }) => Workspace.SetAttribute("LampIsLit", part === 1));
	 */
	onBeat(division: number, listener: (beat: BeatHit) => void): () => void;
}
