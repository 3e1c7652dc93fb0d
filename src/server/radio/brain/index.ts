import { dbToGain, isFinite, levelDb, median, musicGain } from "../../../shared/sound/loudness";
import type { Track } from "../../../shared/wire/music";
import { keysOf, type SongKeys } from "../../sources/song-key";
import type { RadioSettings } from "../options";
import { wantedEnergy } from "./energy";
import { energyOf } from "./likeness";
import { createMemory } from "./memory";
import { type Picked, pickNext } from "./pick";
import { createPool } from "./pool";

/** A track that has its turn. */
export interface Choice {
	track: Track;
	/** Words and numbers on why. */
	reason: string;
	/** Chosen against the rules, or heard before, for want of anything better: gives way when there is. */
	makeshift?: boolean;
}

/** The station's judgement: pure, seeded, with time as an input. */
export interface Brain {
	/** Tells of tracks to choose from. @returns how many were new */
	offer(tracks: ReadonlyArray<Track>, origin: string): number;
	/** Fills the queue. */
	decide(minute: number): void;
	queue(): ReadonlyArray<Choice>;
	/** Takes the first of the queue. */
	take(): Choice | undefined;
	/** Takes the first of the queue off it unheard; it counts as heard all the same. */
	pass(): void;
	/** Puts a choice into the queue; an equal one there gives way. */
	enqueue(choice: Choice, position: "next" | "end"): void;
	/** Moves a choice to the front of the queue. */
	bringForward(index: number): void;
	/** The track went on. */
	heard(track: Track): void;
	history(): Track[];
	/**
	 * The track before the current one, taken out of the history together with it.
	 *
	 * @param further the current one was taken out already: one track further back
	 */
	back(further: boolean): Track | undefined;
	/** The asset cannot be loaded: it leaves the queue for good. @returns whether that is news */
	bury(assetId: string): boolean;
	isDead(assetId: string): boolean;
	like(assetId: string, value: number): void;
	known(assetId: string): Track | undefined;
	/** How many tracks are new and keep all rules. */
	eligible(): number;
	gainOf(track: Track): number;
}

const POOL_CAPACITY = 300;
/** Longer than the history rule: the new goes before the known. */
const REMEMBERED = 200;
const DEAD_CAPACITY = 1000;

