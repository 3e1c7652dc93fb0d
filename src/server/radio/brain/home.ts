import { median } from "../../../shared/sound/loudness";
import type { Track } from "../../../shared/wire/music";
import { energyOf } from "./likeness";
import type { Pool } from "./pool";

/** What a station's own tracks are like: where it starts from, however far its energy moves. */
export interface Home {
	/** -1..1; `undefined` while nothing is known. */
	energy?: number;
	/** In URL form, the commonest first. */
	genres: ReadonlyArray<string>;
}

/** Genres of a station, for searches. */
const MOST_GENRES = 3;

function commonGenres(tracks: ReadonlyArray<Track>): string[] {
	const counts = new Map<string, number>();
	const genres = new Array<string>();
	for (const { genre_slug: genre } of tracks) {
		if (genre === undefined) continue;
		if (!counts.has(genre)) genres.push(genre);
		counts.set(genre, (counts.get(genre) ?? 0) + 1);
	}
	genres.sort((a, b) => counts.get(a)! > counts.get(b)!);
	return genres.filter((_, index) => index < MOST_GENRES);
}

/** The energies of tracks, as far as they are known. */
function energiesOf(tracks: ReadonlyArray<Track>): number[] {
	const energies = new Array<number>();
	for (const track of tracks) {
		const energy = energyOf(track);
		if (energy !== undefined) energies.push(energy);
	}
	return energies;
}

/**
 * Works out what a station's own tracks are like: its seeds, else the first rows it got. Later rows may have been looked
 * for at the other end of its curve, and are no measure.
 */
export function homeOf(before: Home, seedIds: ReadonlyArray<string>, pool: Pool): Home {
	const seeds = new Array<Track>();
	for (const id of seedIds) {
		const seed = pool.get(id);
		if (seed !== undefined) seeds.push(seed.track);
	}
	const energies = energiesOf(seeds);
	if (!energies.isEmpty()) {
		return { energy: energies.reduce((sum, energy) => sum + energy, 0) / energies.size(), genres: commonGenres(seeds) };
	}
	if (before.energy !== undefined) return before;
	const known = pool.entries().map(entry => entry.track);
	return { energy: median(energiesOf(known)), genres: commonGenres(known) };
}
