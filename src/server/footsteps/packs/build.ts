import type { StepVariant } from "../../../shared/footsteps/types";
import { dbToGain } from "../../../shared/sound/loudness";
import type { SfxTrack } from "../../catalog/port";
import { matchLevels } from "../../sources/level-match";
import { type AudibleSpan, trimOf } from "../../sources/trim";
import type { Candidate } from "./candidates";

const UNKNOWN: AudibleSpan = {};

/**
 * The sounds of a pack out of its candidates: the first `wanted` that can be played, level-matched and trimmed.
 *
 * @param failed assets that players' machines could not load
 * @param rowOf what any answer said of an asset; fills in heroes, which are not in their own answer
 */
export function buildVariants(
	candidates: ReadonlyArray<Candidate>,
	wanted: number,
	failed: ReadonlySet<string>,
	rowOf: (assetId: string) => SfxTrack | undefined,
	hero: string | undefined,
): ReadonlyArray<StepVariant> {
	const chosen: Array<{ assetId: string; row?: SfxTrack }> = [];
	for (const candidate of candidates) {
		if (chosen.size() >= wanted) break;
		if (failed.has(candidate.assetId)) continue;
		chosen.push({ assetId: candidate.assetId, row: candidate.row ?? rowOf(candidate.assetId) });
	}
	const peaks = new Array<number | undefined>(chosen.size());
	let heroPeak: number | undefined;
	chosen.forEach((sound, index) => {
		peaks[index] = sound.row?.true_peak_dbtp;
		if (sound.assetId === hero) heroPeak = sound.row?.true_peak_dbtp;
	});
	const turned = matchLevels(peaks, chosen.size(), heroPeak);
	return chosen.map(({ assetId, row }, index) => {
		const { from, to } = trimOf(row ?? UNKNOWN);
		return { assetId, gain: dbToGain(turned[index]!), from, to, row };
	});
}
