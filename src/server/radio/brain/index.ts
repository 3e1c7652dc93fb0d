import { dbToGain, isFinite, levelDb, median, musicGain } from "../../../shared/sound/loudness";
import type { Track } from "../../../shared/wire/music";
import { keysOf, type SongKeys } from "../../sources/song-key";
import type { RadioSettings } from "../options";
import { energyOf, wantedEnergy } from "./likeness";
import { createMemory, type Memory } from "./memory";
import { type Picked, pickNext } from "./pick";
import { createPool, type Pool, type PoolEntry } from "./pool";

/** A track that has its turn. */
export interface Choice {
	track: Track;
	/** Words and numbers on why. */
	reason: string;
	/** Chosen against the rules, or heard before, for want of anything better: gives way when there is. */
	makeshift?: boolean;
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
}

const POOL_CAPACITY = 300;
/** Longer than the history rule: the new goes before the known. */
const REMEMBERED = 200;
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
	return { settings, random, pool, memory, queue, dead: new Map(), likes: new Map() };
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
		const { queue } = brain;
		for (const i of $range(queue.size() - 1, 0, -1)) if (queue[i]!.makeshift === true) queue.remove(i);
	}
	return fresh;
}

function energiesOf(tracks: ReadonlyArray<Track>): number[] {
	const energies = new Array<number>();
	for (const track of tracks) {
		const energy = energyOf(track);
		if (energy !== undefined) energies.push(energy);
	}
	return energies;
}

/** The energy that a steady station keeps: its seeds', else the middle of all it knows. */
function ownEnergy({ settings, pool }: Brain): number | undefined {
	const known = new Array<Track>();
	for (const id of settings.seeds) {
		const seed = pool.get(id);
		if (seed !== undefined) known.push(seed.track);
	}
	const seeds = energiesOf(known);
	if (!seeds.isEmpty()) return seeds.reduce((sum, energy) => sum + energy, 0) / seeds.size();
	return median(energiesOf(pool.entries().map(entry => entry.track)));
}

function favourOf({ likes }: Brain, { keys }: PoolEntry): number {
	return math.clamp(likes.get(keys.id) ?? likes.get(`artist:${keys.artist}`) ?? 0, -1, 1);
}

/** A station opens with its seed. */
function pickOpening({ settings, pool }: Brain): Picked | undefined {
	for (const id of settings.seeds) {
		const entry = pool.get(id);
		if (entry !== undefined) return { entry, score: OPENING_SCORE, reason: OPENING_REASON, makeshift: false };
	}
	return undefined;
}

function pick(brain: Brain, minute: number, planned: ReadonlyArray<SongKeys>): Picked | undefined {
	const { settings, queue, memory, pool, random } = brain;
	const previous = queue[queue.size() - 1]?.track ?? memory.list()[0];
	const opening = previous === undefined ? pickOpening(brain) : undefined;
	if (opening !== undefined) return opening;
	const context = {
		previous,
		energy: wantedEnergy(settings.energy, minute, ownEnergy(brain)),
		weights: settings.weights,
	};
	return pickNext(pool.entries(), memory, planned, settings, context, entry => favourOf(brain, entry), random);
}

/** Fills the queue. */
export function fillQueue(brain: Brain, minute: number): void {
	const { queue, settings } = brain;
	const planned = queue.map(choice => keysOf(choice.track));
	while (queue.size() < settings.ahead) {
		const picked = pick(brain, minute, planned);
		if (picked === undefined) return;
		queue.push({ track: picked.entry.track, reason: picked.reason, makeshift: picked.makeshift });
		planned.push(picked.entry.keys);
	}
}

/** Takes the first of the queue off it unheard; it counts as heard all the same. */
export function passNext(brain: Brain): void {
	const passed = brain.queue.shift();
	if (passed !== undefined) brain.memory.pass(passed.track);
}

/** Puts a choice into the queue; an equal one there gives way. */
export function enqueue(brain: Brain, choice: Choice, position: "next" | "end"): void {
	const { queue, pool } = brain;
	const { asset_id } = choice.track;
	if (isDead(brain, asset_id)) return;
	const at = queue.findIndex(one => one.track.asset_id === asset_id);
	if (at !== -1) queue.remove(at);
	if (position === "next") queue.unshift(choice);
	else queue.push(choice);
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

/** How many tracks are new and keep all rules. */
export function choicesLeft({ queue, memory, pool, settings }: Brain): number {
	const planned = new Set(queue.map(choice => keysOf(choice.track).song));
	const artists = new Set<string>();
	let songs = 0;
	for (const { keys } of pool.entries()) {
		if (planned.has(keys.song) || memory.songAge(keys) !== undefined) continue;
		songs += 1;
		artists.add(keys.artist ?? keys.id);
	}
	// Many songs of two artists are few choices.
	return artists.size() <= settings.artistGap + 1 ? math.min(songs, artists.size()) : songs;
}

/** The linear gain that levels a track; one of unknown loudness plays as the middle of all known ones. */
export function gainOf({ settings, pool }: Brain, track: Track): number {
	const target = settings.loudness;
	if (target === false) return 1;
	if (isFinite(track.loudness_lufs)) return musicGain(track, target);
	const known = new Array<number>();
	for (const entry of pool.entries()) {
		const db = levelDb(entry.track, target);
		if (db !== undefined) known.push(db);
	}
	const gain = musicGain(track, target, median(known) ?? 0);
	return gain === gain ? gain : dbToGain(0);
}
