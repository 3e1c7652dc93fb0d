import type { Track } from "../../../shared/wire/music";
import { lengthOf } from "../../../shared/wire/row-facts";
import { keysOf, type SongKeys } from "../../sources/song-key";
import type { RadioSettings } from "../options";
import { isMoving, nearestKnown, shortEnergy } from "./course";
import { type Home, homeOf } from "./home";
import { wantedEnergy } from "./likeness";
import { createMemory, type Memory } from "./memory";
import { type Picked, pickNext } from "./pick";
import { createPool, type Pool, type PoolEntry } from "./pool";
import type { Sought } from "./seek";

/** A track that has its turn. */
export interface Choice {
	track: Track;
	/** Words and numbers on why. */
	reason: string;
	/** Chosen against the rules, or heard before, for want of anything better: gives way when there is. */
	makeshift?: boolean;
	/** The player who requested it. */
	by?: number;
}

/** What a station's judgement goes by. */
export type BrainSettings = Pick<
	RadioSettings,
	"seeds" | "filters" | "history" | "artistGap" | "ahead" | "weights" | "energy" | "loudness"
>;

/** What a station knows, has heard and has decided. Changed by the functions below alone; none of them waits or asks. */
export interface Brain {
	readonly settings: BrainSettings;
	/** Gives 0..1. */
	readonly random: () => number;
	readonly pool: Pool;
	readonly memory: Memory;
	/** What comes next, first first. */
	readonly queue: Choice[];
	/** Assets that cannot be loaded now, each with what was known of it. */
	readonly dead: Map<string, PoolEntry | false>;
	/** What listeners think of assets and of artists. */
	readonly likes: Map<string, number>;
	/** Seeds that the catalog does not know. */
	readonly strangers: Set<string>;
	/** What its own tracks are like. */
	home: Home;
}

const POOL_CAPACITY = 300;
/** Longer than the history rule: the new goes before the known. */
const REMEMBERED = 200;
/** A track lasts about as long, before it is known which. */
const TYPICAL_SECONDS = 180;
const OPENING_SCORE = { total: 1, similarity: 1, tempo: 0.5, key: 0.5, energy: 0.5 };
const OPENING_REASON = "the station's seed; similarity 1.00; opens the station";

/** Makes the judgement of one station. `random` gives 0..1. */
export function createBrain(settings: BrainSettings, random: () => number): Brain {
	const queue = new Array<Choice>();
	const memory = createMemory(math.max(settings.history, REMEMBERED) + 1);
	const pool = createPool(
		POOL_CAPACITY,
		settings.filters,
		id => settings.seeds.includes(id) || queue.some(choice => choice.track.asset_id === id),
		keys => memory.songAge(keys) !== undefined,
	);
	return {
		settings,
		random,
		pool,
		memory,
		queue,
		dead: new Map(),
		likes: new Map(),
		strangers: new Set(),
		home: { genres: [] },
	};
}

/** What the station knows of an asset. */
export function knownTrack(brain: Brain, assetId: string): Track | undefined {
	return brain.pool.get(assetId)?.track;
}

/** Whether the asset could not be loaded. */
export function isDead(brain: Brain, assetId: string): boolean {
	return brain.dead.has(assetId);
}

/** Tells of tracks to choose from. @returns how many were new */
export function offerTracks(brain: Brain, tracks: ReadonlyArray<Track>, origin: string): number {
	const alive = tracks.filter(track => !isDead(brain, track.asset_id));
	const fresh = brain.pool.offer(alive, origin);
	if (fresh > 0) {
		brain.home = homeOf(brain.home, brain.settings.seeds, brain.pool);
		const { queue } = brain;
		for (const i of $range(queue.size() - 1, 0, -1)) if (queue[i]!.makeshift === true) queue.remove(i);
	}
	return fresh;
}

function favourOf({ likes }: Brain, { keys }: PoolEntry): number {
	return math.clamp(likes.get(keys.id) ?? likes.get(`artist:${keys.artist}`) ?? 0, -1, 1);
}

/** A station opens with its seed, unless nothing is known of it. */
function pickOpening({ settings, pool, strangers }: Brain): Picked | undefined {
	for (const id of settings.seeds) {
		const entry = strangers.has(id) ? undefined : pool.get(id);
		if (entry !== undefined) return { entry, score: OPENING_SCORE, reason: OPENING_REASON, makeshift: false };
	}
	return undefined;
}

function pick(brain: Brain, minute: number, planned: ReadonlyArray<SongKeys>): Picked | undefined {
	const { settings, queue, memory, pool, random, home } = brain;
	const previous = queue[queue.size() - 1]?.track ?? memory.list()[0];
	const opening = previous === undefined ? pickOpening(brain) : undefined;
	if (opening !== undefined) return opening;
	const context = {
		previous,
		energy: wantedEnergy(settings.energy, minute, home.energy),
		isOnCourse: isMoving(settings),
		weights: settings.weights,
	};
	return pickNext(pool.entries(), memory, planned, settings, context, entry => favourOf(brain, entry), random);
}

function minutesOf(track: Track): number {
	return (lengthOf(track) ?? TYPICAL_SECONDS) / 60;
}

