import type { Score } from "../render/types.ts";
import { many } from "../report/text.ts";
import type { FaultRow, Report, RequestRow, SoundSpan, SurfaceRow, ZoneVisit } from "../report/types.ts";
import { type Ledger, nameOf } from "./ledger.ts";
import { levelRows } from "./level-rows.ts";
import type { KnownAsset, Outage } from "./tap.ts";

export interface RunFacts {
	title: string;
	api: string;
	version: string;
	seconds: number;
	wallMs: number;
	outage?: Outage;
	refused: number;
	assets: ReadonlyMap<string, KnownAsset>;
}

const median = (values: number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted.length === 0 ? 0 : sorted[Math.floor((sorted.length - 1) / 2)]!;
};

function requestRows(ledger: Ledger): RequestRow[] {
	const names = [...new Set(ledger.exchanges.map(one => one.endpoint))].sort();
	return names.map(endpoint => {
		const all = ledger.exchanges.filter(one => one.endpoint === endpoint);
		const ok = all.filter(one => one.status !== undefined && one.status < 400).length;
		return {
			endpoint,
			requests: all.length,
			ok,
			failed: all.length - ok,
			medianMs: Math.round(median(all.map(one => one.ms))),
		};
	});
}

/** Numbers of the client's counters under readable names, nested ones flattened. */
function counters(ledger: Ledger): Record<string, number> {
	const flat: Record<string, number> = {};
	const walk = (value: unknown, name: string): void => {
		if (typeof value === "number") flat[name] = value;
		else if (typeof value === "object" && value !== null)
			for (const [key, inner] of Object.entries(value)) walk(inner, name === "" ? key : `${name}, ${key}`);
	};
	walk(ledger.stats.at(-1)?.stats ?? {}, "");
	return flat;
}

/** How a counter grew over a stretch of the run. */
function growth(ledger: Ledger, name: string, from: number, to: number): number {
	const at = (t: number): number => {
		const sample = ledger.stats.findLast(entry => entry.t <= t)?.stats[name];
		return typeof sample === "number" ? sample : 0;
	};
	return at(to) - at(from);
}

function outageRow(ledger: Ledger, { from, to }: Outage, refused: number): FaultRow {
	const within = <T extends { t: number }>(list: T[]): T[] => list.filter(one => one.t >= from && one.t < to);
	const swaps = ledger.visits.filter(visit => visit.start >= from && visit.start < to).length;
	const parts = [
		many(growth(ledger, "retries", from, to), "retry", "retries"),
		`${many(growth(ledger, "hits", from, to) + growth(ledger, "stale", from, to), "answer")} from memory`,
		`${many(swaps, "zone change")}, ${many(within(ledger.choices).length, "radio track")} and ${many(within(ledger.steps).length, "step")} sounded meanwhile`,
	];
	for (const { t, state } of within(ledger.states)) parts.push(`radio ${state} at ${Math.round(t - from)} s`);
	return {
		t: from,
		what: `The API was out of reach for ${Math.round(to - from)} s; ${many(refused, "request")} failed`,
		done: parts.join("; "),
	};
}

function faultRows(ledger: Ledger, facts: RunFacts, nameOfPeer: (peer: string) => string): FaultRow[] {
	const rows: FaultRow[] = [];
	if (facts.outage !== undefined) rows.push(outageRow(ledger, facts.outage, facts.refused));
	for (const { t, station, track, why } of ledger.failures) {
		const next = ledger.choices.find(choice => choice.t >= t && choice.station === (station ?? choice.station));
		rows.push({
			t,
			what: `${nameOf(track)} could not be played: ${why}`,
			done: next === undefined ? "left out" : `left out; ${next.title} came next, ${Math.round(next.t - t)} s later`,
		});
	}
	const failed = new Map<string, { t: number; peers: Set<string>; why: string }>();
	for (const { t, peer, soundId, why } of ledger.loadFailures) {
		const entry = failed.get(soundId) ?? { t, peers: new Set<string>(), why };
		entry.peers.add(peer);
		failed.set(soundId, entry);
	}
	for (const [soundId, { t, peers, why }] of failed) {
		const title = facts.assets.get(soundId)?.title ?? soundId;
		rows.push({
			t,
			what: `The file of ${title} did not load (${why})`,
			done: `noticed while preloading on ${[...peers].map(nameOfPeer).join(", ")}`,
		});
	}
	for (const { t, peer, level, text } of ledger.remarks) {
		rows.push({ t, what: `${nameOfPeer(peer)} ${level}`, done: text });
	}
	return rows.sort((a, b) => a.t - b.t);
}

