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

/** Remembers the last `capacity` tracks. */
export function createMemory(capacity: number): Memory {
	const heard = new Array<{ track: Track; keys: SongKeys; passed: boolean }>();

	function remember(track: Track, passed: boolean): void {
		heard.push({ track, keys: keysOf(track), passed });
		if (heard.size() > capacity) heard.remove(0);
	}

	function age(matches: (keys: SongKeys) => boolean): number | undefined {
		for (let i = heard.size() - 1; i >= 0; i--) {
			if (matches(heard[i]!.keys)) return heard.size() - i;
		}
		return undefined;
	}

	return {
		hear: track => {
			remember(track, false);
		},
		pass: track => {
			remember(track, true);
		},
		songAge: wanted => {
			return age(keys => keys.id === wanted.id || keys.song === wanted.song);
		},
		artistAge: wanted => {
			const { artist } = wanted;
			return artist === undefined ? undefined : age(keys => keys.artist === artist);
		},
		list: () => {
			const tracks = new Array<Track>();
			for (let i = heard.size() - 1; i >= 0; i--) if (!heard[i]!.passed) tracks.push(heard[i]!.track);
			return tracks;
		},
		forgetLatest: () => {
			let latest = heard.pop();
			while (latest !== undefined && latest.passed) latest = heard.pop();
			return latest?.track;
		},
	};
}
