import { effectRow } from "../catalog/rows.ts";
import { effectWords } from "../data/effects.ts";
import { json, refuse } from "../http/answer.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { oneOf, text } from "../http/fields.ts";
import { pageOf, paging, slice, tally } from "../http/page.ts";
import { effectFields, effectFilter, type EffectFilters } from "./effect-filters.ts";

/** What the API asks in place of a caller who named only categories. */
function synthesize(categories: readonly string[]): string {
	return categories
		.map(name =>
			`${name.toLowerCase()} ${(effectWords[name.toUpperCase()] ?? "").split(" ").slice(0, 3).join(" ")}`.trim(),
		)
		.join(" ");
}

export const sfxSearch: Endpoint = {
	name: "sfxSearch",
	methods: ["POST"],
	path: "/developer/v1/sfx/search",
	api: "audioscape",
	player: "accepted",
	body: {
		query: text({ empty: "allowed" }),
		...paging,
		sort: oneOf("relevance", "popular", "recent"),
		filters: effectFields("search"),
	},
	answer({ params, world, keywordsOnly }) {
		const filters = params["filters"] as EffectFilters | undefined;
		const categories = filters?.categories ?? [];
		const query = ((params["query"] as string | undefined) ?? "").trim();
		if (query === "" && categories.length === 0) refuse(json({ error: "Missing required field: query" }, 400));
		const synthesized = query === "" ? synthesize(categories) : undefined;
		const { hits } = world.catalog.effectIndex().find(synthesized ?? query, effectFilter(filters));
		const sort = (params["sort"] as string | undefined) ?? "relevance";
		if (sort === "popular") hits.sort((a, b) => b.item.plays - a.item.plays || a.item.index - b.item.index);
		if (sort === "recent") hits.sort((a, b) => b.item.created - a.item.created || a.item.index - b.item.index);
		const page = pageOf(params);
		const items = hits.map(h => h.item);
		return json({
			tracks: slice(hits, page).map(({ item, score }) => effectRow(item, world.options.effectIds, score)),
			categories: tally(
				items,
				e => e.category,
				(e, track_count) => ({ name: e.category, track_count }),
			),
			subcategories: tally(
				items,
				e => `${e.category}/${e.subcategory}`,
				(e, track_count) => ({ name: e.subcategory, category: e.category, track_count }),
			),
			meta: {
				total: hits.length,
				...page,
				search_method: keywordsOnly ? "text" : "semantic",
				...(synthesized === undefined ? {} : { synthesized_query: synthesized }),
				sort,
			},
		});
	},
};
