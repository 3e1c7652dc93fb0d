import { readFileSync } from "node:fs";
import path from "node:path";

import { type AssetEntry, runHeadless, SEEDED_EPOCH, type TraceLine } from "headless-place";

import { API_HOSTS } from "../product/api.ts";
import { inServer, modelNode } from "../product/model.ts";
import type { Report } from "../report/types.ts";
import { PREFIX } from "./events.ts";
import { DEAD_SONG, gameScripts } from "./game.ts";
import { createLedger, finish, type Ledger, type News, record } from "./ledger.ts";
import { openTap } from "./tap.ts";
import { timetable } from "./timetable.ts";
import { toReport } from "./to-report.ts";

export interface PlayOptions {
	minutes: number;
	/** The embedded API when absent. */
	api?: string;
	key?: string;
	news?: News;
	/** After each line of the trace. */
	onProgress?: (ledger: Ledger) => void;
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

const version = (): string => {
	const file = path.resolve(import.meta.dirname, "../package.json");
	return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
};

/** What serves the API: the bundled one with its catalog as the assets, or a real one. */
async function openApi(api: string | undefined, now: () => number) {
	if (api !== undefined) return { url: api, name: api, assets: {}, close: async () => undefined };
	const { startContract } = await import("audioscape-contract");
	const contract = await startContract({ seed: SEED, now, unixNow: () => SEEDED_EPOCH + now() });
	const assets: Record<string, AssetEntry> = {};
	for (const [id, { duration }] of Object.entries(contract.assets())) assets[id] = { duration, loadDelay: LOAD_DELAY };
	return { url: contract.url, name: "the bundled catalog", assets, close: () => contract.close() };
}

/**
 * Plays the game of `examples/game` headless and tells what happened.
 *
 * @example
 * const { report } = await play({ minutes: 10 });
 */
export async function play(options: PlayOptions): Promise<Played> {
	const table = timetable(options.minutes);
	const ledger = createLedger();
	let sentAt = 0;
	const now = (): number => sentAt;
	const api = await openApi(options.api, now);
	const tap = await openTap({ target: api.url, now, outage: table.outage });
	const scripts = gameScripts(table.seconds);
	try {
		const result = await runHeadless({
			place: [inServer(modelNode())],
			apiHosts: API_HOSTS,
			serverScripts: scripts.server,
			playerScripts: scripts.player,
			players: table.joins.length,
			join: table.joins,
			seconds: table.seconds,
			api: tap.url,
			secrets: { audioscape: options.key ?? "demo" },
			assets: { ...api.assets, default: UNKNOWN_ASSET, [DEAD_SONG]: { failure: "Failure" } },
			seed: SEED,
			...(options.api === undefined ? { latency: EMBEDDED_LATENCY } : {}),
			keepTrace: false,
			onRequest: sent => (sentAt = sent),
			onTrace: line => {
				record(ledger, line, options.news);
				options.onProgress?.(ledger);
				options.onTrace?.(line);
			},
			onOutput: line => {
				if (!line.includes(PREFIX)) options.onPrint?.(line);
			},
		});
		finish(ledger, table.seconds);
		const report = toReport(ledger, {
			api: api.name,
			version: version(),
			seconds: table.seconds,
			wallMs: result.wallMs,
			outage: table.outage,
			refused: tap.refused(),
			assets: tap.assets,
		});
		return { report, ledger, errors: result.errors };
	} finally {
		await tap.close();
		await api.close();
	}
}
