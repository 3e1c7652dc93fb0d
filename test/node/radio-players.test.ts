import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import type { RunResult, TraceLine } from "../../tools/headless/run/index.ts";
import { heard, longestSilence, play, powers, said, songs, soundEvents, station, withApi } from "./radio-scene.ts";
import { assetOf, engineOption, onEachEngine, playScene } from "./scene.ts";

const musicOf = (trace: readonly TraceLine[], event: string, peer = "player1"): TraceLine[] =>
	soundEvents(trace, event, peer).filter(line => !/Running$/.test(String(line["path"])));

const levelsAt = (trace: readonly TraceLine[], t: number, peer = "player1"): string[] => {
	const step = heard(trace, peer)
		.filter(one => one.t <= t)
		.at(-1);
	return [...(step?.gains.values() ?? [])].map(gain => gain.toFixed(2)).sort();
};

/** Where the track that began at a position on its own time line should be. */
const onTime = (started: TraceLine, t: number): number => t - started.t + Number(started["position"]);

const HANDSET = `
local library = require(game:GetService("ReplicatedStorage"):WaitForChild("AudioScapePlayer"))
local lobby, car = library.radio("lobby"), library:radio("car")
if game:GetService("Players").LocalPlayer.Name ~= "Player1" then return end
local changes = 0
lobby.queueChanged:Connect(function() changes += 1 end)
task.wait(10)
print("on", lobby.nowPlaying ~= nil, car.nowPlaying ~= nil)
for _, track in lobby.queue do print("queued", track.assetId, track.reason) end
print("changes", changes)
print("muting", 1) lobby:setMuted(true)
task.wait(10)
print("hiccup", 1)
for _, sound in game:GetService("SoundService"):GetDescendants() do
	if (sound:IsA("Sound") or sound:IsA("AudioPlayer")) and sound.IsPlaying then sound.TimePosition = 2 end
end
task.wait(5)
print("unmuting", 1) lobby:setMuted(false)
task.wait(3)
print("own", 1) lobby:setVolume(0.5) car:setVolume(0)
task.wait(3)
print("vandal", 1)
for _, sound in game:GetService("SoundService"):GetDescendants() do if sound:IsA("Sound") or sound:IsA("AudioPlayer") then sound:Destroy() end end
task.wait(5)
print("asking", 1) lobby:requestSkip()
`;

onEachEngine("two stations on a player's machine", () => {
	let trace: readonly TraceLine[];
	const at = (word: string): number => said(trace, word)[0]!.t;

	before(async () => {
		const run = await withApi(songs(20), url =>
			play(
				station(url, `{ query = "x", name = "lobby", crossfade = 2 }`) +
					`client:createRadio({ query = "x", name = "car", volume = 0.2 }):start()
					print("twin", pcall(function() client:createRadio({ query = "x", name = "car" }) end))
					for _, track in radio.queue do print("decided", track.asset_id, track.reason) end
					task.wait(20)
					for _, player in game:GetService("Players"):GetPlayers() do player:LoadCharacter() end`,
				{ seconds: 50, players: 2, characters: true, playerScripts: [{ name: "Handset", source: HANDSET }] },
			),
		);
		trace = run.trace;
	});

	it("sound at once, each at its own volume, and no two have one name", () => {
		assert.equal(said(trace, "on")[0]!.text, "true true");
		assert.deepEqual(levelsAt(trace, 9), ["0.20", "0.50"]);
		assert.match(said(trace, "twin")[0]!.text, /^false .*'car' exists already/);
	});

	it("tell what comes next, and why", () => {
		const decided = said(trace, "decided").map(({ text }) => text);
		assert.equal(decided.length, 3);
		for (const text of decided) assert.match(text, /^\d+ search 'x' 0\.\d\d; tempo .* score \d\.\d\d; all rules kept$/);
		const queued = said(trace, "queued").map(({ text }) => text);
		assert.deepEqual(queued, decided, "players see the queue and its reasons");
		assert.ok(Number(said(trace, "changes")[0]!.text) > 0);
	});

	it("cost no voice while muted, and come back at once and in position, without a click", () => {
		assert.deepEqual(levelsAt(trace, at("muting") + 5), ["0.20"]);
		const back = musicOf(trace, "play").find(line => line.t >= at("unmuting"))!;
		assert.ok(back.t - at("unmuting") < 0.1, "at once");
		const first = musicOf(trace, "play").find(line => line["id"] === back["id"])!;
		assert.ok(Math.abs(onTime(first, back.t) - Number(back["position"])) < 0.25);
		const steps = heard(trace).filter(({ t }) => t >= back.t && t < back.t + 0.3);
		const levels = steps.map(({ gains }) => gains.get(String(back["id"])) ?? 0);
		assert.ok(levels[0]! < 0.1 && levels.every((level, i) => i === 0 || level - levels[i - 1]! < 0.1), "faded in");
	});

	it("are brought back in step after a hiccup, dipping before the jump", () => {
		const seek = musicOf(trace, "seek").find(line => line.t > at("hiccup") + 0.1 && line.t < at("unmuting"))!;
		assert.ok(seek.t - at("hiccup") < 2.2, "within two seconds");
		const first = musicOf(trace, "play").find(line => line["id"] === seek["id"])!;
		assert.ok(Math.abs(onTime(first, seek.t) - Number(seek["position"])) < 0.05);
		assert.ok(Number(seek["volume"]) < 0.001, "silent when it jumps");
	});

	it("follow the player's own volume, which is nobody else's", () => {
		assert.deepEqual(levelsAt(trace, at("own") + 1), ["0.25"]);
		assert.deepEqual(levelsAt(trace, at("own") + 1, "player2"), ["0.20", "0.50"]);
	});

	it("heal when somebody destroys their Sounds", () => {
		const again = musicOf(trace, "play").find(line => line.t >= at("vandal"))!;
		assert.ok(again.t - at("vandal") < 1);
		assert.ok(Number(again["position"]) > 20, "where the music is");
	});

	it("go on through a respawn, and a wish of one of two players skips nothing", () => {
		assert.ok(longestSilence(trace, 5, 50, "player2").seconds < 0.05);
		assert.equal(said(trace, "now").length, 1);
		assert.equal(musicOf(trace, "stop", "player2").length, 0);
	});
});

