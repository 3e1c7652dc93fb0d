import type { Bridge } from "../../shared/bridge";
import {
	HELD,
	type HeldDocument,
	MUSIC_CHUNK,
	type MusicDocument,
	packTracks,
	type SettingsDocument,
	type ZoneDocument,
	ZONES_CHUNK,
} from "../../shared/zones/documents";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import { createChunks, createSlots } from "./chunks";

/** Seconds between two publications of edits, and of mere movement (players follow parts by themselves). */
const EDIT_SECONDS = 0.25;
const MOVE_SECONDS = 1;
const SLOT_REST_SECONDS = 5;

export interface PublisherPorts {
	bridge: Bridge;
	topic: string;
	now: () => number;
	after: (seconds: number, fn: () => void) => () => void;
	settings: () => Omit<SettingsDocument, "chunks">;
}

/** Keeps the documents of one `createZones` up to date, in few and small messages. */
export interface Publisher {
	zone(slot: number, document: ZoneDocument | undefined, why: "edit" | "move"): void;
	music(slot: number, tracks: ReadonlyArray<ResolvedTrack> | undefined): void;
	settings(): void;
	held(document: HeldDocument): void;
	readonly zoneSlots: { take(): number; give(slot: number): void };
	readonly musicSlots: { take(): number; give(slot: number): void };
	destroy(): void;
}

/** Makes a publisher; nothing goes out before the frame is over. */
export function createPublisher(ports: PublisherPorts): Publisher {
	const { bridge, topic } = ports;
	const chunkTopic = (kind: string, chunk: number) => `${topic}/${kind}.${chunk}`;
	const zones = createChunks<ZoneDocument>(
		(chunk, items) => bridge.publish(chunkTopic(ZONES_CHUNK, chunk), { z: items }),
		chunk => bridge.clear(chunkTopic(ZONES_CHUNK, chunk)),
	);
	const music = createChunks<MusicDocument>(
		(chunk, items) => bridge.publish(chunkTopic(MUSIC_CHUNK, chunk), { m: items }),
		chunk => bridge.clear(chunkTopic(MUSIC_CHUNK, chunk)),
	);
	let settingsDirty = true;
	let heldPublished = false;
	let lastFlush = -math.huge;
	let due: number | undefined;
	let destroyed = false;
	let publishedChunks = -1;

	function flush(): void {
		due = undefined;
		if (destroyed) return;
		lastFlush = ports.now();
		music.flush();
		zones.flush();
		if (settingsDirty || zones.count() !== publishedChunks) {
			settingsDirty = false;
			publishedChunks = zones.count();
			bridge.publish(topic, { ...ports.settings(), chunks: publishedChunks });
		}
	}

	function request(gap: number): void {
		const at = math.max(ports.now(), lastFlush + gap);
		if (due !== undefined && due <= at) return;
		due = at;
		ports.after(at - ports.now(), () => {
			// An earlier flush may have taken its work.
			if (due !== undefined && due <= ports.now() + 0.001) flush();
		});
	}

	const musicSlots = createSlots();

	request(0);
	return {
		zoneSlots: createSlots(),
		musicSlots: {
			take() {
				return musicSlots.take();
			},
			// Not at once: players may still hold a zone that names the slot.
			give(slot) {
				ports.after(SLOT_REST_SECONDS, () => musicSlots.give(slot));
			},
		},
		zone(slot, document, why) {
			zones.set(slot, document);
			request(why === "move" ? MOVE_SECONDS : EDIT_SECONDS);
		},
		music(slot, tracks) {
			music.set(slot, tracks !== undefined ? packTracks(slot, tracks) : undefined);
			request(EDIT_SECONDS);
		},
		settings() {
			settingsDirty = true;
			request(EDIT_SECONDS);
		},
		held(document) {
			heldPublished = true;
			bridge.publish(`${topic}/${HELD}`, document);
		},
		destroy() {
			if (destroyed) return;
			destroyed = true;
			zones.clear();
			music.clear();
			if (heldPublished) bridge.clear(`${topic}/${HELD}`);
			bridge.clear(topic);
		},
	};
}
