import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { HEAP } from "../../bench/heap.ts";
import { runHeadless } from "../../tools/headless/run/index.ts";
import { startMusicApi } from "./zones-scene.ts";

const CYCLES = 240;
/** What the heap may have grown by when all is done. */
const MOST = 1.05;

/** Heap before and after the cycles, in kilobytes. The first cycles are none of them: they load what is loaded once. */
const grown = async (cycle: string): Promise<[before: number, after: number]> => {
	const api = await startMusicApi();
	try {
		const { output, errors } = await runHeadless({
			players: 1,
			seconds: 3600,
			latency: 0.02,
			seed: 1,
			keepTrace: false,
			assets: { default: { duration: 30, loadDelay: 0.1 } },
			serverScripts: [
				{
					name: "Main",
					source: `${HEAP}
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local Players = game:GetService("Players")
local player = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
if not player.Character then player.CharacterAdded:Wait() end
local client = AudioScape.new("test-key", { baseUrl = "${api.url}", analytics = false })
local function cycle(number)
	${cycle}
end
local function run(first, last)
	for number = first, last do cycle(number) end
	-- What was put off for a minute (timers of songs, windows of limits) is over.
	task.wait(120)
	return heap()
end
print("heap", run(1, 24), run(25, ${CYCLES + 24}))`,
				},
			],
		});
		assert.equal(errors, 0, output.join("\n"));
		const found = /heap (\d+) (\d+)/.exec(output.join("\n"));
		assert.ok(found, output.join("\n"));
		return [Number(found[1]), Number(found[2])];
	} finally {
		api.close();
	}
};

const PARTS: Readonly<Record<string, string>> = {
	"a radio": `
		local radio = client:createRadio({ query = "calm piano", crossfade = 1 })
		radio:start()
		task.wait(1)
		radio:destroy()`,
	zones: `
		local zones = client:createZones({
			zones = { here = { area = { cframe = CFrame.new(), size = Vector3.new(500, 500, 500) }, music = { query = "calm" } } },
		})
		task.wait(1)
		zones:destroy()`,
	footsteps: `
		local footsteps = client:createFootsteps({ surfaces = { Grass = "100" }, stride = 5, seed = 7 })
		task.wait(1)
		footsteps:destroy()`,
	"a list player": `
		local list = client:createPlayer({ parent = workspace })
		list:play("100")
		task.wait(1)
		list:destroy()`,
};

describe("240 times made, played and destroyed", () => {
	for (const [name, cycle] of Object.entries(PARTS))
		void it(`${name} leaves nothing behind`, async () => {
			const [before, after] = await grown(cycle);
			assert.ok(after <= before * MOST, `${before} KB before, ${after} KB after`);
		});
});