onEachEngine("a station that sounds from a part", () => {
	it("falls silent with the part, costs nothing then, and is back where the music is", async () => {
		await withApi(songs(20), async url => {
			const { trace } = await play(
				`local box = Instance.new("Part") box.Anchored = true box.Position = Vector3.new(0, 3, 0) box.Parent = workspace\n` +
					station(url, `{ query = "x", parent = box, crossfade = 2, name = "box" }`) +
					`task.wait(8) print("going", 1) box.Parent = nil task.wait(60) print("still", radio.state, #radio.history)
					print("back", 1) box.Parent = workspace task.wait(10)
					print("gone", 1) box:Destroy() task.wait(60) print("still", radio.state, #radio.history)`,
				{ seconds: 150, characters: true },
			);
			const began = musicOf(trace, "play")[0]!;
			assert.match(String(began["path"]), /^Workspace\.Part\./);
			const at = (word: string): number => said(trace, word)[0]!.t;
			const plays = musicOf(trace, "play");
			const between = (from: number, to: number): TraceLine[] => plays.filter(({ t }) => t > from + 0.1 && t < to);
			assert.equal(between(at("going"), at("back")).length, 0);
			assert.ok(longestSilence(trace, at("going") + 0.1, at("back")).seconds > 59, "nothing is heard meanwhile");
			const again = between(at("back") - 0.2, at("gone"))[0]!;
			assert.ok(again.t - at("back") < 1, "back at once");
			const next = said(trace, "now")[1]!.t;
			assert.ok(Math.abs(again.t - next - Number(again["position"])) < 0.25, "in position");
			assert.equal(between(at("gone"), 150).length, 0);
			assert.deepEqual(
				said(trace, "still").map(({ text }) => text),
				["playing 1", "playing 2"],
				"the station goes on by the clock",
			);
			assert.equal(said(trace, "failed").length, 0, "no track is dead for want of a listener");
		});
	});
});

onEachEngine("slow machines", () => {
	it("make no track dead: where all are slow the station waits, and plays on", async () => {
		await withApi(songs(20), async url => {
			const { trace } = await play(station(url, `{ query = "x", crossfade = 3 }`), {
				players: 2,
				seconds: 300,
				assets: {
					default: { duration: 60, loadDelay: 0.3 },
					peers: { player1: { loadDelay: 40 }, player2: { loadDelay: 45 } },
				} as never,
			});
			assert.equal(said(trace, "failed").length, 0);
			assert.ok(longestSilence(trace, 41, 300, "player1").seconds < 0.05);
			assert.ok(longestSilence(trace, 46, 300, "player2").seconds < 0.05);
		});
	});
});

