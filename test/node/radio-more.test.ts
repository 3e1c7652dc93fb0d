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

describe("a station on a player's machine", () => {
	it("is brought back in step after a hiccup, without a jump in level", async () => {
		const api = await startSongApi(songs(20));
		try {
			const { trace } = await play(station(api.url, `{ query = "x", crossfade = 2 }`), {
				seconds: 30,
				playerScripts: [
					{
						name: "Hiccup",
						source: `task.wait(12)
for _, sound in game:GetService("SoundService"):GetDescendants() do
	if sound:IsA("Sound") and sound.Playing then sound.TimePosition = 2 end
end
task.wait(6)
for _, sound in game:GetService("SoundService"):GetDescendants() do
	if sound:IsA("Sound") and sound.Playing then print("position", sound.TimePosition) end
end`,
					},
				],
			});
			const { t, text } = said(trace, "position")[0]!;
			const began = soundEvents(trace, "play")[0]!;
			const wanted = t - began.t + Number(began["position"]);
			assert.ok(Math.abs(Number(text) - wanted) < 0.25, `at ${text}, wanted ${wanted}`);
		} finally {
			await api.close();
		}
	});

	it("plays several stations at once, each with its own volume and mute", async () => {
		const api = await startSongApi(songs(20));
		try {
			const { trace } = await play(
				station(api.url, `{ query = "x", name = "lobby" }`) +
					`client:createRadio({ query = "x", name = "car", volume = 0.2 }):start()
					for _, track in radio.queue do print("decided", track.asset_id, track.reason) end`,
				{
					seconds: 30,
					playerScripts: [
						{
							name: "Mute",
							source: `local library = require(game:GetService("ReplicatedStorage"):WaitForChild("AudioScapePlayer"))
local changes = 0
library.radio("lobby").queueChanged:Connect(function() changes += 1 end)
task.wait(10)
print("on", library.radio("lobby").nowPlaying ~= nil, library:radio("car").nowPlaying ~= nil)
for _, track in library.radio("lobby").queue do print("queued", track.assetId, track.reason) end
print("changes", changes)
library.radio("lobby"):setMuted(true)`,
						},
					],
				},
			);
			assert.equal(said(trace, "on")[0]!.text, "true true");
			const decided = said(trace, "decided").map(({ text }) => text);
			assert.equal(decided.length, 3);
			for (const text of decided)
				assert.match(text, /^\d+ search 'x' 0\.\d\d; tempo .* score \d\.\d\d; all rules kept$/);
			assert.deepEqual(
				said(trace, "queued").map(({ text }) => text),
				decided,
				"players see the queue and its reasons",
			);
			assert.ok(Number(said(trace, "changes")[0]!.text) > 0);
			const levels = (at: number): number[] =>
				[
					...heard(trace)
						.filter(({ t }) => t < at)
						.at(-1)!
						.gains.values(),
				].map(gain => Math.round(gain * 10) / 10);
			assert.deepEqual(levels(9).sort(), [0.2, 0.5]);
			assert.deepEqual(levels(20), [0.2], "a muted station costs no voice");
		} finally {
			await api.close();
		}
	});

	it("sounds from a part, and is silent and quiet about it when the part goes", async () => {
		const api = await startSongApi(songs(20));
		try {
			const { trace } = await play(
				`local box = Instance.new("Part") box.Anchored = true box.Position = Vector3.new(0, 3, 0) box.Parent = workspace\n` +
					station(api.url, `{ query = "x", parent = box }`) +
					`task.wait(8) print("going", 1) box:Destroy() task.wait(8) print("still", radio.state)`,
				{ seconds: 30, characters: true },
			);
			const began = soundEvents(trace, "play")[0]!;
			assert.match(String(began["path"]), /^Workspace\.Part\./);
			assert.equal(said(trace, "still")[0]!.text, "playing");
			assert.equal(soundEvents(trace, "play").filter(line => line.t > said(trace, "going")[0]!.t + 1).length, 0);
		} finally {
			await api.close();
		}
	});
});
