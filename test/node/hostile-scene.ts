import { HEAP } from "../../bench/heap.ts";
import { runHeadless, type RunResult, type RunScript } from "../../tools/headless/run/index.ts";
import { FLOORS, likesOf } from "./footsteps-scene.ts";
import { type JsonApi, page, startJsonApi } from "./json-api.ts";
import { longestSilence, songs } from "./radio-scene.ts";

/** What a scene is about. */
export interface Siege {
	readonly players: number;
	/** So many of them are hostile: the first ones. */
	readonly hostile: number;
	/** Seconds that every asset takes to load. */
	readonly loadSeconds: number;
	readonly seconds: number;
	/** Attacks of the hostile, by name; default all. */
	readonly attacks?: readonly (keyof typeof ATTACKS)[];
	/** How long each attack is kept up, seconds; default 60. */
	readonly turn?: number;
	/** In the options of the station. */
	readonly radio?: string;
}

/** What it came to. */
export interface Outcome {
	readonly run: RunResult;
	/** Paths that were asked of the API, with the second of each. */
	readonly asked: ReadonlyArray<{ t: number; path: string }>;
	/** Names of honest peers. */
	readonly honest: readonly string[];
	/** Kilobytes that the server's Luau needs, every ten seconds. */
	readonly heap: readonly number[];
}

/**
 * Each is Luau that is run eight times a second on a hostile machine; \`remote\` is where reports go, \`topics\` are those that
 * there are, \`round\` counts up.
 */
const ATTACKS = {
	"false failures": `
		local claims = {}
		for _, topic in topics do
			for _, id in idsOf(topic) do
				if string.match(topic, "^radio") then table.insert(claims, 1, { topic, { kind = "failed", id = id, why = "Failure" } })
				else table.insert(claims, { topic, { ready = {}, failed = { id } } }) end
			end
		end
		-- As many as are listened to: none is dropped.
		local together = {}
		for _, claim in claims do
			local key = claim[1] .. (claim[2].id or claim[2].failed[1])
			if #together < 4 and (told[key] or -100) < round - 50 then
				told[key] = round
				table.insert(together, claim)
			end
		end
		remote:FireServer(together)`,
	"false lengths": `
		for _, topic in topics do
			for _, id in idsOf(topic) do remote:FireServer({ { topic, { kind = "ready", id = id, length = 0.1 } } }) end
		end`,
	"wrong forms": `
		local forms = { 0 / 0, math.huge, "x", true, { kind = "ready", id = 5, length = 0 / 0 }, { zone = {} }, { kind = {} },
			{ kind = "presence", value = "x" }, { ready = { {} }, failed = "x" }, { kind = "failed", id = "999999", why = 5 }, DEEP }
		for _, topic in topics do remote:FireServer({ { topic, forms[1 + round % #forms] } }) end
		remote:FireServer(forms[1 + round % #forms], forms[1 + (round + 3) % #forms])
		remote:FireServer() remote:FireServer({ { "radio/nobody", { kind = "vote", value = "skip" } } })
		remote:FireServer(table.create(10000, { topics[1], { kind = "vote", value = "up" } })) remote:FireServer({ DEEP, { DEEP } })`,
	"oversized reports": `
		local long = string.rep(tostring(round % 10), 100000) .. round
		local many = table.create(2000, long)
		for _, topic in topics do
			remote:FireServer({ { topic, { kind = "failed", id = long, why = long } } })
			remote:FireServer({ { topic, { ready = many, failed = many } } })
			remote:FireServer({ { topic, { zone = long } } })
		end
		remote:FireServer({ { long, { kind = "vote", value = "skip" } } })`,
	"skip storms": `
		for _, topic in topics do
			for _, value in { "skip", "up", "down", "sideways" } do remote:FireServer({ { topic, { kind = "vote", value = value } } }) end
		end`,
	"asking without end": `
		local ask = state:FindFirstChild("Ask")
		local long = string.rep("9", 100000)
		for _, topic in topics do
			for _, asked in { { kind = "request", id = long }, { kind = "request", id = idsOf(topic)[1], position = "next" }, { kind = "skip" }, DEEP } do
				if ask then task.spawn(ask.InvokeServer, ask, topic, asked) end
			end
		end`,
	"coming and going": `
		for _, topic in topics do
			remote:FireServer({ { topic, { kind = "presence", value = if round % 2 == 0 then "away" else "listening" } } })
		end`,
} as const;

