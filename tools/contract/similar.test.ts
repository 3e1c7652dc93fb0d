import assert from "node:assert/strict";
import { test } from "node:test";

import { startContract } from "./index.ts";
import { callerOf, encoded, suite } from "./kit.ts";

const api = suite();
const hero = "9120386436";
const similar = (query: string) => api.get(`/developer/v1/similar?${query}`);
const sfxSimilar = (query: string) => api.get(`/developer/v1/sfx/similar?${query}`);
const scores = (rows: readonly Record<string, unknown>[]) => rows.map(row => row["score"] as number);

test("similar music comes nearest first, without the seed", async () => {
	const { status, json } = await similar("asset_id=123456789&limit=30");
	assert.equal(status, 200);
	assert.equal(json.tracks.length, 30);
	assert.deepEqual(
		scores(json.tracks),
		scores(json.tracks).sort((a, b) => b - a),
	);
	assert.ok(json.tracks.every(t => t["asset_id"] !== "123456789"));
	assert.deepEqual(json.meta, { total: 1000, limit: 30, offset: 0 });
});

test("the nearest of the documented track is the same song under another id", async () => {
	const { name, artist } = api.contract.catalog.trackById.get("123456789")!;
	const { json } = await similar("asset_id=123456789&limit=2");
	assert.ok(json.tracks.some(t => t["name"] === name && t["artist"] === artist));
	assert.ok(scores(json.tracks).every(s => s >= 0.97));
});

test("dedupe takes near-duplicates out of their page, which is then short", async () => {
	const all = await sfxSimilar(`asset_id=${hero}&limit=5`);
	const deduped = await sfxSimilar(`asset_id=${hero}&limit=5&dedupe=true`);
	assert.equal(all.json.tracks.length, 5);
	assert.equal(deduped.json.tracks.length, 3);
	assert.ok(scores(deduped.json.tracks).every(s => s < 0.97));
	assert.deepEqual(deduped.json.meta, all.json.meta);
});

test("max_score drops what is at or above it, and wins over dedupe", async () => {
	const first = scores((await similar("asset_id=123456789&limit=5")).json.tracks);
	const { json } = await similar(`asset_id=123456789&limit=5&max_score=${first[1]}`);
	assert.deepEqual(scores(json.tracks), first.slice(2));
	const both = await similar("asset_id=123456789&limit=5&max_score=1&dedupe=true");
	assert.deepEqual(scores(both.json.tracks), first);
});

test("filters come as one parameter of JSON", async () => {
	const { json } = await similar(
		`asset_id=123456789&filters=${encoded({ genres: ["Jazz"], duration: { min: 120, max: 200 } })}`,
	);
	assert.ok(json.tracks.length > 0);
	assert.ok(json.tracks.every(t => t["genre"] === "Jazz" && (t["duration"] as number) >= 120));
	const sfx = await sfxSimilar(
		`asset_id=${hero}&filters=${encoded({ categories: ["FOOTSTEPS"], subcategories: ["HUMAN"], duration: { max: 1.2 } })}`,
	);
	assert.equal(sfx.json.tracks.length, 20);
	assert.ok(sfx.json.tracks.every(t => (t["duration"] as number) <= 1.2));
});

test("offsets walk on", async () => {
	const whole = await similar("asset_id=123456789&limit=20");
	const rest = await similar("asset_id=123456789&limit=10&offset=10");
	assert.deepEqual(rest.json.tracks, whole.json.tracks.slice(10));
});

test("effects that the catalog lacks, music among them, are not found", async () => {
	for (const id of ["1", "123456789"]) {
		const { status, json } = await sfxSimilar(`asset_id=${id}`);
		assert.deepEqual([status, json], [404, { error: "asset_id not found" }]);
	}
	assert.equal((await similar(`asset_id=${hero}`)).status, 404);
});

const numeric = "asset_id is required and must be a numeric string";
const refused: readonly [path: string, error: string][] = [
	["similar", "Missing required field: asset_id"],
	["similar?asset_id=abc", "asset_id must be a numeric string"],
	["similar?asset_id=1&filters=[]", "filters must be an object"],
	["similar?asset_id=1&filters={", "filters must be valid JSON"],
	["similar?asset_id=1&filters=%7B%22categories%22:[]%7D", "Unknown field: filters.categories"],
	["similar?asset_id=1&max_score=1.5", "max_score must be a number between 0 and 1"],
	["similar?asset_id=1&dedupe=yes", "dedupe must be true or false"],
	["similar?asset_id=1&limit=ten", "limit must be an integer between 1 and 100"],
	["similar?asset_id=1&asset_id=2", "asset_id must be given once"],
	["similar?asset_id=1&region=eu", "Unknown field: region"],
	["sfx/similar", numeric],
	["sfx/similar?asset_id=", numeric],
	["sfx/similar?asset_id=rbxassetid://5", numeric],
];
for (const [path, error] of refused) {
	test(`refuses ${path}`, async () => {
		const { status, json } = await api.get(`/developer/v1/${path}`);
		assert.deepEqual([status, json], [400, { error }]);
	});
}

test("a server that knows all ids answers to those of any game, always alike", async () => {
	const own = await startContract({ unknownIds: "known", size: { tracks: 200, effects: 200 } });
	const { get, post } = callerOf(own);
	for (const path of ["similar?asset_id=5", "sfx/similar?asset_id=5", "playlist?playlist_id=mine"]) {
		const first = await get(`/developer/v1/${path}`);
		assert.equal(first.status, 200, path);
		assert.equal((await get(`/developer/v1/${path}`)).text, first.text);
	}
	const { json } = await post("/developer/v1/search", { asset_ids: ["5"] });
	assert.deepEqual(
		json.tracks.map(row => row["asset_id"]),
		["5"],
	);
	await own.close();
});
