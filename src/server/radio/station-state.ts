import type { Track } from "../../shared/wire/music";
import type { TrackStructure } from "../../shared/wire/structure";
import type { Manifest } from "../catalog/port";
import type { StationSettings } from "./asking";
import { lengthOf } from "./audience";
import { bareTrack } from "./bare-track";
import { type Brain, createBrain, fillQueue, gainOf, knownTrack, offerTracks } from "./brain";
import { createFeeding, type Feeding } from "./feeding";
import { createPlayout, type Playout } from "./playout";
import { type Masthead, TOLD } from "./tell-players";
import type { Entry } from "./timeline";
import type { NowPlaying, QueuedTrack, RadioState } from "./types";

/** Beats and phrases of tracks; `false` where they were asked for and have not come. */
export interface Structures {
	readonly held: Map<string, TrackStructure | false>;
	/** Oldest first. */
	readonly order: string[];
}

const MOST_STRUCTURES = 32;

/** Nothing is known. */
function createStructures(): Structures {
	return { held: new Map(), order: [] };
}

/** What is known of a track. */
export function structureOf({ held }: Structures, assetId: string): TrackStructure | undefined {
	const structure = held.get(assetId);
	return structure === false ? undefined : structure;
}

/** Keeps what came, or that it was asked for. */
export function holdStructure({ held, order }: Structures, assetId: string, structure: TrackStructure | false): void {
	if (!held.has(assetId)) order.push(assetId);
	held.set(assetId, structure);
	if (order.size() > MOST_STRUCTURES) held.delete(order.shift()!);
}

/** Whether a structure has to be asked for; each is once. */
export function wantStructure(structures: Structures, assetId: string): boolean {
	if (structures.held.has(assetId)) return false;
	holdStructure(structures, assetId, false);
	return true;
}

type BakedStation = NonNullable<Manifest["stations"]>[string];

/** What games read of a station, as it was last told. */
export interface Shown {
	nowPlaying: NowPlaying | undefined;
	queue: QueuedTrack[];
	history: Track[];
	state: RadioState;
}

/** A running radio. Changed by `step` alone. */
export interface Station {
	readonly settings: StationSettings;
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
	/** What was told last: the play, whose beats since when, the next look. */
	readonly told: { play?: number; structure?: TrackStructure; movedSince?: number; wake?: number };
}

/** What a station is made of. */
export interface StationPorts {
	settings: StationSettings;
	masthead: Masthead;
	baked: BakedStation | undefined;
	/** Chooses among tracks; gives 0..1. */
	random: () => number;
	/** Spreads the questions of many servers; gives 0..1. */
	spread: () => number;
}

/** Makes a station at rest. */
export function createStation({ settings, masthead, baked, random, spread }: StationPorts): Station {
	return {
		settings,
		masthead,
		baked,
		brain: createBrain(settings, random),
		feeding: createFeeding(settings, spread),
		playout: createPlayout(settings.crossfade, settings.volume),
		structures: createStructures(),
		shown: { nowPlaying: undefined, queue: [], history: [], state: "idle" },
		phase: "idle",
		runs: 0,
		startedAt: 0,
		skips: 0,
		goingBack: false,
		told: {},
	};
}

/** Fills the queue. */
export function fill({ brain, startedAt }: Station, now: number): void {
	fillQueue(brain, (now - startedAt) / 60);
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
