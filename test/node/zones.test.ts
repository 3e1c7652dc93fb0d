import assert from "node:assert/strict";
import { after, before, beforeEach, it } from "node:test";

import type { TraceLine } from "../../tools/headless/run/index.ts";
import type { JsonApi } from "./json-api.ts";
import { onEachEngine, onEachWay } from "./scene.ts";
import { changes, gainAt, heardAt, music, play, plays, startMusicApi, trackOf, when, zones } from "./zones-scene.ts";

const VILLAGE = trackOf("village");
const FOREST = trackOf("forest");
const ARENA = trackOf("arena");

const TWO = `{ zones = {
	village = { area = box(0, 100), music = { query = "village" } },
	forest = { area = box(100, 100), music = { query = "forest" } },
} }`;

let api: JsonApi;
/** The specs of a file share a process with those of others, so hooks belong to the suites. */
const withApi = (): void => {
	before(async () => {
		api = await startMusicApi();
	});
	after(() => api.close());
	beforeEach(() => {
		api.down = false;
		api.asked.length = 0;
	});
};

const instances = (trace: readonly TraceLine[], from: number, to: number, peer = "player1"): number[] => [
	...new Set(
		trace
			.filter(line => line.kind === "instance" && line.peer === peer && line.t >= from && line.t <= to)
			.map(line => Number(line["sounds"])),
	),
];

