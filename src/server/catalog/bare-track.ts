import { resolveAssetId } from "../../shared/wire/asset-id";
import type { Track } from "../../shared/wire/music";

/** A track of which nothing is known but its id; its length comes from whoever loads it. */
export function bareTrack(assetId: string): Track {
	return { asset_id: assetId, name: "", artist: "", album: "", duration: 0 };
}

/** A row that needs no lookup, with texts it lacks left empty; `undefined` for anything else. */
export function wholeTrack(input: unknown): Track | undefined {
	if (!typeIs(input, "table")) return undefined;
	const row = input as Partial<Track>;
	const id = resolveAssetId(row);
	if (id === undefined || !typeIs(row.name, "string") || !typeIs(row.duration, "number")) return undefined;
	return {
		...row,
		asset_id: id,
		name: row.name,
		duration: row.duration,
		artist: row.artist ?? "",
		album: row.album ?? "",
	};
}
