import assert from "node:assert/strict";
import { after, before, it } from "node:test";

import { FLOORS, footsteps, type HeardStep, likesOf, STAND, startEffectsApi, stepsIn } from "./footsteps-scene.ts";
import type { JsonApi } from "./json-api.ts";
import { onEachEngine, onEachWay, playScene as play } from "./scene.ts";

const closestRepeat = (steps: readonly HeardStep[]): number => {
	let closest = Infinity;
	steps.forEach((step, index) => {
		const back = steps
			.slice(0, index)
			.reverse()
			.findIndex(earlier => earlier.id === step.id);
		if (back >= 0) closest = Math.min(closest, back + 1);
	});
	return closest;
};

/** The level of a step in dB as its row and its volume give it. */
const loudness = (step: HeardStep): number | undefined => {
	const row = likesOf(Math.floor(Number(step.id) / 100)).find(entry => String(entry.asset_id) === step.id);
	return row?.true_peak_dbtp === undefined ? undefined : 20 * Math.log10(step.volume) + row.true_peak_dbtp;
};

const surfaceOf = (step: HeardStep): string =>
	step.id.startsWith("1") ? "Grass" : step.id.startsWith("2") ? "Wood" : "Metal";

onEachWay("footsteps", signals => {
	let api: JsonApi;
	before(async () => {
		api = await startEffectsApi();
	});
	after(() => api.close());

	it("sound a step a stride over grass, wood and metal, each from its pack, levelled and never mechanical", async () => {
		const asked = api.asked.length;
		const { trace } = await play(
			`${FLOORS}${footsteps(api.url)}
			footsteps:attachAll()
			${STAND}
			task.wait(4)
			print("walk")
			humanoid:MoveTo(Vector3.new(102, 3, 0))`,
			{ signals, seconds: 14 },
		);
		const from = trace.find(line => line.kind === "log" && line["text"] === "walk")!.t;
		const steps = stepsIn(trace).filter(step => step.t >= from);
		assert.ok(Math.abs(steps.length - 20) <= 1, `${steps.length} steps`);
		assert.deepEqual([...new Set(steps.map(surfaceOf))], ["Grass", "Wood", "Metal"]);
		for (const surface of ["Grass", "Wood", "Metal"]) {
			const heard = steps.filter(step => surfaceOf(step) === surface);
			assert.ok(heard.length >= 4, `${heard.length} steps on ${surface}`);
			assert.ok(closestRepeat(heard) > 2, `a sound came back after ${closestRepeat(heard)} on ${surface}`);
		}
		for (const step of steps) assert.ok(Math.abs(12 * Math.log2(step.speed)) <= 1.001, `pitch ${step.speed}`);
		const levels = steps.map(loudness).filter(level => level !== undefined);
		const middle = (Math.max(...levels) + Math.min(...levels)) / 2;
		for (const level of levels) assert.ok(Math.abs(level - middle) <= 3, `${level - middle} dB off`);
		const trimmed = steps.filter(step => step.id.length > 3);
		assert.ok(trimmed.every(step => Math.abs(step.position - 0.05) < 1e-6));
		assert.equal(api.asked.length - asked, 3);
	});

	it("are silent while standing, falling, sitting and swimming; a landing sounds once", async () => {
		const { trace } = await play(
			`${FLOORS}${footsteps(api.url)}
			footsteps:attachAll()
			${STAND}
			task.wait(4)
			print("stand")
			task.wait(3)
			print("fall")
			root.CFrame = CFrame.new(10, 30, 0)
			task.wait(4)
			Workspace.Terrain:FillBlock(CFrame.new(60, 50, 0), Vector3.new(80, 40, 60), Enum.Material.Water)
			print("swim")
			root.CFrame = CFrame.new(40, 50, 0)
			humanoid:Move(Vector3.new(1, 0, 0))
			task.wait(2)
			print("swum " .. humanoid:GetState().Name)
			humanoid:Move(Vector3.zero)
			Workspace.Terrain:Clear()
			root.CFrame = CFrame.new(10, 3, 0)
			task.wait(1)
			print("sit")
			humanoid.Sit = true
			task.wait(0.2)
			for _ = 1, 60 do
				root.CFrame += Vector3.new(0.25, 0, 0)
				task.wait()
			end
			print("done")`,
			{ signals, seconds: 18 },
		);
		const at = (text: string) => trace.find(line => line.kind === "log" && line["text"] === text)!.t;
		const between = (a: string, b: string) => stepsIn(trace).filter(step => step.t > at(a) && step.t < at(b)).length;
		assert.equal(between("stand", "fall"), 0);
		assert.equal(between("fall", "swim"), 1);
		assert.equal(between("swim", "swum Swimming"), 0);
		assert.equal(between("sit", "done"), 0);
	});

	it("play the hero while the API is down and grow when it is back, without a restart", async () => {
		const own = await startEffectsApi();
		own.down = true;
		try {
			const { trace } = await play(
				`${FLOORS}${footsteps(own.url)}
				footsteps:attachAll()
				${STAND}
				local ok, err, problem = footsteps:resolve()
				print("resolved", ok, problem and problem.kind, footsteps.packs.Grass.source)
				humanoid:MoveTo(Vector3.new(36, 3, 0))
				task.wait(6)
				game:GetService("HttpService"):GetAsync("${own.url}/repaired")
				for i = 1, 60 do
					if footsteps.packs.Grass.source == "similar" then break end
					task.wait(1)
				end
				print("grown", footsteps.packs.Grass.source, #footsteps.packs.Grass.variants)
				task.wait(2)
				humanoid:MoveTo(Vector3.new(2, 3, 0))`,
				{ signals, seconds: 100 },
			);
			const logs = trace.filter(line => line.kind === "log").map(line => String(line["text"]));
			assert.ok(
				logs.some(text => /^resolved\s+false\s+server\s+seed-only/.test(text)),
				logs.join("|"),
			);
			assert.ok(
				logs.some(text => /^grown\s+similar\s+6/.test(text)),
				logs.join("|"),
			);
			const grown = trace.find(line => line.kind === "log" && String(line["text"]).startsWith("grown"))!.t;
			const early = stepsIn(trace).filter(step => step.t < grown);
			const late = stepsIn(trace).filter(step => step.t > grown + 2);
			assert.ok(early.length >= 5 && early.every(step => step.id === "100"));
			assert.ok(new Set(late.map(step => step.id)).size >= 4);
		} finally {
			await own.close();
		}
	});

	it("drop an asset that does not load, everywhere, and play the next candidate", async () => {
		const { trace } = await play(
			`${FLOORS}${footsteps(api.url)}
			footsteps:attachAll()
			${STAND}
			task.wait(5)
			local ids = {}
			for _, variant in footsteps.packs.Grass.variants do table.insert(ids, variant.assetId) end
			print("ids " .. table.concat(ids, " "))
			for _ = 1, 4 do
				humanoid:MoveTo(Vector3.new(38, 3, 0))
				task.wait(3)
				humanoid:MoveTo(Vector3.new(2, 3, 0))
				task.wait(3)
			end`,
			{
				signals,
				players: 2,
				seconds: 32,
				assets: { default: { duration: 0.5, loadDelay: 0.2 }, "10002": { failure: "Failure" } },
			},
		);
		const ids = trace.find(line => line.kind === "log" && String(line["text"]).startsWith("ids"))!;
		assert.equal(ids["text"], "ids 100 10001 10003 10004 10005 10006");
		for (const peer of ["player1", "player2"]) {
			const heard = stepsIn(trace, peer).map(step => step.id);
			assert.ok(heard.length > 20 && !heard.includes("10002"), peer);
		}
		assert.ok(stepsIn(trace).some(step => step.id === "10006"));
	});

	it("reach a player who joins late, whose own steps everybody hears instead of the default sound", async () => {
		const { trace } = await play(
			`${FLOORS}${footsteps(api.url)}
			footsteps:attachAll()
			${STAND}
			task.wait(12)
			humanoid:MoveTo(Vector3.new(20, 3, 0))
			task.wait(2)
			local guest = Players:GetPlayers()[2].Character
			guest:PivotTo(CFrame.new(20, 3, 10))
			print("guest walks")
			guest.Humanoid:MoveTo(Vector3.new(38, 3, 10))`,
			{ signals, players: 2, join: [0, 8], seconds: 18 },
		);
		const guestWalks = trace.find(line => line.kind === "log" && line["text"] === "guest walks")!.t;
		for (const peer of ["player1", "player2"]) {
			const steps = stepsIn(trace, peer);
			assert.ok(steps.filter(step => step.t < guestWalks).length >= 3, `${peer}, the host's steps`);
			assert.ok(steps.filter(step => step.t > guestWalks).length >= 3, `${peer}, the guest's steps`);
		}
		const byDefault = trace.filter(
			line => line.kind === "gain" && String(line["soundId"]).endsWith("footsteps_plastic.mp3"),
		);
		assert.ok(byDefault.length >= 4);
		assert.deepEqual(
			byDefault.filter(line => Number(line["gain"]) > 0),
			[],
		);
	});

	it("leave nothing behind: detach, respawn, removal in mid-step, destroy", async () => {
		const { trace } = await play(
			`${FLOORS}${footsteps(api.url)}
			local detach = footsteps:attachAll()
			${STAND}
			humanoid:MoveTo(Vector3.new(38, 3, 0))
			task.wait(3)
			player:LoadCharacter()
			task.wait(2)
			detach()
			task.wait(1)
			print("detached")
			footsteps:destroy()
			footsteps:destroy()
			task.wait(2)
			print("destroyed")`,
			{
				signals,
				seconds: 12,
				playerScripts: [
					{
						name: "Watch",
						source: `
						local player = game:GetService("Players").LocalPlayer
						while task.wait(0.5) do
							local root = player.Character and player.Character:FindFirstChild("HumanoidRootPart")
							local running = root and root:FindFirstChild("Running")
							if running then print("running " .. running.Volume) end
						end`,
					},
				],
			},
		);
		const volumes = trace.filter(line => line.kind === "log" && String(line["text"]).startsWith("running"));
		assert.ok(
			volumes.some(line => line["text"] === "running 0"),
			"was muted",
		);
		assert.match(String(volumes.at(-1)!["text"]), /^running 0\.6/);
		const destroyed = trace.find(line => line.kind === "log" && line["text"] === "destroyed")!.t;
		assert.ok(stepsIn(trace).every(step => step.t < destroyed));
		const counts = trace.filter(line => line.kind === "instance" && line.peer === "player1");
		const first = counts.find(line => line.t >= 0.9)!;
		const last = counts.at(-1)!;
		assert.ok(Number(last["sounds"]) <= Number(first["sounds"]), `${first["sounds"]} -> ${last["sounds"]} sounds`);
	});
});

