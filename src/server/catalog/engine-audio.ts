import { AssetService } from "@rbxts/services";

import { isList, isRow } from "../../shared/wire/table";

/** What the engine knows of an asset. */
export interface AudioMetadata {
	assetId: string;
	title?: string;
	artist?: string;
	duration?: number;
}

/** The engine's knowledge of audio assets; yields and may raise. At most 30 ids at once. */
export interface AudioMetadataPort {
	(ids: string[]): AudioMetadata[];
}

/** Reads what `GetAudioMetadataAsync` answers, which is not typed. */
export function readMetadata(raw: unknown): AudioMetadata[] {
	if (!isList(raw)) return [];
	const list = new Array<AudioMetadata>();
	for (const entry of raw) {
		if (!isRow(entry)) continue;
		const { AssetId, Title, Artist, Duration } = entry;
		if (AssetId === undefined) continue;
		list.push({
			assetId: tostring(AssetId),
			title: typeIs(Title, "string") && Title !== "" ? Title : undefined,
			artist: typeIs(Artist, "string") ? Artist : undefined,
			duration: typeIs(Duration, "number") && Duration - Duration === 0 ? Duration : undefined,
		});
	}
	return list;
}

/** Asks the engine; yields and may raise. At most 30 ids at once. */
export const engineMetadata: AudioMetadataPort = ids => {
	const numbers = ids.map(id => tonumber(id)!);
	return readMetadata(AssetService.GetAudioMetadataAsync(numbers));
};
