import { NO_VOTES } from "../../shared/radio/no-votes";
import type { VoteTally } from "../../shared/radio/types";
import { mostGain } from "../../shared/sound/loudness";
import type { Track } from "../../shared/wire/music";
import type { TrackStructure } from "../../shared/wire/structure";
import { bareTrack } from "../catalog/bare-track";
import type { Manifest } from "../catalog/port";
import type { Standing } from "../trust/standing";
import { type AudienceEvent, lengthOf, type Listener, type Vote } from "./audience";
import { type Brain, createBrain, fillQueue, knownTrack, offerTracks } from "./brain";
import { gainOf } from "./brain/gain";
import type { TopUp } from "./brain/spring";
import { type CatalogEvent, createFeeding, type Feeding } from "./feeding";
import type { RadioSettings } from "./options";
import { createPlayout, type Playout, type PlayoutEffect } from "./playout";
import type { Requester } from "./requests";
import { createStructures, structureOf, type Structures } from "./structures";
import { type Masthead, TOLD } from "./tell-players";
import { type Entry, leftAt } from "./timeline";
import type { NowPlaying, QueuedTrack, RadioState } from "./types";

/** Everything that can happen to a station. */
export type StationEvent =
	| { kind: "start" }
	| { kind: "stop" }
	| { kind: "pause" }
	| { kind: "resume" }
	| { kind: "skip" }
	/** The skips of one frame are all there. */
	| { kind: "skips-counted" }
	| { kind: "previous" }
	| { kind: "destroy" }
	/** `by`: a player, whose request comes before what the station chose by itself. */
	| { kind: "request"; track: Track; position: "next" | "end" | "requested"; by?: Requester }
	| { kind: "vote"; who: Listener; value: Vote }
	| { kind: "volume"; to: number; seconds: number }
	| { kind: "structure"; structure: TrackStructure }
	/** Whether anybody on the server listens to beats or sections. */
	| { kind: "listening"; to: boolean }
	/** The time has come for which a `wake` asked. */
	| { kind: "time" }
	/** The game's own Sound was destroyed. */
	| { kind: "sound-gone" }
	| CatalogEvent
	| AudienceEvent;

/** Everything that a station wants done. */
export type StationEffect =
	| PlayoutEffect
	| { kind: "ask"; question: TopUp }
	| { kind: "ask-structure"; assetId: string }
	/** Brings the event later in this frame. */
	| { kind: "soon"; event: StationEvent }
	/** Beats and sections are told of this structure from now on; `startedAt` is absent while the position stands still. */
	| { kind: "pulse"; structure?: TrackStructure; startedAt?: number }
	| { kind: "votes-changed"; votes: VoteTally }
	/** Players' machines are told of these tracks' beats; none where nobody listens there any more. */
	| { kind: "publish-beats"; structures: TrackStructure[] }
	| { kind: "track-changed"; now?: NowPlaying }
	| { kind: "track-failed"; track: Track; why: string }
	| { kind: "queue-changed" }
	| { kind: "state-changed"; to: RadioState }
	| { kind: "warn"; text: string }
	/** Nothing follows: everything is to be released. */
	| { kind: "release" };

type BakedStation = NonNullable<Manifest["stations"]>[string];

/** What games read of a station, as it was last told. */
export interface Shown {
	nowPlaying: NowPlaying | undefined;
	queue: QueuedTrack[];
	history: Track[];
	state: RadioState;
	votes: VoteTally;
}

/** A running radio. Changed by `step` alone. */
export interface Station {
	readonly settings: RadioSettings;
	readonly masthead: Masthead;
	/** What was baked for it, from the same sources. */
	readonly baked: BakedStation | undefined;
	readonly brain: Brain;
	readonly feeding: Feeding;
	readonly playout: Playout;
	readonly structures: Structures;
	readonly shown: Shown;
	phase: "idle" | "on" | "stopped" | "destroyed";
	/** Counts the starts. */
	runs: number;
	startedAt: number;
	/** Without an answer by then it opens with what it has. */
	openAt?: number;
	/** Skips of this frame. */
	skips: number;
	/** The track that is waited for was asked back. */
	goingBack: boolean;
	/** Somebody on the server listens to beats or sections. */
	isListened: boolean;
	/** What was told last: the play, whose beats since when, the next look. */
	readonly told: { play?: number; structure?: TrackStructure; movedSince?: number; wake?: number; beats?: string };
}

/** What a station is made of. */
export interface StationPorts {
	settings: RadioSettings;
	masthead: Masthead;
	baked: BakedStation | undefined;
	/** Chooses among tracks; gives 0..1. */
	random: () => number;
	/** Spreads the questions of many servers; gives 0..1. */
	spread: () => number;
	/** What everyone's word weighs on this server. */
	standing?: Standing;
}

/** Makes a station at rest. */
export function createStation({ settings, masthead, baked, random, spread, standing }: StationPorts): Station {
	return {
		settings,
		masthead,
		baked,
		brain: createBrain(settings, random),
		feeding: createFeeding(settings, spread),
		playout: createPlayout(settings.crossfade, settings.volume, standing),
		structures: createStructures(),
		shown: { nowPlaying: undefined, queue: [], history: [], state: "idle", votes: NO_VOTES },
		phase: "idle",
		runs: 0,
		startedAt: 0,
		skips: 0,
		goingBack: false,
		isListened: false,
		told: {},
	};
}

/** The minute of the station at which the first of its queue goes on. */
export function nextMinute({ playout: { timeline }, startedAt }: Station, now: number): number {
	const left = timeline.demandedAt === undefined ? leftAt(timeline, now) : 0;
	return (now + math.max(0, left) - startedAt) / 60;
}

/** Fills the queue. */
export function fill(station: Station, now: number): void {
	fillQueue(station.brain, nextMinute(station, now));
}

/** The first of the queue, with all that is known of them. */
export function entriesOf({ brain, structures, playout }: Station): Entry[] {
	const entries = new Array<Entry>();
	for (const i of $range(0, math.min(TOLD, brain.queue.size()) - 1)) {
		const { track: chosen, reason } = brain.queue[i]!;
		const track = knownTrack(brain, chosen.asset_id) ?? chosen;
		const length = lengthOf(playout.audience, track);
		entries.push({
			track,
			reason,
			gain: gainOf(brain, track),
			most: brain.settings.loudness !== false ? mostGain(track) : undefined,
			length,
			structure: structureOf(structures, track.asset_id),
		});
	}
	return entries;
}

/** Offers ids of which nothing else is known. @returns whether there is anything to play */
export function offerIds(station: Station, ids: string[], origin: string, now: number): boolean {
	offerTracks(station.brain, ids.map(bareTrack), origin);
	fill(station, now);
	return !station.brain.queue.isEmpty();
}