/** A hostile LocalScript: it knows all that a machine is told, and reports what it likes as fast as it likes. */
const hostileScript = ({
	hostile,
	turn = 60,
	attacks = Object.keys(ATTACKS) as (keyof typeof ATTACKS)[],
}: Siege): RunScript => ({
	name: "Hostile",
	source: `
local number = tonumber(string.match(game:GetService("Players").LocalPlayer.Name, "%d+"))
if number > ${hostile} then return end
local HttpService = game:GetService("HttpService")
local state = game:GetService("ReplicatedStorage"):WaitForChild("AudioScapeState")
local remote = state:WaitForChild("Report")
local DEEP = {}
do local at = DEEP for _ = 1, 50 do at.deep = {} at = at.deep end end
local function collect(value, into)
	if type(value) == "table" then for _, inner in value do collect(inner, into) end
	elseif type(value) == "string" and string.match(value, "^%d+$") then table.insert(into, value) end
end
local read, told = {}, {}
local function idsOf(topic)
	local text = state:GetAttribute(topic)
	if read[topic] == nil or read[topic].text ~= text then
		local ids = {}
		pcall(function() collect(HttpService:JSONDecode(text), ids) end)
		read[topic] = { text = text, ids = ids }
	end
	return read[topic].ids
end
local attacks = { ${attacks.map(name => `function(round, topics) ${ATTACKS[name]} end`).join(",")} }
local round = 0
while true do
	task.wait(0.12)
	round += 1
	local topics = {}
	for topic in state:GetAttributes() do table.insert(topics, topic) end
	-- One kind after the other.
	attacks[1 + (round // ${Math.round(turn / 0.12)}) % #attacks](round, topics)
end`,
});

/** Kilobytes that the server said it needs. */
const heapOf = ({ trace }: RunResult): number[] =>
	trace
		.filter(line => line.kind === "log" && line.peer === "server" && /^heap /.test(String(line["text"])))
		.map(line => Number(String(line["text"]).slice(5)));

/** The game: footsteps on three floors, a station and a list; its server says what it needs. */
const game = (url: string, { radio = "" }: Siege): string => `
${FLOORS}
${HEAP}
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { baseUrl = "${url}", analytics = false })
local footsteps = client:createFootsteps({ surfaces = { Grass = "100", Wood = "200", Metal = "300" }, stride = 5, seed = 7 })
footsteps:attachAll()
task.spawn(function()
	while true do
		task.wait(10)
		print("heap", heap())
		for surface, pack in footsteps.packs do print("pack", surface, #pack.variants, pack.variants[1] and pack.variants[1].assetId) end
	end
end)
client:createRadio({ query = "x", name = "lobby", rng = 3, ${radio} }):start()`;

/** Which sounds of the packs an honest machine has loaded at the end: what could be heard of each surface. */
const HONEST = `
local name = game:GetService("Players").LocalPlayer.Name
while true do
	task.wait(5)
	local folder = game:GetService("SoundService"):FindFirstChild("AudioScapeFootsteps")
	local loaded = {}
	for _, sound in if folder then folder:GetChildren() else {} do
		if sound:IsA("Sound") and sound.IsLoaded then table.insert(loaded, sound.Name) end
	end
	print("loaded", table.concat(loaded, " "))
end`;

const startApi = (note: (path: string) => void): Promise<JsonApi> => {
	const rows = songs(120, 20).map(song => ({
		...song,
		album: "album",
		genre: "Ambient",
		genre_slug: "ambient",
		score: 0.8,
	}));
	return startJsonApi(({ url, sent }) => {
		note(url.pathname);
		if (url.pathname.includes("sfx")) return page(likesOf(Number(url.searchParams.get("asset_id"))));
		const offset = Number(sent["offset"] ?? url.searchParams.get("offset") ?? 0);
		const limit = Number(sent["limit"] ?? 50);
		return page(rows.slice(offset, offset + limit), { total: rows.length, limit, offset });
	});
};

