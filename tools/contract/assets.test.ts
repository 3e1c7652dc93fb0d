import assert from "node:assert/strict";
import { test } from "node:test";

import { suite } from "./kit.ts";

const api = suite();
const health = (asset_ids: unknown) => api.post("/developer/v1/assets/health", { asset_ids });
const report = (body: unknown) => api.post("/developer/v1/assets/private-report", body);
const send = (events: unknown) => api.post("/analytics/v1/analytics", { events });

test("health tells live, gone and unknown apart, for music and for effects", async () => {
	const gone = [...api.contract.catalog.gone.values()].slice(0, 3);
	const { json } = await health(["123456789", "9120386436", ...gone.map(g => g.id), "5"]);
	const assets = json["assets"] as { asset_id: string; status: string; audio_type?: string }[];
	assert.deepEqual(
		assets.map(a => a.status),
		["ok", "ok", "moderated", "deleted", "delisted", "not_in_catalog"],
	);
	assert.deepEqual(
		assets.slice(0, 2).map(a => a.audio_type),
		["music", "sfx"],
	);
	assert.deepEqual(assets[5], { asset_id: "5", status: "not_in_catalog" });
	assert.deepEqual(json.meta, { total: 6, ok: 2, unavailable: 3, not_in_catalog: 1 });
});

test("health takes one to a hundred numeric texts", async () => {
	const bad = [[], [5], ["x"], "5", Array.from({ length: 101 }, (_, i) => String(i))];
	for (const ids of bad) assert.equal((await health(ids)).status, 400);
	assert.deepEqual((await api.post("/developer/v1/assets/health", {})).json, {
		error: "Missing required field: asset_ids",
	});
});

test("a private report is counted", async () => {
	const { status, json } = await report({ assets: [{ asset_id: "5", title: "Mine", duration: 3.5 }] });
	assert.deepEqual([status, json], [200, { accepted: 1 }]);
	assert.equal((await report({ assets: [{ asset_id: "5", title: "Mine" }] })).status, 400);
	assert.equal((await report({ assets: [{ asset_id: "5", title: "Mine", duration: 1, owner: 1 }] })).status, 400);
});

test("events are judged one by one, and the answer is 202 whatever they are", async () => {
	const now = Date.now() / 1000;
	const good = [
		{ type: "play", asset_id: "1", duration: 12.5, timestamp: now, player_id: "7" },
		{ type: "vote", asset_id: "1", value: "up" },
		{ type: "radio_skip", metadata: { reason: "dull", count: 2, mine: true } },
	];
	const bad: [unknown, string][] = [
		["play", "event must be an object"],
		[{ asset_id: "1" }, "type must be a non-empty string"],
		[{ type: "play" }, "asset_id is required for play"],
		[{ type: "play", asset_id: "rbxassetid://1" }, "asset_id must be a numeric string"],
		[{ type: "play", asset_id: "1", timestamp: now - 8 * 86400 }, "timestamp is older than 7 days"],
		[{ type: "vote", asset_id: "1" }, "value must be up or down"],
		[
			{ type: "x", metadata: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`k${i}`, i])) },
			"metadata must have at most 10 keys",
		],
		[{ type: "x", metadata: { deep: {} } }, "metadata values must be scalars"],
		[{ type: "x", colour: 1 }, "unknown field: colour"],
	];
	const { status, json } = await send([...good, ...bad.map(([event]) => event)]);
	assert.equal(status, 202);
	assert.deepEqual([json["accepted"], json["rejected"]], [good.length, bad.length]);
	assert.deepEqual(
		json["errors"],
		bad.map(([, error], i) => ({ index: good.length + i, error })),
	);
	assert.deepEqual((await send(good)).json, { accepted: 3, rejected: 0 });
});

test("a batch holds one to five hundred events", async () => {
	for (const events of [[], Array.from({ length: 501 }, () => ({ type: "x" })), "none"]) {
		assert.deepEqual((await send(events)).json, { error: "events must be an array of 1-500 events" });
	}
	assert.equal((await send(Array.from({ length: 500 }, () => ({ type: "x" })))).status, 202);
});
