import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import type { RunOptions, RunResult, TraceLine } from "../../tools/headless/run/index.ts";
import { FLOORS, STAND } from "./footsteps-scene.ts";
import { modelPlace } from "./model-place.ts";
import { assetOf, playScene } from "./scene.ts";

const FRAME = 1 / 60;
const DECIBELS = 0.2;

/** One play of an asset on a machine: where it was heard how loud. */
interface Heard {
	id: string;
	starts: number;
	/** Gains by time; what is silent is 0. */
	curve: { t: number; gain: number }[];
}

/** What stands at the end of a frame is heard. */
const note = (heard: Heard | undefined, t: number, gain: number): void => {
	if (heard?.curve.at(-1)?.t === t) heard.curve.pop();
	heard?.curve.push({ t, gain });
};

/** Everything heard on a machine, play by play, in the order of the starts. */
const heardOn = (trace: readonly TraceLine[], peer: string): Heard[] => {
	const now = new Map<unknown, Heard>();
	const all: Heard[] = [];
	for (const line of trace) {
		if (line.peer !== peer || /action_footsteps/.test(String(line["soundId"]))) continue;
		const voice = line["id"];
		const event = line.kind === "sound" ? String(line["event"]) : line.kind;
		if (event === "play" || event === "resume") {
			const heard: Heard = { id: assetOf(line), starts: line.t, curve: [] };
			now.set(voice, heard);
			all.push(heard);
		} else if (event === "gain") note(now.get(voice), line.t, Number(line["gain"]));
		else if (["stop", "pause", "ended", "destroy"].includes(event)) {
			note(now.get(voice), line.t, 0);
			now.delete(voice);
		}
	}
	return all.filter(({ curve }) => curve.some(({ gain }) => gain > 0));
};

const gainAt = ({ curve }: Heard, t: number): number => curve.findLast(point => point.t <= t + 1e-6)?.gain ?? 0;

/** Decibels between two gains; what is too soft to be heard is alike. */
const between = (a: number, b: number): number =>
	Math.max(a, b) < 1e-3 ? 0 : Math.abs(20 * Math.log10(Math.max(a, 1e-6) / Math.max(b, 1e-6)));

/** The least that a curve is off from a gain within a frame of a moment. */
const off = (heard: Heard, t: number, gain: number): number =>
	Math.min(...[-1, 0, 1].map(frames => between(gainAt(heard, t + frames * FRAME), gain)));

const assertAlike = (one: readonly Heard[], other: readonly Heard[]): void => {
	assert.ok(one.length > 0);
	assert.deepEqual(
		other.map(({ id }) => id),
		one.map(({ id }) => id),
	);
	one.forEach((mine, index) => {
		const theirs = other[index]!;
		assert.ok(Math.abs(mine.starts - theirs.starts) <= FRAME + 1e-6, `${mine.id} at ${mine.starts}, ${theirs.starts}`);
		for (const [a, b] of [
			[mine, theirs],
			[theirs, mine],
		] as const) {
			for (const { t, gain } of a.curve) assert.ok(off(b, t, gain) <= DECIBELS, `${a.id} ${gain} at ${t}`);
		}
	});
};

const onBoth = async (scene: (engine: string) => string, options: Partial<RunOptions>): Promise<RunResult[]> => [
	await playScene(scene(`engine = "sound"`), options),
	await playScene(scene(`engine = "audio"`), options),
];

