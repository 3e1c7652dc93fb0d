import assert from "node:assert/strict";
import { test } from "node:test";

import { suite } from "./kit.ts";

const api = suite();
const search = (body: unknown, headers?: Record<string, string>) => api.post("/developer/v1/search", body, headers);
const sfx = (body: unknown) => api.post("/developer/v1/sfx/search", body);
const ids = (rows: readonly Record<string, unknown>[]) => rows.map(row => row["asset_id"]);

test("the words of a query decide what is found, best first", async () => {
	const { status, json } = await search({ query: "dark cinematic boss tension" });
	assert.equal(status, 200);
	assert.equal(json.tracks.length, 20);
	assert.equal(json.tracks[0]!["genre_slug"], "cinematic-score");
	assert.equal(json.meta["search_method"], "semantic");
	assert.equal(json.meta["matched_artist"], null);
	assert.equal(json.meta["sort"], "relevance");
	const scores = json.tracks.map(t => t["score"] as number);
	assert.deepEqual(
		scores,
		[...scores].sort((a, b) => b - a),
	);
	assert.ok(scores.every(s => s > 0 && s <= 1));
	const other = await search({ query: "happy children lullaby" });
	assert.equal(other.json.tracks[0]!["genre_slug"], "children");
});

test("artists and titles are words too, and the grouped views count what was found", async () => {
	const { artist } = api.contract.catalog.tracks[7]!;
	const { json } = await search({ query: artist });
	assert.equal(json.tracks[0]!["artist"], artist);
	const artists = json["artists"] as { name: string; track_count: number }[];
	assert.ok(artists.some(a => a.name === artist && a.track_count > 0));
	assert.ok((json["albums"] as { artist: string }[]).length > 0);
});

test("a word nobody wrote is read as what it begins or stands for", async () => {
	const begun = await sfx({ query: "thund" });
	assert.ok(begun.json.tracks.every(t => (t["subcategory"] as string) === "THUNDER"));
	const meant = await search({ query: "tavern" });
	assert.ok(meant.json.tracks.length > 0);
});

test("words nobody has find nothing", async () => {
	const { status, json } = await search({ query: "qqxyzzy" });
	assert.equal(status, 200);
	assert.deepEqual(json.tracks, []);
	assert.equal(json.meta["total"], 0);
});

test("pages do not overlap and together are the whole", async () => {
	const whole = await search({ query: "epic battle", limit: 30 });
	const [one, two] = await Promise.all([
		search({ query: "epic battle", limit: 15 }),
		search({ query: "epic battle", limit: 15, offset: 15 }),
	]);
	assert.deepEqual([...ids(one.json.tracks), ...ids(two.json.tracks)], ids(whole.json.tracks));
	assert.deepEqual([two.json.meta["limit"], two.json.meta["offset"]], [15, 15]);
	const beyond = await search({ query: "epic battle", offset: 100000 });
	assert.deepEqual(beyond.json.tracks, []);
});

test("an artist the catalog lacks is replaced by music of the style, and named", async () => {
	const { json } = await search({ query: "something like Daft Punk" });
	assert.equal(json.meta["matched_artist"], "Daft Punk");
	assert.ok(json.tracks.every(t => t["genre_slug"] === "house"));
});

test("a single known id is looked up; an unknown one falls through to text and brings something else", async () => {
	const known = await search({ query: "123456789" });
	assert.equal(known.json.meta["search_method"], "id");
	assert.deepEqual(ids(known.json.tracks), ["123456789"]);
	const unknown = await search({ query: "99999999999" });
	assert.equal(unknown.json.meta["search_method"], "text");
	assert.ok(unknown.json.tracks.length > 0 && !ids(unknown.json.tracks).includes("99999999999"));
});