onEachEngine(
	"footsteps of a crowd",
	() => {
		it("create no Instance, no connection and send nothing over 1,000 steps of 20 characters", async () => {
			const api = await startEffectsApi();
			try {
				const { trace } = await play(
					`${FLOORS}${footsteps(api.url, "stride = 2.5")}
				footsteps:attachAll()
				${STAND}
				root.CFrame = CFrame.new(62, 3, 29)
				local crowd = {}
				for i = 1, 20 do
					local model = Instance.new("Model")
					model.Name = "Guard"
					local part = Instance.new("Part")
					part.Name = "HumanoidRootPart"
					part.Size = Vector3.new(2, 2, 1)
					part.CFrame = CFrame.new(45, 3, i * 2.8 - 29)
					part.Parent = model
					local hum = Instance.new("Humanoid")
					hum.HipHeight = 2
					hum.Parent = model
					model.PrimaryPart = part
					model.Parent = Workspace
					footsteps:attach(model)
					crowd[i] = { hum = hum, part = part }
				end
				task.wait(4)
				print("walk")
				for round = 1, 6 do
					for i, guard in crowd do
						guard.hum:MoveTo(Vector3.new(if round % 2 == 1 then 80 else 45, 3, i * 2.8 - 29))
					end
					task.wait(2.5)
				end
				print("end")`,
					{ seconds: 22 },
				);
				const at = (text: string) => trace.find(line => line.kind === "log" && line["text"] === text)!.t;
				const warm = at("walk") + 4;
				const steps = stepsIn(trace).filter(step => step.t > warm);
				assert.ok(steps.length >= 1000, `${steps.length} steps`);
				const counts = trace.filter(line => line.kind === "instance" && line.peer === "player1" && line.t > warm);
				const inWalk = counts.filter(line => line.t < at("end"));
				for (const name of ["instances", "sounds", "connections", "threads"]) {
					assert.equal(
						new Set(inWalk.map(line => line[name])).size,
						1,
						`${name}: ${inWalk.map(line => line[name]).join(" ")}`,
					);
				}
				const sent = trace.filter(line => line.t > warm && (line.kind === "http" || line.kind === "remote"));
				assert.deepEqual(sent, []);
			} finally {
				await api.close();
			}
		});

		it("of a rig that a script asks the engine for are heard by the players, on the floor it walks over", async () => {
			const api = await startEffectsApi();
			try {
				const { trace } = await play(
					`${FLOORS}${footsteps(api.url)}
				${STAND}
				local description = Instance.new("HumanoidDescription")
				for index, rig in { Enum.HumanoidRigType.R15, Enum.HumanoidRigType.R6 } do
					local npc = Players:CreateHumanoidModelFromDescription(description, rig)
					npc.Name = rig.Name
					npc:PivotTo(CFrame.new(45, 5, index * 10 - 15))
					npc.Parent = Workspace
					footsteps:attach(npc)
					task.delay(3 * index, function()
						npc.Humanoid:MoveTo(Vector3.new(78, 3, index * 10 - 15))
					end)
				end
				root.CFrame = CFrame.new(60, 3, 0)`,
					{ seconds: 9 },
				);
				for (const [index, rig] of ["R15", "R6"].entries()) {
					const steps = stepsIn(trace).filter(({ t }) => t > 3 * index + 3 && t <= 3 * index + 6);
					assert.ok(Math.abs(steps.length - 6) <= 1, `${steps.length} steps of ${rig}`);
					assert.deepEqual([...new Set(steps.map(surfaceOf))], ["Wood"]);
				}
			} finally {
				await api.close();
			}
		});

		it("make no table: not for a frame of a character, not for its cadence, its voices or the decision of a step", async () => {
			const { output } = await play(`
			local TS = require(game:GetService("ServerScriptService").AudioScape.include.RuntimeLib)
			local body, brain = "shared/footsteps/body/", "shared/footsteps/brain/"
			local listenerPosition = TS.lib("shared/sound/listener").listenerPosition
			local voices = TS.lib(body .. "voices").createStepVoices(24, 80)
			local walker = TS.lib(brain .. "walker").createWalker({ pitch = 1, level = 1.5, avoid = 2 }, 7)
			local gait = TS.lib(brain .. "gait").createGait(function() return 5 end)
			local surfaces = TS.lib(brain .. "materials").createSurfaceTable({ "Grass" })
			${STAND}
			local tuning = { stride = 5, runSpeed = 20, range = 80, replaceDefault = true, marker = "AudioScapeStep" }
			local one = TS.lib(body .. "character").createCharacter(character, walker, {
				tuning = tuning,
				play = function() end,
				surfaces = function() return surfaces end,
				audible = function() return true end,
				listener = function() return root.Position end,
			})
			local variants = {}
			for id = 1, 6 do table.insert(variants, { assetId = tostring(id), gain = 1 }) end
			local pack = { surface = "Grass", source = "similar", variants = variants, gain = 1 }
			local work = {
				decide = function() walker.decide(pack, 1) end,
				cadence = function() gait.advance(1 / 60, 0.3, 0, 16, "ground") end,
				voices = function() voices.update(5) end,
				listener = function() listenerPosition() end,
				character = function() one.update(1 / 60, 5) end,
			}
			task.wait(1)
			for name, run in work do
				for _ = 1, 50 do run() end
				local before = gcinfo()
				for _ = 1, 2000 do run() end
				print("kB", name, gcinfo() - before)
			end`);
			const figures = output.filter(line => line.includes("kB"));
			assert.equal(figures.length, 5);
			for (const figure of figures) assert.match(figure, /\s0$/);
		});
	},
	"long",
);

