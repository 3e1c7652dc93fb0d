import { isFinite } from "../../shared/sound/loudness";
import type { Track } from "../../shared/wire/music";
import type { SfxTrack } from "../../shared/wire/sfx";
import { keysOf } from "./song-key";
import type { AudioKind, RowOf, Source } from "./source";

const SAME_SECONDS = 0.002;
const SAME_DB = 0.02;

function alike(a: number | undefined, b: number | undefined, tolerance: number): boolean {
	return isFinite(a) && isFinite(b) && math.abs(a - b) <= tolerance;
}

/**
 * Whether two rows are the same recording uploaded twice: equal in length, peak and place of the sound, or of one
 * name and length where those were not measured.
 */
function sameRecording(a: SfxTrack, b: SfxTrack): boolean {
	if (a.asset_id === b.asset_id) return true;
	if (!alike(a.duration, b.duration, SAME_SECONDS)) return false;
	if (isFinite(a.true_peak_dbtp) && isFinite(b.true_peak_dbtp)) {
		return (
			alike(a.true_peak_dbtp, b.true_peak_dbtp, SAME_DB) &&
			alike(a.sound_start_sec, b.sound_start_sec, SAME_SECONDS) &&
			alike(a.sound_end_sec, b.sound_end_sec, SAME_SECONDS)
		);
	}
	return a.name !== undefined && b.name !== undefined && a.name.lower() === b.name.lower();
}

/** Takes rows as long as they are apart from those it took before. */
export interface Sieve<A extends AudioKind> {
	/** @returns whether the row is another sound than all before it */
	take: (row: RowOf<A>) => boolean;
}

function createIdSieve(): Sieve<AudioKind> {
	const seen = new Set<string>();
	return {
		take: ({ asset_id }) => {
			if (seen.has(asset_id)) return false;
			seen.add(asset_id);
			return true;
		},
	};
}

function createSongSieve(): Sieve<"music"> {
	const seen = new Set<string>();
	return {
		take: (row: Track) => {
			const { song } = keysOf(row);
			if (seen.has(song)) return false;
			seen.add(song);
			return true;
		},
	};
}

function createRecordingSieve(): Sieve<"sfx"> {
	const taken = new Array<SfxTrack>();
	return {
		take: row => {
			if (taken.some(held => sameRecording(held, row))) return false;
			taken.push(row);
			return true;
		},
	};
}

/**
 * What tells two sounds of a source apart: songs by artist and title, effects by their measure. What somebody chose one
 * by one, ids and playlists, is taken as it is, each asset once.
 */
export function createSieve<A extends AudioKind>(source: Source<A>): Sieve<A> {
	const ids = createIdSieve();
	if (source.kind === "assets" || source.kind === "playlist") return ids;
	const sounds = (source.audio === "music" ? createSongSieve() : createRecordingSieve()) as Sieve<A>;
	return { take: row => ids.take(row) && sounds.take(row) };
}
