import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import type { TraceLine } from "../../tools/headless/run/index.ts";
import type { JsonApi } from "./json-api.ts";
import { assetOf, engineOption, onEachEngine } from "./scene.ts";
import { gainAt, play, startMusicApi, trackOf, when, zones } from "./zones-scene.ts";

const VILLAGE = trackOf("village");
const TENTH = 10 ** (0.1 / 20);

const decibels = (gain: number): number => 20 * Math.log10(gain);
/** Equal to a tenth of a decibel. */
const same = (one: number, other: number): boolean => one / other < TENTH && other / one < TENTH;

/** The gains of all Sounds of one kind on a machine, by Sound. */
const gainsOf = (trace: readonly TraceLine[], path: RegExp, at: number, peer = "player1"): number[] => {
	const own = new Set(
		trace
			.filter(line => line.kind === "sound" && line.peer === peer && path.test(String(line["path"])))
			.map(line => line["id"]),
	);
	const gains = new Map<unknown, number>();
	for (const line of trace) {
		if (line.t > at) break;
		if (line.peer !== peer || !own.has(line["id"])) continue;
		if (line.kind === "gain") gains.set(line["id"], Number(line["gain"]));
		if (line.kind === "sound" && ["stop", "ended", "destroy", "pause"].includes(String(line["event"]))) {
			gains.delete(line["id"]);
		}
	}
	return [...gains.values()];
};
const powerOf = (gains: number[]): number => gains.reduce((sum, gain) => sum + gain * gain, 0);

const RADIO = /AudioScapeRadio/;
const ZONES = /AudioScapeZoneMusic/;
const radioPower = (trace: readonly TraceLine[], at: number, peer?: string): number =>
	powerOf(gainsOf(trace, RADIO, at, peer));
const zonePower = (trace: readonly TraceLine[], at: number, peer?: string): number =>
	powerOf(gainsOf(trace, ZONES, at, peer));

/** The greatest step of a machine's gains between two times, as a share of full level. */
const greatestStep = (trace: readonly TraceLine[], from: number, to: number, peer = "player1"): number => {
	const last = new Map<unknown, number>();
	let most = 0;
	for (const line of trace) {
		if (line.kind !== "gain" || line.peer !== peer || line.t > to) continue;
		const before = last.get(line["id"]);
		const gain = Number(line["gain"]);
		if (before !== undefined && line.t > from) most = Math.max(most, Math.abs(gain - before));
		last.set(line["id"], gain);
	}
	return most;
};

let api: JsonApi;
const withApi = (): void => {
	before(async () => {
		api = await startMusicApi();
	});
	after(() => api.close());
};

/** Listens from where the character is. */
const EARS = `
local me = game:GetService("Players").LocalPlayer
local root = (me.Character or me.CharacterAdded:Wait()):WaitForChild("HumanoidRootPart")
game:GetService("SoundService"):SetListener(Enum.ListenerType.ObjectPosition, root)
`;

