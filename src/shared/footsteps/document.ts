import { dbToGain, gainToDb, isFinite } from "../sound/loudness";
import { isEngine } from "../sound/playback";
import { PARTS } from "./brain/parts";
import type { Tuning } from "./tuning";
import type { FootstepPack, StepGait, StepVariant } from "./types";

/** A sound in a document: id, level match in dB, where it begins and ends (0 for its own), and the most of all gains in dB. */
type WireVariant = [assetId: string, db: number, from?: number, to?: number, mostDb?: number];

interface WirePack extends Partial<Record<(typeof PARTS)[number], WirePack>> {
	g: number;
	v: WireVariant[];
	footwear?: Record<string, WirePack>;
}

/** What the server publishes: everything a player's machine needs to walk, in one message. */
export interface FootstepDocument {
	all: boolean;
	tuning: Tuning;
	packs: Record<string, WirePack>;
}

/** What a player's machine tells of the sounds of the packs: those that it has by now, and those that it cannot have. */
export interface FootstepReport {
	ready: string[];
	failed: string[];
}

/** So many ids a report may name, of each kind. */
export const MOST_REPORTED = 60;

/** A topic below this one carries the steps that the server asks for. */
export const STEPS_SUFFIX = "/steps";
/** Characters and sound groups of one footsteps carry this tag, followed by its topic. */
const TAG_PREFIX = "AudioScape:";

/** The tag of the characters that walk by these footsteps. */
export function characterTag(topic: string): string {
	return `${TAG_PREFIX}${topic}`;
}

/** The tag of the SoundGroup they are heard through, where the game gave one. */
export function groupTag(topic: string): string {
	return `${TAG_PREFIX}${topic}:group`;
}

function round(value: number, digits: number): number {
	const scale = math.pow(10, digits);
	return math.round(value * scale) / scale;
}

function decibels(gain: number): number {
	return round(gainToDb(math.max(gain, 1e-6)), 2);
}

function toWire(pack: FootstepPack): WirePack {
	const sounds = pack.variants.map(({ assetId, gain, from, to, most }): WireVariant => {
		const db = decibels(gain);
		if (most !== undefined) return [assetId, db, round(from ?? 0, 4), round(to ?? 0, 4), decibels(most)];
		if (to !== undefined) return [assetId, db, round(from ?? 0, 4), round(to, 4)];
		return from !== undefined ? [assetId, db, round(from, 4)] : [assetId, db];
	});
	const wire: WirePack = { g: pack.gain, v: sounds };
	for (const part of PARTS) {
		const inner = pack[part];
		if (inner !== undefined) wire[part] = toWire(inner);
	}
	for (const [name, inner] of pairs(pack.footwear ?? {})) {
		wire.footwear ??= {};
		wire.footwear[name] = toWire(inner);
	}
	return wire;
}

/** Writes the document. Rows, names and sources stay on the server: they make no sound. */
export function writeDocument(
	packs: ReadonlyMap<string, FootstepPack>,
	tuning: Tuning,
	all: boolean,
): FootstepDocument {
	const wire: Record<string, WirePack> = {};
	for (const [surface, pack] of packs) wire[surface] = toWire(pack);
	return { all, tuning, packs: wire };
}

function readVariants(sounds: unknown): StepVariant[] {
	const variants: StepVariant[] = [];
	if (!typeIs(sounds, "table")) return variants;
	for (const sound of sounds as WireVariant[]) {
		const [assetId, db, from, to, mostDb] = sound;
		variants.push({
			assetId,
			gain: dbToGain(db),
			most: isFinite(mostDb) ? dbToGain(mostDb) : undefined,
			from: isFinite(from) && from > 0 ? from : undefined,
			to: isFinite(to) && to > 0 ? to : undefined,
		});
	}
	return variants;
}

/** Puts what a document says of one pack into the pack a machine already holds, so that its bags stay dealt. */
function readPack(surface: string, wire: WirePack, held: FootstepPack | undefined): FootstepPack {
	const pack: FootstepPack = held ?? { surface, source: "seed-only", variants: [], gain: 1 };
	pack.variants = readVariants(wire.v);
	pack.gain = wire.g;
	for (const part of PARTS) {
		const inner = wire[part];
		pack[part] = inner && readPack(surface, inner, pack[part]);
	}
	const worn = pack.footwear;
	pack.footwear = wire.footwear && {};
	for (const [name, inner] of pairs(wire.footwear ?? {})) {
		pack.footwear![name] = readPack(surface, inner, worn?.[name]);
	}
	return pack;
}

/** Brings the packs of a machine to what the document says. */
export function readPacks(document: FootstepDocument, packs: Map<string, FootstepPack>): void {
	for (const [surface] of packs) {
		if (document.packs[surface] === undefined) packs.delete(surface);
	}
	for (const [surface, wire] of pairs(document.packs)) {
		packs.set(surface, readPack(surface, wire, packs.get(surface)));
	}
}

/** Whether what came over the bridge is a document of footsteps. */
export function isDocument(value: unknown): value is FootstepDocument {
	if (!typeIs(value, "table")) return false;
	const { packs, tuning } = value as Partial<FootstepDocument>;
	return typeIs(packs, "table") && typeIs(tuning, "table") && isEngine(tuning.engine);
}

/** A step the server asks for. */
export interface WireStep {
	/** Counts up. */
	n: number;
	/** Server time. */
	t: number;
	surface: string;
	id: string;
	speed: number;
	gain: number;
	from?: number;
	to?: number;
	left: boolean;
	/** Absent for walking. */
	gait?: StepGait;
	wet?: boolean;
	/** Where; absent for everywhere. */
	at?: [x: number, y: number, z: number];
}

/** The steps of the last moments; a machine plays those it has not played yet. */
export interface StepsDocument {
	steps: WireStep[];
}
