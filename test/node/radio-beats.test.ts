import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import type { TraceLine } from "../../tools/headless/run/index.ts";
import { play, said, songs, soundEvents, station, withApi } from "./radio-scene.ts";

const BEAT = 0.5;
const LENGTH = 40;
const structureOf = (id: string): object => {
	const times = Array.from({ length: LENGTH / BEAT }, (_, index) => 0.25 + index * BEAT);
	const sections = [0, 12, 24].map(start => ({ start, end: start + 12, label: start === 0 ? "Intro" : "Main" }));
	const beat_grid = { times, downbeats: times.filter((_, index) => index % 4 === 0) };
	return { asset_id: id, duration: LENGTH, bpm: 120, beat_grid, sections, phrases: [] };
};

/** Player3 joins in the middle of a track and listens at once, player1 later, player2 never; all hear the station. */
const LISTENER = `
local station = require(game:GetService("ReplicatedStorage"):WaitForChild("AudioScapePlayer")).radio("lobby")
local name = game:GetService("Players").LocalPlayer.Name
if name == "Player2" then return end
if name == "Player1" then task.wait(20) end
local function position()
	for _, sound in game:GetService("SoundService"):GetDescendants() do
		if sound:IsA("Sound") and sound.Playing and string.find(sound.SoundId, station.nowPlaying.assetId) then
			return sound.TimePosition
		end
	end
	return -1
end
station.downbeat:Connect(function(beat) print(name .. "-down", beat.time, position(), beat.asset_id == station.nowPlaying.assetId) end)
station.section:Connect(function(section) print(name .. "-section", section.label, section.start) end)
station:onBeat(2, function(beat) print(name .. "-part", beat.time, position(), beat.part) end)
print("refused", pcall(function() station:onBeat(2.5, print) end))
if name == "Player1" then
	task.wait(30)
	print("seeking", 1)
	for _, sound in game:GetService("SoundService"):GetDescendants() do
		if sound:IsA("Sound") and sound.Playing then sound.TimePosition = 2 end
	end
end
`;

describe("beats on players' machines, with a crossfade in seconds", () => {
	let trace: readonly TraceLine[];
	let asked: string[] = [];
	const parts = (peer: string, word: string): Array<{ t: number; words: string[] }> =>
		said(trace, `${peer}-${word}`).map(({ t, text }) => ({ t, words: text.split(" ") }));

	before(async () => {
		const rows = songs(8, 8, LENGTH);
		const structures = Object.fromEntries(rows.map(song => [song.asset_id, structureOf(song.asset_id)]));
		await withApi(
			rows,
			async (url, list) => {
				const run = await play(station(url, `{ query = "x", name = "lobby", crossfade = 4, rng = 1 }`), {
					seconds: 75,
					players: 3,
					join: [0, 10, 0],
					assets: { default: { duration: LENGTH, loadDelay: 0.3 } },
					playerScripts: [{ name: "Listener", source: LISTENER }],
				});
				trace = run.trace;
				asked = list;
			},
			structures,
		);
	});

	it("come on the position of the Sound that plays there, also after a late join", () => {
		for (const peer of ["Player1", "Player3"]) {
			const all = parts(peer, "part").filter(({ words }) => Number(words[1]) >= 0);
			assert.ok(all.length > 80, `${peer}: ${all.length} half beats`);
			const off = all.map(({ words }) => Number(words[1]) - Number(words[0]));
			assert.ok(off.filter(one => Math.abs(one) > 0.05).length <= 2, `${peer}: ${Math.max(...off)} s off at worst`);
		}
	});

	it("are divided, begin bars and follow the sections", () => {
		const halves = parts("Player3", "part").map(({ words }) => Number(words[0]) / (BEAT / 2));
		assert.ok(halves.every(half => Number.isInteger(half)));
		const downs = parts("Player3", "down");
		for (const { words } of downs) assert.equal((Number(words[0]) - 0.25) % 2, 0, words.join(" "));
		assert.ok(downs.length >= 20 && downs.every(({ words }) => words[2] === "true"), `${downs.length} downbeats`);
		const sections = parts("Player3", "section").map(({ words }) => words[1]);
		assert.deepEqual(sections.slice(0, 4), ["0", "12", "24", "0"]);
	});

	it("go on right where the Sound is after it was moved", () => {
		const moved = said(trace, "seeking")[0]!.t;
		const after = parts("Player1", "part").filter(({ t }) => t > moved + 0.5);
		assert.ok(after.length > 20);
		for (const { words } of after) assert.ok(Math.abs(Number(words[1]) - Number(words[0])) < 0.05, words.join(" "));
	});

	it("cost one question a track from the moment somebody listens, and none before", () => {
		assert.equal(soundEvents(trace, "play", "player2").length > 1, true);
		const structured = asked.filter(path => path.endsWith("/structure"));
		assert.ok(structured.length >= 2 && structured.length <= 4, `${structured.length} questions`);
		assert.match(said(trace, "refused")[0]!.text, /^false .*division is 2\.5; it must be a whole number from 1 to 16/);
	});
});
