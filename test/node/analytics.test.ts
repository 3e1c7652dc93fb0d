import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { type Contract, type FaultRule, startContract } from "../../tools/contract/index.ts";
import { runHeadless, type RunResult } from "../../tools/headless/run/index.ts";
import { told } from "./catalog-scene.ts";

interface Event {
	type: string;
	asset_id?: string;
	player_id?: string;
	duration?: number;
	timestamp: number;
}

const KEYS = ["key-one", "key-two"];
const HEAD = `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local HttpService = game:GetService("HttpService")
`;

describe("listening events over HTTP", () => {
	let api: Contract;
	before(async () => {
		api = await startContract({ keys: KEYS, size: { tracks: 20, effects: 20 } });
	});
	after(() => api.close());

	/** Runs a script; what it sent, in order. */
	async function play(
		source: string,
		seconds: number,
		faults: FaultRule[] = [],
	): Promise<{ run: RunResult; batches: { status: number; events: Event[] }[]; events: Event[] }> {
		const from = api.requests.length;
		api.setFaults(faults);
		const run = await runHeadless({
			api: api.url,
			seconds,
			players: 1,
			secrets: { audioscape: KEYS[0]! },
			assets: { default: { duration: 20, loadDelay: 0.3 }, "13": { failure: "Failure" } },
			serverScripts: [{ name: "Main", source: HEAD + source }],
		});
		assert.equal(run.errors, 0, run.output.join("\n"));
		const batches = api.requests
			.slice(from)
			.filter(({ endpoint }) => endpoint === "analytics")
			.map(({ body, status }) => ({
				status,
				events: (body as { events: Event[] }).events,
			}));
		const events = batches.filter(({ status }) => status === 202).flatMap(batch => batch.events);
		return { run, batches, events };
	}

	it("arrive however they were said: dot and colon, any id, in one batch, through a 503, none of them twice", async () => {
		const { run, batches, events } = await play(
			`AudioScape:configureAnalytics({ batchInterval = 5 })
			AudioScape.setApiKey(HttpService:GetSecret("audioscape"))
			AudioScape:trackPlay("rbxassetid://11", 1, 187.2)
			AudioScape.trackStop(11, "1", 60)
			local player = game:GetService("Players"):GetPlayers()[1] or game:GetService("Players").PlayerAdded:Wait()
			AudioScape:trackSkip({ asset_id = "12" }, player, 3.5)
			AudioScape:trackVote(11, "up", player.UserId)
			AudioScape:trackFavorite(11) AudioScape:trackUnfavorite(11) AudioScape:trackAddToQueue(11)
			AudioScape:trackSearchClick(11, nil, { position = 2 })
			AudioScape:trackCustom("dance", nil, nil, { floor = "neon" })
			print("BAD", AudioScape:trackPlay("no id"))
			task.wait(25)
			print("STATS " .. HttpService:JSONEncode(AudioScape.stats.analytics))`,
			26,
			[{ endpoint: "analytics", kind: "503", count: 1 }],
		);
		assert.deepEqual(
			batches.map(({ status, events: sent }) => [status, sent.length]),
			[
				[503, 9],
				[202, 9],
			],
		);
		assert.deepEqual(
			events.map(({ type, asset_id, duration }) => [type, asset_id, duration]),
			[
				["play", "11", 187.2],
				["stop", "11", 60],
				["skip", "12", 3.5],
				["vote", "11", undefined],
				["favorite", "11", undefined],
				["unfavorite", "11", undefined],
				["add_to_queue", "11", undefined],
				["search_click", "11", undefined],
				["dance", undefined, undefined],
			],
		);
		assert.deepEqual(told(run, "STATS"), {
			queued: 0,
			sent: 9,
			rejected: 0,
			lost: 0,
			invalid: 1,
			batches: 2,
			failures: 1,
		});
	});

	it("tell what a player really heard, the last track of a closing server included, and nothing after opting out", async () => {
		const { events } = await play(
			`local client = AudioScape.new("key-one", { analytics = { batchInterval = 5 } })
			local player = client:createPlayer({ playerId = 7 })
			local function song(id) return { asset_id = id, name = id, artist = "", album = "", duration = 20 } end
			player:setQueue({ song("11"), song("12"), song("13"), song("14") })
			player:play() task.wait(5)
			player:pause() task.wait(10) player:resume() task.wait(2)
			player:skip() task.wait(4)
			player:setPlayerId(8)
			local quiet = AudioScape.new("key-two", { analytics = false })
			quiet:trackPlay(99)
			local other = AudioScape.new("key-two")
			other:trackPlay(98) other:configureAnalytics({ enabled = false }) other:trackPlay(97)`,
			52,
		);
		const seen = events.map(({ type, asset_id, player_id }) => `${type} ${asset_id} ${player_id}`);
		assert.deepEqual(seen, ["play 11 7", "skip 11 7", "play 12 7", "stop 12 8", "play 14 8", "stop 14 8"]);
		const [, skipped, , natural, , last] = events.map(({ duration }) => duration!);
		assert.ok(Math.abs(skipped! - 7) < 1, `skipped after ${skipped}`);
		assert.ok(Math.abs(natural! - 20) < 0.5, `heard ${natural}`);
		assert.ok(last! > 3 && last! < 20, `the last ${last}`);
	});

	it("are booked to the key of their client; a flush says whether they arrived", async () => {
		const { run, batches } = await play(
			`local one, two = AudioScape.new("key-one"), AudioScape.new("key-two")
			one:trackPlay(11) two:trackPlay(12) two:trackPlay(13)
			print("ONE", one:flushAnalytics())
			print("TWO", two:flushAnalytics())
			local wrong = AudioScape.new("nobody's")
			wrong:trackPlay(14)
			print("WRONG", wrong:flushAnalytics())`,
			10,
		);
		assert.deepEqual(
			batches.map(({ events }) => events.map(({ asset_id }) => asset_id).join(" ")),
			["11", "12 13", "14"],
		);
		assert.ok(run.output.includes("[server] ONE true nil nil"), run.output.join("\n"));
		assert.ok(run.output.some(line => /WRONG false Invalid API key \(401\)/.test(line)));
		assert.ok(run.output.includes("[server] [AudioScape] Analytics flush HTTP 401"));
	});
});
