import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import type { Contract } from "../../tools/contract/index.ts";
import { quickstart, serve, startApi, told } from "./catalog-scene.ts";

interface Told {
	pools: Record<string, { source: string; size: number; distinct: number; twice: number }>;
	ok: boolean;
	resolved: boolean;
	requests: number;
}

describe("a sound bank over HTTP", () => {
	let api: Contract;
	before(async () => {
		api = await startApi();
	});
	after(() => api.close());

	it("makes pools of effects, music, playlists and strangers, whose picks are told to analytics at the close", async () => {
		const music = api.catalog.tracks[0]!.id;
		const playlist = "sfx-1785000000002";
		const from = api.requests.length;
		const run = await serve(
			api,
			`${quickstart}
			local function try(bank, names)
				local pools = {}
				local ok = bank:resolveAsync()
				for _, name in names do
					local seen, distinct, twice, last = {}, 0, 0, nil
					for _ = 1, 40 do
						local id = bank:pick(name)
						if id == last then twice += 1 end
						last = id
						if not seen[id] then seen[id] = true distinct += 1 end
					end
					pools[name] = { source = bank.Pools[name].source, size = #bank:getPool(name), distinct = distinct, twice = twice }
				end
				return pools, ok, bank.IsResolved
			end
			local effects = client:createSoundBank({ poolSize = 6, seeds = {
				grass = "9120386436", chosen = { playlist = "${playlist}" }, found = { query = "footstep gravel" }, stranger = 77 } })
			local before = effects:pick("grass")
			local pools, ok, resolved = try(effects, { "grass", "chosen", "found", "stranger" })
			local songs = client:createSoundBank({ kind = "music", seeds = { theme = "${music}" }, poolSize = 4 })
			pools.theme = (try(songs, { "theme" })).theme
			local loud = songs.Pools.theme.sounds[2]
			print("GAIN", before, loud.gain > 0 and loud.gain < 4, loud.row.name ~= nil)
			print("TOLD " .. game:GetService("HttpService"):JSONEncode({
				pools = pools, ok = ok, resolved = resolved, requests = client.stats.requests }))`,
			{ seconds: 6, assets: { "77": { duration: 1, title: "footstep", artist: "" } as never } },
		);
		assert.equal(run.errors, 0, run.output.join("\n"));
		const { pools, ok, resolved } = told<Told>(run, "TOLD");
		assert.deepEqual([ok, resolved], [true, true]);
		const sources = Object.fromEntries(Object.entries(pools).map(([name, { source }]) => [name, source]));
		assert.deepEqual(sources, {
			grass: "catalog",
			chosen: "playlist",
			found: "search",
			stranger: "bridged",
			theme: "catalog",
		});
		for (const [name, { size, distinct, twice }] of Object.entries(pools)) {
			assert.ok(size > 1, `${name} has variety`);
			assert.deepEqual([distinct, twice], [Math.min(size, 40), 0], name);
		}
		assert.ok(run.output.includes("[server] GAIN 9120386436 true true"), run.output.join("\n"));
		const events = api.requests
			.slice(from)
			.filter(({ endpoint }) => endpoint === "analytics")
			.flatMap(({ body }) => (body as { events: { type: string; metadata: { count?: number } }[] }).events);
		const picks = events.filter(({ type }) => type === "audio_pick");
		assert.equal(
			picks.reduce((sum, { metadata }) => sum + metadata.count!, 0),
			5 * 40 + 1,
		);
		assert.equal(events.filter(({ type }) => type === "audio_resolve").length, 5);
	});
});
