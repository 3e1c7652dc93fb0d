// What a decided step costs, in the Luau VM of the headless place: `node --import tsx bench/footsteps.ts`
import { runHeadless } from "../tools/headless/run/index.ts";

const ROUNDS = 1_000_000;

const script = (rounds: number): string => `
local lib = game:GetService("ServerScriptService").AudioScape.lib.shared.footsteps.brain
local createWalker = require(lib.walker).createWalker
local createGait = require(lib.gait).createGait
local variants = {}
for id = 1, 6 do table.insert(variants, { assetId = tostring(id), gain = 1 }) end
local pack = { surface = "Grass", source = "similar", variants = variants, gain = 1 }
local walker = createWalker({ pitch = 1, level = 1.5, avoid = 2 }, 7)
local gait = createGait(function() return 5 end)
for _ = 1, 100 do walker.decide(pack, 1) gait.advance(1 / 60, 0.3, 0, 16, "ground") end
local before = gcinfo()
for _ = 1, ${rounds} do walker.decide(pack, 1) end
print("decide", gcinfo() - before)
before = gcinfo()
for _ = 1, ${rounds} do gait.advance(1 / 60, 0.3, 0, 16, "ground") end
print("advance", gcinfo() - before)
`;

const run = async (rounds: number) =>
	runHeadless({
		seconds: 1,
		scriptTimeout: 120,
		serverScripts: [{ name: "Bench", source: script(rounds) }],
		onOutput: rounds > 0 ? line => console.log(`kB more in the heap: ${line}`) : undefined,
	});

const idle = await run(0);
const busy = await run(ROUNDS);
const each = ((busy.wallMs - idle.wallMs) * 1000) / (2 * ROUNDS);
console.log(`${ROUNDS} decisions and as many frames of walking: ${each.toFixed(3)} us each`);