const CLIENT = (engine: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false, retries = 0, ${engine} })
local Players, SoundService = game:GetService("Players"), game:GetService("SoundService")
local group = Instance.new("SoundGroup") group.Volume = 0.8 group.Parent = SoundService
`;

/** Steps, a station of everybody's and one at a part, an ambience and two musics: all that sounds, walked through. */
const EVERYTHING = (engine: string): string => `${FLOORS}${CLIENT(engine)}
	local box = Instance.new("Part")
	box.Anchored = true box.Position = Vector3.new(60, 3, 0) box.Size = Vector3.one box.Parent = workspace
	local steps = client:createFootsteps({ surfaces = { Grass = { assets = { "11", "12", "13" } } }, stride = 5, seed = 7, soundGroup = group })
	steps:attachAll()
	local function song(id) return { asset_id = id, name = id, artist = id, album = "", duration = 30 } end
	local list = client:createPlayer({ output = "players", parent = box, crossfade = 2, loudness = false, soundGroup = group })
	list:setQueue({ song("21"), song("22") })
	list:play()
	local function area(x) return { cframe = CFrame.new(x, 0, 0), size = Vector3.new(30, 60, 100) } end
	local zones = client:createZones({ crossfade = 2, dwell = 0.1, loudness = false, volume = 0.6, zones = {
		meadow = { area = area(10), music = { assets = { "31" } }, ambience = "33" },
		wood = { area = area(45), music = { assets = { "32" } }, volume = 0.7 },
	} })
	${STAND}
	task.wait(4)
	humanoid:MoveTo(Vector3.new(60, 3, 0))
	task.wait(4)
	group.Volume = 0.4
	task.wait(2)
	list:setVolume(0.2, 1)
	task.wait(2)
	list:skip()
	task.wait(3)
	box.Position = Vector3.new(90, 3, 0)
	task.wait(2)
	list:pause()
	task.wait(1)
	list:resume()
	task.wait(3)
	steps:destroy() list:destroy() zones:destroy()
	task.wait(2)
	print("over")`;

describe("the two engines, in the same scene", () => {
	let sound: RunResult;
	let audio: RunResult;

	before(async () => {
		const assets = {
			default: { duration: 30, loadDelay: 0.2 },
			"11": { duration: 1 },
			"12": { duration: 1 },
			"13": { duration: 1 },
		};
		[sound, audio] = (await onBoth(EVERYTHING, { seconds: 26, assets })) as [RunResult, RunResult];
	});

	it("start the same things within a frame, and are as loud all the way within 0.2 dB and a frame", () => {
		const one = heardOn(sound.trace, "player1");
		const groups = ({ trace }: RunResult): unknown[] =>
			trace
				.filter(({ kind, event, peer }) => kind === "sound" && event === "play" && peer === "player1")
				.map(({ group }) => group);
		assert.ok(groups(sound).filter(group => group !== undefined).length > 10, "Sounds are in groups");
		assert.deepEqual(
			groups(audio).filter(group => group !== undefined),
			[],
			"AudioPlayers cannot be",
		);
		assert.ok(new Set(one.map(({ id }) => id)).size >= 7, "steps, station, music and ambience");
		assertAlike(one, heardOn(audio.trace, "player1"));
	});

	it("leave as little behind", () => {
		for (const { trace } of [sound, audio]) {
			const counts = trace.filter(line => line.kind === "instance" && line.peer === "player1");
			const over = trace.find(line => line.kind === "log" && line["text"] === "over")!.t;
			const last = counts.find(line => line.t >= over)!;
			assert.equal(last["sounds"], 1, "the default walking sound");
		}
		const endOf = ({ trace }: RunResult): unknown =>
			trace.findLast(line => line.kind === "instance" && line.peer === "player1")!["instances"];
		assert.equal(endOf(audio), endOf(sound));
	});
});

describe("an AudioPlayer that sounds from a part", () => {
	const AT_A_PART = (more: string): string => `${CLIENT(`engine = "audio"`)}
		local box = Instance.new("Part")
		box.Anchored = true box.Position = Vector3.new(30, 3, 0) box.Parent = workspace
		local list = client:createPlayer({ output = "players", parent = box, loudness = false, volume = 1 })
		${more}
		list:setQueue({ { asset_id = "21", name = "21", artist = "", album = "", duration = 30 } })
		task.wait(3)
		list:play()`;
	const EAR = (wiring: string): Partial<RunOptions> => ({
		playerScripts: [
			{
				name: "Ear",
				source: `
				local ear, output = Instance.new("AudioListener"), Instance.new("AudioDeviceOutput")
				local fader = Instance.new("AudioFader")
				local function wire(from, to)
					local wire = Instance.new("Wire")
					wire.SourceInstance, wire.TargetInstance, wire.Parent = from, to, from
				end
				fader.Volume = 0.5
				for _, one in { output, fader } do one.Parent = game:GetService("SoundService") end
				${wiring}
				ear.Parent = workspace.CurrentCamera`,
			},
		],
	});
	const loudness = async (options: Partial<RunOptions>, more = ""): Promise<number> => {
		const { trace } = await playScene(AT_A_PART(more), { seconds: 8, characters: false, ...options });
		const gains = trace.filter(line => line.kind === "gain" && line.peer === "player1" && line.t > 6);
		return Number((gains.at(-1) ?? trace.findLast(line => line.kind === "gain" && line.peer === "player1"))!["gain"]);
	};

	it("is heard once, at the camera, whether the place listens there or nobody does", async () => {
		const alone = await loudness({});
		assert.ok(alone > 0.1 && alone < 1);
		assert.equal(await loudness({ flags: { "default-listener": "camera" } }), alone);
		assert.equal(await loudness(EAR("wire(ear, output)")), alone);
	});

	it("goes through what a game wired its own listener to, and past one that nobody hears", async () => {
		const alone = await loudness({});
		assert.equal(await loudness(EAR("wire(ear, fader) wire(fader, output)")), alone / 2);
		assert.equal(await loudness(EAR("wire(ear, fader)")), alone);
	});

	it("is heard when a server has made it, too", async () => {
		const replicated = await loudness(
			{},
			`list:destroy() list = client:createPlayer({ output = "server", parent = box, loudness = false, volume = 1 })`,
		);
		assert.equal(replicated, await loudness({}));
	});
});

describe('engine = "auto"', () => {
	/** What plays a step on a player's machine, and what the place's own default footsteps are there. */
	const playedIn = async (CharacterSoundsUseNewApi: string | undefined): Promise<string[]> => {
		const { trace } = await playScene(
			`${FLOORS}${CLIENT(`engine = "auto"`)}
			local steps = client:createFootsteps({ surfaces = { Grass = { assets = { "11" } } }, seed = 7 })
			steps:attachAll()
			client:createPlayer({ output = "players", loudness = false }):playTrack({ asset_id = "21", name = "", artist = "", duration = 30 })
			${STAND}
			task.wait(2)
			humanoid:MoveTo(Vector3.new(30, 3, 0))`,
			{
				seconds: 4,
				place: [
					...modelPlace(),
					{
						name: "SoundService",
						className: "SoundService",
						properties: CharacterSoundsUseNewApi === undefined ? {} : { CharacterSoundsUseNewApi },
						attributes: {},
						tags: [],
						children: [],
					},
				],
				playerScripts: [
					{
						name: "Look",
						source: `
						local seen = {}
						game.DescendantAdded:Connect(function(one)
							if one:IsA("Sound") or one:IsA("AudioPlayer") then
								local name = if one.Name == "Running" then "default" else "ours"
								if not seen[name .. one.ClassName] then print(name, one.ClassName) end
								seen[name .. one.ClassName] = true
							end
						end)`,
					},
				],
				assets: { default: { duration: 30, loadDelay: 0.1 }, "11": { duration: 1, loadDelay: 0.1 } },
			},
		);
		assert.ok(trace.some(line => line.kind === "sound" && line["event"] === "play" && assetOf(line) === "11"));
		const said = trace.filter(line => line.kind === "log" && line.peer === "player1").map(line => String(line["text"]));
		return said.filter(text => text.startsWith("ours")).sort();
	};

	it("plays AudioPlayers where the place's characters do", async () => {
		assert.deepEqual(await playedIn("Enabled"), ["ours AudioPlayer"]);
	});

	it("plays Sounds where they do not, and where a new place says nothing", async () => {
		assert.deepEqual(await playedIn("Disabled"), ["ours Sound"]);
		assert.deepEqual(await playedIn(undefined), ["ours Sound"]);
	});
});
