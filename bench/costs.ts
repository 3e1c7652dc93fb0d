// What the experiences cost a game: `node --import tsx bench/costs.ts`. The figures of docs/limits.md come from here.
import { compile } from "../scripts/compile.ts";
import { startContract } from "../tools/contract/index.ts";
import { runHeadless, type RunOptions } from "../tools/headless/run/index.ts";

const HOUR = 3600;
const SURFACES = ["Grass", "Wood", "Metal", "Sand", "Stone"];
const CLIENT = `local client = require(game:GetService("ServerScriptService").AudioScape).new("key", { cache = { maxEntries = 4096 } })`;
/** Walks up and down for ever, past everything. */
const WALK = `local character = game:GetService("Players").LocalPlayer.CharacterAdded:Wait()
local humanoid = character:WaitForChild("Humanoid")
while true do
	for _, x in { 0, 100, 0, -100 } do humanoid:MoveTo(Vector3.new(x, 3, 0)) humanoid.MoveToFinished:Wait() end
end`;

if ((await compile("model")) === "failed") process.exit(1);
const contract = await startContract({ seed: 1 });
const assets = Object.fromEntries(
	Object.entries(contract.assets()).map(([id, { duration }]) => [id, { duration, loadDelay: 0.3 }]),
);

interface Cost {
	requests: number;
	first: number;
	sounds: number;
	output: readonly string[];
}

/** Requests in all and within the first minute, and the most Sounds on a player's machine at once. */
const cost = async (source: string, seconds: number, more: RunOptions = {}): Promise<Cost> => {
	const tally = { requests: 0, first: 0, sounds: 0 };
	const { errors, output } = await runHeadless({
		api: contract.url,
		assets: { ...assets, default: { duration: 180, loadDelay: 0.3 } },
		players: 1,
		baseplate: true,
		seconds,
		seed: 1,
		latency: 0.1,
		keepTrace: false,
		serverScripts: [{ name: "Cost", source: `${CLIENT}\n${source}` }],
		onTrace: line => {
			if (line.kind === "http") {
				tally.requests += 1;
				if (line.t < 60) tally.first += 1;
			}
			if (line.kind === "instance" && line.peer === "player1")
				tally.sounds = Math.max(tally.sounds, Number(line.sounds));
		},
		...more,
	});
	if (errors > 0) throw new Error(output.join("\n"));
	return { ...tally, output };
};

const own = (await cost("", 5)).sounds;
const rows: Array<[string, string]> = [];
const add = (name: string, { requests, first, sounds }: Cost): void => {
	rows.push([name, `${first} requests in the first minute, ${requests} in the hour, ${sounds - own} Sounds`]);
};

const station = (options: string) => `client:createRadio({ query = "lofi chill beats", rng = 1, ${options} }):start()`;
add("radio", await cost(station(""), HOUR));
add("radio, crossfade = 4", await cost(station("crossfade = 4"), HOUR));

const surfaces = SURFACES.map(name => `${name} = { query = "footstep ${name.toLowerCase()}" }`).join(", ");
const walking = { playerScripts: [{ name: "Walk", source: WALK }] };
add(
	`footsteps, ${SURFACES.length} surfaces, ten minutes`,
	await cost(`client:createFootsteps({ surfaces = { ${surfaces} }, seed = 1 }):attachAll()`, HOUR / 6, walking),
);

const zones = (count: number, queries: number) => `local zones = {}
for i = 1, ${count} do
	zones["zone" .. i] = {
		area = { cframe = CFrame.new((i - ${count} / 2) * 20, 10, 0), size = Vector3.new(20, 40, 40) },
		music = { query = "genre " .. ({ "rock", "jazz", "folk", "piano", "techno" })[i % 5 + 1] .. " " .. i % ${queries} },
	}
end
client:createZones({ zones = zones })`;
add("zones, 300 with 40 sources, ten minutes", await cost(zones(300, 40), HOUR / 6, walking));

/** Kilobytes of the Luau heap that a search page of so many rows keeps. */
const heap = async (rowsOfPage: number): Promise<string> => {
	const { output } = await cost(
		`-- The heap right after a collection, which churning brings about.
		local function live()
			local least = math.huge
			for _ = 1, 2000 do
				local _garbage = table.create(2000, 0)
				least = math.min(least, gcinfo())
			end
			return least
		end
		client:search({ query = "warm up", limit = ${rowsOfPage} })
		local before = live()
		for i = 1, 40 do
			local result = client:search({ query = "piano", limit = ${rowsOfPage}, offset = i })
			assert(#result.tracks > 0.9 * ${rowsOfPage})
		end
		print("KB", (live() - before) / 40)`,
		30,
		{ players: 0 },
	);
	return Number(/KB (\S+)/.exec(output.join("\n"))?.[1]).toFixed(0);
};
for (const size of [20, 100]) rows.push([`a remembered page of ${size} tracks`, `${await heap(size)} KB of Luau heap`]);
await contract.close();

const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
