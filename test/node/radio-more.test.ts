import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { heard, longestSilence, play, said, songs, soundEvents, startSongApi, station } from "./radio-scene.ts";

describe("the examples of the radio", () => {
	for (const example of ["lobby", "jukebox"]) {
		it(example, async () => {
			const source = readFileSync(new URL(`../../examples/radio/${example}.server.luau`, import.meta.url), "utf8");
			const { trace } = await play(source, {
				api: "embedded",
				key: "test-key",
				secrets: { audioscape: "test-key" },
				seconds: 30,
				characters: true,
				baseplate: true,
				assets: {},
			});
			assert.ok(soundEvents(trace, "play").length >= 1);
			assert.ok(longestSilence(trace, 10, 30).seconds < 0.05);
		});
	}
});

describe("a radio in trouble from the start", () => {
	for (const options of [`{ seed = "5000" }`, `{ query = "x", fallback = { "5001" } }`]) {
		it(`is heard within 45 s without the API, and uses it when it is back: ${options}`, async () => {
			const api = await startSongApi(songs(30));
			try {
				const { trace } = await play(
					`game:GetService("HttpService"):GetAsync("${api.url}/outage")
					task.spawn(function()
						task.wait(200)
						game:GetService("HttpService"):GetAsync("${api.url}/repaired")
						print("back now")
					end)` + station(api.url, options),
					{ seconds: 700 },
				);
				assert.ok(soundEvents(trace, "play")[0]!.t < 45);
				assert.ok(longestSilence(trace, 45, 700).seconds < 0.05);
				const back = said(trace, "back")[0]!.t;
				const others = said(trace, "now").filter(({ t, text }) => t > back && !/^500[01] /.test(text));
				assert.ok(others[0] !== undefined && others[0].t < back + 240, "fresh choices within minutes");
			} finally {
				await api.close();
			}
		});
	}

	it("passes over an asset that hangs for ever", async () => {
		const rows = songs(20);
		const api = await startSongApi(rows);
		try {
			const hanging = rows.slice(0, 4).map(song => [song.asset_id, { duration: 60, loadDelay: 1e6 }]);
			const { trace } = await play(station(api.url, `{ query = "x", crossfade = 2, rng = 5 }`), {
				seconds: 900,
				assets: { default: { duration: 60, loadDelay: 0.3 }, ...Object.fromEntries(hanging) },
			});
			assert.ok(longestSilence(trace, 20, 900).seconds < 0.05);
			for (const { text } of said(trace, "now")) assert.ok(Number(text.split(" ")[0]) >= 5004, text);
		} finally {
			await api.close();
		}
	});
});

describe("a player of a list", () => {
	const list = (body: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false })
local player = client:createPlayer({ volume = 0.4 })
player.OnTrackChanged = function(track) print("now", track and track.asset_id or "none") end
player.OnQueueFinished = function() print("finished", player.IsPlaying) end
player.trackFailed:Connect(function(track) print("failed", track.asset_id) end)
local function song(id) return { asset_id = id, name = id, artist = "", album = "", duration = 20 } end
${body}`;
	const assets = { default: { duration: 20, loadDelay: 0.3 }, "13": { failure: "Failure" } };

	it("plays in order, passes over dead tracks and says when the list is over", async () => {
		const { trace } = await play(
			list(`player:setQueue({ song("11"), song("12"), song("13"), song("14") }) player:play()`),
			{ seconds: 90, assets },
		);
		assert.deepEqual(
			said(trace, "now").map(({ text }) => text),
			["11", "12", "14", "none"],
		);
		assert.deepEqual(
			said(trace, "failed").map(({ text }) => text),
			["13"],
		);
		assert.equal(said(trace, "finished").length, 1);
		assert.ok(longestSilence(trace, 5, 55).seconds < 0.05);
		for (const { t, gains } of heard(trace)) {
			if (t > 5 && t < 55) assert.equal([...gains.values()].filter(gain => gain > 0.01).length, 1, `at ${t}`);
		}
	});

	it("play after stop is the same track; playTrack leaves the queue alone", async () => {
		const { trace } = await play(
			list(`player:setQueue({ song("11"), song("12") }) player:play() task.wait(5)
				player:stop() print("field", player.NowPlaying == nil, player.IsPlaying) task.wait(2)
				player:play() task.wait(5) player:playTrack(song("15")) task.wait(5) print("queue", #player.Queue)`),
			{ seconds: 60, assets },
		);
		assert.deepEqual(
			said(trace, "now").map(({ text }) => text),
			["11", "none", "11", "15", "12", "none"],
		);
		assert.equal(said(trace, "field")[0]!.text, "true false");
		assert.equal(said(trace, "queue")[0]!.text, "2");
	});
});
