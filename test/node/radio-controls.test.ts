import assert from "node:assert/strict";
import { before, it } from "node:test";

import type { RunResult } from "../../tools/headless/run/index.ts";
import { heard, longestSilence, play, powers, said, songs, soundEvents, station, withApi } from "./radio-scene.ts";
import { onEachWay } from "./scene.ts";

const LENGTH = 40;

/** One evening of everything a game can press, said step by step. */
const EVENING = `
local P = game:GetService("Players"):GetPlayers()
table.sort(P, function(a, b) return a.Name < b.Name end)
local function wait(seconds) task.wait(seconds) end
local function atFade() task.wait(math.max(0, radio.nowPlaying.startedAt + 37 - workspace:GetServerTimeNow())) end

wait(3)
local second = radio.queue[2].asset_id
radio:skip() radio:skip() wait(2) print("double", id() == second)

local queued = {}
for _, track in radio.queue do queued[track.asset_id] = true end
for _ = 1, 10 do radio:skip() end
wait(2) print("ten", id() ~= second, not queued[id()], radio.state)

print("next", radio:request("5040", "next")) print("first", radio.queue[1].asset_id)
print("end", radio:request("5041")) print("last", radio.queue[#radio.queue].asset_id, #radio.queue >= 3)
print("moved", radio:request("5041", "next")) print("now-first", radio.queue[1].asset_id, radio.queue[2].asset_id)
print("nothing", radio:request(nil)) print("table", radio:request({})) print("soon", radio:request("5042", "soon"))
print("unknown", radio:request("4242"))

local again, startedAt = id(), radio.nowPlaying.startedAt
print("self", radio:request(again, "next")) radio:skip() wait(2)
print("restarted", id() == again, radio.nowPlaying.startedAt > startedAt)

print("dead-at-first", radio:request("666", "next")) wait(2) print("dead-later", radio:request("666", "next"))

radio:skip() wait(2) local a = id() radio:skip() wait(2) local b = id() radio:skip() wait(2) local c = id()
radio:previous() wait(2) print("back", id() == b, radio.queue[1].asset_id == c)
radio:previous() wait(2) print("further", id() == a)
radio:skip() wait(2) radio:skip() wait(2) radio:previous() radio:previous() wait(2) print("twice", id() == a)

local before = id()
radio:vote(P[1], "skip") radio:vote(P[1], "skip") wait(1) print("one-vote", id() == before)
radio:vote(P[2], "up") wait(1) print("no-majority", id() == before)
radio:vote(P[3], "skip") wait(2) print("majority", id() == before)
radio:vote(P[1], "banana") radio:vote(nil, "skip") radio:setVolume("loud") radio:setVolume(0.4, 0 / 0)

print("ramp", 1) radio:setVolume(0.2, 2) wait(3) radio:setVolume(0.5) wait(1)

radio:skip() wait(1) atFade() local fadingTo = id() local third = radio.queue[1].asset_id
radio:skip() wait(2) print("skip-in-fade", id() == third, id() ~= fadingTo)

wait(1) atFade() print("paused", id()) radio:pause() radio:pause() wait(5)
print("held", radio.state) radio:resume() radio:resume() wait(6) print("resumed", radio.state)

radio:pause() wait(1) local passed = id() radio:skip() wait(2) print("skip-in-pause", id() ~= passed, radio.state)
radio:resume() wait(2) print("heard-again", radio.state)

radio:stop() print("stopped", radio.nowPlaying == nil, radio.state) wait(3)
task.spawn(function() radio:start() end) radio:stop()
print("started-again", radio:start()) wait(2) print("on", id() ~= nil, radio.state)

atFade() print("destroyed", radio.state) radio:destroy() radio:destroy()
print("gone", radio.nowPlaying == nil, radio.state, radio:start())
radio:skip() radio:previous() radio:pause() radio:resume() radio:stop() radio:setVolume(1) radio:vote(P[1], "skip")
print("request", radio:request("5001"))
wait(2)
for name in game:GetService("ReplicatedStorage").AudioScapeState:GetAttributes() do print("left", name) end
`;

