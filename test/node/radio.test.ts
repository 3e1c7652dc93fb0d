import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { heard, longestSilence, play, powers, said, songs, soundEvents, station, withApi } from "./radio-scene.ts";

const HOUR = 3600;
const GAP = 3;

describe("a virtual hour on the embedded API", () => {
	it("never repeats, never falls silent, stays level and asks little", async () => {
		const source = `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false })
local found = client:search({ query = "calm electronic", limit = 1 })
local radio = client:createRadio({ seed = found.tracks[1].asset_id, crossfade = 6, rng = 7, volume = 0.5 })
radio.trackChanged:Connect(function(now)
	print("now", now.track.asset_id, now.gain, now.track.true_peak_dbtp or "?", "|" .. now.track.artist)
end)
print("started", radio:start())
`;
		const { trace } = await play(source, {
			api: "embedded",
			players: 3,
			join: [0, 0, 900],
			seconds: HOUR,
			assets: { default: { duration: 60, loadDelay: 4 } },
		});
		const plays = said(trace, "now").map(({ t, text }) => {
			const [id, gain, peak] = text.split(" ");
			return { t, id: id!, gain: Number(gain), peak: Number(peak), artist: text.split("|")[1]! };
		});
		assert.ok(plays.length >= 12, `${plays.length} tracks`);
		assert.equal(new Set(plays.map(one => one.id)).size, plays.length, "no track twice");
		plays.forEach((one, index) => {
			const near = plays.slice(Math.max(0, index - GAP), index).map(other => other.artist);
			assert.ok(!near.includes(one.artist), `${one.artist} again after ${near.join(", ")}`);
			if (Number.isFinite(one.peak)) assert.ok(20 * Math.log10(one.gain) + one.peak <= -0.99, "true peak");
		});
		const gains = new Map(plays.map(one => [one.id, one.gain * 0.5]));
		for (const [peer, from] of [
			["player1", 10],
			["player2", 10],
			["player3", 910],
		] as const) {
			const silence = longestSilence(trace, from, HOUR, peer);
			assert.ok(silence.seconds < 0.05, `${peer} silent for ${silence.seconds} s at ${silence.at}`);
			for (const { t, power, voices } of powers(trace, id => gains.get(id) ?? 1, peer)) {
				if (voices >= 2 && t > from) assert.ok(power > 0.9 && power < 1.15, `${peer}: power ${power} at ${t}`);
			}
		}
		const requests = trace.filter(line => line.kind === "http").length;
		assert.ok(requests <= 12, `${requests} requests`);
	});
});