onEachEngine("a jukebox in a zone with music", () => {
	withApi();
	let trace: readonly TraceLine[];

	before(async () => {
		const run = await play(
			zones(api.url, `{ zones = { village = { area = box(0, 1000, 1000), music = { query = "village" } } } }`) +
				`local jukebox = Instance.new("Part")
				jukebox.Anchored = true jukebox.CanCollide = false jukebox.Position = Vector3.new(0, 3, 0)
				jukebox.Parent = workspace
				local radio = client:createRadio({ query = "juke", name = "juke", parent = jukebox, crossfade = 2, volume = 0.8 })
				go(300) task.wait(6) print("alone")
				radio:start() task.wait(4) print("walk")
				for studs = 300, 0, -1 do go(studs) task.wait(1 / 60) end
				task.wait(1) print("there")
				zones:override("village") task.wait(4) print("forced")
				zones:override(nil) task.wait(5) print("free")
				for studs = 0, 300 do go(studs) task.wait(1 / 60) end
				task.wait(1) print("away")
				go(4) task.wait(2) print("leapt")
				radio:stop() task.wait(3) print("stopped")`,
			{ seconds: 45, playerScripts: [{ name: "Ears", source: EARS }] },
		);
		trace = run.trace;
	});

	const times = (from: string, to: string): number[] => {
		const [begins, ends] = [when(trace, from), when(trace, to)];
		return Array.from({ length: Math.floor((ends - begins) * 60) }, (_, index) => begins + index / 60);
	};

	it("lowers it by just as much as it brings: together they are never 1 dB over the louder one alone", () => {
		const alone = zonePower(trace, when(trace, "alone"));
		for (const t of [...times("walk", "there"), ...times("free", "away")]) {
			const jukebox = radioPower(trace, t);
			const sum = zonePower(trace, t) + jukebox;
			const over = 10 * Math.log10(sum / Math.max(alone, jukebox));
			assert.ok(over <= 1, `${over} dB over at ${t}`);
			assert.ok(over >= -1, `${over} dB: a hole at ${t}`);
		}
	});

	it("is alone beside it, and gives everything back far away", () => {
		const alone = gainAt(trace, VILLAGE, when(trace, "alone"));
		assert.ok(zonePower(trace, when(trace, "there")) < 1e-6);
		assert.ok(radioPower(trace, when(trace, "there")) > 0.5);
		assert.ok(same(gainAt(trace, VILLAGE, when(trace, "walk")), alone));
		assert.ok(same(gainAt(trace, VILLAGE, when(trace, "away")), alone));
	});

	it("is silent where its zone is forced, and comes back with it", () => {
		const alone = gainAt(trace, VILLAGE, when(trace, "alone"));
		assert.ok(radioPower(trace, when(trace, "forced")) < 1e-6);
		assert.ok(same(gainAt(trace, VILLAGE, when(trace, "forced")), alone));
		assert.ok(same(radioPower(trace, when(trace, "free")), radioPower(trace, when(trace, "there"))));
		assert.ok(zonePower(trace, when(trace, "free")) < 1e-6);
	});

	it("clicks nowhere: on a walk no gain leaps, on a leap of the listener the zone's fades", () => {
		assert.ok(greatestStep(trace, when(trace, "there"), when(trace, "free")) < 0.05);
		const leap = trace.filter(
			line =>
				line.kind === "gain" &&
				assetOf(line) === VILLAGE &&
				line.t > when(trace, "away") &&
				line.t < when(trace, "leapt"),
		);
		assert.ok(leap.length >= 5, `${leap.length} steps`);
	});

	it("gives the zone its music back when it stops", () => {
		assert.ok(same(gainAt(trace, VILLAGE, when(trace, "stopped")), gainAt(trace, VILLAGE, when(trace, "alone"))));
	});
});

const LOCAL = `
local library = require(game:GetService("ReplicatedStorage"):WaitForChild("AudioScapePlayer"))
local Players = game:GetService("Players")
if Players.LocalPlayer.Name ~= "Player1" then return end
local SoundService = game:GetService("SoundService")
local function count()
	local effects, groups = 0, 0
	for _, instance in SoundService:GetDescendants() do
		if instance:IsA("SoundEffect") or instance:IsA("AudioFilter") or instance:IsA("AudioReverb") then effects += 1 end
		if instance.Name == "AudioScapeMix" then groups += 1 end
	end
	return effects .. " " .. groups
end
task.wait(8)
print("made", count())
print("before")
local line = library.duck({ by = 12, attack = 0.3, release = 0.5 })
task.wait(1) print("ducked")
local second = library:duck({ by = 6, who = "music", attack = 0.1 })
task.wait(0.5) print("both")
line:release() line:release()
task.wait(1) print("second only")
second:release()
task.wait(1) print("after")
library.duck({ by = 20, attack = 0.2, hold = 1, release = 0.2 })
task.wait(0.8) print("held")
task.wait(1) print("let go")
print("effects", count())
local menu = library.snapshot("underwater")
task.wait(1) print("underwater")
local over = library:snapshot("menu")
task.wait(1) print("menu")
over:release() menu:release()
task.wait(1.5) print("dry")
print("kept", count())
print("refused", pcall(function() library.duck({ by = 12, relaese = 2 }) end))
`;