for (const audio of [true, false]) {
	onEachEngine(`a station on the server, where Sounds ${audio ? "advance" : "stand still"}`, () => {
		const run = (options: string, more = ""): Promise<RunResult> =>
			withApi(songs(30), url =>
				play(
					`local own = Instance.new("Sound") own.Name = "Own" own.Volume = 0.7 own.Parent = workspace\n` +
						station(url, options) +
						more,
					{ players: 2, join: [0, 20], seconds: 200, flags: { "server-audio": audio } },
				),
			);

		it("crossfades two replicated Sounds for everybody", async () => {
			const { trace } = await run(`{ query = "x", crossfade = 4, output = "server" }`);
			assert.ok(said(trace, "now").length >= 3);
			assert.ok(longestSilence(trace, 10, 200).seconds < 0.05);
			assert.ok(longestSilence(trace, 22, 200, "player2").seconds < 0.05, "late joiners hear it too");
			const overlaps = powers(trace, () => 0.5).filter(({ t, voices }) => voices === 2 && t > 10);
			assert.ok(overlaps.length > 20, "there are crossfades");
			// Each of the two volumes arrives a frame late, and not in the same one.
			for (const { t, power } of overlaps) assert.ok(power > 0.85 && power < 1.2, `${power} at ${t}`);
			const server = trace.filter(line => line.kind === "instance" && line.peer === "server").at(-1)!;
			assert.equal(server["sounds"], 3, "two, and the game's own");
		});

		it("cuts on the game's own Sound, pauses it, ramps it and gives it back", async () => {
			const { trace } = await run(
				`{ query = "x", crossfade = 4, sound = own, volume = 0.4 }`,
				`task.wait(80) radio:pause() task.wait(3) print("held", own.Playing) radio:resume()
				radio:setVolume(0.1, 2) task.wait(4) print("quiet", own.Playing, math.floor(own.Volume * 100 + 0.5))
				radio:setVolume(0.4) task.wait(60) radio:destroy() print("back", own.Parent.Name, own.Playing, own.Volume > 0.69)`,
			);
			const ids = new Set(musicOf(trace, "play").map(line => line["id"]));
			assert.equal(ids.size, 1, "one Sound plays all");
			assert.match(String(musicOf(trace, "play")[0]!["path"]), /Own$/);
			assert.ok(longestSilence(trace, 10, 80).seconds < 0.7, "as long as a load takes");
			assert.equal(said(trace, "held")[0]!.text, "false");
			assert.equal(said(trace, "quiet")[0]!.text, "true 10");
			assert.equal(said(trace, "back")[0]!.text, "Workspace false true");
		});
	});
}