/** The minute from which on nothing is decided. @param minute at which the first of the queue goes on */
function undecidedFrom({ queue }: Brain, minute: number): number {
	return queue.reduce((at, { track }) => at + minutesOf(track), minute);
}

/** Fills the queue. @param minute at which its first goes on */
export function fillQueue(brain: Brain, minute: number): void {
	const { queue, settings } = brain;
	const planned = queue.map(choice => keysOf(choice.track));
	let at = undecidedFrom(brain, minute);
	while (queue.size() < settings.ahead) {
		// The energy wanted in the middle of the track.
		const picked = pick(brain, at + TYPICAL_SECONDS / 120, planned);
		if (picked === undefined) return;
		const { entry, reason, makeshift } = picked;
		queue.push({ track: entry.track, reason, makeshift });
		planned.push(entry.keys);
		at += minutesOf(entry.track);
	}
}

/** Takes the first of the queue off it unheard; it counts as heard all the same. */
export function passNext(brain: Brain): void {
	const passed = brain.queue.shift();
	if (passed !== undefined) brain.memory.pass(passed.track);
}

function lastRequest(queue: ReadonlyArray<Choice>): number {
	for (const i of $range(queue.size() - 1, 0, -1)) if (queue[i]!.by !== undefined) return i;
	return -1;
}

/**
 * Puts a choice into the queue; an equal one there gives way.
 *
 * @param position "requested": behind other requests of players, before what the station chose by itself
 */
export function enqueue(brain: Brain, choice: Choice, position: "next" | "end" | "requested"): void {
	const { queue, pool } = brain;
	const { asset_id } = choice.track;
	if (isDead(brain, asset_id)) return;
	const at = queue.findIndex(one => one.track.asset_id === asset_id);
	if (at !== -1) queue.remove(at);
	if (position === "next") queue.unshift(choice);
	else if (position === "end") queue.push(choice);
	else queue.insert(lastRequest(queue) + 1, choice);
	pool.offer([choice.track], "requested");
}

/** Takes the choice at a place of the queue off it. */
export function takeAt(brain: Brain, index: number): Choice | undefined {
	return brain.queue.remove(index);
}

/**
 * The track before the current one, taken out of the history together with it.
 *
 * @param further the current one was taken out already: one track further back
 */
export function goBack(brain: Brain, further: boolean): Track | undefined {
	const { memory } = brain;
	const current = further ? undefined : memory.forgetLatest();
	let before = memory.forgetLatest();
	while (before !== undefined && isDead(brain, before.asset_id)) before = memory.forgetLatest();
	if (before === undefined && current !== undefined) memory.hear(current);
	return before;
}

/** The asset cannot be loaded: it leaves the queue, and is not chosen any more. @returns whether that is news */
export function bury({ queue, dead, pool }: Brain, assetId: string): boolean {
	for (const i of $range(queue.size() - 1, 0, -1)) if (queue[i]!.track.asset_id === assetId) queue.remove(i);
	if (dead.has(assetId)) return false;
	dead.set(assetId, pool.get(assetId) ?? false);
	pool.drop(assetId);
	return true;
}

/** The asset is worth another try: it may be chosen again. */
export function forgive({ dead, pool }: Brain, assetId: string): void {
	const entry = dead.get(assetId);
	dead.delete(assetId);
	if (entry !== undefined && entry !== false) pool.offer([entry.track], entry.origin);
}

/** Favours or disfavours an asset, and its artist half as much. */
export function like({ likes, pool }: Brain, assetId: string, value: number): void {
	const add = (key: string, by: number): void => {
		likes.set(key, math.clamp((likes.get(key) ?? 0) + by, -1, 1));
	};
	add(assetId, value);
	const artist = pool.get(assetId)?.keys.artist;
	if (artist !== undefined) add(`artist:${artist}`, value / 2);
}

/** Tracks that were neither heard nor decided on. */
function freshEntries({ queue, memory, pool }: Brain): PoolEntry[] {
	const planned = new Set(queue.map(choice => keysOf(choice.track).song));
	return pool.entries().filter(({ keys }) => !planned.has(keys.song) && memory.songAge(keys) === undefined);
}

/** How many tracks are new and keep all rules. */
export function choicesLeft(brain: Brain): number {
	const fresh = freshEntries(brain);
	const artists = new Set(fresh.map(({ keys }) => keys.artist ?? keys.id));
	// Many songs of two artists are few choices.
	return artists.size() <= brain.settings.artistGap + 1 ? math.min(fresh.size(), artists.size()) : fresh.size();
}

/** The energy to look for, where the station's curve leads beyond what is known. @param minute at which the first of the queue goes on */
export function soughtOf(brain: Brain, minute: number): Sought | undefined {
	const { settings, home, pool } = brain;
	if (!isMoving(settings)) return undefined;
	const wantedAt = (at: number): number | undefined => wantedEnergy(settings.energy, at, home.energy);
	const energy = shortEnergy(wantedAt, undecidedFrom(brain, minute), freshEntries(brain));
	if (energy === undefined) return undefined;
	return { energy, genres: home.genres, nearest: isPassedOver => nearestKnown(pool.entries(), energy, isPassedOver) };
}
