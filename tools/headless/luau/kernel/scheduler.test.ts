import assert from "node:assert/strict";
import { test } from "node:test";

import { onPlayers, printed, runOn } from "../../run/testing.ts";

test("task.spawn runs at once, task.defer at the end of the resumption point, task.delay later (facts 14)", async () => {
	const lines = await printed(`
		task.delay(0.5, print, "delayed")
		task.defer(print, "deferred")
		task.spawn(print, "spawned")
		print("main")
	`);
	assert.deepEqual(lines, ["spawned", "main", "deferred", "delayed"]);
});

test("task.wait resumes on the first frame at or after its time and returns what really passed (facts 14)", async () => {
	const [line] = await printed(
		`local passed = task.wait(0.11) print(passed >= 0.11, passed < 0.11 + 1 / 60, time() == passed)`,
	);
	assert.equal(line, "true true true");
});

test("a wait of nothing lasts one frame of 60 a second (facts 14)", async () => {
	const [line] = await printed(`print(math.round(1 / task.wait()))`);
	assert.equal(line, "60");
});

test("legacy wait has a floor of 29 ms (facts 14)", async () => {
	const [line] = await printed(`local passed = wait(0) print(passed >= 0.029, passed < 0.029 + 2 / 60)`);
	assert.equal(line, "true true");
});

test("task.cancel closes a waiting thread and refuses the running one (facts 14)", async () => {
	const lines = await printed(`
		local t = task.delay(1, print, "never")
		task.cancel(t)
		print(coroutine.status(t))
		print(pcall(task.cancel, coroutine.running()))
	`);
	assert.equal(lines[0], "dead");
	assert.match(lines[1]!, /cannot cancel thread/);
});

test("the frame's order: PreAnimation, Stepped, PostSimulation, waiting threads, Heartbeat (facts 13)", async () => {
	const lines = await printed(`
		local run = game:GetService("RunService")
		task.wait(0.5)
		local frame = time()
		for _, name in { "Heartbeat", "PostSimulation", "Stepped", "PreAnimation" } do
			run[name]:Once(function() print(name) end)
		end
		task.delay(0, print, "task")
	`);
	// The rest of this frame still has its Heartbeat; the others come with the next.
	assert.deepEqual(lines, ["Heartbeat", "PreAnimation", "Stepped", "PostSimulation", "task"]);
});

test("Stepped passes time and delta, the others only the delta (facts 13)", async () => {
	const lines = await printed(`
		local run = game:GetService("RunService")
		run.Stepped:Once(function(t, dt) print(type(t), math.round(1 / dt)) end)
		run.Heartbeat:Once(function(dt, more) print(math.round(1 / dt), more) end)
	`);
	assert.deepEqual(lines, ["number 60", "60 nil"]);
});

test("RenderStepped belongs to players; on the server it raises (facts 13)", async () => {
	const lines = await printed(
		`print(pcall(function() game:GetService("RunService").RenderStepped:Connect(print) end))`,
		{
			...onPlayers(`game:GetService("RunService").RenderStepped:Once(function(dt) print("rendered") end)`),
		},
	);
	assert.match(lines[0]!, /^false .*can only be used from local scripts/);
	assert.equal(lines[1], "player1: rendered");
});

test("environment flags of a live game (facts 13)", async () => {
	const source = `local run = game:GetService("RunService") print(run:IsStudio(), run:IsClient(), run:IsServer(), run:IsRunning())`;
	assert.deepEqual(await printed(source, onPlayers(source)), [
		"false false true true",
		"player1: false true false true",
	]);
});

test("clocks run on virtual time; the players' time() begins when they join (facts 14)", async () => {
	const lines = await printed(
		`local a, b = os.clock(), workspace:GetServerTimeNow() task.wait(2) print(math.abs(os.clock() - a - (workspace:GetServerTimeNow() - b)) < 1e-5, time() >= 2)`,
		{ ...onPlayers(`task.wait(1) print(time() < 1.1, workspace:GetServerTimeNow() > 1e9)`), join: [1] },
	);
	assert.deepEqual(lines.sort(), ["player1: true true", "true true"]);
});

