import { dbToGain, DEFAULT_LOUDNESS_LUFS, levelDb, median, mostGain, musicGain } from "../../shared/sound/loudness";
import type { Track } from "../../shared/wire/music";
import type { SfxTrack } from "../../shared/wire/sfx";
import { matchLevels } from "./level-match";
import type { RowOf } from "./source";
import { trimOf } from "./trim";

/** An asset that is to be heard; the row is missing where the catalog said nothing of it. */
export interface Candidate<R = RowOf<"sfx">> {
	assetId: string;
	row?: R;
}

/** A candidate with what it takes to play it beside the others of its set. */
export interface SetSound<R> extends Candidate<R> {
	/** Level match, linear. */
	gain: number;
	/** The most that all gains together may make; absent where its peak is unknown. */
	most?: number;
	/** Seconds into the clip at which its sound begins and ends; absent at the clip's own ends. */
	from?: number;
	to?: number;
}

/**
 * Effects that replace each other: brought to the quietest sensible peak, trimmed to what is heard.
 *
 * @param hero the one that the others are not to be louder than
 */
export function matchEffects(found: ReadonlyArray<Candidate>, hero: string | undefined): Array<SetSound<SfxTrack>> {
	const peaks = new Array<number | undefined>(found.size());
	let heroPeak: number | undefined;
	found.forEach(({ assetId, row }, index) => {
		peaks[index] = row?.true_peak_dbtp;
		if (assetId === hero) heroPeak = row?.true_peak_dbtp;
	});
	const turned = matchLevels(peaks, found.size(), heroPeak);
	return found.map(({ assetId, row }, index) => {
		const { from, to } = trimOf(row ?? {});
		return { assetId, gain: dbToGain(turned[index]!), most: mostGain(row ?? {}), from, to, row };
	});
}

/** Music that replaces each other: brought to -14 LUFS; of unknown loudness at the median of the others. */
export function matchMusic(found: ReadonlyArray<Candidate<Track>>): Array<SetSound<Track>> {
	const known = new Array<number>();
	for (const { row } of found) {
		const level = row && levelDb(row, DEFAULT_LOUDNESS_LUFS);
		if (level !== undefined) known.push(level);
	}
	const middle = median(known) ?? 0;
	return found.map(({ assetId, row }) => {
		const level = row ?? {};
		return { assetId, gain: musicGain(level, DEFAULT_LOUDNESS_LUFS, middle), most: mostGain(level), row };
	});
}
