import path from "node:path";

import { type AssetEntry, loadPlace, runHeadless, SEEDED_EPOCH, type TraceLine } from "headless-place";

import { UsageError } from "../flags.ts";
import { API_HOSTS } from "../product/api.ts";
import { version } from "../product/model.ts";
import { createScore } from "../render/score.ts";
import type { Report } from "../report/types.ts";
import { PREFIX } from "./events.ts";
import { bundledGame, DEAD_SONG, playerObserver } from "./game.ts";
import { createLedger, finish, type Ledger, type News, record } from "./ledger.ts";
import { messages } from "./messages.ts";
import { openTap } from "./tap.ts";
import { timetable } from "./timetable.ts";
import { type RunFacts, toReport } from "./to-report.ts";
import { factsOf } from "./trace-facts.ts";
import { watched } from "./watched.ts";

export interface PlayOptions {
	/** A Rojo project, `.rbxl` or `.rbxlx`; the bundled game when absent. */
	place?: string;
	minutes: number;
	/** @default 3 */
	players?: number;
	/** Server code that moves the players of a place; `false` for none. @default they walk from zone to zone */
	walk?: string | false;
	/** The embedded API when absent. */
	api?: string;
	key?: string;
	/** What `GetSecret` knows besides `audioscape`. */
	secrets?: Readonly<Record<string, string>>;
	news?: News;
	/** After each line of the trace. */
	onProgress?: (ledger: Ledger) => void;
	/** Each line of the trace, and at the end what else a report is made of. */
	onTrace?: (line: TraceLine) => void;
	onPrint?: (line: string) => void;
}

export interface Played {
	report: Report;
	ledger: Ledger;
	/** Errors that scripts raised. */
	errors: number;
}

/** A rough answer of a service over the internet, in virtual seconds; the embedded one answers at once. */
const EMBEDDED_LATENCY = 0.12;
const LOAD_DELAY = 0.3;
const UNKNOWN_ASSET = { duration: 120, loadDelay: LOAD_DELAY };
const SEED = 1;
const PLAYERS = 3;

/** What serves the API: the bundled one with its catalog as the assets, or a real one. */
async function openApi(api: string | undefined, now: () => number) {
	if (api !== undefined) return { url: api, name: api, assets: {}, close: async () => undefined };
	const { startContract } = await import("audioscape-contract");
	const contract = await startContract({ seed: SEED, now, unixNow: () => SEEDED_EPOCH + now() });
	const assets: Record<string, AssetEntry> = {};
	for (const [id, { duration }] of Object.entries(contract.assets())) assets[id] = { duration, loadDelay: LOAD_DELAY };
	return { url: contract.url, name: "the bundled catalog", assets, close: () => contract.close() };
}

/** What is played: the place with its observers, and the scripts that come with the command. */
function stageOf({ place: file, walk }: PlayOptions, seconds: number) {
	if (file === undefined) {
		const { place, ...scripts } = bundledGame(seconds);
		return { title: "A game to hear", nodes: watched(place, "the bundled game", false), ...scripts };
	}
	const place = loadPlace(file);
	if (place.className !== "DataModel") throw new UsageError(messages.notPlace(file));
	const scripts = typeof walk === "string" ? [{ name: "walk", source: walk }] : [];
	// A project says what it is called; of a place that was saved only the file is known.
	const title = file.endsWith(".project.json") ? place.name : path.basename(file);
	return { title, nodes: watched(place, file, walk === undefined), scripts, playerScripts: [] };
}

/**
 * Plays a place headless, the game of `examples/game` without one, and tells what happened.
 *
 * @example
 * const { report } = await play({ place: "default.project.json", minutes: 10 });
 */
export async function play(options: PlayOptions): Promise<Played> {
	const isBundled = options.place === undefined;
	const { seconds, joins, outage } = timetable(options.minutes, options.players ?? PLAYERS, isBundled);
	const { title, nodes, scripts, playerScripts } = stageOf(options, seconds);
	const ledger = createLedger();
	const gathering = createScore();
	let sentAt = 0;
	const now = (): number => sentAt;
	const api = await openApi(options.api, now);
	const tap = await openTap({ target: api.url, now, ...(outage === undefined ? {} : { outage }) });
	const key = options.key ?? "demo";
	try {
		const result = await runHeadless({
			place: nodes,
			apiHosts: API_HOSTS,
			serverScripts: scripts,
			playerScripts: [playerObserver(), ...playerScripts],
			players: joins.length,
			join: joins,
			seconds,
			api: tap.url,
			secrets: { audioscape: key, AUDIOSCAPE_API_KEY: key, ...options.secrets },
			assets: { ...api.assets, default: UNKNOWN_ASSET, ...(isBundled ? { [DEAD_SONG]: { failure: "Failure" } } : {}) },
			seed: SEED,
			...(options.api === undefined ? { latency: EMBEDDED_LATENCY } : {}),
			keepTrace: false,
			onRequest: sent => (sentAt = sent),
			onTrace: line => {
				record(ledger, line, options.news);
				gathering.take(line);
				options.onProgress?.(ledger);
				options.onTrace?.(line);
			},
			onOutput: line => {
				if (!line.includes(PREFIX)) options.onPrint?.(line);
			},
		});
		finish(ledger, seconds);
		const { assets, clips } = tap.lore();
		const facts: RunFacts = {
			title,
			api: api.name,
			version: version(),
			seconds,
			wallMs: result.wallMs,
			...(outage === undefined ? {} : { outage }),
			refused: tap.refused(),
			assets,
		};
		for (const line of factsOf(facts, clips)) {
			gathering.take(line);
			options.onTrace?.(line);
		}
		return { report: toReport(ledger, facts, gathering.score()), ledger, errors: result.errors };
	} finally {
		await tap.close();
		await api.close();
	}
}