test("an error in one thread stops no other and is counted (facts 19)", async () => {
	const run = await runOn(`
		task.spawn(function() error("one") end)
		task.spawn(function() task.wait(1) print("still here") end)
	`);
	assert.equal(run.errors, 1);
	assert.ok(run.output.includes("[server] still here"));
	assert.ok(run.output.some(line => line.endsWith("ServerScriptService.Main:2: one")));
});

test("task.defer that defers itself for ever is stopped (facts 14)", async () => {
	const lines = await printed(`local function again() task.defer(again) end again()`);
	assert.match(lines[0]!, /Maximum re-entrancy depth/);
});

test("a script that never yields is stopped after a limit and named", async () => {
	const run = await runOn(`task.delay(1, print, "others go on") pcall(function() while true do end end)`, {
		scriptTimeout: 0.2,
	});
	assert.ok(run.output.includes("[server] ServerScriptService.Main: Script timeout: exhausted allowed execution time"));
	assert.ok(run.output.includes("[server] others go on"));
	assert.equal(run.errors, 1);
});

test("nor does it last in a sort, a metamethod or a pattern's function, or by threads of its own; the others go on", async () => {
	const forever = "function() while true do end end";
	const stuck = [
		`table.sort({ 3, 2, 1 }, ${forever})`,
		`return setmetatable({}, { __index = ${forever} }).x`,
		`string.gsub("abc", ".", ${forever})`,
		`while true do task.spawn(function() task.wait(9) end) end`,
	];
	for (const source of stuck) {
		const run = await runOn(`task.delay(1, print, "others go on") ${source}`, { scriptTimeout: 0.1 });
		const output = ["[server] ServerScriptService.Main: Script timeout: exhausted allowed execution time"];
		assert.deepEqual(run.output, [...output, "[server] others go on"], source);
		assert.equal(run.errors, 1);
	}
});

/** Where Luau cannot yield, and what tries to. */
const NO_YIELD = {
	"an iterator function": "pcall(function() for _ in function() YIELD end do end end)",
	"a metamethod": "pcall(function() return setmetatable({}, { __index = function() YIELD end }).x end)",
	"a sort's comparison": "pcall(table.sort, { 1, 2 }, function() YIELD return false end)",
	"a gsub's replacement": `pcall(string.gsub, "a", "a", function() YIELD end)`,
} as const;
const YIELDS = [
	"task.wait()",
	"wait()",
	"event.Event:Wait()",
	`workspace:WaitForChild("Nobody")`,
	`game:GetService("HttpService"):GetAsync("http://localhost:1")`,
	"fn:Invoke()",
];
for (const [place, call] of Object.entries(NO_YIELD))
	test(`a yield that fails in ${place} raises and leaves no wake-up behind`, async () => {
		const tries = YIELDS.map(each => `print(select(2, ${call.replace("YIELD", each)}))`);
		const lines = await printed(`
			local event, fn = Instance.new("BindableEvent"), Instance.new("BindableFunction")
			${tries.join("\n")}
			local passed = task.wait(1)
			print(passed >= 1)
			task.delay(0.5, function() event:Fire("its own") end)
			print(event.Event:Wait())
			print(task.wait(0.2) < 0.25)
		`);
		for (const line of lines.slice(0, YIELDS.length))
			assert.match(line, /^ServerScriptService\.Main:\d+: thread is not yieldable$/);
		assert.deepEqual(lines.slice(YIELDS.length), ["true", "its own", "true"]);
	});

test("os.clock() moves within a frame, so that a busy wait ends, and agrees with the frames", async () => {
	const source = `
		local first, second = os.clock(), os.clock()
		print(second > first, second - first < 1e-6)
		local began = os.clock()
		while os.clock() - began < 0.05 do end
		local frame, before = time(), os.clock()
		task.wait(1)
		local passed = os.clock() - before
		print(passed >= time() - frame, passed < time() - frame + 1 / 60)
		print(os.clock())
	`;
	const [within, across, clock] = await printed(source, { seed: 1 });
	assert.equal(within, "true true");
	assert.equal(across, "true true");
	assert.deepEqual(await printed(source, { seed: 1 }), [within, across, clock]);
});