onEachEngine("ducks and snapshots", () => {
	withApi();
	let trace: readonly TraceLine[];
	const said = (word: string): string => {
		const line = trace.find(one => one.kind === "log" && String(one["text"]).startsWith(`${word} `));
		return String(line?.["text"]);
	};
	const music = (word: string, peer?: string): number => gainAt(trace, VILLAGE, when(trace, word), peer);
	const radio = (word: string, peer?: string): number => Math.sqrt(radioPower(trace, when(trace, word), peer));
	const tonesOf = (word: string): TraceLine[] => {
		const latest = new Map<unknown, TraceLine>();
		for (const line of trace) {
			if (line.kind === "tone" && line.peer === "player1" && line.t <= when(trace, word)) latest.set(line["id"], line);
		}
		return [...latest.values()];
	};

	before(async () => {
		const run = await play(
			`local given = Instance.new("SoundGroup") given.Name = "Given" given.Volume = 0.5
			given.Parent = game:GetService("SoundService")
			` +
				zones(
					api.url,
					`{ soundGroup = given, zones = { village = { area = box(0, 1000, 1000), music = { query = "village" } } } }`,
				) +
				`go(100)
				client:createRadio({ query = "juke", name = "juke", crossfade = 2 }):start()
				client:createRadio({ query = "hall", name = "hall", output = "server", volume = 0.3 }):start()
				local second = game:GetService("Players"):WaitForChild("Player2")
				task.wait(16)
				print("server before")
				local one = client:duck({ by = 18, players = { second } })
				task.wait(1) print("server ducked")
				one:release() task.wait(1)
				client:defineSnapshot("cave", { groups = { music = { by = 10, lowPass = 1000 } }, fadeIn = 0.2, fadeOut = 0.2 })
				local cave = client:snapshot("cave")
				client:duck({ by = 30, attack = 0.1, hold = 0.5, release = 0.1, who = "radio" })
				task.wait(0.4) print("server cave")
				task.wait(1) cave:release()
				task.wait(1) print("server after")
				print("unknown", pcall(function() client:snapshot("cav") end))
				print("notplayers", pcall(function() client:duck({ players = { workspace } }) end))`,
			{ seconds: 25, players: 2, playerScripts: [{ name: "Local", source: LOCAL }] },
		);
		trace = run.trace;
	});

	it("lower what they name by what they say, and give it back to a tenth of a decibel", () => {
		for (const gain of [music, radio]) {
			assert.ok(
				same(gain("ducked"), gain("before") * 10 ** (-12 / 20)),
				`${decibels(gain("ducked") / gain("before"))}`,
			);
			assert.ok(same(gain("after"), gain("before")));
			assert.ok(same(gain("let go"), gain("before")));
		}
	});

	it("do not add up: of two the deeper holds", () => {
		assert.ok(same(music("both"), music("ducked")));
		assert.ok(same(music("second only"), music("before") * 10 ** (-6 / 20)));
		assert.ok(same(radio("second only"), radio("before")));
	});

	it("let go by themselves after their hold", () => {
		assert.ok(same(music("held"), music("before") * 10 ** (-20 / 20)));
	});

	it("never leap", () => {
		const most = greatestStep(trace, when(trace, "before"), when(trace, "dry"));
		assert.ok(most < 0.1, `a step of ${most}`);
	});

	it("lower what a server plays on a replicated Sound, too", () => {
		const hall = (word: string): number => {
			const id = trace.find(
				line =>
					line.kind === "sound" &&
					/Workspace|SoundService\.AudioScapeRadio\d/.test(String(line["path"])) &&
					line.peer === "player1" &&
					assetOf(line).startsWith(trackOf("hall").slice(0, -1)),
			);
			return id === undefined ? Number.NaN : gainAt(trace, assetOf(id), when(trace, word));
		};
		assert.ok(same(hall("ducked"), hall("before") * 10 ** (-12 / 20)), `${hall("before")} ${hall("ducked")}`);
		assert.ok(same(hall("after"), hall("before")));
	});

	it("make nothing before they are used, in the game's group only a group inside it, and effects when they cut", () => {
		assert.equal(said("made"), "made 0 0");
		// AudioPlayers go through faders, in whatever group they are governed by.
		assert.match(said("effects"), engineOption().includes("audio") ? /^effects 0 0/ : /^effects 0 [1-9]/);
		assert.equal(said("kept").split(" ")[2], said("effects").split(" ")[2]);
	});

	it("cut off the highs by snapshot, the higher priority over the lower, and open up again", () => {
		const highs = (word: string): number[] => tonesOf(word).map(line => Math.round(Number(line["high"])));
		assert.ok(
			highs("underwater").length >= 3 && highs("underwater").every(high => high < -40),
			`${highs("underwater")}`,
		);
		assert.ok(
			highs("menu").every(high => high < -15 && high > -30),
			`${highs("menu")}`,
		);
		assert.ok(highs("dry").every(high => high === 0));
		assert.ok(same(music("dry"), music("before")));
	});

	it("come from the server for whom it says, and are refused by the one reader", () => {
		assert.ok(same(music("server ducked", "player2"), music("server before", "player2") * 10 ** (-18 / 20)));
		assert.ok(same(music("server ducked"), music("server before")));
		for (const peer of ["player1", "player2"]) {
			assert.ok(same(music("server cave", peer), music("server before", peer) * 10 ** (-10 / 20)));
			assert.ok(same(radio("server cave", peer), radio("server before", peer) * 10 ** (-30 / 20)));
			assert.ok(same(music("server after", peer), music("server before", peer)));
			assert.ok(same(radio("server after", peer), radio("server before", peer)));
		}
		assert.match(said("unknown"), /snapshot: name is "cav"; it must be .*; did you mean "cave"\?/);
		assert.match(said("notplayers"), /duck: players\[1\] is a Workspace; it must be a Player/);
		assert.match(said("refused"), /duck: relaese is not an option; did you mean release\?/);
	});
});

