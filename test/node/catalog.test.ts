import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import type { Contract, FaultRule } from "../../tools/contract/index.ts";
import { documented, KEY, quickstart, serve, startApi, told } from "./catalog-scene.ts";

interface Answered {
	name: string;
	ok: boolean;
	kind?: string;
	err?: string;
	seconds: number;
}

/** Every method once, all at the same time, each with its own measure of time. */
const everyMethod = (deadline: number): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local HttpService = game:GetService("HttpService")
local client = AudioScape.new("${KEY}", { timeout = 1, deadline = ${deadline}, retries = 2 })
local calls = {
	search = function() return client:search({ query = "calm piano" }) end,
	lookup = function() return client:lookup({ asset_ids = { MUSIC } }) end,
	similar = function() return client:similar(MUSIC) end,
	browse = function() return client:browse({ type = "genre" }) end,
	sfxSearch = function() return client:sfxSearch({ query = "door" }) end,
	sfxSimilar = function() return client:sfxSimilar(EFFECT) end,
	sfxBrowse = function() return client:sfxBrowse({ type = "trending" }) end,
	getSfxTaxonomy = function() return client:getSfxTaxonomy() end,
	getStructure = function() return client:getStructure(MUSIC) end,
	getPlaylist = function() return client:getPlaylist({ playlist_id = "station-electronic-1712345678901" }) end,
	listPlaylists = function() return client:listPlaylists() end,
	checkAssetHealth = function() return client:checkAssetHealth({ MUSIC }) end,
}
local answers, left = {}, 0
for name, call in calls do
	left += 1
	task.spawn(function()
		local from = os.clock()
		local result, err, problem = call()
		table.insert(answers, { name = name, ok = result ~= nil, err = err, kind = problem and problem.kind, seconds = os.clock() - from })
		left -= 1
	end)
