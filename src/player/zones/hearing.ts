import { SoundService } from "@rbxts/services";

import type { Scope } from "../../shared/scope/scope";
import { createDeck, type Deck } from "../../shared/sound/deck";
import { timebase } from "../../shared/sound/engine-timebase";
import { loader } from "../../shared/sound/loader";
import { claimStation, releaseStation, shutStations, unshutStations } from "../../shared/sound/station-gate";
import { createConductor, outputOf } from "../../shared/zones/conductor";
import {
	findPath,
	type MusicDocument,
	type MusicReference,
	type SettingsDocument,
	unpackTracks,
	type ZoneDocument,
} from "../../shared/zones/documents";
import type { Conductor, Programme } from "../../shared/zones/programme";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import { surround } from "../mix";

/** What zones are to play, by the documents of the server. */
export interface Score {
	settings: (document: SettingsDocument) => void;
	/** Takes one chunk of music; `undefined` when it is gone. */
	music: (key: string, list: ReadonlyArray<MusicDocument> | undefined) => void;
	/** The music of a zone; `undefined` names the world outside. */
	programme: (zone: string | undefined) => Programme | undefined;
	/** What lies under it, as far as it is known. */
	bed: (zone: string | undefined) => { assetId: string; gain: number; most?: number; fadeSeconds: number } | undefined;
	/** How muffled it is in a zone, and how much of the room is heard. */
	acoustics: (zone: string | undefined) => LuaTuple<[muffle: number, reverb: number]>;
	/** Seconds of a zone's fades, and those of all zones. */
	crossfade: (zone?: string) => number;
}

/**
 * Makes a score without music.
 *
 * @param zoneOf the document of a zone
 */
export function createScore(first: SettingsDocument, zoneOf: (name: string) => ZoneDocument | undefined): Score {
	const tracks = new Map<number, ResolvedTrack[]>();
	const slotsOf = new Map<string, number[]>();
	let settings = first;

	const zoneAt = (name: string | undefined) => (name !== undefined ? zoneOf(name) : undefined);
	const tracksOf = ({ m }: MusicReference) => (m !== undefined ? tracks.get(m) : undefined);

	return {
		settings: document => {
			settings = document;
		},
		music: (key, list = []) => {
			for (const slot of slotsOf.get(key) ?? []) tracks.delete(slot);
			for (const document of list) tracks.set(document.k, unpackTracks(document));
			slotsOf.set(
				key,
				list.map(document => document.k),
			);
		},
		programme: name => {
			const zone = zoneAt(name);
			const reference = name === undefined ? settings.outside : zone;
			if (reference === undefined) return undefined;
			return {
				tracks: tracksOf(reference),
				size: reference.t,
				station: reference.s,
				crossfade: zone?.f ?? settings.crossfade,
				volume: zone?.g ?? 1,
				onReturn: zone?.r ?? "resume",
			};
		},
		bed: name => {
			const zone = zoneAt(name);
			const clip = zone?.b !== undefined ? tracks.get(zone.b)?.[0] : undefined;
			if (zone === undefined || clip === undefined) return undefined;
			return { assetId: clip.id, gain: clip.gain * zone.g, most: clip.most, fadeSeconds: zone.f };
		},
		acoustics: name => {
			const zone = zoneAt(name);
			return $tuple(zone?.q ?? 0, zone?.w ?? 0);
		},
		crossfade: name => zoneAt(name)?.f ?? settings.crossfade,
	};
}

export interface HearingPorts {
	scope: Scope;
	settings: SettingsDocument;
	score: Score;
}

/** What a player hears of zones: music, the bed under it, and stations that are some zone's music. */
export interface Hearing {
	/** The player is in this zone from now on; the first call ends the silence. */
	enter: (zone: string | undefined) => void;
	/** The zone that the player is in is forced: it is over all that is no zone's music. */
	force: (forced: boolean) => void;
	/** What zones play may have changed. */
	refresh: () => void;
	/** Moves rotations on; a few times a second. */
	step: () => void;
	/** Loads what a zone would begin with. */
	prepare: (zone: string) => void;
	/** Zones that there are: a station that is the music of any of them is heard in its zones only. */
	expect: (zones: ReadonlyArray<ZoneDocument>) => void;
	forget: (zone: string) => void;
	setVolume: (volume: number) => void;
}

function groupOf({ scope, settings }: HearingPorts): SoundGroup {
	const given = settings.group !== undefined ? findPath(settings.group) : undefined;
	if (given !== undefined && given.IsA("SoundGroup")) return given;
	const group = scope.own(new Instance("SoundGroup"));
	group.Name = "AudioScapeZones";
	group.Volume = 1;
	group.Parent = SoundService;
	return group;
}

