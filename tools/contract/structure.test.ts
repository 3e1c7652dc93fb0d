import assert from "node:assert/strict";
import { test } from "node:test";

import { structureOf } from "./catalog/structure.ts";
import { suite } from "./kit.ts";

const api = suite();
const structure = (body: unknown) => api.post("/developer/v1/track/structure", body);

interface Segment {
	start: number;
	end: number;
	label?: string;
	energy: number | null;
	bars: number | null;
	metadata?: Record<string, unknown>;
	lane?: string;
}
interface Structure {
	asset_id: string;
	duration: number | null;
	bpm: number | null;
	track_energy: number | null;
	beat_grid: { times: number[]; downbeats: number[] } | null;
	sections: Segment[];
	phrases: Segment[];
	lanes?: string[];
}

test("beats ascend inside the track, and every downbeat is a beat", async () => {
	const { status, json } = await structure({ asset_id: "123456789" });
	assert.equal(status, 200);
	const { beat_grid, duration } = json as unknown as Structure;
	const { times, downbeats } = beat_grid!;
	assert.deepEqual(
		times,
		[...new Set(times)].sort((a, b) => a - b),
	);
	assert.ok(times.at(-1)! < duration!);
	const beats = new Set(times);
	assert.ok(downbeats.every(d => beats.has(d)));
});

test("sections and phrases each cover the track without a gap, phrases coarser", async () => {
	const found = (await structure({ asset_id: "123456789" })).json as unknown as Structure;
	for (const layer of [found.sections, found.phrases]) {
		assert.equal(layer[0]!.start, 0);
		for (let i = 1; i < layer.length; i++) assert.equal(layer[i]!.start, layer[i - 1]!.end);
		assert.equal(layer.at(-1)!.end, found.duration);
	}
	assert.ok(found.phrases.length < found.sections.length);
});

test("metadata and lanes come only when asked for", async () => {
	const plain = (await structure({ asset_id: "123456789", include_metadata: false })).json as unknown as Structure;
	assert.ok(plain.lanes === undefined && plain.sections.every(s => s.lane === undefined && s.metadata === undefined));
	const full = (await structure({ asset_id: "123456789", include_metadata: true })).json as unknown as Structure;
	const used = new Set([...full.sections, ...full.phrases].map(s => s.lane));
	assert.deepEqual(full.lanes, [...used]);
	assert.ok(full.sections.every(s => typeof s.metadata === "object"));
	assert.ok(full.sections.some(s => Object.keys(s.metadata!).length === 0));
});

test("about one in twenty-five has no beats, about one in ten no labels", () => {
	const all = api.contract.catalog.tracks.slice(0, 2000).map(t => structureOf(t, 1, false) as unknown as Structure);
	const share = (test: (s: Structure) => boolean) => all.filter(test).length / all.length;
	const beatless = share(s => s.beat_grid === null);
	assert.ok(beatless > 0.02 && beatless < 0.07, `${beatless}`);
	const plain = share(s => s.sections.length === 0);
	assert.ok(plain > 0.08 && plain < 0.18, `${plain}`);
	assert.ok(share(s => s.duration === null) > 0 && share(s => s.track_energy === null) > 0);
	for (const { track_energy } of all) assert.ok(track_energy === null || (track_energy >= 0 && track_energy <= 4));
});

test("unknown tracks, sound effects among them, are not found; bad requests are refused", async () => {
	for (const id of ["1", "9120386436"]) {
		const { status, json } = await structure({ asset_id: id });
		assert.deepEqual([status, json], [404, { error: "asset_id not found" }]);
	}
	assert.deepEqual((await structure({})).json, { error: "Missing required field: asset_id" });
	assert.deepEqual((await structure({ asset_id: 5 })).json, { error: "asset_id must be a numeric string" });
	assert.deepEqual((await structure({ asset_id: "1", include_metadata: "yes" })).json, {
		error: "include_metadata must be a boolean",
	});
});
