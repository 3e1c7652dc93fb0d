import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { describe, it } from "node:test";

import { fileOf } from "../../scripts/player-modules.ts";
import { runHeadless } from "../../tools/headless/run/index.ts";

/** Every module that a joining player finds, by its path below the copy. */
async function modulesOfPlayer(): Promise<string[]> {
	const { output, errors } = await runHeadless({
		seconds: 3,
		players: 1,
		serverScripts: [
			{
				name: "Main",
				source: `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
AudioScape.new("key"):enableClientAccess()`,
			},
		],
		playerScripts: [
			{
				name: "Look",
				source: `
local half = game:GetService("ReplicatedStorage"):WaitForChild("AudioScapePlayer")
task.wait(1)
for _, found in half:GetDescendants() do
	if found:IsA("LuaSourceContainer") then print("MODULE " .. string.sub(found:GetFullName(), #half:GetFullName() + 2)) end
end`,
			},
		],
	});
	assert.equal(errors, 0, output.join("\n"));
	return output.flatMap(line => /MODULE (\S+)/.exec(line)?.[1] ?? []);
}

describe("what a joining player receives", () => {
	it("is no more than 300 KB of Luau, runtime and packages included", async () => {
		const files = (await modulesOfPlayer()).map(module => fileOf(module.replaceAll(".", "/")));
		const doors = ["AudioScapePlayer", "AudioScapeClient"].map(door => `build/entry/${door}/init.luau`);
		assert.ok(files.length > 50, "the modules are found");
		const bytes = [...files, ...doors].reduce((sum, file) => sum + statSync(file!).size, 0);
		assert.ok(bytes <= 300_000, `${bytes} bytes`);
	});

	it("is the rooms of players and what both sides share, and not a line of the server", async () => {
		const modules = await modulesOfPlayer();
		const rooms = new Set(modules.map(name => name.split(".").slice(0, 2).join(".")));
		assert.deepEqual(
			[...rooms].filter(room => room.startsWith("lib")).sort(),
			["lib.player", "lib.shared"],
			"only these rooms of the library",
		);
		assert.ok(modules.includes("lib.player.boot"), "the script that starts it all");
		assert.deepEqual(
			modules.filter(name => /server/i.test(name) && name !== "lib.shared.bridge.server-bridge"),
			[],
		);
	});
});
