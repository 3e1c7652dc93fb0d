import { dbToGain, isFinite, levelDb, median, musicGain } from "../../../shared/sound/loudness";
import type { Track } from "../../../shared/wire/music";
import type { Brain } from ".";

/** The linear gain that levels a track; one of unknown loudness plays as the middle of all known ones. */
export function gainOf({ settings, pool }: Pick<Brain, "settings" | "pool">, track: Track): number {
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