test("asset_ids keep their order, list what is missing, win over the query and ignore filters", async () => {
	const [a, b, c] = [30, 10, 20].map(i => api.contract.catalog.tracks[i]!.id) as [string, string, string];
	const gone = [...api.contract.catalog.gone.keys()][0]!;
	const { json } = await search({
		asset_ids: [a, gone, "9120386436", b, c],
		query: "jazz",
		filters: { genres: ["nothing"] },
		sort: "popular",
	});
	assert.deepEqual(ids(json.tracks), [a, b, c]);
	assert.deepEqual(json.meta["missing_ids"], [gone, "9120386436"]);
	assert.equal(json.meta["search_method"], "ids-batch");
	assert.equal(json.meta["sort"], undefined);
	assert.equal(json.meta["limit"], 100);
	const complete = await search({ asset_ids: [a] });
	assert.ok(!("missing_ids" in complete.json.meta));
});

test("a comma list in the query is a batch look-up", async () => {
	const [a, b] = [5, 3].map(i => api.contract.catalog.tracks[i]!.id) as [string, string];
	const { json } = await search({ query: `${a}, ${b},1` });
	assert.deepEqual(ids(json.tracks), [a, b]);
	assert.deepEqual(json.meta["missing_ids"], ["1"]);
	assert.equal(json.meta["search_method"], "ids-batch");
});

const holds: readonly [name: string, filters: object, test: (row: Record<string, unknown>) => boolean][] = [
	["genres", { genres: ["hip_hop", "JAZZ"] }, r => ["hip-hop-rap", "jazz"].includes(r["genre_slug"] as string)],
	[
		"duration",
		{ duration: { min: 100, max: 140 } },
		r => (r["duration"] as number) >= 100 && (r["duration"] as number) <= 140,
	],
	["created_after", { created_after: "2025-01-01" }, r => (r["created_at"] as string) > "2025-01-01"],
	["instrumental", { instrumental: true }, r => r["voice"] !== "voice"],
	["electronic", { electronic: true }, r => r["electronic"] !== "non_electronic"],
	["acoustic", { acoustic: true }, r => r["acoustic"] !== "non_acoustic"],
	["key", { key: "F#" }, r => r["key"] === "F#" || r["key"] === null],
	["scale", { scale: "minor" }, r => r["scale"] === "minor" || r["scale"] === null],
	["gender", { gender: "female" }, r => r["voice"] !== "instrumental"],
];
for (const [name, filters, fits] of holds) {
	test(`the filter ${name} holds for every row and leaves some`, async () => {
		const { json } = await search({ query: "night love beat music", filters, limit: 100 });
		assert.ok(json.tracks.length > 0);
		assert.ok(json.tracks.every(fits));
	});
}

test("play counts and likes filter, too", async () => {
	for (const [filter, field] of [
		["min_play_count", "plays"],
		["min_likes", "likes"],
	] as const) {
		const { json } = await search({ query: "energetic", filters: { [filter]: 5000 }, limit: 100 });
		assert.ok(json.tracks.length > 0);
		assert.ok(json.tracks.every(t => api.contract.catalog.trackById.get(t["asset_id"] as string)![field] >= 5000));
	}
});

test("sort is by plays or by date, and echoed", async () => {
	const popular = await search({ query: "calm piano", sort: "popular" });
	const plays = ids(popular.json.tracks).map(id => api.contract.catalog.trackById.get(id as string)!.plays);
	assert.deepEqual(
		plays,
		[...plays].sort((a, b) => b - a),
	);
	assert.equal(popular.json.meta["sort"], "popular");
	const recent = await search({ query: "calm piano", sort: "recent" });
	const dates = recent.json.tracks.map(t => t["created_at"] as string);
	assert.deepEqual(dates, [...dates].sort().reverse());
});

test("a region changes popularity for keys that have regions, and nothing for others", async () => {
	const body = { query: "club", sort: "popular", limit: 50 };
	const global = ids((await search(body)).json.tracks);
	assert.deepEqual(ids((await search({ ...body, region: "eu" })).json.tracks), global);
	const regional = await search({ ...body, region: "eu" }, { "x-api-key": "regional-1" });
	assert.notDeepEqual(ids(regional.json.tracks), global);
});

