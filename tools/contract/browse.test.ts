import assert from "node:assert/strict";
import { test } from "node:test";

import { suite } from "./kit.ts";

const api = suite();
const browse = (query: string, headers?: Record<string, string>) => api.get(`/developer/v1/browse?${query}`, headers);
const sfxBrowse = (query: string) => api.get(`/developer/v1/sfx/browse?${query}`);
const ids = (rows: readonly Record<string, unknown>[]) => rows.map(row => row["asset_id"] as string);

const shapes: Readonly<Record<string, readonly string[]>> = {
	artist: ["name", "track_count", "album_count"],
	album: ["name", "artist", "genre", "track_count"],
	genre: ["name", "slug", "display_name", "track_count"],
	mood: ["name", "display_name", "track_count"],
};
for (const [type, fields] of Object.entries(shapes)) {
	test(`lists every ${type}, most tracks first`, async () => {
		const { json } = await browse(`type=${type}&limit=10`);
		assert.deepEqual(Object.keys(json.items[0]!), fields);
		const counts = json.items.map(i => i["track_count"] as number);
		assert.deepEqual(
			counts,
			[...counts].sort((a, b) => b - a),
		);
		assert.equal(json.meta["type"], type);
		assert.ok((json.meta["total"] as number) >= 10);
	});

	test(`drills down into one ${type}`, async () => {
		const [item] = (await browse(`type=${type}&limit=1`)).json.items;
		const { json } = await browse(`type=${type}&name=${encodeURIComponent(item!["name"] as string)}&limit=100`);
		assert.ok(json.tracks.length > 0);
		assert.deepEqual([json.meta["name"], json.meta["sort"]], [item!["name"], "popular"]);
	});
}

test("games are listed by who is playing, with five tracks at least; drilling works for the others, too", async () => {
	const { json } = await browse("type=game&limit=100");
	const playing = json.items.map(i => (i["playing"] as number | undefined) ?? 0);
	assert.deepEqual(
		playing,
		[...playing].sort((a, b) => b - a),
	);
	assert.ok(json.items.every(i => (i["track_count"] as number) >= 5 && typeof i["universe_id"] === "number"));
	const small = api.contract.catalog.games().find(g => g.tracks.length < 5)!;
	const drilled = await browse(`type=game&name=${small.universeId}`);
	assert.equal(drilled.json.meta["total"], small.tracks.length);
});

test("games in which a track was heard, with its id as a number in the meta; a name wins over it", async () => {
	const { json } = await browse("type=game&asset_id=123456789");
	assert.ok(json.items.length > 0);
	assert.equal(json.meta["asset_id"], 123456789);
	const universe = json.items[0]!["universe_id"];
	const both = await browse(`type=game&asset_id=123456789&name=${String(universe)}&limit=100`);
	assert.ok(ids(both.json.tracks).length > 0);
	assert.ok(!("asset_id" in both.json.meta));
});

test("a genre may be given by slug, name or name in another case", async () => {
	const totals = await Promise.all(
		["hip-hop-rap", "Hip Hop / Rap", "HIP HOP / RAP"].map(
			async n => (await browse(`type=genre&name=${encodeURIComponent(n)}`)).json.meta["total"],
		),
	);
	assert.equal(new Set(totals).size, 1);
	assert.ok((totals[0] as number) > 0);
});

test("popular leaves out what nobody played of a genre, but keeps it last for an artist", async () => {
	const popular = await browse("type=genre&name=jazz&limit=1");
	const alpha = await browse("type=genre&name=jazz&limit=100&sort=alpha");
	assert.ok((popular.json.meta["total"] as number) < (alpha.json.meta["total"] as number));
	const names = alpha.json.tracks.map(t => t["name"] as string);
	assert.deepEqual(names, [...names].sort());
	const quiet = api.contract.catalog.tracks.find(t => t.plays === 0)!;
	const artist = await browse(`type=artist&name=${encodeURIComponent(quiet.artist)}&limit=100`);
	const plays = ids(artist.json.tracks).map(id => api.contract.catalog.trackById.get(id)!.plays);
	assert.deepEqual(
		plays,
		[...plays].sort((a, b) => b - a),
	);
});

test("recent is by date of upload", async () => {
	const dates = (await browse("type=mood&name=epic&sort=recent")).json.tracks.map(t => t["created_at"] as string);
	assert.deepEqual(dates, [...dates].sort().reverse());
});

test("a name nobody has gives an empty page", async () => {
	const { status, json } = await browse("type=artist&name=Nobody%20At%20All");
	assert.deepEqual([status, json.tracks, json.meta["total"]], [200, [], 0]);
});

test("trending holds two hundred entries, for music and for effects", async () => {
	for (const ask of [browse, sfxBrowse]) {
		const { json } = await ask("type=trending&limit=100&offset=150");
		assert.equal(json.tracks.length, 50);
		assert.equal(json.meta["total"], 200);
		assert.equal(json.meta["type"], "trending");
	}
});

test("trending differs by region where the key has regions", async () => {
	const global = ids((await browse("type=trending&limit=50")).json.tracks);
	assert.deepEqual(ids((await browse("type=trending&limit=50&region=apac")).json.tracks), global);
	const regional = await browse("type=trending&limit=50&region=apac", { "x-api-key": "regional" });
	assert.notDeepEqual(ids(regional.json.tracks), global);
});

test("the taxonomy counts itself", async () => {
	const { json } = await api.get("/developer/v1/sfx/taxonomy");
	const broad = json["taxonomy"] as {
		broader_category: string;
		categories: { category: string; subcategories: string[] }[];
	}[];
	const categories = broad.flatMap(b => b.categories);
	assert.deepEqual(json.meta, {
		broader_category_count: broad.length,
		category_count: categories.length,
		subcategory_count: categories.flatMap(c => c.subcategories).length,
	});
	assert.deepEqual([broad.length, categories.length], [12, 82]);
	assert.deepEqual(categories.find(c => c.category === "FOOTSTEPS")!.subcategories, [
		"ANIMAL",
		"CREATURE",
		"HORSE",
		"HUMAN",
		"MISC",
	]);
});

test("refuses what does not fit", async () => {
	const cases: [path: string, error: string][] = [
		["browse", "Missing required field: type"],
		["browse?type=label", "type must be one of: artist, album, genre, mood, trending, game"],
		["browse?type=artist&asset_id=1", "asset_id is only valid for type=game"],
		["browse?type=artist&sort=best", "sort must be one of: popular, alpha, recent"],
		["browse?type=artist&limit=500", "limit must be an integer between 1 and 100"],
		["sfx/browse?type=genre", "type must be one of: trending"],
		["sfx/browse?type=trending&sort=popular", "Unknown field: sort"],
		["sfx/taxonomy?limit=5", "Unknown field: limit"],
	];
	for (const [path, error] of cases) {
		const { status, json } = await api.get(`/developer/v1/${path}`);
		assert.deepEqual([status, json], [400, { error }]);
	}
});
