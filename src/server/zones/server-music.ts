import { SoundService } from "@rbxts/services";

import type { Scope } from "../../shared/scope/scope";
import type { Engine } from "../../shared/sound";
import { createDeck, type Deck } from "../../shared/sound/deck";
import { timebase } from "../../shared/sound/engine-timebase";
import { loader } from "../../shared/sound/loader";
import { createConductor, outputOf } from "../../shared/zones/conductor";
import type { Conductor, Programme } from "../../shared/zones/programme";
import type { ResolvedTrack } from "../../shared/zones/rotation";

/** One music for everyone, on replicated Sounds. */
export interface ServerMusic {
	/** This zone is heard by all from now on. */
	hear: (zone: string | undefined) => void;
	/** Moves rotations on; ten times a second. */
	step: () => void;
	/** What a zone plays may have changed. */
	refresh: () => void;
	forget: (zone: string) => void;
}

export interface ServerMusicPorts {
	scope: Scope;
	programme: (zone: string | undefined) => Programme | undefined;
	bed: (zone: string | undefined) => ResolvedTrack | undefined;
	crossfade: number;
	volume: number;
	soundGroup?: SoundGroup;
	engine?: Engine;
}

function ownGroup(scope: Scope): SoundGroup {
	const group = scope.own(new Instance("SoundGroup"));
	group.Name = "AudioScapeZones";
	group.Volume = 1;
	group.Parent = SoundService;
	return group;
}

/** Two Sounds to fade between: the server cannot rely on what they say, so the deck reckons by the clock. */
function createReplicated(
	kind: "music" | "ambience",
	name: string,
	soundGroup: SoundGroup,
	{ scope, volume, engine }: ServerMusicPorts,
): Deck {
	const deck = createDeck({ kind, name, engine, soundGroup, volume, voices: 2, warm: 2, replicated: true });
	scope.own(deck.destroy);
	return deck;
}

function conduct(deck: Deck, { scope, programme, crossfade }: ServerMusicPorts): Conductor {
	const random = new Random();
	const conductor = createConductor({
		output: outputOf(deck),
		random: () => random.NextNumber(),
		isDead: loader.isDead,
		// Stations play on players' machines; there is none to open here.
		station: () => {},
		programme,
		fadeOut: () => crossfade,
	});
	scope.own(deck.onEnded(id => conductor.ended(id, timebase.now())));
	return conductor;
}

/** Makes the Sounds of a server; silent until it is told what to hear. */
export function createServerMusic(ports: ServerMusicPorts): ServerMusic {
	const group = ports.soundGroup ?? ownGroup(ports.scope);
	const conductor = conduct(createReplicated("music", "AudioScapeZoneMusic", group, ports), ports);
	const beds = createReplicated("ambience", "AudioScapeZoneAmbience", group, ports);
	let heard: { zone?: string } | undefined;

	function lay(clip: ResolvedTrack | undefined): void {
		const fadeSeconds = ports.crossfade;
		const on = beds.current()?.assetId;
		if (clip === undefined) beds.silence(fadeSeconds);
		else if (on !== clip.id)
			beds.play({ assetId: clip.id, gain: clip.gain, most: clip.most, fadeSeconds, looped: true });
	}

	return {
		hear: zone => {
			heard = { zone };
			conductor.enter(zone, timebase.now());
			lay(ports.bed(zone));
		},
		step: () => {
			if (heard !== undefined) conductor.step(timebase.now());
		},
		refresh: () => {
			if (heard === undefined) return;
			conductor.refresh(timebase.now());
			lay(ports.bed(heard.zone));
		},
		forget: conductor.forget,
	};
}