onEachWay("an evening at the buttons", signals => {
	let run: RunResult;
	const all = (word: string): string[] => said(run.trace, word).map(({ text }) => text);
	const at = (word: string): number => said(run.trace, word)[0]!.t;
	const answers = (word: string, text: string): void => assert.deepEqual(all(word), [text], word);

	before(async () => {
		const catalog = songs(60, 8, LENGTH).map(song => (song.asset_id === "5059" ? { ...song, asset_id: "666" } : song));
		run = await withApi(catalog, url =>
			play(station(url, `{ query = "x", crossfade = 6, rng = 3 }`) + EVENING, {
				signals,
				players: 3,
				seconds: 240,
				assets: { default: { duration: LENGTH, loadDelay: 0.3 }, "666": { failure: "Failure" } },
			}),
		);
	});

	it("lands on the former second after two skips in a frame, and beyond the queue after ten", () => {
		answers("double", "true");
		answers("ten", "true true playing");
	});

	it("puts a request first or last, moves it when asked twice, and says what is wrong with a bad one", () => {
		answers("next", "true");
		answers("first", "5040");
		answers("end", "true");
		answers("last", "5041 true");
		answers("moved", "true");
		answers("now-first", "5041 5040");
		assert.match(all("nothing")[0]!, /^false radio:request: input is missing; it must be an asset id/);
		assert.match(all("table")[0]!, /^false radio:request: input is a table; it must be an asset id/);
		assert.match(all("soon")[0]!, /^false radio:request: position is "soon"; it must be "next" or "end"/);
		assert.match(all("unknown")[0]!, /^false .*4242/);
	});

	it("plays the current track again when it is requested", () => {
		answers("self", "true");
		answers("restarted", "true true");
	});

	it("takes a dead asset once, reports it once, and refuses it from then on", () => {
		answers("dead-at-first", "true");
		assert.match(all("dead-later")[0]!, /^false asset 666 could not be loaded/);
		assert.deepEqual(all("failed"), ["666"]);
		assert.ok(!all("now").some(text => text.startsWith("666")));
	});

	it("goes back a track, and two when asked twice in a frame", () => {
		answers("back", "true true");
		answers("further", "true");
		answers("twice", "true");
	});

	it("skips when over half of the listeners say so, and takes no other opinion", () => {
		answers("one-vote", "true");
		answers("no-majority", "true");
		answers("majority", "false");
		const warned = run.trace.filter(line => line.kind === "log" && line["level"] === "warn");
		assert.match(
			warned.map(line => String(line["text"])).join("\n"),
			/radio:vote: value is "banana"; it must be "skip"[^]*player is missing[^]*radio:setVolume: volume is "loud"[^]*seconds is not a number/,
		);
	});

	it("moves the volume over the seconds it is given", () => {
		const began = at("ramp");
		const levelAt = (t: number): number =>
			Math.max(
				...heard(run.trace)
					.filter(step => step.t <= began + t)
					.at(-1)!
					.gains.values(),
			);
		assert.ok(Math.abs(levelAt(1) - 0.35) < 0.02, `${levelAt(1)} half way`);
		assert.ok(Math.abs(levelAt(2.5) - 0.2) < 0.01, `${levelAt(2.5)} after it`);
	});

	it("skips out of a crossfade, and leaves one voice at full level", () => {
		answers("skip-in-fade", "true true");
		const settled = heard(run.trace)
			.filter(step => step.t < at("paused") - 3.5)
			.at(-1)!;
		assert.deepEqual(
			[...settled.gains.values()].map(gain => gain.toFixed(2)),
			["0.50"],
		);
	});

	it("holds a crossfade while paused, and finishes it afterwards", () => {
		answers("held", "paused");
		answers("resumed", "playing");
		const still = heard(run.trace).filter(({ t }) => t > at("paused") + 0.1 && t < at("held"));
		for (const { gains } of still) assert.equal(gains.size, 0);
		const back = powers(run.trace, () => 0.5).filter(({ t }) => t > at("held") && t < at("resumed"));
		assert.ok(
			back.some(({ voices }) => voices === 2),
			"both tracks go on",
		);
		for (const { t, power } of back)
			if (t > at("held") + 0.1) assert.ok(power > 0.9 && power < 1.15, `${power} at ${t}`);
		answers("skip-in-pause", "true paused");
		answers("heard-again", "playing");
	});

	it("stops, starts again, also within a frame", () => {
		answers("stopped", "true stopped");
		answers("started-again", "true");
		answers("on", "true playing");
	});

	it("is destroyed in a crossfade and leaves nothing behind", () => {
		assert.equal(all("gone").length, 1);
		assert.match(all("gone")[0]!, /^true stopped false /);
		assert.match(all("request")[0]!, /^false /);
		assert.deepEqual(all("left"), []);
		for (const peer of ["player1", "player2", "player3"]) {
			const last = run.trace.filter(line => line.kind === "instance" && line.peer === peer).at(-1)!;
			assert.equal(last["sounds"], 0, peer);
		}
		assert.equal(heard(run.trace).at(-1)!.gains.size, 0);
	});

	it("is never silent while it plays", () => {
		const silence = longestSilence(run.trace, 2, at("paused"));
		assert.ok(silence.seconds < 0.05, `silent for ${silence.seconds} s at ${silence.at}`);
		assert.ok(soundEvents(run.trace, "play").length > 15);
	});
});
