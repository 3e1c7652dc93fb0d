import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { after, before, describe, it } from "node:test";

import { runHeadless, type RunResult } from "../../tools/headless/run/index.ts";

const KEY = "as_live_9fQzK7+w/3xTe";
/** Parts of the key that show in it plain, percent-encoded, and in base64 wherever it stands in a group of three. */
const TELLING = [
	"9fQzK7",
	Buffer.from(KEY).toString("base64").slice(4, 14),
	Buffer.from(`x${KEY}`).toString("base64").slice(4, 14),
	Buffer.from(`xx${KEY}`).toString("base64").slice(4, 14),
];

/** An API that says the key in whatever it says; `isKind` answers now and then as it should, `isOpen` with the key in the rows. */
const startEcho = async (isOpen: boolean): Promise<{ url: string; server: Server; asked: () => number }> => {
	let count = 0;
	const formsOf = (request: IncomingMessage): string[] => {
		const key = String(request.headers["x-api-key"]);
		const bearer = Buffer.from(`Bearer ${key}`).toString("base64");
		return [
			key,
			encodeURIComponent(key),
			encodeURIComponent(key).replaceAll(/%../g, text => text.toLowerCase()),
			Buffer.from(key).toString("base64"),
			bearer,
		];
	};
	const server = createServer((request, response) => {
		request.resume();
		request.on("end", () => {
			count += 1;
			const forms = formsOf(request);
			const form = forms[count % forms.length]!;
			const send = (status: number, body: string, type = "application/json"): void => {
				response.writeHead(status, { "content-type": type, "retry-after": form, "x-request-id": form }).end(body);
			};
			const rows = [1, 2, 3, 4, 5].map(index => ({
				asset_id: String(count * 10 + index),
				name: isOpen ? `track ${forms[index - 1]!}` : "track",
				artist: isOpen ? form : "artist",
				duration: 20,
				...(isOpen ? { something_new: form } : {}),
			}));
			const turn = count % 7;
			if (turn === 1) send([400, 401, 403, 404][count % 4]!, JSON.stringify({ error: `no: ${form}`, message: form }));
			else if (turn === 3) send(503, JSON.stringify({ error: { message: form, code: form } }));
			else if (turn === 5) send(200, count % 2 === 0 ? JSON.stringify({ tracks: form }) : form);
			else send(200, JSON.stringify({ tracks: rows, meta: { total: 5, limit: 5, offset: 0 } }));
		});
	});
	await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("no port");
	return { url: `http://127.0.0.1:${address.port}`, server, asked: () => count };
};

const SERVER = (key: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local HttpService = game:GetService("HttpService")
local client = AudioScape.new(${key}, { deadline = 6 })
client:enableClientAccess({ perSecond = 50, burst = 50 })
client:createRadio({ query = "calm", name = "lobby" }):start()
client:createFootsteps({ surfaces = { Grass = { query = "grass" }, Wood = { query = "wood" } } }):attachAll()
client:createZones({ zones = { here = { area = { cframe = CFrame.new(), size = Vector3.one * 900 }, music = { query = "folk" } } } })
local list = client:createPlayer()
list:setQueue({ "11", "12" })
list:play()
client:createSoundBank({ seeds = { door = { query = "door" } } })
for _ = 1, 12 do
	client:trackPlay("11")
	client:flushAnalytics()
	print("TOLD", select(2, client:search({ query = tostring(math.random()) })), HttpService:JSONEncode({ problem = select(3, client:getStructure(tostring(math.random(1e6)))) }))
	task.wait(1)
end
print("STATS", HttpService:JSONEncode(client.stats))`;

/** Prints everything that a LocalScript can read: the tree with its attributes and values, and the remotes' answers. */
const PLAYER = `
local HttpService = game:GetService("HttpService")
local ReplicatedStorage = game:GetService("ReplicatedStorage")
local remotes = ReplicatedStorage:WaitForChild("AudioScapeRemotes")
local said, refused = {}, 0
local function say(text)
	if not said[text] then
		said[text] = true
		print("READ", text)
	end
end
local function read(instance)
	local text = instance.ClassName .. " " .. instance.Name
	for name, value in instance:GetAttributes() do text ..= " " .. name .. "=" .. tostring(value) end
	if instance:IsA("ValueBase") then text ..= " " .. tostring(instance.Value) end
	if instance:IsA("Sound") then text ..= " " .. instance.SoundId end
	say(text)
end
for round = 1, 14 do
	for _, instance in game:GetDescendants() do read(instance) end
	for _, remote in remotes:GetChildren() do
		local input = { query = "q" .. round, asset_id = tostring(round), asset_ids = nil, type = "genre", playlist_id = "p" .. round, SearchKeyword = "k" .. round }
		if remote.Name == "SfxBrowse" then input.type = "trending" end
		if remote.Name == "SearchAudio" then input = { SearchKeyword = "k" .. round } end
		task.spawn(function()
			local result, err, problem = remote:InvokeServer(input)
			if err then refused += 1 end
			say(remote.Name .. " " .. HttpService:JSONEncode({ result = result, err = err, problem = problem }))
			if err then print("ERR", problem.kind, err) end
		end)
	end
	task.wait(1)
end
print("REFUSED", refused)`;

const cases = [
	{ name: "a text, by an API that says it in its rows, too", key: `"${KEY}"`, isOpen: true },
	{ name: "a Secret", key: `HttpService:GetSecret("audioscape")`, isOpen: false },
];
for (const { name, key, isOpen } of cases) {
	describe(`a key that is ${name}`, () => {
		let api: Awaited<ReturnType<typeof startEcho>>;
		let run: RunResult;
		before(async () => {
			api = await startEcho(isOpen);
			run = await runHeadless({
				api: api.url,
				seconds: 24,
				players: 1,
				seed: 1,
				secrets: { audioscape: KEY },
				serverScripts: [{ name: "Main", source: SERVER(key) }],
				playerScripts: [{ name: "Reader", source: PLAYER }],
			});
		});
		after(() => api.server.close());

		it("is read by nobody, though the API says it in answers and failures of every kind", () => {
			assert.equal(run.errors, 0, run.output.join("\n"));
			assert.ok(api.asked() > 60, String(api.asked()));
			assert.ok(run.output.filter(line => line.includes("READ")).length > 100);
			const telling = run.output.filter(line => TELLING.some(part => line.includes(part)));
			assert.deepEqual(telling.slice(0, 5), []);
		});

		it("leaves players one sentence for each kind of failure", () => {
			const sentences = new Map<string, Set<string>>();
			for (const line of run.output) {
				const found = /ERR (\S+) (.*)$/.exec(line);
				if (found === null) continue;
				const [, kind = "", text = ""] = found;
				sentences.set(kind, (sentences.get(kind) ?? new Set()).add(text));
			}
			assert.ok(sentences.size >= 4, [...sentences.keys()].join(" "));
			for (const [kind, texts] of sentences) assert.equal(texts.size, 1, `${kind}: ${[...texts].join(" | ")}`);
		});
	});
}
