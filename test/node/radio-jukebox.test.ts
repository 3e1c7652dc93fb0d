import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import type { TraceLine } from "../../tools/headless/run/index.ts";
import { play, said, songs, station, withApi } from "./radio-scene.ts";

/** Player1 is an ordinary guest, player2 a DJ, player3 asks for what nobody should get. */
const GUESTS = `
local ReplicatedStorage = game:GetService("ReplicatedStorage")
local library = require(ReplicatedStorage:WaitForChild("AudioScapePlayer"))
local me = game:GetService("Players").LocalPlayer
local lobby, plain = library.radio("lobby"), library.radio("plain")
local function ask(word, ...) print(me.Name .. "-" .. word, ...) end
lobby.votesChanged:Connect(function(votes)
	ask("tally", votes.skip, votes.needed, votes.listeners)
end)
task.wait(6)
if me.Name == "Player1" then
	ask("early", library.radio("nowhere"):request("5007"))
	ask("off", plain:request("5007"))
	ask("first", lobby:request("rbxassetid://5007"))
	ask("again", lobby:request("5007"))
	ask("unknown", lobby:request("999999"))
	ask("id", lobby:request("song"))
	ask("banned", lobby:request("5009"))
	ask("next", lobby:request("5008", "next"))
	ask("much", lobby:request("5010"))
	ask("dj", lobby:isDj(), lobby:skip())
	ask("queue", lobby.queue[1].assetId, lobby.queue[1].reason)
	task.wait(16)
	lobby:vote("skip")
elseif me.Name == "Player2" then
	task.wait(2)
	ask("dj", lobby:isDj())
	ask("next", lobby:request("5011", "next"))
	task.wait(1)
	ask("queue", lobby.queue[1].assetId, lobby.queue[1].reason)
	ask("volume", lobby:setStationVolume(0.25, 1))
	ask("loud", lobby:setStationVolume(5))
	ask("skip", lobby:skip())
	task.wait(3)
	ask("on", lobby.nowPlaying.assetId)
	ask("previous", lobby:previous())
	task.wait(6)
	lobby:vote("skip")
else
	local remote = ReplicatedStorage:WaitForChild("AudioScapeState"):WaitForChild("Ask")
	local payloads = { "x", 5, {}, { kind = "destroy" }, { kind = "request", id = string.rep("9", 100000) }, { kind = "volume", to = 0/0 } }
	for _, payload in payloads do
		local ok, reply = pcall(function() return remote:InvokeServer("radio/lobby", payload) end)
		ask("reply", ok, type(reply) == "table" and reply.ok)
	end
	local taken = 0
	for id = 5012, 5040 do if lobby:request(tostring(id)) then taken += 1 end end
	ask("taken", taken)
end
`;

describe("a jukebox", () => {
	let trace: readonly TraceLine[];
	let lookups = 0;
	const answer = (word: string): string => said(trace, word)[0]?.text ?? "no answer";

	before(async () => {
		await withApi(songs(60, 60), async (url, asked) => {
			const run = await play(
				station(
					url,
					`{ query = "x", name = "lobby", crossfade = 2, rng = 1,
						requests = { perMinute = 4, allow = function(player, track)
							if track.asset_id == "5009" then return "not in this house" end
							return true
						end },
						dj = function(player) return player.Name == "Player2" end }`,
				) +
					`client:createRadio({ query = "x", name = "plain" }):start()
					radio.votesChanged:Connect(function(votes) print("server-tally", votes.skip, votes.needed) end)
					task.wait(12) print("gain", radio.votes.listeners)`,
				{ seconds: 30, players: 3, playerScripts: [{ name: "Guest", source: GUESTS }] },
			);
			trace = run.trace;
			lookups = asked.filter(path => path.endsWith("/search")).length;
		});
	});

	it("takes a player's request before its own choices, and says by whom", () => {
		assert.equal(answer("Player1-first"), "true nil");
		assert.match(answer("Player1-queue"), /^5007 requested by Player1/);
	});

	it("refuses with the reason", () => {
		assert.match(answer("Player1-early"), /^false the station 'nowhere' does not answer/);
		assert.match(answer("Player1-off"), /^false nothing has that name/);
		assert.equal(answer("Player1-again"), "false this track was requested already");
		assert.equal(answer("Player1-unknown"), "false no track with asset id 999999 is in the catalog");
		assert.equal(answer("Player1-id"), "false request: song is not an asset id");
		assert.equal(answer("Player1-banned"), "false not in this house");
		assert.equal(answer("Player1-next"), "false only a DJ of this station may do that");
		assert.match(answer("Player1-dj"), /^false false only a DJ/);
	});

	it("lets a DJ skip, go back, put tracks next and set the volume, within bounds", () => {
		assert.equal(answer("Player2-dj"), "true");
		assert.equal(answer("Player2-next"), "true nil");
		assert.match(answer("Player2-queue"), /^5011 requested by Player2/);
		assert.equal(answer("Player2-volume"), "true nil");
		assert.match(answer("Player2-loud"), /^false/);
		assert.equal(answer("Player2-skip"), "true nil");
		assert.equal(answer("Player2-on"), "5011");
		assert.equal(answer("Player2-previous"), "true nil");
	});

	it("answers nonsense with a refusal, and one who asks without end a few times", () => {
		const replies = said(trace, "Player3-reply").map(({ text }) => text);
		assert.ok(replies.length === 6 && replies.every(text => text === "true false"), replies.join());
		assert.ok(Number(answer("Player3-taken")) <= 3);
		assert.ok(lookups <= 12, `${lookups} lookups`);
	});

	it("shows everybody the tally, and skips where over half say so", () => {
		const tallies = said(trace, "Player3-tally").map(({ text }) => text);
		assert.ok(tallies.includes("1 2 3"), tallies.join());
		const voted = said(trace, "Player3-tally").find(({ text }) => text === "1 2 3")!.t;
		assert.ok(
			said(trace, "now").some(({ t }) => t > voted),
			"skipped",
		);
		assert.equal(tallies.at(-1), "0 2 3");
		assert.ok(said(trace, "server-tally").length >= 2);
	});
});
