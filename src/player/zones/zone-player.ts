import { Players, SoundService, Workspace } from "@rbxts/services";

import type { PlayerBridge } from "../../shared/bridge";
import { engineClock } from "../../shared/clock/engine-clock";
import { createDeck, type Deck } from "../../shared/sound/deck";
import { timebase } from "../../shared/sound/engine-timebase";
import { loader } from "../../shared/sound/loader";
import { claimStation, releaseStation } from "../../shared/sound/station-gate";
import { createBrain } from "../../shared/zones/brain";
import { characterPosition } from "../../shared/zones/character";
import { createConductor, type Programme } from "../../shared/zones/conductor";
import type {
	HeldDocument,
	HeldState,
	MusicDocument,
	MusicReference,
	SettingsDocument,
} from "../../shared/zones/documents";
import { findPath, unpackTracks, type ZoneDocument } from "../../shared/zones/documents";
import { createRegistry } from "../../shared/zones/registry";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import { createAtlas } from "./atlas";
import { createSurroundings } from "./surroundings";

const STEP_SECONDS = 0.1;
/** Zones around the listener whose music is loaded ahead. */
const AHEAD = 2;
const NOBODY: HeldState = {};

/** One `createZones` of the server, on a player's machine. */
export interface ZonePlayer {
	zones(key: string, zones: ReadonlyArray<ZoneDocument> | undefined): void;
	music(key: string, music: ReadonlyArray<MusicDocument> | undefined): void;
	held(document: HeldDocument | undefined): void;
	settings(document: SettingsDocument): void;
	destroy(): void;
}

