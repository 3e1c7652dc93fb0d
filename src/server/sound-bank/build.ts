import { dbToGain, levelDb, median, musicGain } from "../../shared/sound/loudness";
import type { SfxTrack, Track } from "../catalog/port";
import { matchLevels } from "../sources/level-match";
import { trimOf } from "../sources/trim";
import type { BankSound } from "./types";

/** A sound that goes into a pool; the row is missing where the catalog said nothing. */
export interface Found {
	assetId: string;
	row?: SfxTrack | Track;
}

const LOUDNESS_LUFS = -14;

function effects(found: ReadonlyArray<Found>, hero: string | undefined): BankSound[] {
	const rows = found.map(({ row }) => (row ?? {}) as Partial<SfxTrack>);
	const peaks = new Array<number | undefined>(found.size());
	let heroPeak: number | undefined;
	found.forEach(({ assetId }, index) => {
		peaks[index] = rows[index]!.true_peak_dbtp;
		if (assetId === hero) heroPeak = peaks[index];
	});
	const turned = matchLevels(peaks, found.size(), heroPeak);
	return found.map(({ assetId, row }, index) => {
		const { from, to } = trimOf(rows[index]!);
		return { assetId, gain: dbToGain(turned[index]!), from, to, row };
	});
}

function music(found: ReadonlyArray<Found>): BankSound[] {
	const known = new Array<number>();
	for (const { row } of found) {
		const level = row && levelDb(row as Track, LOUDNESS_LUFS);
		if (level !== undefined) known.push(level);
	}
	const middle = median(known) ?? 0;
	return found.map(({ assetId, row }) => {
		return { assetId, gain: musicGain((row ?? {}) as Partial<Track>, LOUDNESS_LUFS, middle), row };
	});
}

/** Sounds with their levels and trims, frozen: they are handed out as they are. */
export function buildSounds(
	kind: "sfx" | "music",
	found: ReadonlyArray<Found>,
	hero: string | undefined,
): ReadonlyArray<BankSound> {
	const sounds = kind === "sfx" ? effects(found, hero) : music(found);
	for (const sound of sounds) table.freeze(sound);
	return sounds;
}
