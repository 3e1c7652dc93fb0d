import type { RunOptions, RunResult, TraceLine } from "../../tools/headless/run/index.ts";
import { type JsonApi, page, startJsonApi } from "./json-api.ts";
import { assetOf, engineOption, playScene } from "./scene.ts";

/** What the scene's API says of one track. */
export interface SongRow {
	asset_id: string;
	name: string;
	artist: string;
	duration: number;
	loudness_lufs?: number;
	true_peak_dbtp?: number;
	bpm?: number;
}

export const songs = (count: number, artists = 8, duration = 60): SongRow[] =>
	Array.from({ length: count }, (_, index) => ({
		asset_id: String(5000 + index),
		name: `song ${index}`,
		artist: `artist ${index % artists}`,
		duration,
		loudness_lufs: -14,
		true_peak_dbtp: -3,
		bpm: 100 + (index % 5) * 2,
	}));

const row = (song: SongRow): object => ({
	...song,
	album: "album",
	genre: "Ambient",
	genre_slug: "ambient",
	score: 0.8,
});

/** Structures by asset id, as the API sends them. */
export type Structures = Readonly<Record<string, object>>;

/** An API whose every answer is the given songs, page by page. */
export const startSongApi = (rows: readonly SongRow[], structures: Structures = {}): Promise<JsonApi> =>
	startJsonApi(({ url, sent }) => {
		if (url.pathname.endsWith("/structure")) return structures[String(sent["asset_id"])];
		const ids = sent["asset_ids"] as string[] | undefined;
		const offset = Number(sent["offset"] ?? url.searchParams.get("offset") ?? 0);
		const limit = Number(sent["limit"] ?? url.searchParams.get("limit") ?? 20);
		const found = ids === undefined ? rows.slice(offset, offset + limit) : rows.filter(r => ids.includes(r.asset_id));
		return page(found.map(row), { total: ids ? found.length : rows.length, limit, offset });
	});

/** A station as `radio`, which prints what it does; the script goes on after `start`. */
export const station = (url: string | undefined, options: string): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local HttpService = game:GetService("HttpService")
local client = AudioScape.new("test-key", { ${url === undefined ? "" : `baseUrl = "${url}",`} analytics = false, ${engineOption()} })
local radio = client:createRadio(${options})
radio.trackChanged:Connect(function(now)
	print("now", now and now.track.asset_id or "none", now and now.track.artist or "")
end)
radio.trackFailed:Connect(function(track, why) print("failed", track.asset_id) print("why", why) end)
radio.stateChanged:Connect(function(state) print("state", state) end)
local function id() return radio.nowPlaying and radio.nowPlaying.track.asset_id end
local ok, err = radio:start()
print("started", ok, err)
`;

export const play = (source: string, options: Partial<RunOptions> = {}): Promise<RunResult> =>
	playScene(source, {
		seconds: 60,
		characters: false,
		assets: { default: { duration: 60, loadDelay: 0.3 } },
		...options,
	});

const isRadio = (line: TraceLine): boolean =>
	(line.kind === "sound" || line.kind === "gain") && !/Running$/.test(String(line["path"] ?? ""));

/** Printed lines that begin with a word, with the time of each. */
export const said = (trace: readonly TraceLine[], word: string): Array<{ t: number; text: string }> =>
	trace
		.filter(line => line.kind === "log" && String(line["text"]).startsWith(`${word} `))
		.map(line => ({ t: line.t, text: String(line["text"]).slice(word.length + 1) }));

/** What is heard on one machine: gains by Sound after every change, in time order. */
export const heard = (
	trace: readonly TraceLine[],
	peer = "player1",
): Array<{ t: number; gains: ReadonlyMap<string, number>; ids: ReadonlyMap<string, string> }> => {
	const playing = new Set<string>();
	const level = new Map<string, number>();
	const ids = new Map<string, string>();
	const steps: Array<{ t: number; gains: Map<string, number>; ids: Map<string, string> }> = [];
	for (const line of trace) {
		if (line.peer !== peer || !isRadio(line)) continue;
		const id = String(line["id"]);
		if (/action_footsteps/.test(String(line["soundId"]))) continue;
		ids.set(id, assetOf(line));
		if (line.kind === "gain") level.set(id, Number(line["gain"]));
		else {
			const event = String(line["event"]);
			if (event === "play" || event === "resume") playing.add(id);
			if (["stop", "pause", "ended", "destroy"].includes(event)) playing.delete(id);
		}
		const gains = new Map([...playing].map(one => [one, level.get(one) ?? 0] as const));
		const last = steps.at(-1);
		if (last !== undefined && last.t === line.t) last.gains = gains;
		else steps.push({ t: line.t, gains, ids: new Map(ids) });
	}
	return steps;
};

/** Longest time without sound between two moments. */
export const longestSilence = (
	trace: readonly TraceLine[],
	from: number,
	to: number,
	peer = "player1",
): { seconds: number; at: number } => {
	let silentSince: number | undefined = from;
	let worst = { seconds: 0, at: from };
	const close = (t: number): void => {
		if (silentSince === undefined) return;
		const seconds = Math.min(t, to) - Math.max(silentSince, from);
		if (seconds > worst.seconds) worst = { seconds, at: silentSince };
	};
	for (const step of heard(trace, peer)) {
		if (step.t > to) break;
		const loud = [...step.gains.values()].some(gain => gain > 0.001);
		if (loud) {
			close(step.t);
			silentSince = undefined;
		} else silentSince ??= step.t;
	}
	close(to);
	return worst;
};

/** Power of what sounds at once, in units of the nominal power; `nominal` gives the full gain of an asset. */
export const powers = (
	trace: readonly TraceLine[],
	nominal: (id: string) => number,
	peer = "player1",
): Array<{ t: number; power: number; voices: number }> =>
	heard(trace, peer).map(step => {
		let power = 0;
		for (const [sound, gain] of step.gains) power += (gain / nominal(step.ids.get(sound) ?? "")) ** 2;
		return { t: step.t, power, voices: step.gains.size };
	});

export const soundEvents = (trace: readonly TraceLine[], event: string, peer = "player1"): TraceLine[] =>
	trace.filter(
		line =>
			line.kind === "sound" &&
			line.peer === peer &&
			line["event"] === event &&
			!/action_footsteps/.test(String(line["soundId"])),
	);

/** Runs against an API of these songs, and closes it whatever happens. */
export async function withApi<T>(
	rows: readonly SongRow[],
	run: (url: string, asked: string[]) => Promise<T>,
	structures?: Structures,
): Promise<T> {
	const api = await startSongApi(rows, structures);
	try {
		return await run(api.url, api.asked);
	} finally {
		await api.close();
	}
}
