import { effectRow, trackRow } from "../catalog/rows.ts";
import type { Track } from "../catalog/types.ts";
import { genres, genreSlugs, resolveGenre } from "../data/genres.ts";
import { moods } from "../data/moods.ts";
import { json, refuse } from "../http/answer.ts";
import type { Call, Endpoint } from "../http/endpoint.ts";
import { numericId, oneOf, required, text } from "../http/fields.ts";
import { pageOf, paging, region, slice, tally } from "../http/page.ts";
import { trending } from "./popularity.ts";

const trendingCap = 200;
type Type = "artist" | "album" | "genre" | "mood" | "game" | "trending";

const titled = (name: string) => name.replace(/^[a-z]/, c => c.toUpperCase());
const all = Number.MAX_SAFE_INTEGER;

const gameRow = (game: ReturnType<Call["world"]["catalog"]["games"]>[number]) => ({
	universe_id: game.universeId,
	name: game.name,
	creator_name: game.creator,
	root_place_id: game.rootPlaceId,
	playing: game.playing,
	visits: game.visits,
	track_count: game.tracks.length,
});

/** What there is to choose from, by type; most tracks first, games by who is playing. */
const lists: Readonly<Record<Exclude<Type, "trending">, (call: Call) => unknown[]>> = {
	artist({ world }) {
		const albums = new Map<string, Set<string>>();
		for (const t of world.catalog.tracks) {
			const own = albums.get(t.artist);
			if (own === undefined) albums.set(t.artist, new Set([t.album]));
			else own.add(t.album);
		}
		return tally(
			world.catalog.tracks,
			t => t.artist,
			({ artist }, track_count) => ({ name: artist, track_count, album_count: albums.get(artist)!.size }),
			all,
		);
	},
	album: ({ world }) =>
		tally(
			world.catalog.tracks,
			t => `${t.artist}\n${t.album}`,
			({ album, artist, genre }, track_count) => ({ name: album, artist, genre: genres[genre]!.name, track_count }),
			all,
		),
	genre: ({ world }) =>
		tally(
			world.catalog.tracks,
			t => genreSlugs[t.genre]!,
			({ genre }, track_count) => ({
				name: genres[genre]!.name,
				slug: genreSlugs[genre]!,
				display_name: genres[genre]!.name,
				track_count,
			}),
			all,
		),
	mood: ({ world }) =>
		tally(
			world.catalog.tracks,
			t => String(t.moods[0]),
			(t, track_count) => ({
				name: moods[t.moods[0]]!.name,
				display_name: titled(moods[t.moods[0]]!.name),
				track_count,
			}),
			all,
		),
	game: ({ world, params }) => {
		const heard = params["asset_id"];
		const games = world.catalog.games();
		if (heard === undefined) return games.filter(g => g.tracks.length >= 5).map(gameRow);
		return games.filter(g => g.tracks.some(t => t.id === heard)).map(gameRow);
	},
};

const named =
	(field: "artist" | "album") =>
	(name: string): ((t: Track) => boolean) => {
		const wanted = name.toLowerCase();
		return t => t[field].toLowerCase() === wanted;
	};

/** Which tracks a name stands for. A name nobody has stands for none. */
const drills: Readonly<Record<Exclude<Type, "trending">, (name: string, call: Call) => (t: Track) => boolean>> = {
	artist: named("artist"),
	album: named("album"),
	genre: name => {
		const genre = resolveGenre(name);
		return t => t.genre === genre;
	},
	mood: name => {
		const mood = moods.findIndex(m => m.name === name.toLowerCase());
		return t => t.moods[0] === mood;
	},
	game: (name, { world }) => {
		const tracks = new Set(world.catalog.games().find(g => String(g.universeId) === name)?.tracks);
		return t => tracks.has(t);
	},
};

const orders: Readonly<Record<string, (a: Track, b: Track) => number>> = {
	popular: (a, b) => b.plays - a.plays || a.index - b.index,
	alpha: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index),
	recent: (a, b) => b.created - a.created || a.index - b.index,
};

function answer(call: Call) {
	const { params, world } = call;
	const type = params["type"] as Type;
	const name = params["name"] as string | undefined;
	const assetId = params["asset_id"] as string | undefined;
	const page = pageOf(params);
	if (assetId !== undefined && type !== "game") refuse(json({ error: "asset_id is only valid for type=game" }, 400));
	const rows = (tracks: readonly Track[]) => slice(tracks, page).map(t => trackRow(t, world.catalog.seed));

	if (type === "trending") {
		const rank = trending(call, params["region"] as string | undefined);
		const top = rankTop(world.catalog.tracks, rank);
		return json({
			tracks: rows(top),
			meta: { total: top.length, ...page, type, ...(name === undefined ? {} : { name }) },
		});
	}
	if (name === undefined) {
		const items = lists[type](call);
		const reverse = type === "game" && assetId !== undefined ? { asset_id: Number(assetId) } : {};
		return json({ items: slice(items, page), meta: { total: items.length, ...page, type, ...reverse } });
	}
	const sort = (params["sort"] as string | undefined) ?? "popular";
	const drilled = world.catalog.tracks.filter(drills[type](name, call)).sort(orders[sort]);
	// What nobody engaged with has no popularity to be sorted by; small lists keep it at their end.
	const kept = sort === "popular" && (type === "genre" || type === "mood") ? drilled.filter(t => t.plays > 0) : drilled;
	return json({ tracks: rows(kept), meta: { total: kept.length, ...page, type, name, sort } });
}

function rankTop<T extends { index: number }>(items: readonly T[], rank: (item: T) => number): T[] {
	return items
		.map(item => ({ item, value: rank(item) }))
		.sort((a, b) => b.value - a.value || a.item.index - b.item.index)
		.slice(0, trendingCap)
		.map(({ item }) => item);
}

export const browse: Endpoint = {
	name: "browse",
	methods: ["GET"],
	path: "/developer/v1/browse",
	api: "audioscape",
	player: "accepted",
	query: {
		type: required(oneOf("artist", "album", "genre", "mood", "trending", "game")),
		name: text(),
		asset_id: numericId,
		sort: oneOf("popular", "alpha", "recent"),
		...paging,
		region,
	},
	answer,
};

export const sfxBrowse: Endpoint = {
	name: "sfxBrowse",
	methods: ["GET"],
	path: "/developer/v1/sfx/browse",
	api: "audioscape",
	player: "accepted",
	query: { type: required(oneOf("trending")), name: text(), ...paging, region },
	answer(call) {
		const { params, world } = call;
		const rank = trending(call, params["region"] as string | undefined);
		const top = rankTop(world.catalog.effects, rank);
		const best = top.length > 0 ? rank(top[0]!) : 1;
		const page = pageOf(params);
		const name = params["name"];
		return json({
			tracks: slice(top, page).map(e =>
				effectRow(e, world.options.effectIds, Math.round((rank(e) / best) * 1e6) / 1e6),
			),
			meta: { total: top.length, ...page, type: "trending", ...(name === undefined ? {} : { name }) },
		});
	},
};
