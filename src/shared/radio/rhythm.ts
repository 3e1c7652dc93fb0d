import Signal from "@rbxts/lemon-signal";

import { createTimer } from "../clock/timer";
import type { Segment, TrackStructure } from "../wire/structure";
import type { BeatHit, RhythmSignals } from "./types";
import { createWalk, nextBeyond, partsBetween, type Walk, walkTo } from "./walk";

/** Tells of beats and sections as the playing position passes them. */
export interface Rhythm {
	readonly face: RhythmSignals;
	/** @param position seconds into the track; absent while it stands still */
	follow: (structure?: TrackStructure, position?: () => number) => void;
	/** Whether anybody listens. */
	isListened: () => boolean;
	destroy: () => void;
}

/** Into so many parts a beat can be divided. */
export const MOST_PARTS = 16;

function hasListeners(signal: object): boolean {
	// The pinned signal keeps its connections there, and offers no other way to ask.
	const head = (signal as { _head?: unknown })._head;
	return head !== undefined && head !== false;
}

/** A signal that tells, each time, that somebody begins to listen. */
function createHeard<T extends Callback>(begun: () => void): Signal<T> {
	const signal = new Signal<T>();
	const methods = signal as unknown as Record<string, (...args: unknown[]) => unknown>;
	for (const name of ["Connect", "Once", "Wait"]) {
		const plain = methods[name]!;
		methods[name] = (...args) => {
			begun();
			return plain(...args);
		};
	}
	return signal;
}

/**
 * Makes a rhythm that follows nothing yet. Nothing runs while nobody listens.
 *
 * @param begun somebody begins to listen
 */
export function createRhythm(begun: () => void): Rhythm {
	let followed: TrackStructure | undefined;
	let walk: Walk | undefined;
	let position: (() => number) | undefined;
	let isAwake = false;
	const divided = new Map<number, Set<(beat: BeatHit) => void>>();
	const timer = createTimer(() => step());
	const signals = {
		beat: createHeard<(beat: BeatHit) => void>(() => wakeUp()),
		downbeat: createHeard<(beat: BeatHit) => void>(() => wakeUp()),
		section: createHeard<(section: Segment) => void>(() => wakeUp()),
	};
	const isListened = (): boolean => {
		if (!divided.isEmpty()) return true;
		for (const [, signal] of pairs(signals)) if (hasListeners(signal)) return true;
		return false;
	};

	function wakeUp(): void {
		begun();
		if (isAwake) return;
		isAwake = true;
		// Whoever listens anew is told of the section that is on.
		if (walk !== undefined) walk.told = math.huge;
		timer.set(0);
	}

	function tellBeat(beat: BeatHit): void {
		signals.beat.Fire(beat);
		if (beat.is_downbeat) signals.downbeat.Fire(beat);
	}

	function step(): void {
		isAwake = isListened();
		if (!isAwake || walk === undefined || position === undefined) return;
		const at = math.max(0, position());
		const divisions = [1];
		for (const [parts] of divided) divisions.push(parts);
		const due = nextBeyond(walk, at, divisions);
		const { from, sections } = walkTo(walk, at);
		if (due !== undefined) timer.set(due - at);
		const stretch = walk;
		for (const section of sections) signals.section.Fire(section);
		for (const beat of partsBetween(stretch, 1, from, at)) tellBeat(beat);
		for (const [parts, listeners] of table.clone(divided)) {
			for (const beat of partsBetween(stretch, parts, from, at)) {
				for (const listener of table.clone(listeners)) task.spawn(listener, beat);
			}
		}
	}

	return {
		face: {
			...signals,
			onBeat(division, listener) {
				const listeners = divided.get(division) ?? new Set();
				divided.set(division, listeners);
				listeners.add(listener);
				wakeUp();
				return () => {
					listeners.delete(listener);
					if (listeners.isEmpty() && divided.get(division) === listeners) divided.delete(division);
				};
			},
		},
		follow: (structure, at) => {
			if (structure !== followed) walk = structure && createWalk(structure);
			followed = structure;
			position = at;
			timer.cancel();
			step();
		},
		isListened,
		destroy: () => {
			timer.cancel();
			divided.clear();
			for (const [, signal] of pairs(signals)) (signal as unknown as Signal).DisconnectAll();
		},
	};
}
