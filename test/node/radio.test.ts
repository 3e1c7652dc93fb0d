import assert from "node:assert/strict";
import { before, it } from "node:test";

import type { TraceLine } from "../../tools/headless/run/index.ts";
import { longestSilence, play, powers, said, songs, soundEvents, station, withApi } from "./radio-scene.ts";
import { engineOption, onEachEngine } from "./scene.ts";

const HOUR = 3600;
const GAP = 3;

const EMBEDDED = (options: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false, ${engineOption()} })
local radio = client:createRadio(${options})
radio.trackChanged:Connect(function(now)
	print("now", now.track.asset_id, now.gain, now.track.true_peak_dbtp or "?", "|" .. now.track.artist .. "|" .. now.reason)
end)
radio.stateChanged:Connect(function(state) print("state", state) end)
print("started", radio:start())
`;

const neverSilent = (trace: readonly TraceLine[], from: number, to: number, peer = "player1"): void => {
	const silence = longestSilence(trace, from, to, peer);
	assert.ok(silence.seconds < 0.05, `${peer} silent for ${silence.seconds} s at ${silence.at}`);
};

onEachEngine(
	"a virtual hour on the embedded API, one of three machines slow, one joining late",
	() => {
		it("never repeats, never falls silent anywhere, stays level, asks little and says why", async () => {
			const { trace } = await play(EMBEDDED(`{ seed = "123456789", crossfade = 6, rng = 7, volume = 0.5 }`), {
				api: "embedded",
				players: 3,
				join: [0, 0, 900],
				seconds: HOUR,
				assets: { peers: { player2: { loadDelay: 40 } } } as never,
			});
			const plays = said(trace, "now").map(({ t, text }) => {
				const [id, gain, peak] = text.split(" ");
				const [, artist, reason] = text.split("|");
				return { t, id: id!, gain: Number(gain), peak: Number(peak), artist: artist!, reason: reason! };
			});
			assert.ok(plays.length >= 12, `${plays.length} tracks`);
			assert.equal(new Set(plays.map(one => one.id)).size, plays.length, "no track twice");
			plays.forEach((one, index) => {
				const near = plays.slice(Math.max(0, index - GAP), index).map(other => other.artist);
				assert.ok(!near.includes(one.artist), `${one.artist} again after ${near.join(", ")}`);
				if (Number.isFinite(one.peak)) assert.ok(20 * Math.log10(one.gain * 0.5) + one.peak <= -0.99, "true peak");
				if (index > 0) assert.match(one.reason, /similar to '.+' 0\.\d\d; .*; score \d\.\d\d; all rules kept$/);
			});
			const gains = new Map(plays.map(one => [one.id, one.gain * 0.5]));
			for (const [peer, from] of [
				["player1", 1],
				["player2", 41],
				["player3", 901],
			] as const) {
				neverSilent(trace, from, HOUR, peer);
				const overlaps = powers(trace, id => gains.get(id) ?? 1, peer).filter(({ voices }) => voices >= 2);
				assert.ok(overlaps.length > 1000, `${peer} crossfades`);
				for (const { t, power } of overlaps) assert.ok(power > 0.9 && power < 1.15, `${peer}: power ${power} at ${t}`);
			}
			const late = soundEvents(trace, "play", "player3")[0]!;
			const on = plays.filter(one => one.t < late.t).at(-1)!;
			assert.ok(Math.abs(late.t - on.t - Number(late["position"])) < 0.25, "who joins late hears what the others hear");
			const requests = trace.filter(line => line.kind === "http").length;
			assert.ok(requests <= 12, `${requests} requests`);
		});
	},
	"long",
);

onEachEngine(
	"an hour in which one in five assets is dead, and the API is down from the fifth minute to the 45th",
	() => {
		const rows = songs(200, 20);
		const dead = new Set(rows.filter((_, index) => index % 5 === 2).map(song => song.asset_id));
		let trace: readonly TraceLine[] = [];
		let requests = 0;

		before(async () => {
			await withApi(rows, async (url, asked) => {
				const outage = `task.wait(300) HttpService:GetAsync("${url}/outage") print("dead now")
				task.wait(2400) HttpService:GetAsync("${url}/repaired") print("back now")
				task.wait(600) print("at last", radio.state)`;
				const run = await play(station(url, `{ query = "x", crossfade = 3, rng = 3, history = 20 }`) + outage, {
					players: 2,
					seconds: HOUR,
					assets: {
						default: { duration: 60, loadDelay: 0.3 },
						...Object.fromEntries([...dead].map(id => [id, { failure: "Failure" }])),
					},
				});
				trace = run.trace;
				requests = asked.length;
			});
		});

		it("is completed without a silence on any machine", () => {
			neverSilent(trace, 2, HOUR, "player1");
			neverSilent(trace, 2, HOUR, "player2");
		});

		it("never puts a dead asset on, and tries each again later and later", () => {
			const failed = said(trace, "failed");
			const met = new Set(failed.map(({ text }) => text));
			assert.ok(met.size >= 8, `${met.size} were met`);
			for (const id of met) {
				const times = failed.filter(({ text }) => text === id).map(({ t }) => t);
				assert.ok(times.length <= 6, `${id} was tried at ${times.join(", ")}`);
				times.slice(1).forEach((t, index) => assert.ok(t - times[index]! >= 60 * 2 ** index, `${id} again at ${t}`));
			}
			for (const { text, t } of said(trace, "now")) assert.ok(!dead.has(text.split(" ")[0]!), `${text} on at ${t}`);
			for (const peer of ["player1", "player2"]) {
				const tried = soundEvents(trace, "load-failed", peer).length;
				assert.ok(tried <= failed.length, `${peer} tries ${tried} times what was left out ${failed.length} times`);
			}
		});

		it("asks seldom while the API is down, and makes fresh choices within minutes of its return", () => {
			assert.ok(said(trace, "state").some(({ text }) => text === "degraded"));
			assert.equal(said(trace, "at")[0]!.text, "last playing");
			const back = said(trace, "back")[0]!.t;
			const isBefore = ({ t }: { t: number }): boolean => t < back;
			const before = new Set(
				said(trace, "now")
					.filter(isBefore)
					.map(({ text }) => text),
			);
			const fresh = said(trace, "now").filter(({ t, text }) => t > back && !before.has(text));
			assert.ok(fresh[0] !== undefined && fresh[0].t < back + 300, `fresh choices ${fresh[0]?.t} after ${back}`);
			assert.ok(requests < 60, `${requests} requests`);
		});
	},
	"long",
);

onEachEngine(
	"dead assets",
	() => {
		for (const signals of ["deferred", "immediate"] as const) {
			it(`leaves a track that turns out dead on most machines while it is on, ${signals} signals`, async () => {
				await withApi(songs(20), async url => {
					const unlucky = (delay: number, failure: string): object => ({
						assets: { "5002": { failure, loadDelay: delay }, "5007": { failure, loadDelay: delay } },
					});
					const { trace } = await play(
						station(url, `{ seed = "5002", crossfade = 3, rng = 3 }`) +
							`task.wait(20) radio:request("5007", "next") radio:skip() task.wait(30) print("again", radio:request("5007"))`,
						{
							signals,
							players: 3,
							seconds: 120,
							assets: {
								default: { duration: 60, loadDelay: 0.3 },
								peers: { player2: unlucky(2, "Failure"), player3: unlucky(4, "TimedOut") },
							} as never,
						},
					);
					const failed = said(trace, "failed");
					for (const id of ["5002", "5007"]) {
						const began = said(trace, "now").findIndex(({ text }) => text.startsWith(id));
						assert.ok(began !== -1, `${id} was on: one machine could play it`);
						const [on, next] = said(trace, "now").slice(began);
						assert.ok(next!.t - on!.t > 1 && next!.t - on!.t < 4 + 5, `${id} left after ${next!.t - on!.t} s`);
						assert.equal(failed.filter(({ text }) => text === id).length, 1, `${id} reported once`);
					}
					assert.match(said(trace, "again")[0]!.text, /^false /);
					neverSilent(trace, 1, 120);
				});
			});
		}

		it("passes over assets that hang for ever, also two at the head of the queue", async () => {
			const rows = songs(20);
			await withApi(rows, async url => {
				const hanging = rows.slice(0, 4).map(song => [song.asset_id, { duration: 60, loadDelay: 1e6 }]);
				const { trace } = await play(station(url, `{ query = "x", crossfade = 2, rng = 5 }`), {
					seconds: 300,
					assets: { default: { duration: 60, loadDelay: 0.3 }, ...Object.fromEntries(hanging) },
				});
				neverSilent(trace, 2, 300);
				for (const { text } of said(trace, "now")) assert.ok(Number(text.split(" ")[0]) >= 5004, text);
				assert.ok(said(trace, "failed").length >= 2, "and says so in the end");
			});
		});

		it("plays what else there is when all seeds are dead, and the fallback when nothing is left", async () => {
			await withApi(songs(6), async url => {
				const all = { "5000": { failure: "Failure" }, "5001": { failure: "Failure" } };
				const { trace } = await play(
					station(url, `{ seed = { "5000", "5001" }, crossfade = 2, fallback = { "6000" } }`) +
						`task.wait(20) print("on", id()) print("fallback", 1)
					local other = client:createRadio({ seed = { "5000", "5001" }, filters = { duration = { max = 1 } }, fallback = { "6000" } })
					print("other", other:start()) task.wait(10) print("rescued", other.nowPlaying and other.nowPlaying.track.asset_id)`,
					{ seconds: 40, assets: { default: { duration: 60, loadDelay: 0.3 }, ...all } },
				);
				assert.match(said(trace, "on")[0]!.text, /^500[2-5]$/);
				assert.equal(said(trace, "rescued")[0]!.text, "6000");
			});
		});
	},
	"long",
);

onEachEngine(
	"an API in trouble",
	() => {
		for (const options of [`{ seed = "5000" }`, `{ query = "x", fallback = { "5001" } }`]) {
			it(`is dead from the start: heard within 45 s, and used when it is back: ${options}`, async () => {
				await withApi(songs(30), async url => {
					const { trace } = await play(
						`game:GetService("HttpService"):GetAsync("${url}/outage")
					task.spawn(function()
						task.wait(200)
						game:GetService("HttpService"):GetAsync("${url}/repaired")
						print("back now")
					end)` + station(url, options),
						{ seconds: 450 },
					);
					assert.ok(soundEvents(trace, "play")[0]!.t < 45);
					neverSilent(trace, 45, 450);
					const back = said(trace, "back")[0]!.t;
					const others = said(trace, "now").filter(({ t, text }) => t > back && !/^500[01] /.test(text));
					assert.ok(others[0] !== undefined && others[0].t < back + 240, "fresh choices within minutes");
				});
			});
		}

		it("answers 429 with Retry-After: it is asked when it said, and no oftener", async () => {
			const { trace } = await play(
				EMBEDDED(`{ query = "calm electronic", crossfade = 5, fallback = { "123456789" } }`),
				{
					api: "embedded",
					seconds: 700,
					faults: [{ endpoint: "catalog", kind: "429-retry-after", value: 60, from: 0, to: 500 }],
					assets: {},
				},
			);
			const requests = trace.filter(line => line.kind === "http");
			const storm = requests.filter(line => line.t < 500);
			assert.ok(storm.length >= 3 && storm.length <= 10, `${storm.length} requests in 500 s`);
			storm.forEach((line, i) => assert.ok(i === 0 || line.t - storm[i - 1]!.t >= 59, `again at ${line.t}`));
			assert.ok(requests.length <= storm.length + 3, "and few afterwards");
			neverSilent(trace, 45, 700);
			const states = said(trace, "state").map(({ text }) => text);
			assert.deepEqual(states.slice(-2), ["degraded", "playing"]);
			const fresh = said(trace, "now").find(({ text }) => text.includes("search 'calm electronic'"))!;
			assert.ok(fresh.t < 500 + 200, "used within minutes");
		});

		it("is not needed for a station that was baked", async () => {
			const rows = songs(14).map(({ asset_id, name, artist, duration }) => {
				return `{ asset_id = "${asset_id}", name = "${name}", artist = "${artist}", album = "", duration = ${duration} }`;
			});
			await withApi(songs(30), async (url, asked) => {
				const { trace } = await play(
					`local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
				local manifest = { version = 1, stations = { lobby = { tracks = { ${rows.join(", ")} } } } }
				local client = AudioScape.new("k", { baseUrl = "${url}", manifest = manifest, ${engineOption()} })
				local radio = client:createRadio({ name = "lobby", seed = "5003", crossfade = 3 })
				print("started", radio:start()) print("why", radio.nowPlaying.track.asset_id) print("queued", radio.queue[1].reason)`,
					{ seconds: 20 },
				);
				assert.equal(said(trace, "started")[0]!.text, "true");
				assert.equal(said(trace, "why")[0]!.text, "5003");
				assert.match(said(trace, "queued")[0]!.text, /^baked for the station/);
				assert.ok(said(trace, "started")[0]!.t < 1);
				assert.ok(!asked.some(path => path.endsWith("/search")), "the seed is known");
			});
		});
	},
	"long",
);

onEachEngine(
	"catalogs at the edge",
	() => {
		it("one track goes round and round, with fades a third of it at most", async () => {
			await withApi(songs(1, 1, 12), async (url, asked) => {
				const { trace } = await play(station(url, `{ seed = "5000", crossfade = 30 }`), {
					signals: "immediate",
					seconds: 120,
					assets: { default: { duration: 12, loadDelay: 0.2 } },
				});
				assert.ok(said(trace, "now").length > 8);
				neverSilent(trace, 1, 120);
				assert.ok(asked.length < 10, `${asked.length} requests`);
				const overlaps = powers(trace, () => 0.5).filter(({ voices }) => voices >= 2);
				assert.ok(overlaps.length > 100);
				for (const { t, power } of overlaps) assert.ok(power > 0.9 && power < 1.15, `power ${power} at ${t}`);
			});
		});

		it("no track: start says so, and asks no more", async () => {
			await withApi([], async (url, asked) => {
				const { trace } = await play(station(url, `{ query = "x" }`) + `print("in", radio.state, type(err))`, {
					seconds: 120,
				});
				assert.match(said(trace, "started")[0]!.text, /^false /);
				assert.equal(said(trace, "in")[0]!.text, "stopped string");
				assert.ok(asked.length <= 2);
			});
		});
	},
	"long",
);

onEachEngine(
	'crossfade = "auto"',
	() => {
		const BEAT = 0.5;
		const structureOf = (id: string): object => {
			const times = Array.from({ length: 118 }, (_, index) => 1 + index * BEAT);
			const bounds = [1, 20, 40, 50, 58];
			const phrases = bounds.slice(1).map((end, index) => {
				return { start: bounds[index], end, label: index === 0 ? "Intro" : "Main", energy: index === 0 ? 1 : 2 };
			});
			const beat_grid = { times, downbeats: times.filter((_, index) => index % 4 === 0) };
			return { asset_id: id, duration: 60, bpm: 120, track_energy: 2, beat_grid, sections: phrases, phrases };
		};

		it("leaves at a phrase, enters where sound begins, tells beats and sections from the position", async () => {
			const rows = songs(4, 4).map(song => ({ ...song, bpm: 120 }));
			const structures = Object.fromEntries(rows.map(song => [song.asset_id, structureOf(song.asset_id)]));
			await withApi(
				rows,
				async (url, asked) => {
					const listeners = `
