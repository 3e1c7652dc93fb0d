import { startContract } from "../../tools/contract/index.ts";
import { runHeadless, type RunOptions } from "../../tools/headless/run/index.ts";

/** One figure of a whole thing. */
export interface Figure {
	readonly what: string;
	readonly value: string;
}

const HOUR = 3600;
const SURFACES = ["Grass", "Wood", "Metal", "Sand", "Stone"];
const CLIENT = `local client = require(game:GetService("ServerScriptService").AudioScape).new("key", { cache = { maxEntries = 4096 } })`;
/** Walks up and down for ever, past everything. */
const WALK = `local character = game:GetService("Players").LocalPlayer.CharacterAdded:Wait()
local humanoid = character:WaitForChild("Humanoid")
while true do
	for _, x in { 0, 100, 0, -100 } do humanoid:MoveTo(Vector3.new(x, 3, 0)) humanoid.MoveToFinished:Wait() end
end`;

interface Cost {
	requests: number;
	first: number;
	sounds: number;
	output: readonly string[];
}

type Run = (source: string, seconds: number, more?: RunOptions) => Promise<Cost>;

/** Runs a game; answers its requests in all and within the first minute, and the most Sounds on a player's machine. */
function runnerOf(url: string, assets: RunOptions["assets"], seed: number): Run {
	return async (source, seconds, more = {}) => {
		const tally = { requests: 0, first: 0, sounds: 0 };
		const { errors, output } = await runHeadless({
			api: url,
			assets: { ...assets, default: { duration: 180, loadDelay: 0.3 } },
			players: 1,
			baseplate: true,
			seconds,
			seed,
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
}

const station = (options: string) => `client:createRadio({ query = "lofi chill beats", rng = 1, ${options} }):start()`;

const surfaces = SURFACES.map(name => `${name} = { query = "footstep ${name.toLowerCase()}" }`).join(", ");
const walking = { playerScripts: [{ name: "Walk", source: WALK }] };

const zones = (count: number, queries: number) => `local zones = {}
for i = 1, ${count} do
	zones["zone" .. i] = {
		area = { cframe = CFrame.new((i - ${count} / 2) * 20, 10, 0), size = Vector3.new(20, 40, 40) },
		music = { query = "genre " .. ({ "rock", "jazz", "folk", "piano", "techno" })[i % 5 + 1] .. " " .. i % ${queries} },
	}
end
client:createZones({ zones = zones })`;

const GAMES: ReadonlyArray<readonly [what: string, source: string, seconds: number, more?: RunOptions]> = [
	["a radio for an hour", station(""), HOUR],
	["a radio with crossfade = 4 for an hour", station("crossfade = 4"), HOUR],
	[
		`footsteps on ${SURFACES.length} surfaces for ten minutes`,
		`client:createFootsteps({ surfaces = { ${surfaces} }, seed = 1 }):attachAll()`,
		HOUR / 6,
		walking,
	],
	["300 zones with 40 sources for ten minutes", zones(300, 40), HOUR / 6, walking],
];

/** Kilobytes of the Luau heap that a search page of so many rows keeps. */
async function heap(run: Run, rowsOfPage: number): Promise<string> {
	const { output } = await run(
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
}

/** What the experiences cost a game: requests and Sounds, one player, the bundled catalog, virtual time. */
export async function measureCosts(seed: number, say: (line: string) => void): Promise<Figure[]> {
	const contract = await startContract({ seed: 1 });
	try {
		const assets = Object.fromEntries(
			Object.entries(contract.assets()).map(([id, { duration }]) => [id, { duration, loadDelay: 0.3 }]),
		);
		const run = runnerOf(contract.url, assets, seed);
		const own = (await run("", 5)).sounds;
		const figures: Figure[] = [];
		for (const [what, source, seconds, more] of GAMES) {
			say(what);
			const { first, requests, sounds } = await run(source, seconds, more);
			figures.push({
				what,
				value: `${first} requests in the first minute, ${requests} in all, ${sounds - own} Sounds`,
			});
		}
		for (const size of [20, 100])
			figures.push({ what: `a remembered page of ${size} tracks`, value: `${await heap(run, size)} KB of Luau heap` });
		return figures;
	} finally {
		await contract.close();
	}
}
