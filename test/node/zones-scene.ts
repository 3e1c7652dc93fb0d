import type { RunOptions, RunResult, TraceLine } from "../../tools/headless/run/index.ts";
import { type JsonApi, page, startJsonApi } from "./json-api.ts";
import { assetOf, engineOption, playScene } from "./scene.ts";

/** The id that a query finds: its first word spelled in digits, followed by 1, 2 ... for the further answers. */
export const trackOf = (query: string, rank = 1): string =>
	`${[...query.split(" ")[0]!].map(letter => (letter.charCodeAt(0) % 90) + 10).join("")}`.slice(0, 10) + rank;

const row = (id: string, rank: number): object => ({
	asset_id: id,
	name: `track ${id}`,
	artist: `artist ${rank}`,
	album: "album",
	duration: 60,
	genre: "Ambient",
	genre_slug: "ambient",
	loudness_lufs: -14,
	true_peak_dbtp: -3,
});

interface Sent {
	query?: string;
	asset_ids?: string[];
}

/** An API in which every query finds ten tracks of 60 s at -14 LUFS, so that all gains are 1; it remembers the words. */
export const startMusicApi = (): Promise<JsonApi> =>
	startJsonApi(
		({ sent }) => {
			const { query = "", asset_ids: ids } = sent as Sent;
			return page(ids?.map(row) ?? Array.from({ length: 10 }, (_, index) => row(trackOf(query, index + 1), index)));
		},
		({ sent, url }) => (sent as Sent).query ?? (sent as Sent).asset_ids?.join(",") ?? url.pathname,
	);

/** The zones under test as `zones`; `options` is the Luau of the options table. `say` prints every change. */
export const zones = (url: string, options: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local Players = game:GetService("Players")
local client = AudioScape.new("test-key", { baseUrl = "${url}", analytics = false, ${engineOption()} })
local function box(x, width, depth)
	return { cframe = CFrame.new(x, 0, 0), size = Vector3.new(width, 60, depth or 100) }
end
local zones = client:createZones(${options})
zones.changed:Connect(function(player, zone, previous)
	print("changed", player.Name, previous or "outside", zone or "outside")
end)
local function rootOf(player)
	local character = player.Character or player.CharacterAdded:Wait()
	return character:WaitForChild("HumanoidRootPart")
end
local player = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
local root = rootOf(player)
local function go(x, y, z)
	root.CFrame = CFrame.new(x, y or 3, z or 0)
end
`;

/** Runs a server script with a player. */
export const play = (source: string, options: Partial<RunOptions> = {}): Promise<RunResult> =>
	playScene(source, { assets: { default: { duration: 60, loadDelay: 0.3 } }, ...options });

/** One thing that a zone's Sounds did. */
export interface MusicEvent {
	t: number;
	event: string;
	id: string;
	position: number;
}

const isZoneSound = (line: TraceLine): boolean => /AudioScapeZone(Music|Ambience)/.test(String(line["path"]));

/** Plays, stops and the like of the zones' Sounds on one machine. */
export const music = (trace: readonly TraceLine[], peer = "player1"): MusicEvent[] =>
	trace
		.filter(line => line.peer === peer && line.kind === "sound" && isZoneSound(line))
		.map(line => ({
			t: line.t,
			event: String(line["event"]),
			id: assetOf(line),
			position: Number(line["position"] ?? 0),
		}));

export const plays = (trace: readonly TraceLine[], peer = "player1"): MusicEvent[] =>
	music(trace, peer).filter(entry => entry.event === "play");

/** The gain of an asset on one machine at a time; 0 while it does not play. */
export const gainAt = (trace: readonly TraceLine[], assetId: string, at: number, peer = "player1"): number => {
	let gain = 0;
	for (const line of trace) {
		if (line.t > at) break;
		if (line.peer !== peer || assetOf(line) !== assetId) continue;
		if (line.kind === "gain") gain = Number(line["gain"]);
		if (line.kind === "sound" && ["stop", "ended", "destroy", "pause"].includes(String(line["event"]))) gain = 0;
	}
	return gain;
};

/** What is loudest at a time. */
export const heardAt = (trace: readonly TraceLine[], at: number, peer = "player1"): string | undefined => {
	const ids = new Set(
		trace.filter(line => line.kind === "gain" && line.t <= at && line.peer === peer).map(line => assetOf(line)),
	);
	const gains = [...ids].map(id => [id, gainAt(trace, id, at, peer)] as const);
	const best = gains.sort((a, b) => b[1] - a[1])[0];
	return best !== undefined && best[1] > 0.01 ? best[0] : undefined;
};

/** Lines that begin with `changed`, as [time, from, to]. */
export const changes = (trace: readonly TraceLine[]): Array<[t: number, from: string, to: string]> =>
	trace
		.filter(line => line.kind === "log" && String(line["text"]).startsWith("changed"))
		.map(line => {
			const words = String(line["text"]).split(/\s+/);
			return [line.t, words[2]!, words[3]!];
		});

/** When a script printed a text. */
export const when = (trace: readonly TraceLine[], text: string): number => {
	const line = trace.find(entry => entry.kind === "log" && entry["text"] === text);
	if (line === undefined) throw new Error(`nothing printed '${text}'`);
	return line.t;
};