onEachWay("zones", signals => {
	withApi();

	it("a walk through village, forest and arena and back hears the right music, crossfaded and resumed", async () => {
		const { trace } = await play(
			zones(
				api.url,
				`{ zones = {
					village = { area = box(0, 100), music = { query = "village" } },
					forest = { area = box(100, 100), music = { query = "forest" } },
					arena = { area = box(140, 60, 40), music = { query = "arena" }, priority = 1 },
				} }`,
			) +
				`go(0) task.wait(12) print("to forest") go(80) task.wait(8) print("to arena") go(140) task.wait(8)
				print("back to forest") go(80) task.wait(8) print("home") go(0)`,
			{ signals, seconds: 50 },
		);
		const toForest = when(trace, "to forest");
		const home = when(trace, "home");
		assert.equal(heardAt(trace, toForest), VILLAGE);
		assert.equal(heardAt(trace, toForest + 7), FOREST);
		assert.equal(heardAt(trace, when(trace, "to arena") + 7), ARENA);
		assert.equal(heardAt(trace, when(trace, "back to forest") + 7), FOREST);
		assert.equal(heardAt(trace, home + 7), VILLAGE);
		assert.deepEqual(
			changes(trace).map(([, from, to]) => `${from}>${to}`),
			["outside>village", "village>forest", "forest>arena", "arena>forest", "forest>village"],
		);
		// Both are heard in the middle of a crossfade, at equal power.
		const swap = plays(trace).find(entry => entry.id === FOREST)!.t;
		const middle = swap + 1.5;
		const power = gainAt(trace, VILLAGE, middle) ** 2 + gainAt(trace, FOREST, middle) ** 2;
		const full = gainAt(trace, VILLAGE, toForest) ** 2;
		assert.ok(Math.abs(power / full - 1) < 0.15, `power ${power} of ${full}`);
		// Back in the village the music goes on where it was left.
		const [first, again] = plays(trace).filter(entry => entry.id === VILLAGE);
		assert.ok(Math.abs(again!.position - (swap - first!.t)) < 1, `resumed at ${again!.position}`);
		assert.equal(instances(trace, toForest, home + 7).length, 1, "no Sound is made while walking");
	});

	it("a walk to and fro over a border at 2 Hz for 30 s swaps once at most", async () => {
		const { trace } = await play(
			zones(api.url, TWO) +
				`go(20) task.wait(4) print("walk")
				local began = os.clock()
				while os.clock() - began < 30 do
					go(50 + 8 * math.sin((os.clock() - began) * 2 * math.pi * 2))
					task.wait()
				end`,
			{ signals, seconds: 40 },
		);
		const began = when(trace, "walk");
		assert.ok(plays(trace).filter(entry => entry.t > began).length <= 1);
		assert.ok(changes(trace).filter(([t]) => t > began).length <= 1);
	});

	it("turning round within one fade brings the old music back without a restart or a jump", async () => {
		const { trace } = await play(
			zones(api.url, TWO) + `go(20) task.wait(8) print("there") go(80) task.wait(1.5) print("and back") go(20)`,
			{ signals, seconds: 20 },
		);
		const there = when(trace, "there");
		assert.equal(plays(trace).filter(entry => entry.id === VILLAGE).length, 1);
		assert.equal(music(trace).filter(entry => entry.id === VILLAGE && entry.event === "stop").length, 0);
		assert.equal(heardAt(trace, there + 10), VILLAGE);
		const gains = trace.filter(
			line => line.kind === "gain" && line.t > there && String(line["soundId"]).endsWith(VILLAGE),
		);
		let last = gainAt(trace, VILLAGE, there);
		for (const line of gains) {
			const gain = Number(line["gain"]);
			assert.ok(Math.abs(gain - last) < 0.05, `a jump from ${last} to ${gain} at ${line.t}`);
			last = gain;
		}
	});

	it("what happens to the zone one is in is heard: disabled, removed, destroyed, moved away, resized", async () => {
		const { trace } = await play(
			zones(api.url, "{}") +
				`local function part(name, x, width)
					local made = Instance.new("Part")
					made.Name = name made.Anchored = true made.CanCollide = false
					made.Size = Vector3.new(width, 60, 100) made.CFrame = CFrame.new(x, 0, 0)
					made.Parent = workspace
					return made
				end
				zones:add("land", { area = box(0, 1000, 1000), music = { query = "land" } })
				local hut = part("Hut", 0, 100)
				zones:add("hut", { area = hut, music = { query = "hut" } })
				local function report(step) task.wait(2) print(step, zones:current(player)) end
				go(0) report("in")
				zones:setEnabled("hut", false) report("disabled")
				zones:setEnabled("hut", true) report("enabled")
				hut.Parent = nil report("unparented")
				hut.Parent = workspace report("parented")
				hut.CFrame = CFrame.new(400, 0, 0) report("moved")
				hut.CFrame = CFrame.new(0, 0, 0) report("moved back")
				hut.Size = Vector3.new(4, 4, 4) go(20) report("shrunk")
				hut.Size = Vector3.new(100, 60, 100) report("grown")
				hut:Destroy() report("destroyed")
				zones:add("tent", { area = { box(0, 100), box(200, 20) }, music = { query = "tent" } }) report("added")
				zones:remove("tent") zones:remove("nothing") report("removed")`,
			{ signals, seconds: 40 },
		);
		const said = trace
			.filter(line => line.kind === "log" && !String(line["text"]).startsWith("changed"))
			.map(line => String(line["text"]));
		assert.deepEqual(said, [
			"in hut",
			"disabled land",
			"enabled hut",
			"unparented land",
			"parented hut",
			"moved land",
			"moved back hut",
			"shrunk land",
			"grown hut",
			"destroyed land",
			"added tent",
			"removed land",
		]);
		assert.equal(heardAt(trace, 39), trackOf("land"));
	});

	it("ids that are known play while the API is down, and the rest when it is back", async () => {
		api.down = true;
		const timer = setTimeout(() => undefined, 0);
		clearTimeout(timer);
		const { trace } = await play(
			zones(
				api.url,
				`{ zones = { known = { area = box(0, 100), music = "4711" }, sought = { area = box(100, 100), music = { query = "sought" } } } }`,
			) + `go(0) task.wait(10) print("over") go(100)`,
			{
				signals,
				seconds: 240,
				onTrace: line => {
					if (line.t > 60) api.down = false;
				},
			},
		);
		const over = when(trace, "over");
		assert.equal(heardAt(trace, over), "4711");
		assert.equal(heardAt(trace, over + 10), "4711", "what is not found yet keeps the previous music");
		assert.equal(heardAt(trace, 239), trackOf("sought"));
		const warned = trace.filter(line => line.kind === "log" && line["level"] === "warn");
		assert.equal(warned.length, 1);
	});
});

