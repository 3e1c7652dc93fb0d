import { Players, Workspace } from "@rbxts/services";

import type { PlayerBridge } from "../../shared/bridge";
import { engineClock } from "../../shared/clock/engine-clock";
import { createScope } from "../../shared/scope/scope";
import { timebase } from "../../shared/sound/engine-timebase";
import { isEngine } from "../../shared/sound/playback";
import { createBrain, type ZoneBrain, type ZoneListener } from "../../shared/zones/brain";
import {
	HELD,
	type HeldDocument,
	MUSIC_CHUNK,
	type MusicDocument,
	type SettingsDocument,
	type ZoneDocument,
	ZONES_CHUNK,
} from "../../shared/zones/documents";
import { characterPosition, knownPlace } from "../../shared/zones/parts";
import { createRegistry, zoneDistance, type ZoneRecord, type ZoneRegistry } from "../../shared/zones/registry";
import { type Atlas, createAtlas } from "./atlas";
import { createHearing, createScore, type Hearing, type Score } from "./hearing";

/** Zones looked at in one step. */
const LOOK = 200;
/** Studs within which a zone's music is loaded ahead. */
const REACH = 160;

/** Finds the zones around a listener, a few at a time. */
interface Surroundings {
	/** Looks on; `found` gets the nearest zones that the listener is not in, when all were seen. */
	step: (x: number, y: number, z: number, found: (near: ReadonlyArray<ZoneRecord>) => void) => void;
}

/**
 * @param most how many zones are told
 */
function createSurroundings(registry: ZoneRegistry, most: number): Surroundings {
	let cursor = 0;
	let near = new Array<{ zone: ZoneRecord; distance: number }>();
	return {
		step: (x, y, z, found) => {
			const all = registry.all();
			for (const _ of $range(1, math.min(LOOK, all.size()))) {
				const zone = all[cursor];
				cursor += 1;
				if (zone === undefined) break;
				if (!zone.enabled) continue;
				const distance = zoneDistance(zone, x, y, z);
				if (distance > REACH || distance <= 0) continue;
				if (near.size() >= most && distance >= near[near.size() - 1]!.distance) continue;
				near.push({ zone, distance });
				near.sort((a, b) => a.distance < b.distance);
				if (near.size() > most) near.pop();
			}
			if (cursor < all.size()) return;
			cursor = 0;
			if (!near.isEmpty()) found(near.map(({ zone }) => zone));
			near = [];
		},
	};
}

const STEP_SECONDS = 0.1;
/** Zones around the listener whose music is loaded ahead. */
const AHEAD = 2;

/** One `createZones` of the server, on a player's machine. */
interface ZonePlayer {
	zones: (key: string, zones: ReadonlyArray<ZoneDocument> | undefined) => void;
	music: (key: string, music: ReadonlyArray<MusicDocument> | undefined) => void;
	held: (document: HeldDocument | undefined) => void;
	settings: (document: SettingsDocument) => void;
	destroy: () => void;
}

/** What a player's half of zones is made of. */
interface Half {
	readonly bridge: PlayerBridge;
	readonly topic: string;
	readonly brain: ZoneBrain;
	readonly listener: ZoneListener;
	readonly atlas: Atlas;
	readonly score: Score;
	readonly hearing: Hearing;
	readonly surroundings: Surroundings;
	settings: SettingsDocument;
	/** Something was decided already. */
	begun: boolean;
}

function localPlayer(): Player | undefined {
	return Players.LocalPlayer as Player | undefined;
}

/** Whether all zones are here: a decision on half of them would have to be taken back. */
function begin(half: Half): boolean {
	if (half.begun) return true;
	if (half.atlas.chunks() < half.settings.chunks) return false;
	half.begun = true;
	half.hearing.enter(undefined);
	return true;
}

function step(half: Half, player: Player): void {
	const { brain, listener, hearing } = half;
	const isCamera = half.settings.listener === "camera";
	const at = isCamera ? knownPlace(Workspace.CurrentCamera?.CFrame.Position) : characterPosition(player);
	if (!begin(half)) return;
	const now = timebase.now();
	const changed = at !== undefined ? brain.step(listener, now, at.X, at.Y, at.Z) : brain.step(listener, now);
	if (changed) {
		const zone = listener.current?.name;
		hearing.enter(zone);
		half.bridge.report(half.topic, { zone }, "zone");
	}
	hearing.force(listener.override !== undefined && listener.current?.name === listener.override);
	hearing.step();
	if (at === undefined) return;
	half.surroundings.step(at.X, at.Y, at.Z, near => {
		for (const { name } of near) hearing.prepare(name);
	});
}

/** Makes the renderer of one topic. */
function createZonePlayer(bridge: PlayerBridge, topic: string, settings: SettingsDocument): ZonePlayer {
	const scope = createScope();
	const registry = createRegistry();
	const brain = createBrain(registry, settings.dwell);
	const atlas = createAtlas(topic, registry);
	const score = createScore(settings, atlas.get);
	const hearing = createHearing({ scope, settings, score });
	const surroundings = createSurroundings(registry, AHEAD);
	const half: Half = {
		bridge,
		topic,
		brain,
		listener: brain.listener(),
		atlas,
		score,
		hearing,
		surroundings,
		settings,
		begun: false,
	};
	scope.own(atlas.destroy);
	const loop = scope.alive(() => {
		engineClock.delay(STEP_SECONDS, loop);
		atlas.poll();
		const player = localPlayer();
		if (player !== undefined) step(half, player);
	});
	task.defer(loop);

	return {
		zones: (key, list) => {
			for (const name of atlas.chunk(key, list)) hearing.forget(name);
			if (list !== undefined) hearing.expect(list);
			hearing.refresh();
		},
		music: (key, list) => {
			score.music(key, list);
			hearing.refresh();
		},
		held: document => {
			const player = localPlayer();
			if (player === undefined) return;
			brain.hold(half.listener, document?.p[tostring(player.UserId)] ?? document?.all ?? {});
		},
		settings: document => {
			half.settings = document;
			score.settings(document);
			brain.setDwell(document.dwell);
			hearing.setVolume(document.volume);
			hearing.refresh();
		},
		destroy: scope.release,
	};
}

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
		if (document === undefined || !isEngine(document.engine)) {
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