onEachEngine("a player of a list", () => {
	const list = (body: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false, ${engineOption()} })
local player = client:createPlayer({ volume = 0.4, rng = 2, output = "players" })
player.OnTrackChanged = function(track) print("now", track and track.asset_id or "none") end
player.OnQueueFinished = function() print("finished", player.IsPlaying) end
player.trackFailed:Connect(function(track) print("failed", track.asset_id) end)
local function song(id) return { asset_id = id, name = id, artist = "", album = "", duration = 20 } end
${body}`;
	const assets = { default: { duration: 20, loadDelay: 0.3 }, "13": { failure: "Failure" } };
	const nows = (trace: readonly TraceLine[]): string[] => said(trace, "now").map(({ text }) => text);

	it("plays in order, passes over dead tracks and says when the list is over", async () => {
		const { trace } = await play(
			list(`player:setQueue({ song("11"), song("12"), song("13"), song("14") }) player:play()`),
			{ seconds: 90, assets },
		);
		assert.deepEqual(nows(trace), ["11", "12", "14", "none"]);
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

	it("play after stop is the same track; playTrack leaves the queue alone; bad options are named", async () => {
		const { trace } = await play(
			list(`print("bad", pcall(function() client:createPlayer({ order = "random" }) end))
				player:setQueue({ song("11"), song("12") }) player:play() task.wait(5)
				player:stop() print("field", player.NowPlaying == nil, player.IsPlaying) task.wait(2)
				player:play() task.wait(5) player:playTrack(song("15")) task.wait(5) print("queue", #player.Queue)`),
			{ seconds: 60, assets },
		);
		assert.deepEqual(nows(trace), ["11", "none", "11", "15", "12", "none"]);
		assert.equal(said(trace, "field")[0]!.text, "true false");
		assert.equal(said(trace, "queue")[0]!.text, "2");
		assert.match(said(trace, "bad")[0]!.text, /^false .*order is "random"; it must be "sequential" or "shuffle"/);
	});

	it("plays a playlist as the playlist says, unless the game says otherwise", async () => {
		const { trace } = await play(
			list(`local ids = {} for i = 1, 9 do table.insert(ids, song(tostring(20 + i))) end
				local function order(options, mode)
					local one = client:createPlayer(options)
					one:setQueue({ playlist = { id = "p", name = "p", track_count = 9, playback_mode = mode }, tracks = ids, meta = { total = 9 } })
					local listed = {} for _, track in one.Queue do table.insert(listed, track.asset_id) end
					return table.concat(listed, " ")
				end
				print("shuffled", order({ rng = 1 }, "shuffle")) print("repeated", order({ rng = 1 }, "shuffle"))
				print("plain", order({}, "sequential")) print("overruled", order({ order = "sequential" }, "shuffle"))`),
			{ seconds: 5, assets },
		);
		const inOrder = "21 22 23 24 25 26 27 28 29";
		const shuffled = said(trace, "shuffled")[0]!.text;
		assert.notEqual(shuffled, inOrder);
		assert.equal(shuffled.split(" ").sort().join(" "), inOrder);
		assert.equal(said(trace, "repeated")[0]!.text, shuffled);
		assert.equal(said(trace, "plain")[0]!.text, inOrder);
		assert.equal(said(trace, "overruled")[0]!.text, inOrder);
	});
});

onEachEngine("a cut without a gap", () => {
	it("falls on the moment: to a frame with Sounds, to the sample with AudioPlayers, and never twice", async () => {
		const { trace } = await play(
			`
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false, ${engineOption()} })
local function song(id) return { asset_id = id, name = id, artist = "", album = "", duration = 5.0123 } end
local player = client:createPlayer({ output = "players", loudness = false })
player:setQueue({ song("11"), song("12"), song("13"), song("14") })
player:play()`,
			{ seconds: 26, assets: { default: { duration: 5.0123, loadDelay: 0.2 } } },
		);
		const starts = soundEvents(trace, "play");
		assert.deepEqual(starts.map(assetOf), ["11", "12", "13", "14"]);
		const exact = engineOption().includes("audio");
		const at = starts.slice(1).map(({ t, planned }) => (exact ? Number(planned) : t));
		// A cut keeps so much off the end of a track, where a coded file may ring.
		const length = 5.0123 - 0.15;
		at.slice(1).forEach((t, index) => {
			const off = Math.abs(t - at[index]! - length);
			assert.ok(off < (exact ? 1e-4 : 1 / 60 + 1e-4), `${off} off`);
		});
		for (const { position } of starts.slice(1)) assert.ok(Math.abs(Number(position)) < 0.02);
		assert.ok(longestSilence(trace, 2, 19).seconds < 0.05);
		for (const { t, gains } of heard(trace)) {
			assert.ok([...gains.values()].filter(gain => gain > 0.01).length <= 1, `two at ${t}`);
		}
		const stops = soundEvents(trace, "stop").filter(({ planned }) => planned !== undefined);
		if (exact)
			assert.deepEqual(
				stops.slice(0, 3).map(({ planned }) => planned),
				starts.slice(1).map(({ planned }) => planned),
			);
	});
});

