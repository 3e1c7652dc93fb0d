import { effectWords } from "../data/effects.ts";
import { genres } from "../data/genres.ts";
import { moods } from "../data/moods.ts";
import { createEffects } from "./effects.ts";
import { createGames } from "./games.ts";
import { createIds } from "./ids.ts";
import { createMusic } from "./music.ts";
import { createRandom, hash } from "./random.ts";
import { createTextIndex, type TextIndex } from "./text.ts";
import type { Effect, Game, GoneAsset, Track } from "./types.ts";

/** A synthetic catalog; the same seed and sizes always give the same one. */
export interface Catalog {
	readonly seed: number;
	readonly tracks: readonly Track[];
	readonly effects: readonly Effect[];
	readonly gone: ReadonlyMap<string, GoneAsset>;
	readonly trackById: ReadonlyMap<string, Track>;
	readonly effectById: ReadonlyMap<string, Effect>;
	readonly trackIndex: () => TextIndex<Track>;
	/** Names, artists and albums only: what the keyword fallback can see. */
	readonly keywordIndex: () => TextIndex<Track>;
	readonly effectIndex: () => TextIndex<Effect>;
	readonly games: () => readonly Game[];
}

export interface CatalogOptions {
	/** @default 1 */
	seed?: number;
	/** @default 10000 */
	tracks?: number;
	/** @default 3000 */
	effects?: number;
}

function lazy<T>(make: () => T): () => T {
	let made: { value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}

const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> => {
	const map = new Map<string, T>();
	for (const item of items) map.set(item.id, item);
	return map;
};

function createGone(seed: number, nextId: () => string): Map<string, GoneAsset> {
	const random = createRandom(hash(seed, "gone"));
	const statuses = ["moderated", "deleted", "delisted"] as const;
	const gone = Array.from({ length: 150 }, (_, i): GoneAsset => {
		const kind = random.chance(0.6) ? "music" : "sfx";
		return {
			id: nextId(),
			status: statuses[i % 3]!,
			kind,
			name: `${kind === "music" ? "Lost Song" : "Lost Sound"} ${i + 1}`,
		};
	});
	return byId(gone);
}

const describeKeywords = (t: Track) =>
	[
		[t.name, 1],
		[t.artist, 0.9],
		[t.album, 0.6],
	] as const;

const describeTrack = (t: Track) => {
	const [first, second] = [moods[t.moods[0]]!, moods[t.moods[1]]!];
	const genre = genres[t.genre]!;
	return [
		[t.name, 1],
		[t.artist, 1],
		[t.album, 0.5],
		[genre.name, 0.9],
		[genre.words, 0.8],
		[genre.styles, 0.5],
		[first.name, 1],
		[first.words, 0.85],
		[second.name, 0.7],
		[second.words, 0.55],
		[t.scene, 0.9],
		[first.scenes, 0.5],
		[t.voice === "none" ? "instrumental" : `vocal voice ${t.voice}`, 0.6],
	] as const;
};

const describeEffect = (e: Effect) =>
	[
		[e.name, 1],
		[e.tags, 0.8],
		[e.category, 0.9],
		[e.subcategory, 0.8],
		[e.description, 0.5],
		[effectWords[e.category] ?? "", 0.65],
	] as const;

export function createCatalog({
	seed = 1,
	tracks: trackCount = 10000,
	effects: effectCount = 3000,
}: CatalogOptions = {}): Catalog {
	// Made when first asked for, each kind by itself: a server is up before its catalog is.
	const ids = (kind: "music" | "sfx" | "gone") => createIds(createRandom(hash(seed, "ids", kind)), kind);
	const music = lazy(() => createMusic(seed, trackCount, ids("music")));
	const sfx = lazy(() => createEffects(seed, effectCount, ids("sfx")));
	const musicById = lazy(() => byId(music()));
	const sfxById = lazy(() => byId(sfx()));
	const gone = lazy(() => createGone(seed, ids("gone")));
	return {
		seed,
		get tracks() {
			return music();
		},
		get effects() {
			return sfx();
		},
		get gone() {
			return gone();
		},
		get trackById() {
			return musicById();
		},
		get effectById() {
			return sfxById();
		},
		trackIndex: lazy(() => createTextIndex(music(), describeTrack)),
		keywordIndex: lazy(() => createTextIndex(music(), describeKeywords)),
		effectIndex: lazy(() => createTextIndex(sfx(), describeEffect)),
		games: lazy(() => createGames(seed, music())),
	};
}