/** Runs a siege to its end. */
export const besiege = async (siege: Siege): Promise<Outcome> => {
	const { players, hostile, loadSeconds, seconds } = siege;
	const asked: Array<{ t: number; path: string }> = [];
	let now = 0;
	const api = await startApi(path => asked.push({ t: now, path }));
	try {
		const run = await runHeadless({
			players,
			seconds,
			latency: 0.05,
			seed: 1,
			characters: false,
			assets: { default: { duration: 60, loadDelay: loadSeconds } },
			serverScripts: [{ name: "Main", source: game(api.url, siege) }],
			playerScripts: [hostileScript(siege), { name: "Honest", source: HONEST }],
			onRequest: sent => (now = sent),
		});
		const honest = Array.from({ length: players - hostile }, (_, index) => `player${hostile + index + 1}`);
		return { run, asked, honest, heap: heapOf(run) };
	} finally {
		await api.close();
	}
};

/** The longest silence of the station on a machine. */
export const gapOf = ({ run }: Outcome, peer: string, from: number, to: number): number => {
	const own = run.trace.filter(line => !/AudioScapeFootsteps|AudioScapeStep/.test(String(line["path"] ?? "")));
	return longestSilence(own, from, to, peer).seconds;
};

/** How many sounds of each surface a machine can play, by the surface's hero, in each of its own reports after a while. */
export const variantsOf = ({ run }: Outcome, peer: string, from: number): number[][] =>
	run.trace
		.filter(
			line => line.t >= from && line.peer === peer && line.kind === "log" && /^loaded /.test(String(line["text"])),
		)
		.map(line => {
			const ids = String(line["text"]).split(" ").slice(1);
			return [1, 2, 3].map(hero => ids.filter(id => id.startsWith(String(hero))).length);
		});

/** Ten calls a second of each hostile player, against one in five seconds of each honest one. */
const ASK = (hostile: number): string => `
local number = tonumber(string.match(game:GetService("Players").LocalPlayer.Name, "%d+"))
local remotes = game:GetService("ReplicatedStorage"):WaitForChild("AudioScapeRemotes")
local search = remotes:WaitForChild("Search")
local round = 0
if number <= ${hostile} then
	local forms = { { query = string.rep("x", 100000) }, "x", 0 / 0, { query = 5 }, { query = "x", filters = { { { { {} } } } } } }
	while true do
		task.wait(0.1)
		round += 1
		task.spawn(search.InvokeServer, search, { query = "hostile " .. number .. " " .. round, limit = 20 })
		task.spawn(search.InvokeServer, search, forms[1 + round % #forms])
	end
end
while true do
	task.wait(5)
	round += 1
	local result, err = search:InvokeServer({ query = "honest " .. number .. " " .. round, limit = 20 })
	print("answer", result ~= nil, err)
end`;

/** Hostile players ask the catalog as fast as they can; the honest ones now and then. */
export const starve = async (
	siege: Pick<Siege, "players" | "hostile" | "seconds">,
): Promise<Pick<Outcome, "run" | "asked" | "heap"> & { readonly answers: readonly string[] }> => {
	const asked: Array<{ t: number; path: string }> = [];
	let now = 0;
	const api = await startApi(path => asked.push({ t: now, path }));
	try {
		const run = await runHeadless({
			...siege,
			latency: 0.05,
			seed: 1,
			characters: false,
			serverScripts: [
				{
					name: "Main",
					source: `${HEAP}
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
AudioScape.new("test-key", { baseUrl = "${api.url}", analytics = false, cache = { maxEntries = 20 } }):enableClientAccess()
while true do task.wait(10) print("heap", heap()) end`,
				},
			],
			playerScripts: [{ name: "Ask", source: ASK(siege.hostile) }],
			onRequest: sent => (now = sent),
		});
		const answers = run.output.filter(line => line.includes("answer ")).map(line => line.split("answer ")[1]!);
		return { run, asked, heap: heapOf(run), answers };
	} finally {
		await api.close();
	}
};