end
while left > 0 do task.wait() end
print("ANSWERS " .. HttpService:JSONEncode(answers))
print("STATS " .. HttpService:JSONEncode({ requests = client.stats.requests }))
`;

describe("the catalog over HTTP", () => {
	let api: Contract;
	before(async () => {
		api = await startApi();
	});
	after(() => api.close());

	const methods = (deadline: number): string => {
		const music = api.catalog.tracks[0]!.id;
		const effect = api.catalog.effects[0]!.id;
		return everyMethod(deadline).replaceAll("MUSIC", `"${music}"`).replaceAll("EFFECT", `"${effect}"`);
	};

	it("runs the documentation's examples unchanged after a quickstart", async () => {
		const music = await serve(api, quickstart + documented("search-music"));
		assert.equal(music.errors, 0, music.output.join("\n"));
		assert.ok(music.trace.some(line => line.kind === "sound" && line["event"] === "play"));

		const similar = await serve(api, `${quickstart}\n${documented("find-similar")}\n bgmSound:Play()`);
		assert.equal(similar.errors, 0, similar.output.join("\n"));

		const hero = "9120386436";
		const pack = await serve(
			api,
			`${quickstart}\n${documented("similar-sfx")}\nplayFootstep(workspace)\nprint("PACK " .. #footsteps)`,
		);
		assert.equal(pack.errors, 0, pack.output.join("\n"));
		assert.ok(told<number>(pack, "PACK") > 1, `${hero} has likes`);
	});

	it("answers every method while the API is well, with the key in no line it prints or traces", async () => {
		const run = await serve(api, methods(10));
		const answers = told<Answered[]>(run, "ANSWERS");
		for (const answer of answers) assert.equal(answer.ok, true, `${answer.name}: ${answer.err}`);
		assert.equal(answers.length, 12);
		assert.ok(!JSON.stringify(run.trace).includes(KEY));
	});

	const faults: Array<[name: string, rule: FaultRule, kinds: string[]]> = [
		["429", { kind: "429" }, ["rate-limited"]],
		["429 with a Retry-After beyond the deadline", { kind: "429-retry-after", value: 60 }, ["rate-limited"]],
		["500", { kind: "500" }, ["server"]],
		["503", { kind: "503" }, ["server"]],
		["a dropped connection", { kind: "drop" }, ["network"]],
		["half an answer", { kind: "half" }, ["network", "bad-response"]],
		["an HTML page", { kind: "html" }, ["server", "bad-response", "forbidden"]],
		["rows that are no list", { kind: "wrong-types", value: "array" }, ["bad-response"]],
		["403", { kind: "status", value: 403 }, ["forbidden"]],
		["404", { kind: "status", value: 404 }, ["not-found"]],
	];
	for (const [name, rule, kinds] of faults) {
		it(`answers every method within its deadline and typed: ${name}`, async () => {
			api.setFaults([rule]);
			const before = api.requests.length;
			try {
				const run = await serve(api, methods(3), { seconds: 6 });
				const answers = told<Answered[]>(run, "ANSWERS");
				assert.equal(answers.length, 12);
				for (const answer of answers) {
					assert.ok(answer.seconds <= 3.1, `${answer.name} took ${answer.seconds}`);
					if (answer.ok && rule.kind === "wrong-types") continue;
					assert.ok(kinds.includes(answer.kind!), `${answer.name}: ${answer.kind} ${answer.err}`);
					assert.ok(!answer.err!.includes("<"), answer.err);
				}
				assert.ok(api.requests.length - before <= 12 * 3, "no more than three attempts each");
			} finally {
				api.setFaults([]);
			}
		});
	}

	it("answers every method within its deadline where no answer ever comes", async () => {
		const run = await serve(api, methods(3), { seconds: 6, network: () => Promise.resolve("silence") });
		const answers = told<Answered[]>(run, "ANSWERS");
		assert.equal(answers.length, 12);
		for (const answer of answers) {
			assert.ok(answer.seconds <= 3.1, `${answer.name} took ${answer.seconds}`);
			assert.equal(answer.kind, "timeout", `${answer.name}: ${answer.err}`);
		}
	});

	it("survives NaN in the body", async () => {
		api.setFaults([{ kind: "nan", value: "NaN" }]);
		try {
			const answers = told<Answered[]>(await serve(api, methods(3), { seconds: 6 }), "ANSWERS");
			for (const answer of answers)
				assert.ok(answer.ok || answer.kind === "bad-response", `${answer.name}: ${answer.err}`);
		} finally {
			api.setFaults([]);
		}
	});

	it("knows a wrong key, with the documented text", async () => {
		const run = await serve(
			api,
			`local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
			local result, err, problem = AudioScape.new("another"):search({ query = "a" })
			print("ANSWER " .. game:GetService("HttpService"):JSONEncode({ err = err, kind = problem.kind }))`,
		);
		assert.deepEqual(told(run, "ANSWER"), { err: "Invalid API key (401)", kind: "unauthorized" });
	});

	it("is one client by itself after setApiKey, called with a dot or a colon, also with a Secret", async () => {
		const run = await serve(
			api,
			`local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
			local _, early = AudioScape:search({ query = "a" })
			AudioScape:setApiKey(game:GetService("HttpService"):GetSecret("KEY"))
			local colon = AudioScape:search({ query = "rain" })
			local dot = AudioScape.search({ query = "snow" })
			local raised = select(2, pcall(AudioScape.new, ""))
			print("ANSWER " .. game:GetService("HttpService"):JSONEncode({ early = early ~= nil, colon = colon ~= nil, dot = dot ~= nil, raised = raised }))`,
			{ secrets: { KEY } },
		);
		assert.deepEqual(told(run, "ANSWER"), {
			early: true,
			colon: true,
			dot: true,
			raised: "AudioScape.new requires a non-empty API key string",
		});
	});

	it("asks once for a hundred players", async () => {
		const before = api.requests.length;
		const run = await serve(
			api,
			`${quickstart}
			local ok = 0
			for id = 1, 100 do
				task.spawn(function()
					if client:search({ query = "the same thing", playerId = id }) then ok += 1 end
				end)
			end
			task.wait(2)
			print("OK " .. ok)`,
		);
		assert.equal(told<number>(run, "OK"), 100);
		assert.equal(api.requests.length - before, 1);
	});

	it("gives each caller a result of its own", async () => {
		const run = await serve(
			api,
			`${quickstart}
			local first = client:search({ query = "calm piano" })
			first.tracks[1].name = "spoiled"; table.clear(first.meta)
			local second = client:search({ query = "calm piano" })
			print("OK " .. game:GetService("HttpService"):JSONEncode(second.tracks[1].name ~= "spoiled" and second.meta.total ~= nil))`,
		);
		assert.equal(told<boolean>(run, "OK"), true);
	});

	it("walks the pages of a list in a for, and gives Promises that reject with the problem", async () => {
		const run = await serve(
			api,
			`${quickstart}
			local count = 0
			for track in client:each("browse", { type = "trending" }, 130) do count += 1 end
			local rejected
			client.promises.search({ query = "a", limit = 0 }):catch(function(problem) rejected = problem.kind end)
			local fulfilled
			client.promises.search({ query = "calm piano" }):andThen(function(result) fulfilled = #result.tracks end)
			task.wait(1)
			print("ANSWER " .. game:GetService("HttpService"):JSONEncode({ count = count, rejected = rejected, fulfilled = fulfilled }))`,
		);
		assert.deepEqual(told(run, "ANSWER"), { count: 130, rejected: "invalid-argument", fulfilled: 20 });
	});
});