test("the keyword fallback sees names only and says so", async () => {
	api.contract.setFaults([{ endpoint: "search", kind: "keywords-only" }]);
	const { json } = await search({ query: "dark cinematic boss tension" });
	api.contract.setFaults([]);
	assert.equal(json.meta["search_method"], "text");
});

const bad: readonly [body: unknown, error: string][] = [
	[{}, "Missing required field: query"],
	[{ query: "" }, "Missing required field: query"],
	[{ asset_ids: [] }, "Missing required field: query"],
	[{ query: 5 }, "query must be a string"],
	[{ query: "a", limit: 0 }, "limit must be an integer between 1 and 100"],
	[{ query: "a", limit: 101 }, "limit must be an integer between 1 and 100"],
	[{ query: "a", limit: 1.5 }, "limit must be an integer between 1 and 100"],
	[{ query: "a", limit: "5" }, "limit must be an integer between 1 and 100"],
	[{ query: "a", offset: -1 }, "offset must be an integer of at least 0"],
	[{ query: "a", colour: 1 }, "Unknown field: colour"],
	[{ query: "a", filters: [] }, "filters must be an object"],
	[{ query: "a", filters: { tempo: 3 } }, "Unknown field: filters.tempo"],
	[{ query: "a", filters: { key: "H" } }, "filters.key must be one of: C, C#, D, Eb, E, F, F#, G, Ab, A, Bb, B"],
	[{ query: "a", filters: { duration: { min: 9, max: 3 } } }, "filters.duration must have min at most max"],
	[{ query: "a", filters: { created_after: "yesterday" } }, "filters.created_after must be a date as YYYY-MM-DD"],
	[{ query: "a", sort: "best" }, "sort must be one of: relevance, popular, recent"],
	[{ query: "a", region: "mars" }, "region must be one of: auto, americas, eu, apac"],
	[{ asset_ids: ["rbxassetid://5"] }, "asset_ids[0] must be a numeric string"],
	[{ asset_ids: [5] }, "asset_ids[0] must be a numeric string"],
	[{ asset_ids: Array.from({ length: 101 }, (_, i) => String(i)) }, "asset_ids must hold 0 to 100 entries"],
	[[], "Request body must be a JSON object"],
	["{", "Request body is not valid JSON"],
];
for (const [body, error] of bad) {
	test(`search refuses ${JSON.stringify(body).slice(0, 60)}: ${error}`, async () => {
		const { status, json } = await search(body);
		assert.deepEqual([status, json], [400, { error }]);
	});
}

test("effects are found by words, with their groups", async () => {
	const { json } = await sfx({ query: "footsteps on a wooden floor", limit: 10 });
	assert.ok(json.tracks.every(t => t["category"] === "FOOTSTEPS" && (t["name"] as string).includes("Wood")));
	assert.equal(typeof json.tracks[0]!["asset_id"], "number");
	const [category] = json["categories"] as { name: string; track_count: number }[];
	assert.equal(category!.name, "FOOTSTEPS");
	assert.deepEqual(Object.keys((json["subcategories"] as object[])[0]!), ["name", "category", "track_count"]);
});

test("categories alone are enough, and the query made up for them is told", async () => {
	const { json } = await sfx({ filters: { categories: ["DOORS"], subcategories: ["WOOD"], duration: { max: 6 } } });
	assert.ok(json.tracks.length > 0);
	assert.ok(json.tracks.every(t => t["category"] === "DOORS" && t["subcategory"] === "WOOD"));
	assert.equal(typeof json.meta["synthesized_query"], "string");
});

test("effect search refuses what it does not know", async () => {
	const cases: [unknown, string][] = [
		[{}, "Missing required field: query"],
		[{ filters: { subcategories: ["WOOD"] } }, "Missing required field: query"],
		[{ query: "a", region: "eu" }, "Unknown field: region"],
		[{ query: "a", filters: { genres: ["pop"] } }, "Unknown field: filters.genres"],
		[{ query: "a", filters: { categories: "DOORS" } }, "filters.categories must be an array"],
	];
	for (const [body, error] of cases) assert.deepEqual((await sfx(body)).json, { error });
});
