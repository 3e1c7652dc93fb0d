import assert from "node:assert/strict";
import { test } from "node:test";

import { type PlaceNode, placeNode } from "../../place/place-node.ts";
import { runHeadless, type RunOptions } from "../../run/index.ts";
import { printed } from "../../run/testing.ts";

const script = (className: string, name: string, source: string, children: PlaceNode[] = []): PlaceNode => ({
	...placeNode(name, className),
	source,
	children,
});
const service = (name: string, ...children: PlaceNode[]): PlaceNode => ({ ...placeNode(name, name), children });
const inPlace = async (nodes: readonly PlaceNode[], options: Partial<RunOptions> = {}): Promise<string[]> => {
	const { output } = await runHeadless({ place: nodes, seconds: 3, characters: false, ...options });
	return output;
};

test("require runs a module once per peer and returns its one value (facts 19)", async () => {
	const shared = script("ModuleScript", "M", `print("loading") return { n = 0 }`);
	const use = `local m = require(game:GetService("ReplicatedStorage"):WaitForChild("M")) m.n += 1 print(m.n)`;
	const lines = await inPlace(
		[
			service("ReplicatedStorage", shared),
			service("ServerScriptService", script("Script", "A", use), script("Script", "B", use)),
		],
		{ players: 1, playerScripts: [{ name: "P", source: use }] },
	);
	assert.deepEqual(lines, ["[server] loading", "[server] 1", "[server] 2", "[player1] loading", "[player1] 1"]);
});

test("cycles raise, and so does a module that returns nothing or fails (facts 19)", async () => {
	const modules = [
		script("ModuleScript", "A", `return require(script.Parent.B)`),
		script("ModuleScript", "B", `local ok, e = pcall(require, script.Parent.A) print(e) return 1`),
		script("ModuleScript", "Nothing", `local x = 1`),
		script("ModuleScript", "Bad", `error("broken")`),
	];
	const source = `local rs = game.ReplicatedStorage print(require(rs.A)) print(select(2, pcall(require, rs.Nothing))) print(select(2, pcall(require, rs.Bad)))`;
	const lines = await inPlace([
		service("ReplicatedStorage", ...modules),
		service("ServerScriptService", script("Script", "Main", source)),
	]);
	const all = lines.join("\n");
	assert.match(all, /Requested module was required recursively/);
	assert.match(all, /Module code did not return exactly one value/);
	assert.match(all, /ReplicatedStorage.Bad:1: broken/);
	assert.match(all, /Requested module experienced an error while loading/);
});

test("which scripts run where: Script, LocalScript, RunContext (facts 16)", async () => {
	const say = `print(script.Name)`;
	const client: PlaceNode = {
		...script("Script", "client-context", say),
		properties: { RunContext: { type: "Enum", value: 2 } },
	};
	const lines = await inPlace(
		[
			service("ServerScriptService", script("Script", "server", say), script("LocalScript", "no", say), {
				...script("Script", "disabled", say),
				properties: { Disabled: true },
			}),
			service("ServerStorage", script("Script", "no", say)),
			service("Workspace", script("Script", "workspace", say), script("LocalScript", "no", say)),
			service("ReplicatedStorage", client, script("LocalScript", "no", say)),
			service("ReplicatedFirst", script("LocalScript", "first", say)),
			service("StarterPlayer", {
				...placeNode("StarterPlayerScripts", "StarterPlayerScripts"),
				children: [script("LocalScript", "starter", say)],
			}),
		],
		{ players: 1 },
	);
	assert.deepEqual(lines.sort(), [
		"[player1] client-context",
		"[player1] first",
		"[player1] starter",
		"[server] server",
		"[server] workspace",
	]);
});