for (const signals of ["deferred", "immediate"] as const) {
	describe(`radio, ${signals} signals`, () => {
		it("leaves dead assets behind, reports each once and does not try them again", async () => {
			await withApi(songs(60), async url => {
				const rows = songs(60);
				const dead = new Set(rows.filter((_, index) => index % 5 === 2).map(song => song.asset_id));
				const { trace } = await play(station(url, `{ query = "x", crossfade = 3, rng = 3 }`), {
					signals,
					players: 2,
					seconds: 900,
					assets: {
						default: { duration: 60, loadDelay: 0.3 },
						...Object.fromEntries([...dead].map(id => [id, { failure: "Failure" }])),
					},
				});
				const failed = said(trace, "failed").map(({ text }) => text);
				assert.ok(failed.length > 0, "some were met");
				assert.equal(new Set(failed).size, failed.length, "each once");
				for (const { text, t } of said(trace, "now")) {
					assert.ok(!dead.has(text.split(" ")[0]!), `${text} on at ${t}`);
				}
				assert.ok(longestSilence(trace, 10, 900).seconds < 0.05);
			});
		});

		it("completes the hour though the API dies, and is fresh again when it is back", async () => {
			await withApi(songs(200, 20), async (url, asked) => {
				const { trace } = await play(
					station(url, `{ query = "x", crossfade = 3, rng = 3, history = 20 }`) +
						`task.wait(300) HttpService:GetAsync("${url}/outage") print("dead now")
						task.wait(2400) HttpService:GetAsync("${url}/repaired") print("back now")
						task.wait(600) print("at last", radio.state)`,
					{ signals, seconds: HOUR },
				);
				const silence = longestSilence(trace, 10, HOUR);
				assert.ok(silence.seconds < 0.05, `silent for ${silence.seconds} s at ${silence.at}`);
				assert.equal(said(trace, "at")[0]!.text, "last playing");
				const dead = said(trace, "dead")[0]!.t;
				const back = said(trace, "back")[0]!.t;
				const before = new Set(
					said(trace, "now")
						.filter(({ t }) => t < back)
						.map(({ text }) => text),
				);
				const fresh = said(trace, "now").filter(({ t, text }) => t > back && !before.has(text));
				assert.ok(fresh.length > 0, "fresh choices");
				assert.ok(asked.length < 150, `${asked.length} requests, ${dead}`);
			});
		});

		it("two skips in one frame land on the former second; skips and pauses in a crossfade are survived", async () => {
			await withApi(songs(60), async url => {
				const { trace } = await play(
					station(url, `{ query = "x", crossfade = 6, rng = 3 }`) +
						`task.wait(10)
						local second = radio.queue[2].asset_id
						radio:skip() radio:skip() task.wait(1) print("double", id() == second)
						local first = radio.queue[1].asset_id
						task.wait(54) print("fading", id() == first)
						local third = radio.queue[1].asset_id
						radio:skip() task.wait(1) print("skipped", id() == third)
						task.wait(55) print("paused", id()) radio:pause() task.wait(20)
						print("held", radio.state) radio:resume() task.wait(8) print("end", radio.state)`,
					{ signals, seconds: 170 },
				);
				assert.equal(said(trace, "double")[0]!.text, "true");
				assert.equal(said(trace, "fading")[0]!.text, "true");
				assert.equal(said(trace, "skipped")[0]!.text, "true");
				assert.equal(said(trace, "held")[0]!.text, "paused");
				assert.equal(said(trace, "end")[0]!.text, "playing");
				const paused = said(trace, "paused")[0]!.t;
				const during = heard(trace).filter(({ t }) => t > paused + 0.5 && t < paused + 19);
				for (const { gains } of during) assert.equal(gains.size, 0);
				const voices = heard(trace).at(-1)!.gains;
				assert.equal(
					[...voices.values()].filter(gain => Math.abs(gain - 0.5) < 0.02).length,
					1,
					"one voice, at full level",
				);
				assert.equal(voices.size, 1);
			});
		});

		it("plays a one-track catalog round and round, with fades a third of it at most", async () => {
			await withApi(songs(1, 1, 12), async (url, asked) => {
				const { trace } = await play(station(url, `{ seed = "5000", crossfade = 30 }`), {
					signals,
					seconds: 120,
					assets: { default: { duration: 12, loadDelay: 0.2 } },
				});
				assert.ok(said(trace, "now").length > 8);
				assert.ok(longestSilence(trace, 5, 120).seconds < 0.05);
				assert.ok(asked.length < 10, `${asked.length} requests`);
				for (const { t, power, voices } of powers(trace, () => 0.5)) {
					if (voices >= 2) assert.ok(power > 0.9 && power < 1.15, `power ${power} at ${t}`);
				}
			});
		});

		it("says so when the catalog is empty, and asks no more", async () => {
			await withApi([], async (url, asked) => {
				const { trace } = await play(station(url, `{ query = "x" }`) + `print("in", radio.state, type(err))`, {
					signals,
					seconds: 120,
				});
				assert.match(said(trace, "started")[0]!.text, /^false /);
				assert.equal(said(trace, "in")[0]!.text, "stopped string");
				assert.ok(asked.length <= 2);
			});
		});

		it("stop clears what is on, start begins again, destroy leaves nothing", async () => {
			await withApi(songs(30), async url => {
				const { trace } = await play(
					station(url, `{ query = "x", crossfade = 2 }`) +
						`task.wait(5) radio:stop() print("stopped", radio.nowPlaying == nil, radio.state)
						task.wait(5) print("again", radio:start()) task.wait(5) print("on", id() ~= nil, radio.state)
						radio:destroy() radio:destroy() print("gone", radio.nowPlaying == nil)`,
					{ signals, seconds: 40 },
				);
				assert.equal(said(trace, "stopped")[0]!.text, "true stopped");
				assert.equal(said(trace, "again")[0]!.text, "true");
				assert.equal(said(trace, "on")[0]!.text, "true playing");
				const counts = trace.filter(line => line.kind === "instance" && line.peer === "player1").at(-1)!;
				assert.equal(counts["sounds"], 0);
			});
		});

		it("heals when somebody destroys its Sound", async () => {
			await withApi(songs(30), async url => {
				const { trace } = await play(station(url, `{ query = "x", crossfade = 2, name = "lobby" }`), {
					signals,
					seconds: 50,
					playerScripts: [
						{
							name: "Vandal",
							source: `task.wait(15)
for _, sound in game:GetService("SoundService"):GetDescendants() do if sound:IsA("Sound") then sound:Destroy() end end`,
						},
					],
				});
				const silence = longestSilence(trace, 5, 50);
				assert.ok(silence.seconds < 1, `silent for ${silence.seconds} s at ${silence.at}`);
				const again = soundEvents(trace, "play").find(line => line.t > 14.9)!;
				assert.ok(Number(again["position"]) > 10, "where the music is");
			});
		});

		it("on the server plays one replicated Sound at a time, or the game's own", async () => {
			for (const audio of [true, false]) {
				await withApi(songs(30), async url => {
					const { trace } = await play(
						`local own = Instance.new("Sound") own.Name = "Own" own.Parent = workspace\n` +
							station(url, `{ query = "x", crossfade = 4, sound = own }`),
						{ signals, seconds: 200, flags: { "server-audio": audio } },
					);
					assert.ok(said(trace, "now").length >= 3);
					assert.ok(longestSilence(trace, 10, 200).seconds < 0.7);
				});
			}
		});
	});
}
