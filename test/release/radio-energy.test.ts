import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { play, said } from "../node/radio-scene.ts";

const HOUR = 3600;
/** A wild and a calm piece of the bundled catalog, and searches for the like. */
const CURVES: ReadonlyArray<{ what: string; options: string; wanted: string }> = [
	{ what: "rise, seed", options: `seed = CALM, energy = "rise"`, wanted: "ramp(own, 0.8)" },
	{ what: "rise, query", options: `query = "lofi", energy = "rise"`, wanted: "ramp(own, 0.8)" },
	{ what: "fall, seed", options: `seed = "123456789", energy = "fall"`, wanted: "ramp(own, -0.8)" },
	{ what: "fall, query", options: `query = "energetic rock", energy = "fall"`, wanted: "ramp(own, -0.8)" },
	{ what: "sine, seed", options: `seed = CALM, energy = sine`, wanted: "sine" },
	{ what: "sine, query", options: `query = "lofi", energy = sine`, wanted: "sine" },
];

const SOURCE = (options: string, wanted: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false })
local CALM = client:search({ query = "quiet, slow, calm, ambient", limit = 1 }).tracks[1].asset_id
local function sine(minute) return 0.8 * math.sin(minute / 60 * 2 * math.pi) end
local own
local function ramp(from, to)
	return function(minute) return from + (to - from) * math.clamp(minute / 60, 0, 1) end
end
local radio = client:createRadio({ ${options}, crossfade = 6, rng = 5 })
print("begun", 1)
assert(radio:start())
local began = os.clock()
task.wait(1)
local arousals = { radio.nowPlaying.track.mood.arousal }
own = arousals[1]
local wanted = ${wanted}
while true do
	task.wait(10)
	local now = radio.nowPlaying
	if now and now.track.mood then print("at", wanted((os.clock() - began) / 60), now.track.mood.arousal, now.track.asset_id) end
end
`;

const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;

describe("an hour of energy on the bundled catalog", () => {
	for (const { what, options, wanted } of CURVES) {
		it(`${what}: off by 0.25 at most on average, for ten answers at most`, async () => {
			const { trace } = await play(SOURCE(options, wanted), {
				api: "embedded",
				seconds: HOUR,
				assets: { default: { duration: 165, loadDelay: 0.3 } },
			});
			const begun = said(trace, "begun")[0]!.t;
			const asked = trace.filter(line => line.kind === "http" && line.t >= begun).length;
			const points = said(trace, "at").map(({ t, text }) => {
				const [goal, energy] = text.split(" ").map(Number);
				return { minute: t / 60, goal: goal!, energy: energy! };
			});
			const off = mean(points.map(({ goal, energy }) => Math.abs(goal - energy)));
			const rows = Array.from({ length: 6 }, (_, i) => points.filter(({ minute }) => Math.floor(minute / 10) === i));
			const drawn = rows.map(part => {
				const [goal, energy] = [mean(part.map(p => p.goal)), mean(part.map(p => p.energy))];
				return `${goal.toFixed(2)}/${energy.toFixed(2)}`;
			});
			console.log(
				`${what}: off by ${off.toFixed(3)}, ${asked} requests; wanted/played by ten minutes: ${drawn.join(" ")}`,
			);
			assert.ok(points.length > 300, `${points.length} points`);
			assert.ok(off <= 0.25, `off by ${off}`);
			assert.ok(asked <= 10, `${asked} requests`);
		});
	}
});