test("scripts that arrive by replication, by a move or by being enabled run then; a destroyed one stops", async () => {
	const lines = await inPlace([
		service("ServerStorage", script("Script", "moved", `print("moved") while true do task.wait(1) print("tick") end`)),
		service(
			"ServerScriptService",
			{ ...script("Script", "later", `print("later")`), properties: { Disabled: true } },
			script(
				"Script",
				"Main",
				`
			task.wait(0.2)
			script.Parent.later.Enabled = true
			local moved = game.ServerStorage.moved
			moved.Parent = workspace
			task.wait(1.5)
			moved:Destroy()
		`,
			),
		),
	]);
	assert.deepEqual(lines, ["[server] later", "[server] moved", "[server] tick"]);
});

test("a destroyed script takes its connections and waiting threads with it", async () => {
	const { trace, output } = await runHeadless({
		seconds: 3,
		place: [
			service(
				"ServerScriptService",
				script("Script", "A", `workspace.ChildAdded:Connect(print) task.delay(1, print, "never")`),
				script("Script", "B", `task.wait(0.5) script.Parent.A:Destroy() Instance.new("Folder", workspace)`),
			),
		],
	});
	assert.deepEqual(output, []);
	assert.equal(trace.filter(line => line.kind === "instance").at(-1)!.connections, 0);
});

test("a player's start: ReplicatedFirst, then Loaded, then the copies of StarterPlayerScripts (facts 16)", async () => {
	const lines = await inPlace(
		[
			service(
				"ReplicatedFirst",
				script("LocalScript", "F", `print("first", game:IsLoaded()) game.Loaded:Wait() print("loaded")`),
			),
		],
		{ players: 1, playerScripts: [{ name: "P", source: `print("starter", game:IsLoaded(), script:GetFullName())` }] },
	);
	assert.deepEqual(lines, [
		"[player1] first false",
		"[player1] loaded",
		"[player1] starter true Players.Player1.PlayerScripts.P",
	]);
});

test("globals of a script stay with it; _G and shared are shared on one machine", async () => {
	const lines = await inPlace([
		service(
			"ServerScriptService",
			script("Script", "A", `x = 1 _G.y = 2 shared.z = 3`),
			script("Script", "B", `print(x, _G.y, shared.z)`),
		),
	]);
	assert.deepEqual(lines, ["[server] nil 2 3"]);
});

test("BindToClose callbacks run together at the end, and the server waits at most 30 s for them (facts 17)", async () => {
	const lines = await printed(
		`
		game:BindToClose(function(reason) print("a", reason, time()) task.wait(2) print("a done", time()) end)
		game:BindToClose(function() task.wait(1) print("b done") end)
	`,
		{ seconds: 1 },
	);
	assert.deepEqual(
		lines.map(line => line.replace(/(\d)\.\d+/, "$1")),
		["a Enum.CloseReason.ServerEmpty 1", "b done", "a done 3"],
	);
	const last = await printed(
		`game:BindToClose(function() task.wait(0.5) print("closed") end) while true do task.wait() print(time() > 1) end`,
		{ seconds: 1 },
	);
	assert.ok(last.length - last.indexOf("closed") <= 2, "nothing goes on after the frame of the last callback");
	const { output } = await runHeadless({
		place: false,
		seconds: 1,
		serverScripts: [{ name: "M", source: `game:BindToClose(function() task.wait(100) end)` }],
	});
	assert.match(output.at(-1)!, /did not finish within 30 seconds/);
});

test("a syntax error names the script and its line, and counts as an error", async () => {
	const { output, errors } = await runHeadless({
		place: false,
		seconds: 1,
		serverScripts: [{ name: "Main", source: "local x =\nlocal y" }],
	});
	assert.equal(errors, 1);
	assert.match(output[0]!, /ServerScriptService\.Main:2: /);
});

