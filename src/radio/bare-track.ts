import type { Track } from "../wire/music";

/** A track of which nothing is known but its id; its length comes from whoever loads it. */
export function bareTrack(assetId: string): Track {
	return { asset_id: assetId, name: "", artist: "", album: "", duration: 0 };
}

/** Whether something is a row that needs no lookup. */
export function isWholeTrack(input: unknown): input is Track {
	if (!typeIs(input, "table")) return false;
	const row = input as Record<string, unknown>;
	return typeIs(row.asset_id, "string") && typeIs(row.name, "string") && typeIs(row.duration, "number");
}
