import type { TraceLine } from "headless-place";

import { isMusic } from "../report/music.ts";
import type { Choice, Ground, MixSpan, SoundRole, SoundSpan, StepMark, ZoneShape, ZoneVisit } from "../report/types.ts";
import { type MixEntry, type Observation, observationOf, type Sample, type Song } from "./events.ts";

/** A request as the game saw it. */
export interface Exchange {
	t: number;
	endpoint: string;
	ms: number;
	status?: number;
	error?: string;
}

/** A sounding Sound. */
interface Open extends SoundSpan {
	id: string;
}

/** A word of the game itself: a warning or an error. */
export interface Remark {
	t: number;
	peer: string;
	level: string;
	text: string;
}

/** Something worth a line while the game is played. */
export type News = (t: number, text: string) => void;

/** Everything the run told so far. */
export interface Ledger {
	now: number;
	spans: SoundSpan[];
	sounding: Map<string, Open>;
	steps: Array<StepMark & { floor: string }>;
	paths: Record<string, Array<[number, number, number]>>;
	grounds: Ground[];
	zones: ZoneShape[];
	visits: ZoneVisit[];
	choices: Choice[];
	failures: Array<{ t: number; station: string | undefined; track: Song; why: string }>;
	states: Array<{ t: number; state: string }>;
	loadFailures: Array<{ t: number; peer: string; soundId: string; why: string }>;
	players: Sample[];
	queue: Song[];
	/** The queue each time it was another. */
	queues: Array<{ t: number; station: string; songs: Song[] }>;
	/** What a station, or a zone ("zone village"), is levelled to in LUFS, with its volume. */
	targets: Map<string, number>;
	/** Ducks and snapshots; those that are on have no end yet. */
	mixes: Array<MixSpan & { id: number }>;
	/** What the game's own scripts printed. */
	said: Array<{ t: number; text: string }>;
	/** Whether the last request found nobody who answers. */
	away: boolean;
	stats: Array<{ t: number; stats: Record<string, unknown> }>;
	exchanges: Exchange[];
	remarks: Remark[];
}

/** The digits of `rbxassetid://123`. */
export const idOf = (soundId: string): string => /\d+$/.exec(soundId)?.[0] ?? soundId;

/** What to call a song; one of which only the id is known goes by that. */
export const nameOf = (song: Song): string =>
	song.title === undefined || song.title === "" ? `track ${song.id}` : song.title;

/** A sound that is not the product's goes by its place: `Player1 Running`. */
function ownName(path: string): string {
	const parts = path.split(".").filter(part => part !== "Workspace" && part !== "HumanoidRootPart");
	return parts.slice(-2).join(" ");
}

/** What a sound belongs to, by where it stands. */
export function roleOf(path: string): SoundRole {
	if (path.includes("AudioScapeStep")) return "step";
	if (path.includes("AudioScapeZone")) return "zone";
	if (path.includes("AudioScapeRadio")) return "radio";
	return "other";
}

/** The station whose output a sound is. */
function stationOf(path: string): { station?: string } {
	const name = /AudioScapeRadio_(.+?)\d*$/.exec(path)?.[1];
	return name === undefined ? {} : { station: name };
}

