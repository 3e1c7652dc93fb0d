import { isFinite } from "../../../shared/sound/loudness";
import { resolveAssetId, type SfxTrack } from "../../catalog/port";

/** A sound that may go into a pack, best first; the row is missing where the catalog said nothing. */
export interface Candidate {
	assetId: string;
	row?: SfxTrack;
}

const SAME_SECONDS = 0.002;
const SAME_DB = 0.02;

function alike(a: number | undefined, b: number | undefined, tolerance: number): boolean {
	return isFinite(a) && isFinite(b) && math.abs(a - b) <= tolerance;
}

/**
 * Whether two rows are the same recording uploaded twice: equal in length, peak and place of the sound, or of one
 * name and length where those were not measured.
 */
export function nearDuplicate(a: SfxTrack, b: SfxTrack): boolean {
	if (a.asset_id === b.asset_id) return true;
	if (!alike(a.duration, b.duration, SAME_SECONDS)) return false;
	if (isFinite(a.true_peak_dbtp) && isFinite(b.true_peak_dbtp)) {
		return (
			alike(a.true_peak_dbtp, b.true_peak_dbtp, SAME_DB) &&
			alike(a.sound_start_sec, b.sound_start_sec, SAME_SECONDS) &&
			alike(a.sound_end_sec, b.sound_end_sec, SAME_SECONDS)
		);
	}
	return a.name !== undefined && a.name.lower() === b.name?.lower();
}

/** Whether a clip can be a step by its length; an unknown length is taken at its word. */
export function shortEnough(row: SfxTrack, maxDuration: number): boolean {
	return !isFinite(row.duration) || row.duration <= maxDuration;
}

/** Adds the rows that are short enough and not there yet. @returns how many were added */
export function addRows(candidates: Candidate[], rows: ReadonlyArray<SfxTrack>, maxDuration: number): number {
	let added = 0;
	for (const row of rows) {
		const assetId = resolveAssetId(row);
		if (assetId === undefined || !shortEnough(row, maxDuration)) continue;
		if (candidates.some(held => held.assetId === assetId || (held.row !== undefined && nearDuplicate(held.row, row)))) {
			continue;
		}
		candidates.push({ assetId, row });
		added += 1;
	}
	return added;
}