test("compiled modules and plain scripts see the same globals", async () => {
	const source = `local x = typeof(game) .. tostring(workspace) .. type(task.wait) .. script.Name\nreturn x`;
	const lines = await inPlace([
		service(
			"ReplicatedStorage",
			script("ModuleScript", "C", `-- Compiled with roblox-ts v3.0.0\n${source}`),
			script("ModuleScript", "P", source),
		),
		service(
			"ServerScriptService",
			script("Script", "Main", `print(require(game.ReplicatedStorage.C), require(game.ReplicatedStorage.P))`),
		),
	]);
	assert.deepEqual(lines, ["[server] InstanceWorkspacefunctionC InstanceWorkspacefunctionP"]);
});

test("nil is a value that a module may return; no value and two values are not (facts 19)", async () => {
	const lines = await inPlace([
		service(
			"ReplicatedStorage",
			script("ModuleScript", "Types", `return nil`),
			script("ModuleScript", "Without", `return`),
			script("ModuleScript", "Two", `return 1, nil`),
		),
		service(
			"ServerScriptService",
			script(
				"Script",
				"Main",
				`local rs = game.ReplicatedStorage
				print(pcall(require, rs.Types)) print(pcall(require, rs.Types))
				print((pcall(require, rs.Without))) print((pcall(require, rs.Two)))`,
			),
		),
	]);
	const printedOnly = lines.filter(line => /^\[server\] (true|false)/.test(line));
	assert.deepEqual(printedOnly, ["[server] true nil", "[server] true nil", "[server] false", "[server] false"]);
});

const COMPILED = "-- Compiled with roblox-ts v3.0.0\n";
for (const [kind, header] of [
	["a plain module", ""],
	["a compiled module", COMPILED],
] as const)
	test(`require by path starts from the module that contains the call, whoever calls it and when: ${kind}`, async () => {
		const named = (name: string): string => `return "${name}"`;
		const library = script(
			"ModuleScript",
			"Library",
			`${header}local later = {}
			function later.sibling() return require("./Sibling") end
			function later.up() return require("../Up") end
			function later.own() return require("@self/Own") end
			function later.protected() return select(2, pcall(require, "./Sibling")) end
			return later`,
			[script("ModuleScript", "Own", named("own of the library"))],
		);
		const lines = await inPlace([
			service("ReplicatedStorage", script("ModuleScript", "Up", named("above the library")), {
				...placeNode("Folder", "Folder"),
				children: [library, script("ModuleScript", "Sibling", named("beside the library"))],
			}),
			service(
				"ServerScriptService",
				script("ModuleScript", "Sibling", named("beside the script")),
				script(
					"Script",
					"Main",
					`local later = require("@game/ReplicatedStorage/Folder/Library")
					print(require("./Sibling"))
					task.wait(0.1)
					for _, name in { "sibling", "up", "own", "protected" } do
						print(later[name]())
						task.spawn(function() print(later[name]()) end)
					end`,
				),
			),
		]);
		const twice = ["beside the library", "above the library", "own of the library", "beside the library"];
		assert.deepEqual(
			lines,
			["beside the script", ...twice.flatMap(line => [line, line])].map(line => `[server] ${line}`),
		);
	});

test("getfenv sees what setfenv set, by level and by function", async () => {
	const lines = await printed(`
		local function inner() return word, getfenv().word, getfenv(1).word end
		setfenv(inner, setmetatable({ word = "set" }, { __index = getfenv() }))
		print(inner())
		print(getfenv(inner).word, getfenv(inner) == getfenv(), getfenv().word)
		local function caller() return getfenv(2).script end
		print(caller() == script, getfenv(1).script == script, getfenv(0).script == script)
		setfenv(1, setmetatable({ word = "mine" }, { __index = getfenv() }))
		print(word, getfenv().word, getfenv(1).word)
		print(pcall(getfenv, 100))
		print(pcall(setfenv, print, {}))
	`);
	assert.deepEqual(lines.slice(0, 4), ["set set set", "set false nil", "true true true", "mine mine mine"]);
	assert.match(lines[4]!, /^false .*invalid level/);
	assert.match(lines[5]!, /^false .*'setfenv' cannot change environment of given object$/);
});