local function position() return workspace:GetServerTimeNow() - radio.nowPlaying.startedAt end
radio.beat:Connect(function(beat)
	print("beat", beat.asset_id == id(), beat.time, position(), beat.beat_num, beat.is_downbeat)
end)
radio.section:Connect(function(section) print("section", id(), section.label, section.start, position()) end)
local ok, err = radio:start()`;
					const { trace } = await play(
						station(url, `{ query = "x", rng = 1 }`).replace("local ok, err = radio:start()", listeners) +
							`task.wait(70) print("paused", 1) radio:pause() task.wait(10) print("resumed", 1) radio:resume()`,
						{ seconds: 125 },
					);
					// An AudioPlayer that goes on plays again.
					const plays = soundEvents(trace, "play");
					const [first, second, third] = plays.filter(
						({ soundId }, index) => plays.findIndex(one => one["soundId"] === soundId) === index,
					);
					assert.ok(
						Math.abs(second!.t - first!.t + Number(first!["position"]) - 50) < 0.05,
						"the last phrase of the old",
					);
					assert.ok(Math.abs(Number(second!["position"]) - 1) < 0.05, "the first phrase of the new");
					assert.ok(Math.abs(third!.t - second!.t - 49 - 10) < 0.1, "a pause moves everything");
					const overlaps = powers(trace, () => 0.5).filter(({ voices }) => voices === 2);
					const length = overlaps.filter(({ t }) => t < 70);
					assert.ok(Math.abs(length.at(-1)!.t - length[0]!.t - 7.85) < 0.1, "as long as the phrase");
					for (const { t, power } of overlaps) assert.ok(power > 0.9 && power < 1.15, `power ${power} at ${t}`);

					const beats = said(trace, "beat").map(({ t, text }) => ({ t, text, parts: text.split(" ") }));
					assert.ok(beats.length > 180, `${beats.length} beats`);
					const paused = said(trace, "paused")[0]!.t;
					const resumed = said(trace, "resumed")[0]!.t;
					for (const { t, text, parts } of beats) {
						assert.equal(parts[0], "true", "of the current track");
						const off = Number(parts[2]) - Number(parts[1]);
						assert.ok(off > -0.001 && off < 0.06, text);
						assert.equal(Number(parts[3]), (((Number(parts[1]) - 1) / BEAT) % 4) + 1, "its place in the bar");
						assert.equal(parts[4], String(Number(parts[3]) === 1));
						assert.ok(t <= paused || t >= resumed, "none while paused");
					}
					const sections = said(trace, "section").map(({ text }) => text.split(" "));
					const [one, two] = said(trace, "now").map(({ text }) => text.split(" ")[0]!);
					const startsOf = (id: string): string[] => sections.filter(([own]) => own === id).map(parts => parts[2]!);
					assert.deepEqual(startsOf(one!), ["1", "20", "40", "50"].slice(0, startsOf(one!).length));
					assert.deepEqual(startsOf(two!), ["1", "20", "40"].concat(startsOf(two!).slice(3)));
					const structured = asked.filter(path => path.endsWith("/structure")).length;
					assert.ok(structured <= 4, `${structured} questions for 4 tracks: once each`);
				},
				structures,
			);
		});
	},
	"long",
);
