import { type AssetIdResolvable, resolveAssetId } from "../../shared/wire/asset-id";
import type { Track } from "../../shared/wire/music";
import { plainText } from "../../shared/wire/plain-text";
import { lengthOf } from "../../shared/wire/row-facts";
import { bareTrack, wholeTrack } from "../catalog/bare-track";
import type { CallOptions, CatalogPort } from "../catalog/port";
import { askPage } from "../sources";
import { type Brain, isDead, knownTrack } from "./brain";
import type { TopUp } from "./brain/spring";
import type { CatalogEvent } from "./feeding";
import { radioMessages } from "./messages";
import type { RadioSettings } from "./options";

const CALL: CallOptions = { priority: "background" };

/** Equal for stations that play from the same sources: what was baked for one counts for the other. */
export function sourceKey({ sources }: RadioSettings): string {
	return plainText(sources);
}

/** Asks the catalog. Yields. */
export function askCatalog(catalog: CatalogPort, question: TopUp): CatalogEvent {
	const [page, problem] = askPage(catalog, question.source, question, CALL);
	if (page === undefined) return { kind: "no-rows", question, problem: problem! };
	return { kind: "rows", question, rows: page.rows, following: page.following };
}

/**
 * The track that a request means. Yields for a lookup unless all is known.
 *
 * @param isTrusted an id counts as a track, too, while the catalog does not answer
 */
export function findRequested(
	catalog: CatalogPort,
	brain: Brain,
	input: AssetIdResolvable,
	isTrusted = true,
): LuaTuple<[track: Track | undefined, err?: string]> {
	const id = resolveAssetId(input)!;
	if (isDead(brain, id)) return $tuple(undefined, radioMessages.deadTrack(id));
	let track = (isTrusted ? wholeTrack(input) : undefined) ?? knownTrack(brain, id);
	if (track === undefined || lengthOf(track) === undefined) {
		const [result, err, problem] = catalog.lookup({ asset_ids: [id] }, { priority: "player" });
		if (result !== undefined) {
			track = result.tracks.find(row => row.asset_id === id);
			if (track === undefined) return $tuple(undefined, radioMessages.unknownTrack(id));
		} else if (problem?.kind === "invalid-argument" || problem?.kind === "not-found") return $tuple(undefined, err);
		if (track === undefined && !isTrusted) return $tuple(undefined, radioMessages.notLookedUp);
		// The catalog does not answer: the asset may well load all the same.
		track ??= bareTrack(id);
	}
	if (isDead(brain, id)) return $tuple(undefined, radioMessages.deadTrack(id));
	return $tuple(track);
}
