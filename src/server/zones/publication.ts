import {
	HELD,
	MUSIC_CHUNK,
	type MusicDocument,
	type MusicReference,
	packTracks,
	packVolume,
	type SettingsDocument,
	type ZoneDocument,
	ZONES_CHUNK,
} from "../../shared/zones/documents";
import { isSomewhere } from "../../shared/zones/volume";
import { heldDocument } from "./members";
import type { SourceUse } from "./source";
import type { ZonesEffect, ZonesState } from "./state";

/** Items of one page: a live edit republishes that many. */
const ITEMS = 24;

/**
 * Which item lies in which numbered slot, a page of slots published as one document, so that one live edit is one small
 * message. Holds names only; what is published of an item is worked out when its page goes out.
 */
export interface Pages {
	readonly slots: Map<string, number>;
	readonly names: Map<number, string>;
	/** Slots given back, and when they may be taken again. */
	readonly free: Array<{ slot: number; at: number }>;
	readonly changed: Set<number>;
	/** Pages there ever were. */
	count: number;
}

/** Makes an empty set of pages. */
export function createPages(): Pages {
	return { slots: new Map(), names: new Map(), free: [], changed: new Set(), count: 0 };
}

function pageOf(slot: number): number {
	return math.floor(slot / ITEMS);
}

/** The page of an item has to go out. */
export function touch(pages: Pages, name: string): void {
	const slot = pages.slots.get(name);
	if (slot !== undefined) pages.changed.add(pageOf(slot));
}

/** Gives an item a slot, unless it has one. */
export function takeSlot(pages: Pages, name: string, now: number): void {
	if (pages.slots.has(name)) return;
	const at = pages.free.findIndex(held => held.at <= now);
	const slot = at !== -1 ? pages.free.remove(at)!.slot : pages.slots.size() + pages.free.size();
	pages.slots.set(name, slot);
	pages.names.set(slot, name);
	pages.count = math.max(pages.count, pageOf(slot) + 1);
}

/**
 * Takes an item out.
 *
 * @param rest seconds until another item may have its slot
 */
export function giveSlot(pages: Pages, name: string, now: number, rest: number): void {
	const slot = pages.slots.get(name);
	if (slot === undefined) return;
	pages.slots.delete(name);
	pages.names.delete(slot);
	pages.free.push({ slot, at: now + rest });
	pages.changed.add(pageOf(slot));
}

/** Gives every page that changed to `publish`, with its items in the order of their slots. */
export function flushPages(pages: Pages, publish: (page: number, names: string[]) => void): void {
	for (const page of pages.changed) {
		const names = new Array<string>();
		for (const slot of $range(page * ITEMS, page * ITEMS + ITEMS - 1)) {
			const name = pages.names.get(slot);
			if (name !== undefined) names.push(name);
		}
		publish(page, names);
	}
	pages.changed.clear();
}

/** Seconds between two publications of edits, and of mere movement (players follow parts by themselves). */
export const EDIT_SECONDS = 0.25;
export const MOVE_SECONDS = 1;
/** A timer may come a little early. */
const EARLY_SECONDS = 0.001;

function isSilent(state: ZonesState): boolean {
	return state.plan.output === "server";
}

/** Asks for a publication, `gap` seconds after the last one at the earliest. */
export function publishSoon(state: ZonesState, gap: number, now: number, out: ZonesEffect[]): void {
	if (isSilent(state)) return;
	const { publication } = state;
	const at = math.max(now, publication.lastAt + gap);
	if (publication.due !== undefined && publication.due <= at) return;
	publication.due = at;
	out.push({ kind: "wake", event: "flush", seconds: at - now });
}

/** Where a document finds music: the slot of its tracks, or the topic of a station. */
function referenceTo(state: ZonesState, { key, source, tracks }: SourceUse): MusicReference {
	if (source.kind === "radio") return { s: source.topic };
	return { m: state.musicPages.slots.get(key), t: tracks };
}

function settingsDocument(state: ZonesState): SettingsDocument {
	const { crossfade, dwell, volume, listener, engine, group, outside } = state.plan;
	return {
		v: 1,
		crossfade,
		dwell,
		volume,
		listener,
		engine,
		group,
		outside: outside !== undefined ? referenceTo(state, outside) : undefined,
		chunks: state.zonePages.count,
	};
}

function zoneDocument(state: ZonesState, name: string): ZoneDocument {
	const { spec, enabled, pieces } = state.zones.get(name)!;
	const volumes = new Array<number[]>();
	for (const { volume, areaId } of pieces) if (isSomewhere(volume)) volumes.push(packVolume(volume, areaId));
	return {
		...referenceTo(state, spec.music),
		n: name,
		p: spec.priority,
		e: enabled,
		v: volumes,
		f: spec.crossfade ?? state.plan.crossfade,
		g: spec.volume,
		r: spec.onReturn,
		q: spec.muffle > 0 ? spec.muffle : undefined,
		w: spec.reverb > 0 ? spec.reverb : undefined,
		b: spec.ambience !== undefined ? referenceTo(state, spec.ambience).m : undefined,
	};
}

function musicDocuments(state: ZonesState, keys: ReadonlyArray<string>): MusicDocument[] {
	const documents = new Array<MusicDocument>();
	for (const key of keys) {
		const tracks = state.music.get(key)?.tracks;
		if (tracks !== undefined) documents.push(packTracks(state.musicPages.slots.get(key)!, tracks));
	}
	return documents;
}

/** Publishes what changed, music before the zones that name it. */
export function flush(state: ZonesState, now: number, out: ZonesEffect[]): void {
	const { publication, zonePages, musicPages } = state;
	// An earlier flush may have taken the work of this one.
	if (publication.due === undefined || publication.due > now + EARLY_SECONDS) return;
	publication.due = undefined;
	publication.lastAt = now;
	flushPages(musicPages, (page, keys) => {
		out.push({ kind: "publish", part: `${MUSIC_CHUNK}.${page}`, document: { m: musicDocuments(state, keys) } });
	});
	flushPages(zonePages, (page, names) => {
		const documents = names.map(name => zoneDocument(state, name));
		out.push({ kind: "publish", part: `${ZONES_CHUNK}.${page}`, document: { z: documents } });
	});
	if (publication.toldPages === zonePages.count) return;
	publication.toldPages = zonePages.count;
	out.push({ kind: "publish", part: "", document: settingsDocument(state) });
}

/** Publishes at once who is held where. */
export function publishHeld(state: ZonesState, out: ZonesEffect[]): void {
	if (isSilent(state)) return;
	state.publication.isHeldTold = true;
	out.push({ kind: "publish", part: HELD, document: heldDocument(state.held) });
}

/** Takes back everything that was published. */
export function withdraw(state: ZonesState, out: ZonesEffect[]): void {
	if (isSilent(state)) return;
	for (const page of $range(0, state.zonePages.count - 1)) out.push({ kind: "clear", part: `${ZONES_CHUNK}.${page}` });
	for (const page of $range(0, state.musicPages.count - 1)) out.push({ kind: "clear", part: `${MUSIC_CHUNK}.${page}` });
	if (state.publication.isHeldTold) out.push({ kind: "clear", part: HELD });
	out.push({ kind: "clear", part: "" });
}
