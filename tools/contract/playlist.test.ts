import assert from "node:assert/strict";
import { test } from "node:test";

import { suite } from "./kit.ts";

const api = suite();
const path = "/developer/v1/playlist";
const one = (id: string) => api.get(`${path}?playlist_id=${encodeURIComponent(id)}`);

interface Head {
	id: string;
	kind?: string;
	track_count: number;
	sound_count?: number;
	playback_mode: string;
}
const heads = async () => (await api.get(`${path}?action=list`)).json["playlists"] as Head[];

test("lists playlists of every kind, some ids in need of encoding", async () => {
	const list = await heads();
	assert.deepEqual(new Set(list.map(p => p.kind)), new Set(["music", "sfx", "mixed", undefined]));
	assert.ok(list.some(p => /[ /&]/.test(p.id)));
	assert.deepEqual(new Set(list.map(p => p.playback_mode)), new Set(["shuffle", "sequential"]));
});

test("each playlist holds as many tracks and sounds as it says", async () => {
	for (const head of await heads()) {
		const { status, json } = await one(head.id);
		assert.equal(status, 200, head.id);
		const playlist = json["playlist"] as Head;
		assert.deepEqual(playlist, head);
		const sounds = (json["sounds"] as unknown[] | undefined) ?? [];
		assert.deepEqual([json.tracks.length, sounds.length], [playlist.track_count, playlist.sound_count ?? 0]);
		assert.equal(json.meta["total"], json.tracks.length + sounds.length);
	}
});

test("tracks have a position and no score; sounds give their id as text and their counts", async () => {
	const [track] = (await one("station-electronic-1712345678901")).json.tracks;
	assert.equal(track!["position"], 1);
	assert.ok(!("score" in track!) && !("mood" in track!));
	const [sound] = (await one("sfx-1785000000001")).json["sounds"] as Record<string, unknown>[];
	assert.equal(sound!["asset_id"], "9120386436");
	assert.ok(["play_count", "like_count", "position"].every(name => typeof sound![name] === "number"));
	assert.ok(!("score" in sound!));
});

test("POST with a body works as well", async () => {
	const { status, json } = await api.post(path, { playlist_id: "mixed-1790000000001" });
	assert.deepEqual([status, (json["playlist"] as Head).kind], [200, "mixed"]);
	assert.equal((await api.post(path, { action: "list" })).status, 200);
});

test("unknown playlists are not found; bad requests are refused", async () => {
	const missing = await one("station-none");
	assert.deepEqual([missing.status, missing.json], [404, { error: "playlist not found" }]);
	assert.deepEqual((await api.get(path)).json, { error: "Missing required field: playlist_id" });
	assert.deepEqual((await api.get(`${path}?action=drop`)).json, { error: "action must be one of: list" });
	assert.deepEqual((await api.get(`${path}?playlist_id=a&limit=5`)).json, { error: "Unknown field: limit" });
});
