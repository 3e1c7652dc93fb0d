import assert from "node:assert/strict";
import { test } from "node:test";

import { createCatalog } from "./catalog/index.ts";
import { trackRow } from "./catalog/rows.ts";
import { distance, duplicateScore, neighbours, scoreOf } from "./catalog/similar.ts";
import { resolveGenre } from "./data/genres.ts";
import { ucs } from "./data/ucs.ts";

const catalog = createCatalog();

test("has ten thousand tracks and three thousand effects, each under its own id, the documented ones among them", () => {
	assert.equal(catalog.tracks.length, 10000);
	assert.equal(catalog.effects.length, 3000);
	const ids = new Set([...catalog.tracks, ...catalog.effects].map(item => item.id));
	assert.equal(ids.size, 13000);
	for (const id of ids) assert.ok(/^\d+$/.test(id) && Number.isSafeInteger(Number(id)));
	assert.ok(catalog.trackById.has("123456789"));
	assert.equal(catalog.effectById.get("9120386436")?.category, "FOOTSTEPS");
});

test("is the same for the same seed and another for another", () => {
	const rows = (seed: number) => createCatalog({ seed, tracks: 50, effects: 50 });
	assert.deepEqual(rows(5).tracks, rows(5).tracks);
	assert.deepEqual(rows(5).effects, rows(5).effects);
	assert.notDeepEqual(rows(5).tracks[3], rows(6).tracks[3]);
});

test("is the same in whatever order its kinds are asked for", () => {
	const one = createCatalog({ tracks: 30, effects: 30 });
	const other = createCatalog({ tracks: 30, effects: 30 });
	const [effects, tracks] = [one.effects, other.tracks];
	assert.deepEqual(one.tracks, tracks);
	assert.deepEqual(other.effects, effects);
});

test("keeps durations real: songs of one to five minutes, single steps short, some walks too long for a step", () => {
	for (const { duration } of catalog.tracks) assert.ok(duration >= 59 && duration <= 301);
	const steps = catalog.effects.filter(e => e.category === "FOOTSTEPS");
	const short = steps.filter(e => e.duration <= 1.2).length / steps.length;
	assert.ok(short > 0.7 && short < 0.95, `${short}`);
	assert.ok(steps.every(e => e.duration >= 0.2));
});

test("uses categories and subcategories of the taxonomy only, and most of them", () => {
	const known = new Set(
		ucs.flatMap(([, list]) => list.flatMap(([name, subs]) => subs.split("|").map(s => `${name}/${s}`))),
	);
	const used = new Set(catalog.effects.map(e => `${e.category}/${e.subcategory}`));
	for (const pair of used) assert.ok(known.has(pair), pair);
	assert.ok(used.size > known.size * 0.95);
});

test("similarity is a metric: symmetric, zero only to itself, and no way round is shorter", () => {
	const some = Array.from({ length: 24 }, (_, i) => catalog.tracks[i * 411]!);
	for (const a of some) {
		assert.equal(distance(a, a), 0);
		for (const b of some) {
			assert.equal(distance(a, b), distance(b, a));
			if (a !== b) assert.ok(distance(a, b) > 0);
			for (const c of some) assert.ok(distance(a, c) <= distance(a, b) + distance(b, c) + 1e-6);
		}
	}
	assert.equal(scoreOf(0), 1);
});

test("near means near in mood, tempo and genre", () => {
	const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
	const gaps = {
		near: { arousal: [] as number[], bpm: [] as number[], genre: [] as number[] },
		far: { arousal: [] as number[], bpm: [] as number[], genre: [] as number[] },
	};
	for (let i = 0; i < 20; i++) {
		const seed = catalog.tracks[i * 499]!;
		const found = neighbours(catalog.tracks, seed, undefined, catalog.tracks.length);
		for (const [name, list] of [
			["near", found.slice(0, 15)],
			["far", found.slice(-15)],
		] as const) {
			gaps[name].arousal.push(mean(list.map(n => Math.abs(n.item.feel[0]! - seed.feel[0]!))));
			gaps[name].bpm.push(mean(list.map(n => Math.abs(Math.log2(n.item.bpm / seed.bpm)))));
			gaps[name].genre.push(mean(list.map(n => (n.item.genre === seed.genre ? 1 : 0))));
		}
	}
	assert.ok(mean(gaps.near.arousal) < mean(gaps.far.arousal) / 2);
	assert.ok(mean(gaps.near.bpm) < mean(gaps.far.bpm) / 2);
	assert.ok(mean(gaps.near.genre) > 0.4);
	assert.ok(mean(gaps.far.genre) < 0.05);
});

test("holds near-duplicates, most of them the same song under another id", () => {
	const songs = new Map<string, number>();
	for (const t of catalog.tracks) songs.set(`${t.name}/${t.artist}`, (songs.get(`${t.name}/${t.artist}`) ?? 0) + 1);
	assert.ok([...songs.values()].filter(n => n > 1).length > 200);
	for (const seed of [catalog.trackById.get("123456789")!]) {
		const [first] = neighbours(catalog.tracks, seed, undefined, 1);
		assert.ok(first!.score >= duplicateScore);
	}
	const steps = neighbours(catalog.effects, catalog.effectById.get("9120386436")!, undefined, 12);
	assert.ok(steps[1]!.score >= duplicateScore && steps[2]!.score < duplicateScore);
	assert.ok(steps.every(n => n.item.category === "FOOTSTEPS"));
	assert.ok(steps.filter(n => n.item.tags.includes("grass")).length >= 9);
});

test("artists have several tracks", () => {
	const artists = new Set(catalog.tracks.map(t => t.artist));
	assert.ok(catalog.tracks.length / artists.size > 5);
});

test("analysis fields are there, sometimes null, sometimes missing, and loudness is odd now and then", () => {
	const rows = catalog.tracks.map(t => trackRow(t, 1));
	const loudness = rows.map(row => row["loudness_lufs"]);
	const share = (test: (value: unknown) => boolean) => loudness.filter(test).length / loudness.length;
	assert.ok(share(x => typeof x === "number" && Number.isFinite(x)) > 0.85);
	for (const odd of [
		(x: unknown) => x === null,
		(x: unknown) => x === undefined,
		(x: unknown) => typeof x === "string",
		(x: unknown) => Number.isNaN(x),
	]) {
		assert.ok(share(odd) > 0.001 && share(odd) < 0.1);
	}
	for (const field of [
		"mood",
		"key",
		"scale",
		"bpm",
		"key_confidence",
		"voice",
		"danceability",
		"genres_detailed",
		"true_peak_dbtp",
	]) {
		const missing = rows.filter(row => row[field] === null || row[field] === undefined).length / rows.length;
		assert.ok(missing > 0.01 && missing < 0.12, `${field}: ${missing}`);
	}
});

test("a genre answers to its name, its slug, its name in another case, and its legacy slug", () => {
	const forms = ["Hip Hop / Rap", "hip-hop-rap", "HIP HOP / RAP", "hip_hop"];
	assert.equal(new Set(forms.map(resolveGenre)).size, 1);
	assert.equal(resolveGenre("nothing like that"), undefined);
});
