// What the two engines cost on a player's machine, as docs/sound-engines.md says it: `node --import tsx bench/engines.ts`
import { runHeadless, type RunResult } from "../tools/headless/run/index.ts";

const ENGINES = ["sound", "audio"] as const;
type Engine = (typeof ENGINES)[number];

const CLIENT = (engine: Engine): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { analytics = false, retries = 0, engine = "${engine}" })
local function song(id) return { asset_id = id, name = id, artist = id, album = "", duration = 60 } end
local function assets(from) local ids = {} for id = from, from + 5 do table.insert(ids, tostring(id)) end return { assets = ids } end
`;
const SPEAKER = `
local box = Instance.new("Part")
box.Anchored = true box.Parent = workspace
`;

/** What a place may have, each alone. */
const FEATURES: Readonly<Record<string, string>> = {
	"footsteps, 24 voices, 3 surfaces of 6 sounds": `client:createFootsteps({ surfaces = { Grass = assets(100), Wood = assets(200), Metal = assets(300) } }):attachAll()`,
	"music everywhere, crossfading": `local list = client:createPlayer({ output = "players", crossfade = 4, loudness = false })
		list:setQueue({ song("11"), song("12"), song("13"), song("14") }) list:play() task.wait(6) list:skip()`,
	"the same at a part": `${SPEAKER} local list = client:createPlayer({ output = "players", parent = box, crossfade = 4, loudness = false })
		list:setQueue({ song("11"), song("12"), song("13"), song("14") }) list:play() task.wait(6) list:skip()`,
	"a zone with music and ambience": `client:createZones({ loudness = false, zones = { all = {
		area = { cframe = CFrame.new(), size = Vector3.one * 2000 }, music = { assets = { "21", "22" } }, ambience = "23" } } })`,
};

const SECONDS = 9;
const FADING = [1, 8, 32, 64];
const FADE_SECONDS = 60;
const FRAMES = FADE_SECONDS * 60;

const run = async (source: string): Promise<RunResult> => {
	const result = await runHeadless({
		players: 1,
		characters: false,
		seconds: SECONDS,
		seed: 1,
		assets: { default: { duration: 60, loadDelay: 0.1 } },
		serverScripts: [{ name: "Bench", source }],
	});
	if (result.errors > 0) throw new Error(result.output.join("\n"));
	return result;
};

const countOf = ({ trace }: RunResult, field: "instances" | "sounds"): number =>
	Number(trace.findLast(line => line.kind === "instance" && line.peer === "player1")![field]);

/** Microseconds of work. */
const fades = async (engine: Engine, voices: number): Promise<number> => {
	const began = process.cpuUsage();
	const { errors, output } = await runHeadless({
		players: 1,
		characters: false,
		seconds: FADE_SECONDS + 5,
		seed: 1,
		assets: { default: { duration: 600, loadDelay: 0.1 } },
		serverScripts: [{ name: "Bench", source: CLIENT(engine) }],
		playerScripts: [
			{
				name: "Fades",
				source: `
				local library = game:GetService("ReplicatedStorage"):WaitForChild("AudioScapePlayer"):WaitForChild("lib")
				local createDeck = require(library.shared.sound.deck).createDeck
				for id = 1, ${voices} do
					createDeck({ kind = "music", engine = "${engine}", name = "Bench" .. id }).play({
						assetId = "5", gain = 1, fadeSeconds = ${FADE_SECONDS},
					})
				end`,
			},
		],
	});
	if (errors > 0) throw new Error(output.join("\n"));
	const { user, system } = process.cpuUsage(began);
	return user + system;
};

/** The quickest of three: what else the machine does only adds to it. */
const quickest = async (measure: () => Promise<number>): Promise<number> => {
	let best = Infinity;
	for (let round = 0; round < 3; round += 1) best = Math.min(best, await measure());
	return best;
};

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): void => {
	console.log(`| ${head.join(" | ")} |\n| ${head.map(() => "---").join(" | ")} |`);
	for (const row of rows) console.log(`| ${row.join(" | ")} |`);
	console.log();
};

const counts: (string | number)[][] = [];
for (const [what, source] of Object.entries(FEATURES)) {
	const row: (string | number)[] = [what];
	for (const engine of ENGINES) {
		const [without, with_] = [await run(CLIENT(engine)), await run(CLIENT(engine) + source)];
		for (const field of ["sounds", "instances"] as const) row.push(countOf(with_, field) - countOf(without, field));
	}
	counts.push(row);
}
table(["what plays", "Sounds", "instances", "AudioPlayers", "instances"], counts);

const times: (string | number)[][] = [];
for (const voices of FADING) {
	const row: (string | number)[] = [voices];
	for (const engine of ENGINES) {
		const idle = await quickest(() => fades(engine, 0));
		const busy = await quickest(() => fades(engine, voices));
		row.push((Math.max(0, busy - idle) / FRAMES).toFixed(0));
	}
	times.push(row);
}
table(["voices in a fade", "Sounds, us a frame", "AudioPlayers, us a frame"], times);
