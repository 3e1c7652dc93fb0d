import type { Deck } from "../sound/deck";
import { type Memories, type Memory, memoryOf, recall, resumePoint } from "./memory";
import type { Conductor, ConductorPorts, MusicOutput, Programme } from "./programme";
import type { ResolvedTrack } from "./rotation";

/** A deck as what a conductor plays on. */
export function outputOf(deck: Deck): MusicOutput {
	return {
		prepare: deck.prepare,
		play: deck.play,
		silence: deck.silence,
		playing: () => deck.current()?.assetId,
		position: deck.position,
	};
}

/** Seconds until a zone of which nothing loads is tried again. */
const RETRY_SECONDS = 30;
/** Seconds before its turn that the next track of a rotation is loaded. */
const AHEAD_SECONDS = 15;

/** Where a conductor stands. */
interface Conducting {
	readonly ports: ConductorPorts;
	readonly memories: Memories;
	zone?: string;
	/** The zone whose music is asked for; it lags behind while the next is not resolved. */
	sounding?: string;
	/** What is asked of the output: the asset, its level, and the volume of its zone at that time. */
	asked?: { id: string; gain: number; volume: number };
	stationOn?: string;
	/** Assets of this zone that failed without one that played. */
	failures: number;
	retryAt?: number;
}

/** Keeps where the zone that sounds is left. */
function remember(state: Conducting, now: number): void {
	const memory = recall(state.memories, state.sounding);
	const id = state.ports.output.playing();
	if (memory === undefined || id === undefined || state.asked === undefined) return;
	if (id !== memory.rotation.current()?.id) return;
	memory.id = id;
	memory.position = state.ports.output.position();
	memory.leftAt = now;
}

function tune(state: Conducting, topic: string | undefined, seconds: number): void {
	if (state.stationOn === topic) return;
	state.stationOn = topic;
	state.ports.station(topic, seconds);
}

function play(
	state: Conducting,
	track: ResolvedTrack,
	programme: Programme,
	memory: Memory,
	position: number,
	restart: boolean,
): void {
	const { output } = state.ports;
	const same = output.playing() === track.id && state.asked?.id === track.id;
	state.asked = { id: track.id, gain: track.gain, volume: programme.volume };
	memory.heard = true;
	output.play({
		assetId: track.id,
		gain: track.gain * programme.volume,
		most: track.most,
		position,
		fadeSeconds: programme.crossfade,
		looped: memory.rotation.size() < 2,
		restart: restart && !same,
	});
}

/** What is to be done about the next track of a rotation, so far into the one that plays. */
function turnAt(position: number, duration: number, crossfade: number): "move on" | "prepare" | undefined {
	const remaining = duration - position;
	const lead = math.min(crossfade, duration / 2);
	if (remaining <= lead) return "move on";
	return remaining <= lead + AHEAD_SECONDS ? "prepare" : undefined;
}

/** What a listener who comes into a zone hears. */
function begin(state: Conducting, memory: Memory, programme: Programme, now: number): void {
	const { rotation } = memory;
	const playing = state.ports.output.playing();
	// The same music plays on, whoever asked for it.
	if (playing !== undefined && playing === state.asked?.id && rotation.adopt(playing)) {
		play(state, rotation.current()!, programme, memory, 0, false);
		return;
	}
	if (memory.heard && programme.onReturn === "next") rotation.advance();
	const track = rotation.current();
	if (track === undefined) return;
	const resumed = resumePoint(memory, track, programme.onReturn, now);
	play(state, track, programme, memory, resumed ?? 0, resumed === undefined && memory.heard);
}

/** Own music ends: silence, or a station takes over. */
function hush(state: Conducting, station: string | undefined, seconds: number, now: number): void {
	remember(state, now);
	state.sounding = state.zone;
	state.asked = undefined;
	state.ports.output.silence(seconds);
	tune(state, station, seconds);
}

/** Makes heard what the zone wants to be heard. */
function apply(state: Conducting, now: number): void {
	const programme = state.ports.programme(state.zone);
	if (programme === undefined) {
		hush(state, undefined, state.ports.fadeOut(), now);
		return;
	}
	if (programme.station !== undefined) {
		hush(state, programme.station, programme.crossfade, now);
		return;
	}
	const memory = memoryOf(state.memories, state.zone, state.ports);
	// Not resolved yet: what plays goes on.
	if (memory.rotation.size() === 0) return;
	remember(state, now);
	state.sounding = state.zone;
	tune(state, undefined, programme.crossfade);
	begin(state, memory, programme, now);
}

