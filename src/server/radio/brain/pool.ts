import type { MusicFilters, Track } from "../../../shared/wire/music";
import { lengthOf } from "../../../shared/wire/row-facts";
import { keysOf, type SongKeys } from "../../sources/song-key";

/** A track the station knows of. */
export interface PoolEntry {
	track: Track;
	keys: SongKeys;
	origin: string;
	similarity: number | undefined;
	/** When it was offered, counting offers; older ones give way first. */
	offered: number;
}

/** Everything a station may choose from, bounded. */
export interface Pool {
	/** Adds tracks; better likeness wins for one known already. @returns how many were new */
	offer: (tracks: ReadonlyArray<Track>, origin: string) => number;
	get: (assetId: string) => PoolEntry | undefined;
	entries: () => ReadonlyArray<PoolEntry>;
	drop: (assetId: string) => void;
}

/** Whether what is known of a track contradicts the filters; rows of `similar` were not filtered by the API. */
function passesFilters(track: Track, filters: MusicFilters | undefined): boolean {
	if (filters === undefined) return true;
	const { duration } = filters;
	const length = lengthOf(track);
	if (duration?.min !== undefined && length !== undefined && length < duration.min) return false;
	if (duration?.max !== undefined && length !== undefined && length > duration.max) return false;
	if (filters.instrumental === true && track.voice === "voice") return false;
	if (filters.key !== undefined && track.key !== undefined && track.key !== filters.key) return false;
	if (filters.scale !== undefined && track.scale !== undefined && track.scale !== filters.scale) return false;
	return true;
}

/** Makes a pool of at most `capacity` tracks. `keep` protects what must not give way. */
export function createPool(
	capacity: number,
	filters: MusicFilters | undefined,
	keep: (id: string) => boolean,
	isHeard: (keys: SongKeys) => boolean,
): Pool {
	const list = new Array<PoolEntry>();
	const byId = new Map<string, PoolEntry>();
	let offers = 0;

	function remove(entry: PoolEntry): void {
		byId.delete(entry.keys.id);
		list.remove(list.indexOf(entry));
	}

	/** Heard ones give way first, then the oldest offers. */
	function makeRoom(): void {
		while (list.size() > capacity) {
			let worst: PoolEntry | undefined;
			for (const entry of list) {
				if (keep(entry.keys.id)) continue;
				if (worst === undefined) worst = entry;
				else {
					const heard = isHeard(entry.keys);
					const worstHeard = isHeard(worst.keys);
					if (heard !== worstHeard ? heard : entry.offered < worst.offered) worst = entry;
				}
			}
			if (worst === undefined) return;
			remove(worst);
		}
	}

	return {
		offer: (tracks, origin) => {
			offers += 1;
			let fresh = 0;
			for (const track of tracks) {
				if (!passesFilters(track, filters)) continue;
				const known = byId.get(track.asset_id);
				if (known !== undefined) {
					known.track = track;
					known.offered = offers;
					if (track.score !== undefined && track.score > (known.similarity ?? 0)) {
						known.similarity = track.score;
						known.origin = origin;
					}
					continue;
				}
				const entry: PoolEntry = {
					track,
					keys: keysOf(track),
					origin,
					similarity: track.score,
					offered: offers,
				};
				byId.set(track.asset_id, entry);
				list.push(entry);
				fresh += 1;
			}
			makeRoom();
			return fresh;
		},
		get: assetId => {
			return byId.get(assetId);
		},
		entries: () => {
			return list;
		},
		drop: assetId => {
			const entry = byId.get(assetId);
			if (entry !== undefined) remove(entry);
		},
	};
}