const endpointOf = (url: string): string => {
	try {
		return new URL(url).pathname.replace(/^\/developer\//, "").replace(/^\//, "");
	} catch {
		return url;
	}
};

export function createLedger(): Ledger {
	return {
		now: 0,
		spans: [],
		sounding: new Map(),
		steps: [],
		paths: {},
		grounds: [],
		zones: [],
		visits: [],
		choices: [],
		failures: [],
		states: [],
		loadFailures: [],
		players: [],
		queue: [],
		queues: [],
		targets: new Map(),
		mixes: [],
		said: [],
		away: false,
		stats: [],
		exchanges: [],
		remarks: [],
	};
}

function sound(ledger: Ledger, line: TraceLine): void {
	const key = `${line.peer}:${String(line.id)}`;
	const event = String(line.event);
	const role = roleOf(String(line.path));
	if (event === "load-failed") {
		const why = String(line.why ?? line.status ?? line.failure ?? "the file could not be loaded");
		ledger.loadFailures.push({ t: line.t, peer: line.peer, soundId: idOf(String(line.soundId)), why });
	}
	if (event === "play" || event === "resume") {
		if (ledger.sounding.has(key)) return;
		ledger.sounding.set(key, {
			id: key,
			peer: line.peer,
			role,
			soundId: idOf(String(line.soundId)),
			...stationOf(String(line.path)),
			title: role === "other" ? ownName(String(line.path)) : idOf(String(line.soundId)),
			start: line.t,
			end: line.t,
			gains: [],
			tones: [],
			ending: "still playing",
		});
	} else if (event === "pause" || event === "stop" || event === "ended" || event === "destroy") {
		close(ledger, key, line.t, event);
	}
}

function close(ledger: Ledger, key: string, t: number, ending: string): void {
	const open = ledger.sounding.get(key);
	if (open === undefined) return;
	ledger.sounding.delete(key);
	open.end = t;
	open.ending = ending;
	const heard = open.gains.some(([, gain]) => gain > 0);
	if (isMusic(open) || (open.role === "other" && heard)) ledger.spans.push(open);
}

/** Ducks and snapshots that came or went. */
function mix(ledger: Ledger, t: number, on: MixEntry[]): void {
	for (const span of ledger.mixes) {
		if (span.end === Infinity && !on.some(({ i }) => i === span.id)) span.end = t;
	}
	for (const { i, duck, name = "", p } of on) {
		if (ledger.mixes.some(span => span.id === i)) continue;
		const what = duck === undefined ? `snapshot ${name}` : `${duck.who.join(", ")} ${duck.by} dB lower`;
		const players = p === undefined ? "everyone" : p.length === 1 ? "one player" : `${p.length} players`;
		ledger.mixes.push({
			id: i,
			kind: duck === undefined ? "snapshot" : "duck",
			what,
			players,
			start: t,
			end: Infinity,
		});
	}
}

function observe(ledger: Ledger, line: TraceLine, seen: Observation, news: News): void {
	const t = line.t;
	switch (seen.what) {
		case "ground":
			ledger.grounds.push(seen);
			break;
		case "zone":
			ledger.zones.push(seen);
			break;
		case "players":
			for (const player of seen.players) (ledger.paths[player.name] ??= []).push([t, player.x, player.z]);
			ledger.players = seen.players;
			break;
		case "visit": {
			const last = ledger.visits.findLast(visit => visit.player === seen.player);
			if (last !== undefined && last.end === Infinity) last.end = t;
			if (seen.zone !== undefined)
				ledger.visits.push({ player: seen.player, zone: seen.zone, start: t, end: Infinity });
			news(t, `${seen.player} ${seen.zone === undefined ? "leaves all zones" : `enters ${seen.zone}`}`);
			break;
		}
		case "choice":
			ledger.choices.push({
				t,
				station: seen.station,
				assetId: seen.track.id,
				title: nameOf(seen.track),
				artist: seen.track.artist ?? "",
				reason: seen.reason,
			});
			news(t, `radio: ${nameOf(seen.track)} (${seen.reason})`);
			break;
		case "failed":
			ledger.failures.push({ t, station: seen.station, track: seen.track, why: seen.why });
			news(t, `radio: ${nameOf(seen.track)} cannot be played: ${seen.why}`);
			break;
		case "state":
			ledger.states.push({ t, state: seen.state });
			news(t, `radio: ${seen.state}`);
			break;
		case "queue":
			ledger.queue = seen.queue;
			ledger.queues.push({ t, station: seen.station ?? "", songs: seen.queue });
			break;
		case "level":
			if (seen.loudness !== undefined && seen.volume > 0)
				ledger.targets.set(seen.of, seen.loudness + 20 * Math.log10(seen.volume));
			break;
		case "mix":
			return mix(ledger, t, seen.on);
		case "stats":
			ledger.stats.push({ t, stats: seen.stats });
			break;
		case "step":
			ledger.steps.push({
				t,
				player: line.peer,
				x: seen.x,
				z: seen.z,
				soundId: idOf(seen.id),
				gain: seen.volume,
				speed: seen.speed,
				floor: seen.floor ?? "unknown",
			});
			break;
	}
}

function exchange(ledger: Ledger, line: TraceLine, news: News): void {
	const status = line.status === undefined ? undefined : Number(line.status);
	ledger.exchanges.push({
		t: line.t,
		endpoint: endpointOf(String(line.url)),
		ms: Number(line.ms),
		...(status === undefined ? {} : { status }),
		...(line.error === undefined ? {} : { error: String(line.error) }),
	});
	const away = status === undefined || status >= 500;
	if (away !== ledger.away) news(line.t, away ? "the API does not answer" : "the API answers again");
	ledger.away = away;
}

/** Takes one line of the trace into the ledger; `news` hears what is worth telling at once. */
export function record(ledger: Ledger, line: TraceLine, news: News = () => undefined): void {
	ledger.now = Math.max(ledger.now, line.t);
	const seen = observationOf(line);
	if (seen !== undefined) return observe(ledger, line, seen, news);
	if (line.kind === "sound") sound(ledger, line);
	else if (line.kind === "gain") {
		ledger.sounding.get(`${line.peer}:${String(line.id)}`)?.gains.push([line.t, Number(line.gain)]);
	} else if (line.kind === "tone") {
		const tone = [line.t, Number(line.high), Number(line.room)] as [number, number, number];
		ledger.sounding.get(`${line.peer}:${String(line.id)}`)?.tones.push(tone);
	} else if (line.kind === "http") exchange(ledger, line, news);
	else if (line.kind === "log" && line.level === "print") {
		const text = String(line.text);
		ledger.said.push({ t: line.t, text });
		news(line.t, text);
	} else if (line.kind === "log") {
		const text = String(line.text);
		// One file that is gone is told by every machine; the ledger knows it as a failed load.
		if (text.startsWith("Failed to load sound")) return;
		ledger.remarks.push({ t: line.t, peer: line.peer, level: String(line.level), text });
		news(line.t, `${line.peer} ${String(line.level)}: ${text}`);
	}
}

/** Ends what still sounds and who is still somewhere. */
export function finish(ledger: Ledger, seconds: number): void {
	for (const key of [...ledger.sounding.keys()]) close(ledger, key, Math.max(seconds, ledger.now), "still playing");
	for (const span of ledger.mixes) if (span.end === Infinity) span.end = seconds;
	for (const visit of ledger.visits) if (visit.end === Infinity) visit.end = seconds;
	ledger.spans.sort((a, b) => a.start - b.start);
}