/** Makes the renderer of one topic. */
export function createZonePlayer(bridge: PlayerBridge, topic: string, first: SettingsDocument): ZonePlayer {
	let settings = first;
	const registry = createRegistry();
	const brain = createBrain(registry, settings.dwell);
	const listener = brain.listener();
	const random = new Random();
	const musicOf = new Map<number, ResolvedTrack[]>();
	const slotsOf = new Map<string, number[]>();
	const stations = new Set<string>();
	let state = NOBODY;
	let begun = false;
	let destroyed = false;
	let beds: Deck | undefined;
	let stationOn: string | undefined;

	let group = settings.group !== undefined ? findPath(settings.group) : undefined;
	const ownGroup = group === undefined || !group.IsA("SoundGroup");
	if (ownGroup) {
		group = new Instance("SoundGroup");
		group.Name = "AudioScapeZones";
		(group as SoundGroup).Volume = 1;
		group.Parent = SoundService;
	}
	const soundGroup = group as SoundGroup;
	const deck = createDeck({ soundGroup, volume: settings.volume, name: "AudioScapeZoneMusic", warm: 5 });
	const atlas = createAtlas(topic, registry, name => conductor.forget(name));
	const surroundings = createSurroundings(registry, AHEAD);

	function tracksOf(reference: MusicReference): ResolvedTrack[] | undefined {
		return reference.m !== undefined ? musicOf.get(reference.m) : undefined;
	}

	function programmeOf(name: string | undefined): Programme | undefined {
		if (name === undefined) {
			const { outside, crossfade } = settings;
			if (outside === undefined) return undefined;
			return {
				tracks: tracksOf(outside),
				size: outside.t,
				station: outside.s,
				crossfade,
				volume: 1,
				onReturn: "resume",
			};
		}
		const zone = atlas.get(name);
		if (zone === undefined) return undefined;
		return {
			tracks: tracksOf(zone),
			size: zone.t,
			station: zone.s,
			crossfade: zone.f,
			volume: zone.g,
			onReturn: zone.r,
		};
	}

	/** A station that is the music of any zone is heard in its zones only. */
	function tune(wanted: string | undefined, seconds: number): void {
		if (stationOn !== undefined && stationOn !== wanted) claimStation(stationOn, listener, false, seconds);
		stationOn = wanted;
		if (wanted === undefined) return;
		stations.add(wanted);
		claimStation(wanted, listener, true, seconds);
	}

	const conductor = createConductor({
		output: {
			prepare: id => deck.prepare(id),
			play: item => deck.play(item),
			silence: seconds => deck.silence(seconds),
			playing: () => deck.current()?.assetId,
			position: () => deck.position(),
		},
		random: () => random.NextNumber(),
		isDead: loader.isDead,
		station: tune,
		programme: programmeOf,
		fadeOut: () => settings.crossfade,
	});
	deck.onFailed(id => conductor.failed(id, timebase.now()));
	deck.onEnded(id => conductor.ended(id, timebase.now()));

	function bed(): void {
		const name = listener.current?.name;
		const zone = name !== undefined ? atlas.get(name) : undefined;
		const clip = zone?.b !== undefined ? musicOf.get(zone.b)?.[0] : undefined;
		const seconds = zone?.f ?? settings.crossfade;
		if (clip === undefined || zone === undefined) {
			beds?.silence(seconds);
			return;
		}
		beds!.play({ assetId: clip.id, gain: clip.gain * zone.g, fadeSeconds: seconds, looped: true });
	}

	function prepareAround(x: number, y: number, z: number): void {
		surroundings.step(x, y, z, near => {
			for (const zone of near) {
				const id = conductor.upcoming(zone.name);
				if (id !== undefined && id !== deck.current()?.assetId) deck.prepare(id);
			}
		});
	}

	function begin(): boolean {
		// A decision on half of the zones would have to be taken back.
		if (!begun && atlas.chunks() < settings.chunks) return false;
		if (begun) return true;
		begun = true;
		conductor.enter(undefined, timebase.now());
		return true;
	}

	function step(): void {
		if (destroyed) return;
		engineClock.delay(STEP_SECONDS, step);
		atlas.poll();
		const player = Players.LocalPlayer as Player | undefined;
		if (player === undefined) return;
		const position =
			settings.listener === "camera" ? Workspace.CurrentCamera?.CFrame.Position : characterPosition(player);
		if (!begin()) return;
		const now = timebase.now();
		const changed =
			position !== undefined
				? brain.step(listener, now, position.X, position.Y, position.Z)
				: brain.step(listener, now);
		if (changed) {
			conductor.enter(listener.current?.name, now);
			bed();
			bridge.report(topic, { zone: listener.current?.name });
		}
		conductor.step(now);
		if (position !== undefined) prepareAround(position.X, position.Y, position.Z);
	}

	function refresh(): void {
		if (!begun || destroyed) return;
		conductor.refresh(timebase.now());
		bed();
	}

	function gate(zones: ReadonlyArray<ZoneDocument>): void {
		for (const { s } of zones) {
			if (s === undefined || stations.has(s)) continue;
			stations.add(s);
			claimStation(s, listener, false, 0);
		}
	}

	task.defer(step);
	return {
		zones(key, list) {
			atlas.chunk(key, list);
			if (list !== undefined) {
				gate(list);
				if (list.some(zone => zone.b !== undefined)) {
					beds ??= createDeck({ soundGroup, volume: settings.volume, name: "AudioScapeZoneAmbience", warm: 3 });
				}
			}
			refresh();
		},
		music(key, list) {
			for (const slot of slotsOf.get(key) ?? []) musicOf.delete(slot);
			slotsOf.delete(key);
			if (list !== undefined) {
				for (const document of list) musicOf.set(document.k, unpackTracks(document));
				slotsOf.set(
					key,
					list.map(document => document.k),
				);
			}
			refresh();
		},
		held(document) {
			const player = Players.LocalPlayer as Player | undefined;
			if (player === undefined) return;
			state = document?.p[tostring(player.UserId)] ?? document?.all ?? NOBODY;
			brain.hold(listener, state);
		},
		settings(document) {
			settings = document;
			brain.setDwell(document.dwell);
			deck.setVolume(document.volume);
			beds?.setVolume(document.volume);
			refresh();
		},
		destroy() {
			if (destroyed) return;
			destroyed = true;
			for (const station of stations) releaseStation(station, listener, 0);
			atlas.destroy();
			deck.destroy();
			beds?.destroy();
			if (ownGroup) soundGroup.Destroy();
		},
	};
}
