import { createRotation, type Rotation } from "./rotation";
import type { ResolvedTrack } from "./track";

/** What happens to a zone's music when its listener comes back. */
export type OnReturn = "resume" | "restart" | "next";

/** Where music comes out: a deck, or whatever plays for a server. */
export interface MusicOutput {
	prepare(id: string): void;
	play(item: {
		assetId: string;
		gain: number;
		position: number;
		fadeSeconds: number;
		looped: boolean;
		restart: boolean;
	}): void;
	silence(fadeSeconds: number): void;
	/** What plays now, without what still loads. */
	playing(): string | undefined;
	/** Seconds into what plays. */
	position(): number | undefined;
}

/** The music of one zone, or of the world outside all zones. */
export interface Programme {
	/** Unknown until resolved. */
	tracks: ReadonlyArray<ResolvedTrack> | undefined;
	/** Tracks in the rotation; all without it. */
	size: number | undefined;
	/** Topic of a radio station that is the music. */
	station: string | undefined;
	/** Seconds. */
	crossfade: number;
	/** Linear, on top of the level. */
	volume: number;
	onReturn: OnReturn;
}

/** What the conductor needs of the world. */
export interface ConductorPorts {
	output: MusicOutput;
	random: () => number;
	/** Lets a station be heard, or none. */
	station: (topic: string | undefined, seconds: number) => void;
	/** The programme of a zone; `undefined` names the world outside. No programme there is silence. */
	programme: (zone: string | undefined) => Programme | undefined;
	/** Seconds of the fade to silence outside. */
	fadeOut: () => number;
}

/** Turns "the listener is in zone x" into music. Time is an input. */
export interface Conductor {
	/** The listener's zone changed. */
	enter(zone: string | undefined, now: number): void;
	/** Programmes changed: new music for the zone one is in takes effect. */
	refresh(now: number): void;
	/** Moves rotations on; a few times a second. */
	step(now: number): void;
	/** An asset could not be loaded. */
	failed(id: string, now: number): void;
	/** What plays came to its end by itself. */
	ended(id: string, now: number): void;
	/** What a zone would begin with, for preloading. */
	upcoming(zone: string | undefined): string | undefined;
	/** A zone is gone: its memory too. */
	forget(zone: string): void;
}

interface Memory {
	rotation: Rotation;
	tracks?: ReadonlyArray<ResolvedTrack>;
	size?: number;
	/** Where it was left. */
	id?: string;
	position?: number;
	leftAt?: number;
	heard: boolean;
}

/** Coming back within this many seconds finds the music where it was. */
const REMEMBER_SECONDS = 120;
/** Seconds until a zone of which nothing loads is tried again. */
const RETRY_SECONDS = 30;
const OUTSIDE = "";

