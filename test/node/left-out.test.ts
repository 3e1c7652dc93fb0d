import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import type { RunOptions, RunResult } from "../../tools/headless/run/index.ts";
import type { JsonApi } from "./json-api.ts";
import { firstId, type Kind, leftOut, nameOf, startLeftOutApi } from "./left-out.ts";
import { playScene } from "./scene.ts";

const opening = (url: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local Players = game:GetService("Players")
local client = AudioScape.new("test-key", { baseUrl = "${url}", analytics = false, requestsPerMinute = 100000 })
local player = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
`;

interface Place {
	readonly kind: Kind;
	readonly index: number;
	readonly name: string;
	readonly source: string;
}

/** One source for each field of a kind of answer. */
const places = (kind: Kind, source: (index: number) => string): Place[] =>
	leftOut[kind].map(({ path }, index) => ({ kind, index, name: `${kind} without ${path}`, source: source(index) }));
const byQuery = (kind: Kind): Place[] => places(kind, index => `{ query = "${nameOf(kind, index)}" }`);
/** A playlist without the entries that are asked for is an empty one. */
const byPlaylist = (entries: "tracks" | "sounds"): Place[] =>
	places("playlist", index => `{ playlist = "${nameOf("playlist", index)}" }`).filter(
		({ name }) => name !== `playlist without ${entries}`,
	);
const byLikes = (kind: Kind, form: (id: string) => string): Place[] =>
	places(kind, index => form(String(firstId(kind, index))));

const table = (all: readonly Place[]): string =>
	`{ ${all.map(({ name, source }) => `["${name}"] = ${source}`).join(", ")} }`;
const isOf = ({ kind, index }: Place, id: string): boolean =>
	Math.floor(Number(id) / 100) === Math.floor(firstId(kind, index) / 100);

/** Plays a scene until it said so many lines of what it is to say; one that never does plays to its end. */
const playUntilSaid = (lines: number, source: string, options: Partial<RunOptions>): Promise<RunResult> => {
	let left = lines;
	return playScene(source, {
		...options,
		onOutput: line => {
			if (/ <.*> /.test(line)) left -= 1;
		},
		stopWhen: () => left <= 0,
	});
};

/** The lines that a script printed after a word. */
const said = (output: readonly string[], word: string): Map<string, string> =>
	new Map(
		output.flatMap(line => {
			const [, name, what] = new RegExp(`${word} <(.*)> (.*)$`).exec(line) ?? [];
			return name === undefined ? [] : [[name, what!] as const];
		}),
	);

/** Names every place that is not as it should be. */
const check = (
	all: readonly Place[],
	told: ReadonlyMap<string, string>,
	isWell: (place: Place, words: readonly string[]) => boolean,
): void => {
	const ill = all.filter(place => !isWell(place, told.get(place.name)?.split(" ") ?? []));
	assert.deepEqual(
		ill.map(({ name }) => `${name}: ${told.get(name) ?? "nothing was said"}`),
		[],
	);
};

describe("an answer without any one of its fields, null or absent", () => {
	let api: JsonApi;
	before(async () => {
		api = await startLeftOutApi();
	});
	after(() => api.close());

	it("fills pools of a sound bank all the same, of effects and of music", async () => {
		const effects = [...byQuery("effects"), ...byPlaylist("sounds"), ...byLikes("likes", id => `"${id}"`)];
		const music = [...byQuery("search"), ...byPlaylist("tracks"), ...byLikes("similar", id => `"${id}"`)];
		const { output } = await playUntilSaid(
			effects.length + music.length,
			`${opening(api.url)}
			for kind, seeds in { sfx = ${table(effects)}, music = ${table(music)} } do
				local bank = client:createSoundBank({ kind = kind, seeds = seeds, poolSize = 3 })
				for _ = 1, 4 do
					if bank:resolveAsync() then break end
					task.wait(5)
				end
				for name in seeds do
					local sound = bank:choose(name)
					print(string.format("%s <%s> %s %d", kind, name, sound and sound.assetId or "none", #bank:getPool(name)))
				end
			end`,
			{ seconds: 60, characters: false },
		);
		const isFull = (place: Place, [id = "none", size]: readonly string[]): boolean =>
			isOf(place, id) && Number(size) >= 3;
		check(effects, said(output, "sfx"), isFull);
		check(music, said(output, "music"), isFull);
	});

	it("leaves footsteps with steps for every surface", async () => {
		const all = [...byQuery("effects"), ...byPlaylist("sounds"), ...byLikes("likes", id => `"${id}"`)];
		const { output } = await playUntilSaid(
			all.length,
			`${opening(api.url)}
			local surfaces = ${table(all)}
			local footsteps = client:createFootsteps({ surfaces = surfaces, variants = 3 })
			for _ = 1, 4 do
				if footsteps:resolve() then break end
				task.wait(10)
			end
			for name in surfaces do
				local step = footsteps:pick(name)
				local pack = footsteps.packs[name]
				print(string.format("step <%s> %s %d", name, step and step.assetId or "none", pack and #pack.variants or 0))
			end`,
			{ seconds: 90 },
		);
		check(all, said(output, "step"), (place, [id = "none", size]) => isOf(place, id) && Number(size) >= 3);
	});

	/** How each station is at its second track, or after a while without one, and how many tracks it played. */
	const stations = async (all: readonly Place[]): Promise<Map<string, string>> => {
		const { output } = await playUntilSaid(
			all.length,
			`${opening(api.url)}
			for name, options in ${table(all)} do
				options.crossfade = 2
				local radio = client:createRadio(options)
				local heard, tracks, told = {}, 0, false
				local function tell()
					if told then return end
					told = true
					print(string.format("radio <%s> %s %d", name, radio.state, tracks))
				end
				radio.trackChanged:Connect(function(now)
					if now and not heard[now.track.asset_id] then
						heard[now.track.asset_id] = true
						tracks += 1
						if tracks == 2 then task.delay(0.2, tell) end
					end
				end)
				task.spawn(function() radio:start() end)
				task.delay(21, tell)
			end`,
			{ seconds: 22, characters: false, assets: { default: { duration: 8, loadDelay: 0.1 } } },
		);
		return said(output, "radio");
	};

	it("leaves every station playing, from track to track", async () => {
		const all = [...byQuery("search"), ...byPlaylist("tracks"), ...byLikes("similar", id => `{ seed = "${id}" }`)];
		const isOn = (_: Place, [state, tracks]: readonly string[]): boolean => state === "playing" && Number(tracks) >= 2;
		// Players measure the lengths that nobody knows, and may tell the server only so much at once.
		const measured = all.filter(({ name }) => name.endsWith("duration"));
		const others = all.filter(place => !measured.includes(place));
		check(measured, await stations(measured), isOn);
		check(others, await stations(others), isOn);
	});

	it("leaves every zone with music, and every bed", async () => {
		const music = [
			...byQuery("search"),
			...byPlaylist("tracks"),
			...byLikes("similar", id => `{ similarTo = "${id}" }`),
		];
		const beds = byQuery("effects");
		const { output, trace } = await playUntilSaid(
			music.length + beds.length + 1,
			`${opening(api.url)}
			local zones = client:createZones({ dwell = 0, crossfade = 0.1 })
			local function add(name, music, bed)
				zones:add(name, { area = { cframe = CFrame.new(0, 5000, 0), size = Vector3.one }, music = music, ambience = bed, crossfade = 0.1 })
			end
			local music, beds = ${table(music)}, ${table(beds)}
			for name, source in music do add(name, source) end
			for name, bed in beds do add(name, { assets = { "77" } }, bed) end
			for _ = 1, 4 do
				if zones:resolve() then break end
				task.wait(10)
			end
			for _, names in { music, beds } do
				for name in names do
					print(string.format("zone <%s> on", name))
					zones:override(name, player)
					task.wait(0.25)
				end
			end
			print("zones <all> heard")`,
			{ seconds: 160, assets: { default: { duration: 60, loadDelay: 0.05 } } },
		);
		const on = said(output, "zone");
		const played = new Set(
			trace
				.filter(line => line.kind === "sound" && line["event"] === "play")
				.map(line => String(line["soundId"]).replace(/\D/g, "")),
		);
		check([...music, ...beds], on, place => [...played].some(id => isOf(place, id)));
	});

	it("leaves the player of a list with its tracks", async () => {
		const all = byPlaylist("tracks");
		const { output } = await playUntilSaid(
			all.length,
			`${opening(api.url)}
			for name, options in ${table(all)} do
				local list = client:getPlaylist({ playlist_id = options.playlist })
				local player = client:createPlayer({ output = "server" })
				local heard, told = 0, false
				local function tell()
					if told then return end
					told = true
					local now = player.NowPlaying
					print(string.format("list <%s> %s %s %d", name, now and now.asset_id or "none", tostring(player.IsPlaying), heard))
				end
				player.trackChanged:Connect(function()
					heard += 1
					if heard == 2 then task.delay(0.2, tell) end
				end)
				player:setQueue(list)
				player:play()
				task.delay(20, tell)
			end`,
			{ seconds: 40, characters: false, assets: { default: { duration: 8, loadDelay: 0.1 } } },
		);
		const isOn = (place: Place, [id = "none", playing, heard]: readonly string[]): boolean =>
			isOf(place, id) && playing === "true" && Number(heard) >= 2;
		check(all, said(output, "list"), isOn);
	});
});