onEachEngine("the acoustics of zones", () => {
	withApi();
	let trace: readonly TraceLine[];
	/** Decibels of the highs and of the room, of what sounds at a path. */
	const toneAt = (path: RegExp, word: string): [high: number, room: number] => {
		const ids = new Set(
			trace
				.filter(line => line.kind === "sound" && line.peer === "player1" && path.test(String(line["path"])))
				.map(line => line["id"]),
		);
		const line = trace.findLast(
			one => one.kind === "tone" && one.peer === "player1" && ids.has(one["id"]) && one.t <= when(trace, word),
		);
		return line === undefined ? [0, -80] : [Number(line["high"]), Math.round(Number(line["room"]))];
	};
	const STEPS = /AudioScapeStep/;

	before(async () => {
		const run = await play(
			zones(
				api.url,
				`{ crossfade = 2, zones = {
					village = { area = box(0, 100), music = { query = "village" } },
					pool = { area = box(100, 100), music = { query = "pool" }, muffle = 1, reverb = 0.5 },
				} }`,
			) +
				`local cave = Instance.new("Part")
				cave.Name = "cave" cave.Anchored = true cave.CanCollide = false cave.Size = Vector3.new(100, 60, 100)
				cave.Position = Vector3.new(200, 0, 0)
				cave:SetAttribute("Query", "cave") cave:SetAttribute("Reverb", 1)
				cave.Parent = workspace
				cave:AddTag("AudioScapeZone")
				local jukebox = Instance.new("Part")
				jukebox.Anchored = true jukebox.CanCollide = false jukebox.Position = Vector3.new(100, 3, 60)
				jukebox.Parent = workspace
				client:createRadio({ query = "juke", name = "juke", parent = jukebox }):start()
				local footsteps = client:createFootsteps({ surfaces = { Grass = "123" } })
				footsteps:resolve()
				local function step() footsteps:step("Grass", root) task.wait(0.1) end
				go(20) task.wait(5) step() print("dry")
				go(100) task.wait(1.4) step() print("half") task.wait(2) step() print("pool")
				go(200) task.wait(4) step() print("cave")
				cave:SetAttribute("Reverb", 0.1) task.wait(4) step() print("edited")
				go(20) task.wait(4) step() print("dry again")
				print("bad", pcall(function()
					client:createZones({ zones = { x = { area = box(0, 1), music = "1", muffle = 2 } } })
				end))
				print("for all", pcall(function()
					client:createZones({ output = "server", zones = { x = { area = box(0, 1), music = "1", reverb = 0.2 } } })
				end))`,
			{ seconds: 35 },
		);
		trace = run.trace;
	});

	it("muffle everything, and come with the music", () => {
		assert.deepEqual(toneAt(/AudioScapeZoneMusic/, "dry"), [0, -80]);
		const half = toneAt(/AudioScapeRadio/, "half")[0];
		assert.ok(half < -3 && half > -35, `${half}`);
		for (const path of [/AudioScapeZoneMusic/, /AudioScapeRadio/, STEPS]) {
			assert.ok(toneAt(path, "pool")[0] < -47, `${path} ${toneAt(path, "pool")[0]}`);
		}
	});

	it("let footsteps and jukeboxes ring in the room, and leave the music dry", () => {
		assert.equal(toneAt(STEPS, "pool")[1], -6);
		assert.equal(toneAt(/AudioScapeRadio/, "pool")[1], -6);
		assert.equal(toneAt(/AudioScapeZoneMusic/, "pool")[1], -80);
		assert.deepEqual(toneAt(STEPS, "cave"), [0, 0]);
	});

	it("follow an attribute that is edited, and are gone outside", () => {
		assert.deepEqual(toneAt(STEPS, "edited"), [0, -20]);
		assert.deepEqual(toneAt(/AudioScapeRadio/, "dry again"), [0, -80]);
	});

	it("are shares from 0 to 1, and nothing for zones that everybody hears alike", () => {
		const said = (word: string): string =>
			String(trace.find(line => String(line["text"]).startsWith(`${word} `))?.["text"]);
		assert.match(said("bad"), /createZones: zones\.x\.muffle is 2; it must be a number from 0 to 1/);
		assert.match(said("for all"), /zone 'x': muffle and reverb need zones with output = "players"/);
	});
});

