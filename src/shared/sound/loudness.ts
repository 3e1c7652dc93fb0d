/** Music is levelled to this unless a game says otherwise, in LUFS. */
export const DEFAULT_LOUDNESS_LUFS = -14;
/** Nothing that is levelled leaves the mixer with a peak above this, in dBTP. */
const TRUE_PEAK_CEILING_DBTP = -1;

/** What the catalog may know of a track's level; anything missing or non-finite is unknown. */
export interface LevelData {
	loudness_lufs?: number;
	true_peak_dbtp?: number;
}

/** Whether a value is a number that can be reckoned with. */
export function isFinite(value: unknown): value is number {
	return typeIs(value, "number") && value === value && value !== math.huge && value !== -math.huge;
}

/** Decibels to linear gain: 10^(dB/20). */
export function dbToGain(db: number): number {
	return math.pow(10, db / 20);
}

/** Linear gain to decibels; silence is `-math.huge`. */
export function gainToDb(gain: number): number {
	return gain <= 0 ? -math.huge : 20 * math.log10(gain);
}

/** The levelling of one track in dB, or `undefined` where its loudness is unknown. */
export function levelDb(data: LevelData, targetLufs: number): number | undefined {
	return isFinite(data.loudness_lufs) ? targetLufs - data.loudness_lufs : undefined;
}

/**
 * The most by which all gains of a track together may multiply it: then its true peak is at -1 dBTP. What is turned down by
 * its volume has that much more room to be levelled in.
 *
 * @returns `undefined` where its peak is unknown
 * @example
 * mostGain({ true_peak_dbtp: -7 }) // 1.995: 6 dB
 */
export function mostGain({ true_peak_dbtp: peak }: LevelData): number | undefined {
	return isFinite(peak) ? dbToGain(TRUE_PEAK_CEILING_DBTP - peak) : undefined;
}

/** The middle value of a list, which is sorted in place; `undefined` for an empty list. */
export function median(values: number[]): number | undefined {
	const n = values.size();
	if (n === 0) return undefined;
	values.sort((a, b) => a < b);
	const middle = math.floor(n / 2);
	return n % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

/**
 * The gain that brings a track to the target loudness; how much of it there is room for `mostGain` tells.
 * A track of unknown loudness gets the median of its companions (`medianDb`), never more than 0 dB.
 *
 * @param targetLufs default -14; `false` turns levelling off (gain 1)
 * @example
 * musicGain({ loudness_lufs: -8 }) // 0.501
 */
export function musicGain(data: LevelData, targetLufs: number | false = DEFAULT_LOUDNESS_LUFS, medianDb = 0): number {
	if (targetLufs === false) return 1;
	return dbToGain(levelDb(data, targetLufs) ?? math.min(medianDb, 0));
}