/** Makes a conductor; it begins outside, in silence. */
export function createConductor(ports: ConductorPorts): Conductor {
	const { output } = ports;
	const memories = new Map<string, Memory>();
	let zone: string | undefined;
	/** The zone whose music is asked for; it lags behind while the next is not resolved. */
	let sounding: string | undefined;
	let soundingAsked: string | undefined;
	let soundingGain = 1;
	let soundingVolume = 1;
	let stationOn: string | undefined;
	let failures = 0;
	let retryAt: number | undefined;

	function memoryOf(name: string | undefined): Memory {
		const key = name ?? OUTSIDE;
		let memory = memories.get(key);
		if (memory === undefined) {
			memory = { rotation: createRotation(ports.random), heard: false };
			memories.set(key, memory);
		}
		const programme = ports.programme(name);
		const tracks = programme?.tracks;
		if (tracks !== memory.tracks || programme?.size !== memory.size) {
			memory.tracks = tracks;
			memory.size = programme?.size;
			memory.rotation.update(tracks ?? [], programme?.size);
		}
		return memory;
	}

	function remember(now: number): void {
		const memory = memories.get(sounding ?? OUTSIDE);
		const id = output.playing();
		if (memory === undefined || id === undefined || soundingAsked === undefined) return;
		if (id !== memory.rotation.current()?.id) return;
		memory.id = id;
		memory.position = output.position();
		memory.leftAt = now;
	}

	function tune(topic: string | undefined, seconds: number): void {
		if (stationOn === topic) return;
		stationOn = topic;
		ports.station(topic, seconds);
	}

	function play(track: ResolvedTrack, programme: Programme, memory: Memory, position: number, restart: boolean): void {
		const same = output.playing() === track.id && soundingAsked === track.id;
		soundingAsked = track.id;
		soundingGain = track.gain;
		soundingVolume = programme.volume;
		memory.heard = true;
		output.play({
			assetId: track.id,
			gain: track.gain * programme.volume,
			position,
			fadeSeconds: programme.crossfade,
			looped: memory.rotation.size() < 2,
			restart: restart && !same,
		});
	}

	/** What a listener who comes into a zone hears. */
	function begin(memory: Memory, programme: Programme, now: number): void {
		const { rotation } = memory;
		const playing = output.playing();
		// The same music plays on, whoever asked for it.
		if (playing !== undefined && playing === soundingAsked && rotation.adopt(playing)) {
			play(rotation.current()!, programme, memory, 0, false);
			return;
		}
		const recent = memory.leftAt !== undefined && now - memory.leftAt <= REMEMBER_SECONDS;
		if (memory.heard && programme.onReturn === "next") rotation.advance();
		const track = rotation.current();
		if (track === undefined) return;
		if (recent && programme.onReturn === "resume" && memory.id === track.id) {
			play(track, programme, memory, memory.position ?? 0, false);
		} else {
			play(track, programme, memory, 0, memory.heard);
		}
	}

	function apply(now: number): void {
		const programme = ports.programme(zone);
		if (programme === undefined) {
			remember(now);
			sounding = zone;
			soundingAsked = undefined;
			const seconds = ports.fadeOut();
			output.silence(seconds);
			tune(undefined, seconds);
			return;
		}
		if (programme.station !== undefined) {
			remember(now);
			sounding = zone;
			soundingAsked = undefined;
			output.silence(programme.crossfade);
			tune(programme.station, programme.crossfade);
			return;
		}
		const memory = memoryOf(zone);
		// Not resolved yet: what plays goes on.
		if (memory.rotation.size() === 0) return;
		remember(now);
		sounding = zone;
		tune(undefined, programme.crossfade);
		begin(memory, programme, now);
	}

	function moveOn(now: number): void {
		const programme = ports.programme(sounding);
		const memory = memoryOf(sounding);
		const track = memory.rotation.advance();
		if (programme === undefined || programme.station !== undefined || track === undefined) return;
		memory.leftAt = now;
		play(track, programme, memory, 0, true);
	}

	return {
		enter(name, now) {
			zone = name;
			failures = 0;
			retryAt = undefined;
			apply(now);
		},
		refresh(now) {
			const programme = ports.programme(zone);
			if (sounding !== zone || (soundingAsked === undefined && stationOn === undefined)) {
				apply(now);
				return;
			}
			if (programme === undefined || programme.station !== stationOn) {
				apply(now);
				return;
			}
			if (programme.station !== undefined) return;
			const memory = memoryOf(zone);
			if (memory.rotation.size() === 0) return;
			// Still part of what the zone plays: nothing to hear.
			if (soundingAsked !== undefined && memory.rotation.adopt(soundingAsked)) {
				const track = memory.rotation.current()!;
				// A better level is for the next time; a volume the game sets is for now.
				if (programme.volume !== soundingVolume) {
					play({ ...track, gain: soundingGain }, programme, memory, 0, false);
				}
				return;
			}
			begin(memory, programme, now);
		},
		step(now) {
			if (retryAt !== undefined && now >= retryAt) {
				retryAt = undefined;
				failures = 0;
				if (soundingAsked === undefined) apply(now);
			}
			if (soundingAsked !== undefined && output.playing() === soundingAsked) failures = 0;
			const memory = memories.get(sounding ?? OUTSIDE);
			if (memory === undefined || memory.rotation.size() < 2 || soundingAsked === undefined) return;
			if (output.playing() !== soundingAsked) return;
			const programme = ports.programme(sounding);
			const track = memory.rotation.current();
			const position = output.position();
			if (programme === undefined || track === undefined || position === undefined) return;
			const duration = track.duration;
			if (duration === undefined) return;
			const remaining = duration - position;
			const lead = math.min(programme.crossfade, duration / 2);
			if (remaining <= lead) moveOn(now);
			else if (remaining <= lead + 15) {
				const coming = memory.rotation.peek();
				if (coming !== undefined) output.prepare(coming.id);
			}
		},
		failed(id, now) {
			for (const [, memory] of memories) memory.rotation.drop(id);
			if (soundingAsked !== id) return;
			soundingAsked = undefined;
			failures += 1;
			const programme = ports.programme(sounding);
			const memory = memoryOf(sounding);
			if (programme === undefined) return;
			if (failures > memory.rotation.size()) {
				retryAt = now + RETRY_SECONDS;
				return;
			}
			const track = memory.rotation.current();
			if (track !== undefined) play(track, programme, memory, 0, false);
		},
		ended(id, now) {
			if (id === soundingAsked) moveOn(now);
		},
		upcoming(name) {
			const programme = ports.programme(name);
			if (programme === undefined || programme.station !== undefined) return undefined;
			const memory = memoryOf(name);
			if (memory.heard && programme.onReturn === "next") return memory.rotation.peek()?.id;
			return memory.rotation.current()?.id;
		},
		forget(name) {
			memories.delete(name);
		},
	};
}