describe("the mix", () => {
	it("makes no table in a steady frame, however much is on", async () => {
		const { output } = await play(`
			local TS = require(game:GetService("ServerScriptService").AudioScape.include.RuntimeLib)
			local mix = TS.lib("shared/mix/brain").createMix()
			local priority = TS.lib("shared/mix/priority")
			local bus = TS.lib("shared/sound/buses").openBus({ kind = "music", name = "Spec" })
			mix.duck({ by = 12, attack = 0.1, release = 0.1, who = { "music" } }, 0)
			mix.snapshot({ priority = 1, fadeIn = 0.1, fadeOut = 0.1, groups = { music = { by = 3, lowPass = 900 } } }, 0)
			mix.surround({}, 0.5, 0.5, 0.1, 0)
			local function music(gain, hasPlace)
				local function told() return gain end
				return { gain = told, level = told, hasPlace = hasPlace, heardAt = function() return 0.5 end }
			end
			local zone, jukebox = music(0.5, false), music(0.6, true)
			local now, angle, ear = 1, 0, Vector3.zero
			local function frame()
				now += 1 / 60
				mix.step(now)
				angle = priority.giveWay(angle, priority.powerTaken(zone, jukebox, ear), 1 / 60)
				bus.set(mix.gain("music") * math.cos(angle), mix.lowPass("music"), mix.reverb())
			end
			for _ = 1, 50 do frame() end
			local before = gcinfo()
			for _ = 1, 2000 do frame() end
			print("kB", gcinfo() - before)
		`);
		assert.match(
			output.find(line => line.includes("kB"))!,
			/\s0$/,
		);
	});
});
