import { hash01, round } from "../catalog/random.ts";
import { keys, trackRow } from "../catalog/rows.ts";
import type { Scored } from "../catalog/similar.ts";
import type { Track } from "../catalog/types.ts";
import { genreSlugs } from "../data/genres.ts";
import { outsideArtists } from "../data/moods.ts";
import { json, refuse } from "../http/answer.ts";
import type { Call, Endpoint } from "../http/endpoint.ts";
import { boolean, date, list, number, numericId, object, oneOf, range, text } from "../http/fields.ts";
import { type Page, pageOf, paging, region, slice, tally } from "../http/page.ts";
import { musicFilter, type MusicFilters } from "./music-filters.ts";
import { popularity } from "./popularity.ts";

type Found = { hits: Scored<Track>[]; method: string; matched?: string | null; missing?: string[] };

/** Tracks of these ids, in the order asked for; what is not there is listed. */
function lookUp({ world }: Call, ids: readonly string[]): Found {
	const hits: Scored<Track>[] = [];
	const missing: string[] = [];
	for (const id of new Set(ids)) {
		const track = world.catalog.trackById.get(id);
		if (track === undefined) missing.push(id);
		else hits.push({ item: track, score: 1 });
	}
	return { hits, method: "ids-batch", missing };
}

/** Music in the style of an artist or song that is not in the catalog. */
function substitute({ world }: Call, query: string, keep: ((t: Track) => boolean) | undefined): Found | undefined {
	const asked = query.toLowerCase();
	const name = Object.keys(outsideArtists).find(known => asked.includes(known));
	if (name === undefined) return undefined;
	const genre = genreSlugs.indexOf(outsideArtists[name]!);
	const hits = world.catalog.tracks
		.filter(t => t.genre === genre && (keep === undefined || keep(t)))
		.map(item => ({ item, score: round(0.55 + 0.25 * hash01(item.id, name), 6) }))
		.sort((a, b) => b.score - a.score);
	return { hits, method: "semantic", matched: name.replace(/\b[a-z]/g, c => c.toUpperCase()) };
}

/** A number that is no known id is text like any other, and text finds something: not what was asked for. */
function fallThrough(call: Call, query: string, keep: ((t: Track) => boolean) | undefined): Found {
	const { hits } = call.world.catalog.keywordIndex().find(query, keep);
	if (hits.length > 0) return { hits, method: "text" };
	const near = call.world.catalog.tracks
		.filter(t => keep === undefined || keep(t))
		.map(item => ({ item, score: round(0.08 * hash01(item.id, query), 6) }))
		.sort((a, b) => b.score - a.score);
	return { hits: near.slice(0, 3), method: "text" };
}

/** Whose name is exactly what was asked for comes first. */
function exactFirst(hits: Scored<Track>[], query: string): Scored<Track>[] {
	const asked = query.toLowerCase();
	for (const hit of hits) {
		const { artist, name } = hit.item;
		if (artist.toLowerCase() === asked || name.toLowerCase() === asked) hit.score = Math.min(1, hit.score + 0.05);
	}
	return hits.sort((a, b) => b.score - a.score || a.item.index - b.item.index);
}

function find(call: Call): Found {
	const { params, world, keywordsOnly } = call;
	const ids = params["asset_ids"] as string[] | undefined;
	if (ids !== undefined && ids.length > 0) return lookUp(call, ids);
	const query = ((params["query"] as string | undefined) ?? "").trim();
	if (query === "") refuse(json({ error: "Missing required field: query" }, 400));
	const keep = musicFilter(params["filters"] as MusicFilters | undefined);
	if (/^\d+$/.test(query)) {
		const track = world.catalog.trackById.get(query);
		return track === undefined ? fallThrough(call, query, keep) : { hits: [{ item: track, score: 1 }], method: "id" };
	}
	if (/^\d+(\s*,\s*\d+)+,?$/.test(query)) {
		const listed = query
			.split(",")
			.map(id => id.trim())
			.filter(id => id !== "");
		if (listed.length > 100) refuse(json({ error: "query must list at most 100 asset ids" }, 400));
		return lookUp(call, listed);
	}
	if (keywordsOnly) return { ...world.catalog.keywordIndex().find(query, keep), method: "text", matched: null };
	return (
		substitute(call, query, keep) ?? {
			hits: exactFirst(world.catalog.trackIndex().find(query, keep).hits, query),
			method: "semantic",
			matched: null,
		}
	);
}

function answer(call: Call) {
	const { params, world } = call;
	const { hits, method, matched, missing } = find(call);
	const byIds = method === "ids-batch";
	const sort = (params["sort"] as string | undefined) ?? "relevance";
	if (!byIds && sort === "popular") {
		const rank = popularity(call, params["region"] as string | undefined);
		hits.sort((a, b) => rank(b.item) - rank(a.item) || a.item.index - b.item.index);
	} else if (!byIds && sort === "recent")
		hits.sort((a, b) => b.item.created - a.item.created || a.item.index - b.item.index);
	const page: Page = pageOf(params, byIds ? 100 : 20);
	const items = hits.map(h => h.item);
	return json({
		tracks: slice(hits, page).map(({ item, score }) => trackRow(item, world.catalog.seed, score)),
		artists: tally(
			items,
			t => t.artist,
			(t, track_count) => ({ name: t.artist, track_count }),
		),
		albums: tally(
			items,
			t => `${t.artist}\n${t.album}`,
			(t, track_count) => ({ name: t.album, artist: t.artist, track_count }),
		),
		meta: {
			total: hits.length,
			...page,
			search_method: method,
			...(matched === undefined ? {} : { matched_artist: matched }),
			...(missing === undefined || missing.length === 0 ? {} : { missing_ids: missing }),
			...(byIds ? {} : { sort }),
		},
	});
}

const filters = object({
	genres: list(text()),
	duration: range,
	min_play_count: number({ min: 0 }),
	min_likes: number({ min: 0 }),
	created_after: date,
	instrumental: boolean,
	electronic: boolean,
	acoustic: boolean,
	key: oneOf(...keys),
	scale: oneOf("major", "minor"),
	gender: oneOf("male", "female"),
});

export const search: Endpoint = {
	name: "search",
	methods: ["POST"],
	path: "/developer/v1/search",
	api: "audioscape",
	player: "accepted",
	body: {
		query: text({ empty: "allowed" }),
		asset_ids: list(numericId, { max: 100 }),
		...paging,
		filters,
		sort: oneOf("relevance", "popular", "recent"),
		region,
	},
	answer,
};
