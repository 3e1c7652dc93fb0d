import type { Engine } from "../sound/playback";
import type { OnReturn } from "./programme";
import type { ResolvedTrack } from "./rotation";
import type { Shape, Volume } from "./volume";

/**
 * What the server publishes for players under a topic: the settings under the topic itself, zones and music in chunks
 * below it (so that one live edit is one small message), forced and entered zones under `held`.
 */
export interface SettingsDocument {
	v: 1;
	crossfade: number;
	dwell: number;
	volume: number;
	listener: "character" | "camera";
	/** What plays; default the usual engine. */
	engine?: Engine;
	/** Path of the game's SoundGroup, from the service down. */
	group?: string[];
	/** Chunks of zones there are, so that nobody decides on half of them. */
	chunks: number;
	/** Music outside all zones. */
	outside?: MusicReference;
}

/** Where a zone's music comes from. */
export interface MusicReference {
	/** Slot of the music. */
	m?: number;
	/** Tracks in the rotation. */
	t?: number;
	/** Topic of a station. */
	s?: string;
}

/** One zone. */
export interface ZoneDocument extends MusicReference {
	n: string;
	p: number;
	e: boolean;
	/** Volumes as numbers, see `packVolume`. */
	v: number[][];
	/** Crossfade, volume, on return. */
	f: number;
	g: number;
	r: OnReturn;
	/** Slot of the ambience. */
	b?: number;
	/** How muffled, and how much of the room is heard; left out for not at all. */
	q?: number;
	w?: number;
}

/** The music of one slot. Tracks are id, gain, duration (0 for unknown), artist, and the most of all gains together. */
export interface MusicDocument {
	k: number;
	t: Array<[id: string, gain: number, duration: number, artist: string, most?: number]>;
}

/** Zones held regardless of position. */
export interface HeldState {
	/** Override. */
	o?: string;
	/** Entered, the latest last. */
	e?: string[];
}
export interface HeldDocument {
	/** Whoever is not listed. */
	all: HeldState;
	/** By user id. */
	p: Record<string, HeldState>;
}

/** Below a topic. */
export const ZONES_CHUNK = "zones";
export const MUSIC_CHUNK = "music";
export const HELD = "held";

/** Tag of parts that players follow by themselves; their id is in the attribute `areaAttribute(topic)`. */
export const AREA_TAG = "AudioScapeZoneArea";

/** Name of the attribute that holds a part's area id. */
export function areaAttribute(topic: string): string {
	return `AudioScape/${topic}`;
}

const SHAPES: Shape[] = ["box", "ball", "cylinder"];

function round(value: number, steps: number): number {
	return math.floor(value * steps + 0.5) / steps;
}

/**
 * Shape, area id (0 for none), centre, size, and the rotation unless it is upright.
 */
export function packVolume(v: Volume, areaId: number): number[] {
	const packed = [SHAPES.indexOf(v.shape), areaId];
	for (const value of [v.x, v.y, v.z, v.hx * 2, v.hy * 2, v.hz * 2]) packed.push(round(value, 1000));
	if (v.r00 < 0.9999999 || v.r11 < 0.9999999 || v.r22 < 0.9999999) {
		for (const value of [v.r00, v.r01, v.r02, v.r10, v.r11, v.r12, v.r20, v.r21, v.r22]) {
			packed.push(round(value, 1e6));
		}
	}
	return packed;
}

/** The volume and area id of packed numbers. */
export function unpackVolume(packed: ReadonlyArray<number>): { volume: Volume; areaId: number } {
	const rotated = packed.size() > 8;
	const volume: Volume = {
		shape: SHAPES[packed[0]!] ?? "box",
		x: packed[2]!,
		y: packed[3]!,
		z: packed[4]!,
		hx: packed[5]! / 2,
		hy: packed[6]! / 2,
		hz: packed[7]! / 2,
		r00: rotated ? packed[8]! : 1,
		r01: rotated ? packed[9]! : 0,
		r02: rotated ? packed[10]! : 0,
		r10: rotated ? packed[11]! : 0,
		r11: rotated ? packed[12]! : 1,
		r12: rotated ? packed[13]! : 0,
		r20: rotated ? packed[14]! : 0,
		r21: rotated ? packed[15]! : 0,
		r22: rotated ? packed[16]! : 1,
	};
	return { volume, areaId: packed[1]! };
}

/** Tracks as they travel. */
export function packTracks(slot: number, tracks: ReadonlyArray<ResolvedTrack>): MusicDocument {
	return {
		k: slot,
		t: tracks.map(({ id, gain, duration = 0, artist = "", most }) => [
			id,
			round(gain, 10000),
			round(duration, 100),
			artist,
			most !== undefined ? round(most, 10000) : undefined,
		]),
	};
}

/** Tracks as they arrive. */
export function unpackTracks(document: MusicDocument): ResolvedTrack[] {
	return document.t.map(([id, gain, duration, artist, most]) => ({
		id,
		gain,
		duration: duration > 0 ? duration : undefined,
		artist: artist !== "" ? artist : undefined,
		most,
	}));
}

/** Names from the service down to an instance, to find a replicated instance again. */
export function pathOf(instance: Instance): string[] {
	const path = new Array<string>();
	let at: Instance | undefined = instance;
	while (at !== undefined && at !== game) {
		path.unshift(at.Name);
		at = at.Parent;
	}
	return path;
}

/** The instance at a path, if it is there (yet). */
export function findPath(path: ReadonlyArray<string>): Instance | undefined {
	let at: Instance | undefined = game;
	for (const name of path) at = at?.FindFirstChild(name);
	return at;
}