for (const engine of ["sound", "audio", undefined]) {
	describe(`what a player of a list plays on the server, engine ${engine ?? "left out"}`, () => {
		const expected = engine === "sound" ? "Sound" : "AudioPlayer";
		const SCENE = `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false, ${engine ? `engine = "${engine}"` : ""} })
local function song(id) return { asset_id = id, name = id, artist = "", album = "", duration = 20 } end
local player = client:createPlayer({ volume = 0.4, loudness = false })
local function tell(label)
	local one = player:getAudioPlayer()
	if one == nil then print(label, "nothing") return end
	print(label, one.ClassName, one.IsPlaying, one:IsA("Sound") and one.SoundId or one.Asset, one.Parent.Name)
end
tell("before")
player:setQueue({ song("11"), song("12") })
player:play()
task.wait(5)
tell("first")
player:skip()
task.wait(3)
tell("second")
player:destroy()
tell("after")`;

		it("is handed out while it plays, and heard by everybody, by who comes late where the music is", async () => {
			const { trace } = await play(SCENE, { seconds: 12, players: 2, join: [0, 3], latency: 0.05 });
			assert.equal(said(trace, "before")[0]!.text, "nothing");
			assert.equal(said(trace, "first")[0]!.text, `${expected} true rbxassetid://11 SoundService`);
			assert.equal(said(trace, "second")[0]!.text, `${expected} true rbxassetid://12 SoundService`);
			assert.equal(said(trace, "after")[0]!.text, "nothing");
			const [own] = soundEvents(trace, "play", "player1");
			for (const peer of ["player1", "player2"]) {
				assert.deepEqual([...new Set(soundEvents(trace, "play", peer).map(assetOf))], ["11", "12"], peer);
				const silence = longestSilence(trace, 4, 7.9, peer);
				assert.ok(silence.seconds < 0.05, `${peer} silent for ${silence.seconds} at ${silence.at}`);
				const { t, position } = soundEvents(trace, "stop", peer).find(line => assetOf(line) === "11")!;
				assert.ok(Math.abs(Number(position) - (t - own!.t)) < 0.3, `${peer} at ${String(position)} ${t}`);
			}
		});
	});
}

describe("the output of a player of a list", () => {
	it("is the game's own end of the wire where it gives one, and stays when the player goes", async () => {
		const { trace } = await play(
			`
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false })
local output = Instance.new("AudioDeviceOutput")
output.Parent = game:GetService("SoundService")
local part = Instance.new("Part") part.Anchored = true part.Parent = workspace
local emitter = Instance.new("AudioEmitter")
emitter.Parent = part
for name, target in { everywhere = output, speaker = emitter } do
	local player = client:createPlayer({ output = target, parent = part, loudness = false })
	player:setQueue({ { asset_id = "11", name = "11", artist = "", album = "", duration = 20 } })
	player:play()
	task.wait(5)
	local one = player:getAudioPlayer()
	print(name, one.ClassName, one.Parent.Name, #target:GetConnectedWires("Input"))
	player:destroy()
	print(name, #target:GetConnectedWires("Input"), target.Parent ~= nil)
end
print("bad", pcall(function() client:createPlayer({ output = part }) end))`,
			{ seconds: 14 },
		);
		for (const name of ["everywhere", "speaker"]) {
			assert.deepEqual(
				said(trace, name).map(({ text }) => text),
				["AudioPlayer Part 1", "0 true"],
			);
		}
		assert.match(said(trace, "bad")[0]!.text, /^false .*output is .*; it must be "players", "server"/);
		assert.ok(heard(trace).some(({ gains }) => [...gains.values()].some(gain => gain > 0.4)));
	});
});

describe("a list of bare ids that the server plays, of which the catalog knows nothing", () => {
	for (const serverAudio of [true, false]) {
		it(`goes on when the first is over, as long as it turns out to last: server audio ${serverAudio ? "on" : "off"}`, async () => {
			const { trace } = await playScene(
				`local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
				local client = AudioScape.new("test-key", { analytics = false, retries = 0 })
				local list = client:createPlayer({ loudness = false })
				list:setQueue({ "21", "22" })
				list:play()
				print("at once", list.IsPlaying, list.NowPlaying.asset_id)
				list.OnTrackChanged = function(track) print("on", track and track.asset_id) end
				list.OnQueueFinished = function() print("finished") end`,
				{
					seconds: 30,
					characters: false,
					flags: { "server-audio": serverAudio },
					network: () => Promise.resolve("silence"),
					assets: { default: { duration: 8, loadDelay: 0.2 } },
				},
			);
			const said = trace.filter(line => line.kind === "log" && line.peer === "server");
			const at = (text: string): number => said.find(line => line["text"] === text)?.t ?? NaN;
			assert.equal(said[0]?.["text"], "at once true 21");
			assert.ok(Math.abs(at("on 22") - 8) < 1.5, `the second begins at ${at("on 22")}`);
			assert.ok(Math.abs(at("finished") - 16) < 3, `over at ${at("finished")}`);
		});
	}
});