/** What the pipeline did, in the order a reader asks for it. */
const COUNTER_NAMES: Record<string, string> = {
	requests: "requests sent, retries included",
	hits: "answered from memory",
	misses: "not in memory",
	coalesced: "shared another call's request",
	stale: "older answers while the API was away",
	retries: "retries",
	"budget, used": "budget used in the last minute",
	"budget, limit": "budget a minute",
	"budget, waiting": "waiting for budget",
};
/** What is only told where it happened. */
const RARE_NAMES: Record<string, string> = {
	negativeHits: "remembered as unknown",
	manifestHits: "answered from the baked manifest",
	sharedHits: "answered from the store that servers share",
	droppedRows: "rows without a usable id",
	"analytics, sent": "listening events sent",
	"analytics, batches": "batches of listening events",
	"analytics, queued": "listening events waiting",
};
function namedCounters(ledger: Ledger): Record<string, number> {
	const flat = counters(ledger);
	const rare = Object.keys(flat).filter(name => !(name in COUNTER_NAMES) && flat[name] !== 0);
	const told = [...Object.keys(COUNTER_NAMES).filter(name => name in flat), ...rare];
	return Object.fromEntries(told.map(name => [COUNTER_NAMES[name] ?? RARE_NAMES[name] ?? name, flat[name]!]));
}

/** Steps by what was underfoot. */
function surfaceRows(ledger: Ledger, titleOf: (id: string) => string): SurfaceRow[] {
	const floors = [...new Set(ledger.steps.map(step => step.floor))].sort();
	return floors.map(surface => {
		const own = ledger.steps.filter(step => step.floor === surface);
		const clips = [...new Set(own.map(step => step.soundId))];
		return { surface, steps: own.length, clips: clips.map(titleOf) };
	});
}

/** Whose music each asset is: the zone that its listeners were in for most of the time it sounded. */
function zonesOfMusic(
	spans: SoundSpan[],
	playerOf: (peer: string) => string,
	visits: ZoneVisit[],
): Map<string, string> {
	const seconds = new Map<string, Map<string, number>>();
	for (const span of spans) {
		if (span.role !== "zone") continue;
		const own = seconds.get(span.soundId) ?? new Map<string, number>();
		seconds.set(span.soundId, own);
		for (const visit of visits) {
			const shared = Math.min(visit.end, span.end) - Math.max(visit.start, span.start);
			if (shared > 0 && visit.player === playerOf(span.peer)) own.set(visit.zone, (own.get(visit.zone) ?? 0) + shared);
		}
	}
	return new Map(
		[...seconds].flatMap(([soundId, own]) => {
			const [most] = [...own].sort((x, y) => y[1] - x[1]);
			return most === undefined ? [] : [[soundId, most[0]] as const];
		}),
	);
}

/** Makes the report of a run that is over; nothing in it comes from elsewhere. */
export function toReport(ledger: Ledger, facts: RunFacts, score?: Score): Report {
	const titleOf = (id: string): string => {
		const known = facts.assets.get(id);
		if (known === undefined) return nameOf({ id });
		return known.artist === undefined ? known.title : `${known.title}, ${known.artist}`;
	};
	const players = Object.keys(ledger.paths);
	const playerOf = (peer: string): string => players.find(name => name.toLowerCase() === peer) ?? peer;
	const zones = zonesOfMusic(ledger.spans, playerOf, ledger.visits);
	return {
		title: facts.title,
		api: facts.api,
		version: facts.version,
		seconds: facts.seconds,
		wallMs: facts.wallMs,
		players,
		sounds: ledger.spans.map(span => {
			const peer = playerOf(span.peer);
			const zone = span.role === "zone" ? zones.get(span.soundId) : undefined;
			const title = span.role === "other" ? span.title : titleOf(span.soundId);
			return { ...span, peer, title, ...(zone === undefined ? {} : { zone }) };
		}),
		steps: ledger.steps.map(step => ({ ...step, player: playerOf(step.player) })),
		paths: ledger.paths,
		grounds: ledger.grounds,
		zones: ledger.zones,
		visits: ledger.visits,
		choices: ledger.choices.map(choice => ({
			...choice,
			title: facts.assets.get(choice.assetId)?.title ?? choice.title,
		})),
		queues: ledger.queues.map(({ t, station, songs }) => ({
			t,
			station,
			songs: songs.map(song => ({ title: facts.assets.get(song.id)?.title ?? nameOf(song), reason: song.why ?? "" })),
		})),
		mixes: ledger.mixes.map(({ kind, what, players, start, end }) => ({ kind, what, players, start, end })),
		wishes: ledger.said,
		levels: levelRows(ledger, facts.assets, score?.clips ?? {}, zones),
		requests: requestRows(ledger),
		cache: namedCounters(ledger),
		surfaces: surfaceRows(ledger, id => facts.assets.get(id)?.title ?? id),
		...(facts.outage === undefined ? {} : { outage: facts.outage }),
		faults: faultRows(ledger, facts, playerOf),
		...(score === undefined ? {} : { score: { ...score, players: score.players.map(playerOf) } }),
	};
}