function moveOn(state: Conducting, now: number): void {
	const programme = state.ports.programme(state.sounding);
	const memory = memoryOf(state.memories, state.sounding, state.ports);
	const track = memory.rotation.advance();
	if (programme === undefined || programme.station !== undefined || track === undefined) return;
	memory.leftAt = now;
	play(state, track, programme, memory, 0, true);
}

function refresh(state: Conducting, now: number): void {
	const { zone, asked } = state;
	const programme = state.ports.programme(zone);
	const silent = asked === undefined && state.stationOn === undefined;
	if (state.sounding !== zone || silent || programme === undefined || programme.station !== state.stationOn) {
		apply(state, now);
		return;
	}
	if (programme.station !== undefined) return;
	const memory = memoryOf(state.memories, zone, state.ports);
	if (memory.rotation.size() === 0) return;
	if (asked === undefined || !memory.rotation.adopt(asked.id)) {
		begin(state, memory, programme, now);
		return;
	}
	// Still part of what the zone plays: a better level is for the next time; a volume the game sets is for now.
	if (programme.volume === asked.volume) return;
	play(state, { ...memory.rotation.current()!, gain: asked.gain }, programme, memory, 0, false);
}

/** Crossfades into the next track of a rotation before the end of the one that plays, and has it loaded before. */
function rotate(state: Conducting, now: number): void {
	const { output } = state.ports;
	const memory = recall(state.memories, state.sounding);
	if (memory === undefined || memory.rotation.size() < 2 || state.asked === undefined) return;
	if (output.playing() !== state.asked.id) return;
	const programme = state.ports.programme(state.sounding);
	const duration = memory.rotation.current()?.duration;
	const position = output.position();
	if (programme === undefined || duration === undefined || position === undefined) return;
	const turn = turnAt(position, duration, programme.crossfade);
	const coming = turn === "prepare" ? memory.rotation.peek() : undefined;
	if (turn === "move on") moveOn(state, now);
	else if (coming !== undefined) output.prepare(coming.id);
}

function step(state: Conducting, now: number): void {
	if (state.retryAt !== undefined && now >= state.retryAt) {
		state.retryAt = undefined;
		state.failures = 0;
		if (state.asked === undefined) apply(state, now);
	}
	if (state.asked !== undefined && state.ports.output.playing() === state.asked.id) state.failures = 0;
	rotate(state, now);
}

function failed(state: Conducting, id: string, now: number): void {
	for (const [, memory] of state.memories) memory.rotation.drop(id);
	if (state.asked?.id !== id) return;
	state.asked = undefined;
	state.failures += 1;
	const programme = state.ports.programme(state.sounding);
	const memory = memoryOf(state.memories, state.sounding, state.ports);
	if (programme === undefined) return;
	if (state.failures > memory.rotation.size()) {
		state.retryAt = now + RETRY_SECONDS;
		return;
	}
	const track = memory.rotation.current();
	if (track !== undefined) play(state, track, programme, memory, 0, false);
}

function upcoming(state: Conducting, name: string | undefined): string | undefined {
	const programme = state.ports.programme(name);
	if (programme === undefined || programme.station !== undefined) return undefined;
	const { heard, rotation } = memoryOf(state.memories, name, state.ports);
	return heard && programme.onReturn === "next" ? rotation.peek()?.id : rotation.current()?.id;
}

/** Makes a conductor; it begins outside, in silence. */
export function createConductor(ports: ConductorPorts): Conductor {
	const state: Conducting = { ports, memories: new Map(), failures: 0 };
	return {
		enter: (name, now) => {
			state.zone = name;
			state.failures = 0;
			state.retryAt = undefined;
			apply(state, now);
		},
		refresh: now => refresh(state, now),
		step: now => step(state, now),
		failed: (id, now) => failed(state, id, now),
		ended: (id, now) => {
			if (id === state.asked?.id) moveOn(state, now);
		},
		upcoming: name => upcoming(state, name),
		forget: name => {
			state.memories.delete(name);
		},
	};
}