onEachEngine("footsteps where the default sounds of characters are AudioPlayers", () => {
	it("mute them while they are attached, and give them back as loud as they were", async () => {
		const api = await startEffectsApi();
		try {
			const { trace } = await play(
				`${FLOORS}${footsteps(api.url)}
				${STAND}
				local function walk(text, x) print(text) humanoid:MoveTo(Vector3.new(x, 3, 0)) task.wait(2.5) end
				task.wait(4)
				walk("before", 38)
				local detach = footsteps:attachAll()
				task.wait(1)
				walk("attached", 2)
				footsteps:destroy()
				task.wait(1)
				walk("after", 38)`,
				{ seconds: 15, flags: { "character-sounds": "audio-player", "default-listener": "camera" } },
			);
			const at = (text: string) => trace.find(line => line.kind === "log" && line["text"] === text)!.t;
			const loudest = (from: number): number =>
				Math.max(
					...trace
						.filter(({ kind, t, peer }) => kind === "gain" && peer === "player1" && t > from && t < from + 2.5)
						.filter(line => String(line["soundId"]).endsWith("footsteps_plastic.mp3"))
						.map(line => Number(line["gain"])),
				);
			assert.ok(loudest(at("before")) > 0.1);
			assert.equal(loudest(at("attached")), 0);
			assert.ok(Math.abs(loudest(at("after")) - loudest(at("before"))) < 0.1 * loudest(at("before")));
			assert.ok(stepsIn(trace).filter(({ t }) => t > at("attached")).length > 4);
		} finally {
			await api.close();
		}
	});
});
