import { SoundService } from "@rbxts/services";

import type { Scope } from "../../shared/scope/scope";
import { createDeck, type Deck } from "../../shared/sound/deck";
import { timebase } from "../../shared/sound/engine-timebase";
import { loader } from "../../shared/sound/loader";
import { claimStation, releaseStation } from "../../shared/sound/station-gate";
import { type Conductor, createConductor } from "../../shared/zones/conductor";
import { findPath, type SettingsDocument, type ZoneDocument } from "../../shared/zones/documents";
import type { Score } from "./score";

export interface HearingPorts {
	scope: Scope;
	settings: SettingsDocument;
	score: Score;
}

/** What a player hears of zones: music, the bed under it, and stations that are some zone's music. */
export interface Hearing {
	/** The player is in this zone from now on; the first call ends the silence. */
	enter: (zone: string | undefined) => void;
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
	scope.own(() => {
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
			if (station === undefined) return;
			claimed.add(station);
			claimStation(station, claimant, true, seconds);
		},
	};
}

function conduct(deck: Deck, { scope, score }: HearingPorts, tune: Parameters<typeof createConductor>[0]["station"]) {
	const random = new Random();
	const conductor: Conductor = createConductor({
		output: {
			prepare: deck.prepare,
			play: deck.play,
			silence: deck.silence,
			playing: () => deck.current()?.assetId,
			position: deck.position,
		},
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

/** Makes the decks of a player; silent until it enters somewhere, if only the world outside. */
export function createHearing(ports: HearingPorts): Hearing {
	const { scope, settings, score } = ports;
	const soundGroup = groupOf(ports);
	const deckOf = (name: string, warm: number, volume: number) => {
		const made = createDeck({ name, soundGroup, volume, warm });
		scope.own(made.destroy);
		return made;
	};
	const deck = deckOf("AudioScapeZoneMusic", 5, settings.volume);
	const stations = createStations(scope);
	const conductor = conduct(deck, ports, stations.tune);
	let volume = settings.volume;
	let beds: Deck | undefined;
	let heard: { zone?: string } | undefined;

	function bedDeck(): Deck {
		beds ??= deckOf("AudioScapeZoneAmbience", 3, volume);
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
		},
		refresh: () => {
			if (heard === undefined) return;
			conductor.refresh(timebase.now());
			lay(heard.zone);
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
