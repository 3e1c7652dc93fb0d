import { effectRow, trackRow } from "../catalog/rows.ts";
import { duplicateScore, neighbours, type Scored } from "../catalog/similar.ts";
import { json, refuse } from "../http/answer.ts";
import type { Call, Endpoint } from "../http/endpoint.ts";
import { numericId, required } from "../http/fields.ts";
import { musicNearFilters, nearness, pageOf, paging, slice } from "../http/page.ts";
import { effectFields, effectFilter, type EffectFilters } from "./effect-filters.ts";
import { musicFilter, type MusicFilters } from "./music-filters.ts";

/** How many neighbours a seed has at most. */
const reach = 1000;

/**
 * A page of neighbours. Near-duplicates leave the page they are on, which may then be short: the total and the
 * offsets of what follows stay the same.
 */
function answerPage<T>(call: Call, found: readonly Scored<T>[], row: (item: T, score: number) => unknown) {
	const { params } = call;
	const page = pageOf(params);
	const below = (params["max_score"] as number | undefined) ?? (params["dedupe"] === true ? duplicateScore : Infinity);
	const rows = slice(found, page).filter(({ score }) => score < below);
	return json({ tracks: rows.map(({ item, score }) => row(item, score)), meta: { total: found.length, ...page } });
}

const notFound = () => refuse(json({ error: "asset_id not found" }, 404));

export const similar: Endpoint = {
	name: "similar",
	methods: ["GET"],
	path: "/developer/v1/similar",
	api: "audioscape",
	player: "accepted",
	query: { asset_id: required(numericId), ...paging, filters: musicNearFilters, ...nearness },
	answer(call) {
		const { catalog } = call.world;
		const seed = catalog.trackById.get(call.params["asset_id"] as string) ?? notFound();
		const keep = musicFilter(call.params["filters"] as MusicFilters | undefined);
		return answerPage(call, neighbours(catalog.tracks, seed, keep, reach), (t, score) =>
			trackRow(t, catalog.seed, score),
		);
	},
};

export const sfxSimilar: Endpoint = {
	name: "sfxSimilar",
	methods: ["GET"],
	path: "/developer/v1/sfx/similar",
	api: "audioscape",
	player: "accepted",
	query: { asset_id: required(numericId), ...paging, filters: effectFields("near"), ...nearness },
	refuse: { asset_id: "asset_id is required and must be a numeric string" },
	answer(call) {
		const { catalog } = call.world;
		const seed = catalog.effectById.get(call.params["asset_id"] as string) ?? notFound();
		const keep = effectFilter(call.params["filters"] as EffectFilters | undefined);
		const ids = call.world.options.effectIds;
		return answerPage(call, neighbours(catalog.effects, seed, keep, reach), (e, score) => effectRow(e, ids, score));
	},
};