onEachEngine(
	"zones",
	() => {
		withApi();

		it("300 tagged zones with 40 queries cost 40 requests at start, the nearest first, and none afterwards", async () => {
			const { trace } = await play(
				`for i = 0, 299 do
				local part = Instance.new("Part")
				part.Name = "Zone" .. i part.Anchored = true part.CanCollide = false
				part.Size = Vector3.new(20, 60, 20) part.Position = Vector3.new(i * 30, 0, 0)
				part:SetAttribute("Query", string.char(97 + i % 20, 97 + i // 20 % 2) .. " mood")
				part:AddTag("AudioScapeZone")
				part.Parent = workspace
			end
			local Players = game:GetService("Players")
			local player = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
			local character = player.Character or player.CharacterAdded:Wait()
			character:WaitForChild("HumanoidRootPart").CFrame = CFrame.new(900, 3, 0)
			task.wait(0.5)
			` +
					zones(api.url, "{}") +
					`task.wait(2) for i = 0, 60, 2 do go(i * 30) task.wait(0.8) end`,
				{ seconds: 30 },
			);
			assert.equal(api.asked.length, 40);
			assert.equal(new Set(api.asked).size, 40);
			assert.ok(trace.filter(line => line.kind === "http").every(line => line.t < 10));
			assert.ok(["kb mood", "jb mood", "lb mood"].includes(api.asked[0]!), api.asked[0]);
			assert.ok(plays(trace).length > 10);
		});

		it("two zones that fill the same space do not take turns", async () => {
			const { trace } = await play(
				zones(
					api.url,
					`{ zones = { a = { area = box(0, 100), music = { query = "a" } }, b = { area = box(0, 100), music = { query = "b" } } } }`,
				) + `go(0) for i = 1, 40 do go(i) task.wait(0.3) end`,
			);
			assert.equal(plays(trace).length, 1);
			assert.equal(changes(trace).length, 1);
		});

		it("a teleport across the map is followed, and the same music plays on", async () => {
			const { trace } = await play(
				zones(
					api.url,
					`{ zones = { here = { area = box(0, 100), music = { query = "calm" } }, there = { area = box(50000, 100), music = { query = "calm" } } } }`,
				) + `go(0) task.wait(6) go(50000) task.wait(6)`,
			);
			assert.equal(plays(trace).length, 1);
			assert.deepEqual(
				changes(trace).map(([, , to]) => to),
				["here", "there"],
			);
		});

		it("a moving zone takes its passengers along", async () => {
			const { trace } = await play(
				zones(api.url, "{}") +
					`local train = Instance.new("Part")
				train.Name = "Train" train.Anchored = true train.CanCollide = false
				train.Size = Vector3.new(30, 30, 30) train.CFrame = CFrame.new(0, 0, 0)
				train:SetAttribute("Query", "train") train:AddTag("AudioScapeZone") train.Parent = workspace
				go(0) task.wait(3)
				for i = 1, 200 do
					train.CFrame = CFrame.new(i * 2, 0, 0)
					go(i * 2)
					task.wait()
				end
				task.wait(2)
				train.CFrame = CFrame.new(0, 0, 0)`,
				{ seconds: 20 },
			);
			assert.deepEqual(
				changes(trace).map(([, from, to]) => `${from}>${to}`),
				["outside>Train", "Train>outside"],
			);
			assert.equal(plays(trace).length, 1);
		});

		it("bad attributes are reported once by full name and left out; mended they come in", async () => {
			const { trace, output } = await play(
				`local function tagged(name, attributes)
				local part = Instance.new("Part")
				part.Name = name part.Anchored = true part.Size = Vector3.new(50, 50, 50) part.Parent = workspace
				for key, value in attributes do part:SetAttribute(key, value) end
				part:AddTag("AudioScapeZone")
				return part
			end
			local bad = tagged("Bad", { Query = "bad", Priority = "high" })
			tagged("Empty", {})
			tagged("Good", { Query = "good" })
			` +
					zones(api.url, "{}") +
					`go(0) task.wait(5) print("mend", zones:current(player))
				bad:SetAttribute("Crossfade", 1) task.wait(1)
				bad:SetAttribute("Priority", 2) task.wait(3) print("mended", zones:current(player))
				bad:SetAttribute("Query", "other") task.wait(5)`,
				{ seconds: 20 },
			);
			const warnings = output.filter(line => line.includes("Workspace."));
			assert.equal(warnings.filter(line => line.includes("Workspace.Bad")).length, 1);
			assert.equal(warnings.filter(line => line.includes("Workspace.Empty")).length, 1);
			assert.ok(output.some(line => line.endsWith("mend Good")));
			assert.ok(output.some(line => line.endsWith("mended Bad")));
			assert.equal(heardAt(trace, 19), trackOf("other"));
		});

		it("override, enter and leave hold for one player or for all, late joiners included", async () => {
			const { output } = await play(
				zones(
					api.url,
					`{ zones = { village = { area = box(0, 2000, 2000), music = { query = "village" } }, boss = { area = {}, music = { query = "boss" } }, shop = { area = {}, music = { query = "shop" } } } }`,
				) +
					`local second = Players:GetPlayers()[2] or Players.PlayerAdded:Wait()
				local function say(step) print(step, zones:current(player), zones:current(second)) end
				task.wait(4) say("start")
				zones:override("boss", second) say("one")
				zones:override("boss") say("all")
				zones:override(nil, player) say("not the first")
				zones:override(nil) say("none")
				zones:enter("shop", player) say("entered")
				zones:enter("shop") say("all entered")
				zones:leave("shop") say("left")
				zones:override("boss")
				task.wait(6)
				local third = Players:GetPlayers()[3] or Players.PlayerAdded:Wait()
				task.wait(3) print("third", zones:current(third))`,
				{ players: 3, join: [0, 0, 12], seconds: 24 },
			);
			const said = output.filter(line => line.startsWith("[server]") && !line.includes("changed"));
			assert.deepEqual(
				said.map(line => line.slice("[server] ".length)),
				[
					"start village village",
					"one village boss",
					"all boss boss",
					"not the first village boss",
					"none village village",
					"entered shop village",
					"all entered shop shop",
					"left village village",
					"third boss",
				],
			);
		});

		it("each player hears the zone it is in, and an override of its own", async () => {
			const { trace } = await play(
				zones(api.url, TWO) +
					`go(0)
				local second = Players:GetPlayers()[2] or Players.PlayerAdded:Wait()
				rootOf(second).CFrame = CFrame.new(100, 3, 0)
				task.wait(8) print("override") zones:override("forest", player)`,
				{ players: 2, seconds: 20 },
			);
			const at = when(trace, "override");
			assert.equal(heardAt(trace, at, "player1"), VILLAGE);
			assert.equal(heardAt(trace, at, "player2"), FOREST);
			assert.equal(heardAt(trace, 19, "player1"), FOREST);
		});

		it("an ambience lies under the music and goes with its zone", async () => {
			const { trace } = await play(
				zones(
					api.url,
					`{ default = "99", zones = { forest = { area = box(0, 100), music = { query = "forest" }, ambience = "555" } } }`,
				) + `go(0) task.wait(6) print("out") go(300) task.wait(8)`,
			);
			const out = when(trace, "out");
			assert.ok(gainAt(trace, "555", out) > 0.01);
			assert.ok(gainAt(trace, "555", out) < gainAt(trace, FOREST, out));
			assert.equal(gainAt(trace, "555", out + 6), 0);
			assert.equal(heardAt(trace, out + 6), "99");
		});

		it("a rotation crossfades from track to track and never repeats at once", async () => {
			const { trace } = await play(
				zones(api.url, `{ zones = { city = { area = box(0, 100), music = { query = "city", tracks = 3 } } } }`) +
					`go(0)`,
				{ seconds: 400 },
			);
			const ids = plays(trace).map(entry => entry.id);
			assert.ok(ids.length >= 6, ids.join());
			assert.equal(new Set(ids).size, 3);
			ids.slice(1).forEach((id, index) => assert.notEqual(id, ids[index]));
		});

		it("an asset that does not load is replaced by the next best", async () => {
			const { trace } = await play(zones(api.url, TWO) + `go(0)`, {
				seconds: 30,
				assets: { default: { duration: 60, loadDelay: 0.3 }, [VILLAGE]: { failure: "Failure" } },
			});
			assert.equal(heardAt(trace, 29), trackOf("village", 2));
		});

		it("the camera can be the listener", async () => {
			const { trace } = await play(
				zones(
					api.url,
					`{ listener = "camera", zones = { village = { area = box(0, 100), music = { query = "village" } }, forest = { area = box(100, 100), music = { query = "forest" } } } }`,
				) + `go(0)`,
				{
					seconds: 15,
					playerScripts: [
						{
							name: "Camera",
							source: `local camera = workspace.CurrentCamera or Instance.new("Camera")
						camera.CameraType = Enum.CameraType.Scriptable
						camera.CFrame = CFrame.new(100, 10, 0)
						camera.Parent = workspace
						workspace.CurrentCamera = camera`,
						},
					],
				},
			);
			assert.equal(heardAt(trace, 14), FOREST);
			assert.deepEqual(
				changes(trace).map(([, , to]) => to),
				["forest"],
			);
		});

		for (const audio of [true, false]) {
			it(`one music for all comes from the server, its own audio ${audio ? "on" : "off"}`, async () => {
				const { trace } = await play(
					zones(
						api.url,
						`{ output = "server", zones = { village = { area = box(0, 100), music = { query = "village", tracks = 2 } }, forest = { area = box(100, 100), music = { query = "forest" } } } }`,
					) + `go(0) task.wait(130) print("walk") go(100) task.wait(10)`,
					{ seconds: 145, flags: { "server-audio": audio } },
				);
				const walk = when(trace, "walk");
				assert.ok([VILLAGE, trackOf("village", 2)].includes(heardAt(trace, walk)!), String(heardAt(trace, walk)));
				assert.ok(plays(trace).filter(entry => entry.t < walk).length >= 3, "the rotation goes on");
				assert.equal(heardAt(trace, walk + 8), FOREST);
			});
		}

		it("a radio as the music of a zone is heard inside it only, and goes on unheard", async () => {
			const { trace } = await play(
				zones(
					api.url,
					`{ zones = {
					village = { area = box(0, 100), music = { query = "village" } },
					bar = { area = box(100, 100), music = { radio = (function()
						local station = client:createRadio({ query = "jazz", crossfade = 2, rng = 1 })
						task.spawn(function() station:start() end)
						return station
					end)() } },
				} }`,
				) + `go(0) task.wait(10) print("to the bar") go(100) task.wait(8) print("back") go(0) task.wait(8)`,
				{ seconds: 40 },
			);
			const bar = when(trace, "to the bar");
			const back = when(trace, "back");
			const stations = (from: number, to: number): number =>
				Math.max(
					0,
					...trace
						.filter(line => line.kind === "gain" && line.peer === "player1" && line.t >= from && line.t <= to)
						.filter(line => String(line["soundId"]).includes(trackOf("jazz").slice(0, -1)))
						.map(line => Number(line["gain"])),
				);
			assert.equal(heardAt(trace, bar), VILLAGE);
			assert.ok(stations(0, bar) < 0.01, "unheard outside");
			assert.ok(stations(bar + 1, back) > 0.1, "heard inside");
			assert.equal(gainAt(trace, VILLAGE, back), 0);
			assert.equal(heardAt(trace, back + 6), VILLAGE);
		});

		it("death and respawn keep the music until the new character stands somewhere", async () => {
			const { trace } = await play(
				zones(api.url, TWO) +
					`Players.RespawnTime = 3
				go(100) task.wait(8)
				local spawn = Instance.new("SpawnLocation")
				spawn.Anchored = true spawn.Position = Vector3.new(100, 0, 0) spawn.Parent = workspace
				print("dies")
				player.Character.Humanoid.Health = 0
				player.CharacterAdded:Wait()
				root = rootOf(player)
				print("is back")
				go(100)
				task.wait(6) print("goes") go(0)`,
				{ seconds: 40 },
			);
			const dies = when(trace, "dies");
			const goes = when(trace, "goes");
			assert.ok(when(trace, "is back") > dies + 2);
			for (let t = dies; t < goes; t += 0.5) assert.equal(heardAt(trace, t), FOREST, `at ${t}`);
			assert.equal(plays(trace).filter(entry => entry.id === FOREST).length, 1);
			assert.equal(heardAt(trace, goes + 7), VILLAGE);
		});

		it("who joins late hears the zone it spawns in at once", async () => {
			const { trace } = await play(
				zones(api.url, TWO) +
					`Players.PlayerAdded:Connect(function(late) rootOf(late).CFrame = CFrame.new(100, 3, 0) end)`,
				{ players: 2, join: [0, 20], seconds: 26 },
			);
			assert.equal(heardAt(trace, 23, "player2"), FOREST);
			assert.equal(api.asked.length, 2);
		});

		it("a zone whose part is not streamed in is heard all the same", async () => {
			const { trace } = await play(
				zones(api.url, "{}") +
					`local part = Instance.new("Part")
				part.Name = "Cave" part.Anchored = true part.CanCollide = false
				part.Size = Vector3.new(60, 60, 60) part.CFrame = CFrame.new(0, 0, 0)
				part:SetAttribute("Query", "cave") part:AddTag("AudioScapeZone") part.Parent = workspace
				go(500) task.wait(6) go(0)`,
				{
					seconds: 16,
					playerScripts: [
						{
							name: "StreamOut",
							source: `task.wait(3) workspace:WaitForChild("Cave").Parent = nil`,
						},
					],
				},
			);
			assert.equal(heardAt(trace, 14), trackOf("cave"));
		});

		it("a part and a camera flung to where no number is take nothing from the other zones", async () => {
			const { trace, errors } = await play(
				`local cave = Instance.new("Part")
			cave.Name, cave.Anchored, cave.Size, cave.Position, cave.Parent = "Cave", true, Vector3.new(60, 60, 60), Vector3.new(300, 0, 0), workspace
			` +
					zones(
						api.url,
						`{ listener = "camera", zones = {
						village = { area = box(0, 100), music = { query = "village" } },
						forest = { area = box(100, 100), music = { query = "forest" } },
						cave = { area = cave, music = { query = "cave" } },
					} }`,
					) +
					`task.wait(6) cave.CFrame = CFrame.new(0 / 0, 0, 0) task.wait(14) cave.CFrame = CFrame.new(300, 0, 0)`,
				{
					seconds: 34,
					playerScripts: [
						{
							name: "Camera",
							source: `local camera = workspace.CurrentCamera
						camera.CameraType = Enum.CameraType.Scriptable
						local function look(x) camera.CFrame = CFrame.new(x, 3, 0) end
						look(0) task.wait(8) look(100) task.wait(5) look(0 / 0) task.wait(3) look(math.huge) task.wait(3) look(100)
						task.wait(3) look(300)`,
						},
					],
				},
			);
			assert.equal(errors, 0);
			assert.equal(heardAt(trace, 5), VILLAGE);
			assert.equal(heardAt(trace, 12), FOREST);
			for (const t of [14.5, 15.9, 17, 19, 21]) assert.equal(heardAt(trace, t), FOREST, `at ${t} s`);
			assert.equal(heardAt(trace, 33), trackOf("cave"));
		});

		it("a mistake in a definition is raised at once, with the zone and the value", async () => {
			const { output } = await play(
				zones(api.url, "{}") +
					`for _, definition in {
					{ music = "1" },
					{ area = box(0, 10), music = {} },
					{ area = box(0, 10), music = "1", crossfade = -1 },
					{ area = { cframe = CFrame.new(), size = Vector3.new(0, 1, 1) }, music = "1" },
					{ area = { cframe = CFrame.new(), size = Vector3.one, shape = "cone" }, music = "1" },
					{ area = box(0, 10), music = "1", onReturn = "never" },
					{ area = { cframe = CFrame.new(0 / 0, 0, 0), size = Vector3.one }, music = "1" },
					{ area = { cframe = CFrame.new(), size = Vector3.one * math.huge }, music = "1" },
				} do
					local ok, err = pcall(zones.add, zones, "cave", definition)
					print(ok, err)
				end
				zones:add("cave", { area = box(0, 10), music = "1" })
				print(pcall(zones.add, zones, "cave", { area = box(0, 10), music = "1" }))
				local radio, shared = client:createRadio({ query = "x" }), client:createRadio({ query = "x", output = "server" })
				print(pcall(zones.add, zones, "bar", { area = box(0, 10), music = { radio = shared } }))
				local all = client:createZones({ output = "server" })
				print(pcall(all.add, all, "bar", { area = box(0, 10), music = { radio = radio } }))
				print(pcall(client.createZones, client, { output = "server", default = { radio = radio } }))`,
				{ seconds: 3 },
			);
			const said = output.filter(line => line.includes("false"));
			assert.equal(said.length, 12);
			for (const line of said.slice(0, 8)) assert.match(line, /Main:\d+: zones:add: cave\./);
			for (const line of said.slice(6, 8)) assert.match(line, /finite numbers/);
			assert.match(said[8]!, /zone 'cave': that name is taken/);
			assert.match(said[9]!, /zones:add: bar\.music 'radio' must be .* with output = "players"/);
			for (const line of said.slice(10)) assert.match(line, /'radio' needs zones with output = "players"/);
			for (const word of ["area", "music", "crossfade", "size", "cone", "never"]) {
				assert.ok(
					said.some(line => line.includes(word)),
					word,
				);
			}
		});

		it("a name that no zone has is told once, after a moment, by override and enter themselves", async () => {
			const { output } = await play(
				zones(api.url, TWO) +
					`zones:override("vilage") zones:override("vilage") zones:enter("later", player) zones:leave("never")
				zones:add("later", { area = {}, music = "1" })
				task.wait(2) print("so far") task.wait(2) zones:override("vilage") task.wait(4)`,
				{ seconds: 12 },
			);
			const told = output.filter(line => line.includes("there is no zone") || line.endsWith("so far"));
			assert.equal(told.length, 2, told.join("\n"));
			assert.match(told[0]!, /so far$/);
			assert.match(told[1]!, /\[AudioScape\] zones:override: there is no zone 'vilage'; did you mean 'village'\?/);
		});

		it("who waits for music goes on when the zones are destroyed meanwhile", async () => {
			api.down = true;
			const { output } = await play(
				zones(api.url, TWO) +
					`task.spawn(function() zones:resolve() print("goes on") end)
				print("destroys") zones:destroy()
				zones:add("cave", { area = box(0, 10), music = "1" }) zones:override("cave") print(zones:current(player))`,
				{ seconds: 3 },
			);
			assert.deepEqual(output, ["[server] destroys", "[server] goes on", "[server] nil"]);
		});

		it("destroy leaves nothing behind", async () => {
			const { trace } = await play(
				zones(api.url, TWO) + `go(0) task.wait(6) print("gone") zones:destroy() zones:destroy() task.wait(3)`,
				{ seconds: 14 },
			);
			const gone = when(trace, "gone");
			assert.equal(heardAt(trace, gone), VILLAGE);
			assert.equal(heardAt(trace, gone + 2), undefined);
			assert.deepEqual(
				instances(trace, gone + 2, 14).filter(count => count > instances(trace, 0, 1)[0]!),
				[],
			);
		});
	},
	"long",
);
