import type { Track } from "../../shared/wire/music";
import { lengthOf } from "../../shared/wire/row-facts";
import { type AssetIdResolvable, type CatalogPort, resolveAssetId } from "../catalog/port";
import { bareTrack, wholeTrack } from "./bare-track";
import { type Brain, isDead, knownTrack } from "./brain";
import { radioMessages } from "./messages";

/** The track that a request means. Yields for a lookup unless all is known. */
export function findRequested(
	catalog: CatalogPort,
	brain: Brain,
	input: AssetIdResolvable,
): LuaTuple<[track: Track | undefined, err?: string]> {
	const id = resolveAssetId(input);
	if (id === undefined) {
		const got = typeIs(input, "table") ? "a table without one" : tostring(input);
		return $tuple(undefined, radioMessages.notAnId(got));
	}
	if (isDead(brain, id)) return $tuple(undefined, radioMessages.deadTrack(id));
	let track = wholeTrack(input) ?? knownTrack(brain, id);
	if (track === undefined || lengthOf(track) === undefined) {
		const [result, err, problem] = catalog.lookup({ asset_ids: [id] }, { priority: "player" });
		if (result !== undefined) {
			track = result.tracks.find(row => row.asset_id === id);
			if (track === undefined) return $tuple(undefined, radioMessages.unknownTrack(id));
		} else if (problem?.kind === "invalid-argument" || problem?.kind === "not-found") return $tuple(undefined, err);
		// The catalog does not answer: the asset may well load all the same.
		track ??= bareTrack(id);
	}
	if (isDead(brain, id)) return $tuple(undefined, radioMessages.deadTrack(id));
	return $tuple(track);
}