/** Stations as they are claimed for the zones of one topic: closed, but for the one that is on. */
function createStations(scope: Scope) {
	const claimant = {};
	const claimed = new Set<string>();
	let on: string | undefined;
	let isForced = false;
	scope.own(() => {
		unshutStations(claimant, 0);
		for (const station of claimed) releaseStation(station, claimant, 0);
	});
	return {
		claim: (station: string): void => {
			if (claimed.has(station)) return;
			claimed.add(station);
			claimStation(station, claimant, false, 0);
		},
		tune: (station: string | undefined, seconds: number): void => {
			if (on !== undefined && on !== station) claimStation(on, claimant, false, seconds);
			on = station;
			if (isForced) shutStations(claimant, station, seconds);
			if (station === undefined) return;
			claimed.add(station);
			claimStation(station, claimant, true, seconds);
		},
		force: (forced: boolean, seconds: number): void => {
			if (forced === isForced) return;
			isForced = forced;
			if (forced) shutStations(claimant, on, seconds);
			else unshutStations(claimant, seconds);
		},
	};
}

function conduct(deck: Deck, { scope, score }: HearingPorts, tune: Parameters<typeof createConductor>[0]["station"]) {
	const random = new Random();
	const conductor: Conductor = createConductor({
		output: outputOf(deck),
		random: () => random.NextNumber(),
		isDead: loader.isDead,
		station: tune,
		programme: score.programme,
		fadeOut: score.crossfade,
	});
	scope.own(deck.onFailed(id => conductor.failed(id, timebase.now())));
	scope.own(deck.onEnded(id => conductor.ended(id, timebase.now())));
	return conductor;
}

/** Lets what is heard sound as it does where the player is. */
function createRoom({ scope, score }: HearingPorts): (zone: string | undefined) => void {
	const place = {};
	let muffleNow = 0;
	let reverbNow = 0;
	scope.own(() => {
		if (muffleNow > 0 || reverbNow > 0) surround(place, 0, 0, 0);
	});
	return zone => {
		const [muffle, reverb] = score.acoustics(zone);
		if (muffle === muffleNow && reverb === reverbNow) return;
		muffleNow = muffle;
		reverbNow = reverb;
		surround(place, muffle, reverb, score.crossfade(zone));
	};
}

/** Makes the decks of a player; silent until it enters somewhere, if only the world outside. */
export function createHearing(ports: HearingPorts): Hearing {
	const { scope, settings, score } = ports;
	const soundGroup = groupOf(ports);
	const deckOf = (kind: "music" | "ambience", name: string, warm: number, volume: number) => {
		const made = createDeck({ kind, name, engine: settings.engine, soundGroup, volume, warm });
		scope.own(made.destroy);
		return made;
	};
	const deck = deckOf("music", "AudioScapeZoneMusic", 5, settings.volume);
	const stations = createStations(scope);
	const conductor = conduct(deck, ports, stations.tune);
	const sound = createRoom(ports);
	let volume = settings.volume;
	let beds: Deck | undefined;
	let heard: { zone?: string } | undefined;

	function bedDeck(): Deck {
		beds ??= deckOf("ambience", "AudioScapeZoneAmbience", 3, volume);
		return beds;
	}

	function lay(zone: string | undefined): void {
		const bed = score.bed(zone);
		if (bed !== undefined) bedDeck().play({ ...bed, looped: true });
		else beds?.silence(score.crossfade(zone));
	}

	return {
		enter: zone => {
			heard = { zone };
			conductor.enter(zone, timebase.now());
			lay(zone);
			sound(zone);
		},
		force: forced => stations.force(forced, score.crossfade(heard?.zone)),
		refresh: () => {
			if (heard === undefined) return;
			conductor.refresh(timebase.now());
			lay(heard.zone);
			sound(heard.zone);
		},
		step: () => conductor.step(timebase.now()),
		prepare: zone => {
			const id = conductor.upcoming(zone);
			if (id !== undefined && id !== deck.current()?.assetId) deck.prepare(id);
		},
		expect: zones => {
			for (const { s, b } of zones) {
				if (s !== undefined) stations.claim(s);
				// Made before it is needed: a walk makes no Instance.
				if (b !== undefined) bedDeck();
			}
		},
		forget: conductor.forget,
		setVolume: to => {
			volume = to;
			deck.setVolume(to);
			beds?.setVolume(to);
		},
	};
}