/** Makes the judgement of one station. `random` gives 0..1. */
export function createBrain(settings: RadioSettings, random: () => number): Brain {
	const dead = new Map<string, true>();
	const deadOrder = new Array<string>();
	const likes = new Map<string, number>();
	const queue = new Array<Choice>();
	const memory = createMemory(math.max(settings.history, REMEMBERED) + 1);
	const pool = createPool(
		POOL_CAPACITY,
		settings.filters,
		id => settings.seeds.includes(id) || queue.some(choice => choice.track.asset_id === id),
		keys => memory.songAge(keys) !== undefined,
	);
	const rules = { history: settings.history, artistGap: settings.artistGap };

	function baseEnergy(): number | undefined {
		const seeds = new Array<number>();
		for (const id of settings.seeds) {
			const seed = pool.get(id)?.track;
			const energy = seed !== undefined ? energyOf(seed) : undefined;
			if (energy !== undefined) seeds.push(energy);
		}
		if (!seeds.isEmpty()) return seeds.reduce((sum, x) => sum + x, 0) / seeds.size();
		const all = new Array<number>();
		for (const { track } of pool.entries()) {
			const energy = energyOf(track);
			if (energy !== undefined) all.push(energy);
		}
		return median(all);
	}

	function favourOf(keys: SongKeys): number {
		return math.clamp(likes.get(keys.id) ?? likes.get(`artist:${keys.artist}`) ?? 0, -1, 1);
	}

	function pick(minute: number, planned: SongKeys[]): Picked | undefined {
		const last = queue[queue.size() - 1]?.track ?? memory.list()[0];
		const context = {
			previous: last,
			energy: wantedEnergy(settings.energy, minute, baseEnergy()),
			weights: settings.weights,
		};
		const entries = pool.entries();
		// A station opens with its seed.
		if (last === undefined) {
			for (const id of settings.seeds) {
				const opening = pool.get(id);
				if (opening !== undefined) {
					const score = { total: 1, similarity: 1, tempo: 0.5, key: 0.5, energy: 0.5 };
					return {
						entry: opening,
						score,
						reason: "the station's seed; similarity 1.00; opens the station",
						makeshift: false,
					};
				}
			}
		}
		return pickNext(entries, memory, planned, rules, context, entry => favourOf(entry.keys), random);
	}

	return {
		offer(tracks, origin) {
			const alive = tracks.filter(track => !dead.has(track.asset_id));
			const fresh = pool.offer(alive, origin);
			if (fresh > 0) {
				for (let i = queue.size() - 1; i >= 0; i--) if (queue[i]!.makeshift === true) queue.remove(i);
			}
			return fresh;
		},
		decide(minute) {
			const planned = queue.map(choice => keysOf(choice.track));
			while (queue.size() < settings.ahead) {
				const picked = pick(minute, planned);
				if (picked === undefined) return;
				queue.push({ track: picked.entry.track, reason: picked.reason, makeshift: picked.makeshift });
				planned.push(picked.entry.keys);
			}
		},
		queue() {
			return queue;
		},
		take() {
			return queue.shift();
		},
		pass() {
			const passed = queue.shift();
			if (passed !== undefined) memory.pass(passed.track);
		},
		enqueue(choice, position) {
			if (dead.has(choice.track.asset_id)) return;
			const at = queue.findIndex(one => one.track.asset_id === choice.track.asset_id);
			if (at !== -1) queue.remove(at);
			if (position === "next") queue.unshift(choice);
			else queue.push(choice);
			pool.offer([choice.track], "requested");
		},
		bringForward(index) {
			const choice = queue.remove(index);
			if (choice !== undefined) queue.unshift(choice);
		},
		heard(track) {
			memory.hear(track);
		},
		history() {
			return memory.list();
		},
		back(further) {
			const current = further ? undefined : memory.forgetLatest();
			let before = memory.forgetLatest();
			while (before !== undefined && dead.has(before.asset_id)) before = memory.forgetLatest();
			if (before === undefined && current !== undefined) memory.hear(current);
			return before;
		},
		bury(assetId) {
			for (let i = queue.size() - 1; i >= 0; i--) if (queue[i]!.track.asset_id === assetId) queue.remove(i);
			if (dead.has(assetId)) return false;
			dead.set(assetId, true);
			deadOrder.push(assetId);
			if (deadOrder.size() > DEAD_CAPACITY) dead.delete(deadOrder.shift()!);
			pool.drop(assetId);
			return true;
		},
		isDead(assetId) {
			return dead.has(assetId);
		},
		like(assetId, value) {
			const entry = pool.get(assetId);
			likes.set(assetId, math.clamp((likes.get(assetId) ?? 0) + value, -1, 1));
			if (entry?.keys.artist === undefined) return;
			const artist = `artist:${entry.keys.artist}`;
			likes.set(artist, math.clamp((likes.get(artist) ?? 0) + value / 2, -1, 1));
		},
		known(assetId) {
			return pool.get(assetId)?.track;
		},
		eligible() {
			const planned = new Set(queue.map(choice => keysOf(choice.track).song));
			const artists = new Set<string>();
			let songs = 0;
			for (const { keys } of pool.entries()) {
				if (planned.has(keys.song)) continue;
				if (memory.songAge(keys) !== undefined) continue;
				songs += 1;
				artists.add(keys.artist ?? keys.id);
			}
			// Many songs of two artists are few choices.
			return artists.size() <= settings.artistGap + 1 ? math.min(songs, artists.size()) : songs;
		},
		gainOf(track) {
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
		},
	};
}
