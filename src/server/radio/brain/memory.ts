import type { Track } from "../../../shared/wire/music";
import { keysOf, type SongKeys } from "../../sources/song-key";

/** What was heard, latest last. */
export interface Memory {
	/** The track goes on. */
	hear: (track: Track) => void;
	/** The track was passed over: it counts as heard, and is not listed. */
	pass: (track: Track) => void;
	/** How many tracks ago this song was heard under any id: 1 is the latest; `undefined` beyond memory. */
	songAge: (keys: SongKeys) => number | undefined;
	/** How many tracks ago this artist was heard. */
	artistAge: (keys: SongKeys) => number | undefined;
	/** Latest first. */
	list: () => Track[];
	/** Takes back the latest that was heard. */
	forgetLatest: () => Track | undefined;
}

interface Heard {
	track: Track;
	keys: SongKeys;
	passed: boolean;
	/** Which one it is, counted from the first. */
	n: number;
}

/** For each of some keys the latest that has it. */
interface Index {
	keyOf: (keys: SongKeys) => string | undefined;
	latest: Map<string, number>;
}

function indexBy(keyOf: Index["keyOf"]): Index {
	return { keyOf, latest: new Map() };
}

/** Remembers the last `capacity` tracks. */
export function createMemory(capacity: number): Memory {
	const heard = new Array<Heard>();
	const ids = indexBy(keys => keys.id);
	const songs = indexBy(keys => keys.song);
	const artists = indexBy(keys => keys.artist);
	const indices = [ids, songs, artists];
	let count = 0;

	function remember(track: Track, passed: boolean): void {
		count += 1;
		const keys = keysOf(track);
		heard.push({ track, keys, passed, n: count });
		for (const { keyOf, latest } of indices) {
			const key = keyOf(keys);
			if (key !== undefined) latest.set(key, count);
		}
		if (heard.size() > capacity) forget(heard.remove(0)!);
	}

	/** It is in the list no more: whoever had the key before it is the latest again. */
	function forget({ keys, n }: Heard): void {
		for (const { keyOf, latest } of indices) {
			const key = keyOf(keys);
			if (key === undefined || latest.get(key) !== n) continue;
			latest.delete(key);
			for (const other of heard) if (keyOf(other.keys) === key) latest.set(key, other.n);
		}
	}

	function takeBack(): Heard | undefined {
		const latest = heard.pop();
		if (latest === undefined) return undefined;
		forget(latest);
		count -= 1;
		return latest;
	}

	function ageIn({ keyOf, latest }: Index, keys: SongKeys): number {
		const key = keyOf(keys);
		const n = key !== undefined ? latest.get(key) : undefined;
		return n !== undefined ? count - n + 1 : math.huge;
	}

	return {
		hear: track => {
			remember(track, false);
		},
		pass: track => {
			remember(track, true);
		},
		songAge: wanted => {
			const age = math.min(ageIn(ids, wanted), ageIn(songs, wanted));
			return age < math.huge ? age : undefined;
		},
		artistAge: wanted => {
			const age = ageIn(artists, wanted);
			return age < math.huge ? age : undefined;
		},
		list: () => {
			const tracks = new Array<Track>();
			for (let i = heard.size() - 1; i >= 0; i--) if (!heard[i]!.passed) tracks.push(heard[i]!.track);
			return tracks;
		},
		forgetLatest: () => {
			let latest = takeBack();
			while (latest !== undefined && latest.passed) latest = takeBack();
			return latest?.track;
		},
	};
}
