import type { PlayerBridge } from "../../shared/bridge";
import {
	HELD,
	type HeldDocument,
	MUSIC_CHUNK,
	type MusicDocument,
	type SettingsDocument,
} from "../../shared/zones/documents";
import { type ZoneDocument, ZONES_CHUNK } from "../../shared/zones/documents";
import { createZonePlayer, type ZonePlayer } from "./zone-player";

interface Room {
	player?: ZonePlayer;
	/** Documents that came before the settings. */
	early: Map<string, defined>;
}

function starts(text: string, beginning: string): boolean {
	return text.sub(1, beginning.size()) === beginning;
}

function hand(player: ZonePlayer, part: string, document: unknown): void {
	if (part === HELD) player.held(document as HeldDocument | undefined);
	else if (starts(part, `${ZONES_CHUNK}.`)) {
		player.zones(part, (document as { z?: ZoneDocument[] } | undefined)?.z);
	} else if (starts(part, `${MUSIC_CHUNK}.`)) {
		player.music(part, (document as { m?: MusicDocument[] } | undefined)?.m);
	}
}

/**
 * The player half: renders every `createZones` of the server.
 *
 * @returns destroy
 */
export function startZonesPlayer(bridge: PlayerBridge): () => void {
	const rooms = new Map<string, Room>();

	function settings(topic: string, room: Room, document: SettingsDocument | undefined): void {
		if (document === undefined) {
			room.player?.destroy();
			rooms.delete(topic);
		} else if (room.player !== undefined) room.player.settings(document);
		else {
			room.player = createZonePlayer(bridge, topic, document);
			for (const [part, early] of room.early) hand(room.player, part, early);
			room.early.clear();
		}
	}

	const stop = bridge.watch("zones", (document, topic) => {
		const [, name, part] = topic.split("/") as [string, string | undefined, string | undefined];
		if (name === undefined) return;
		const base = `zones/${name}`;
		let room = rooms.get(base);
		if (room === undefined) {
			if (document === undefined) return;
			room = { early: new Map() };
			rooms.set(base, room);
		}
		if (part === undefined) settings(base, room, document as SettingsDocument | undefined);
		else if (room.player !== undefined) hand(room.player, part, document);
		else if (document !== undefined) room.early.set(part, document as defined);
		else room.early.delete(part);
	});

	return () => {
		stop();
		for (const [, room] of rooms) room.player?.destroy();
		rooms.clear();
	};
}
