import { readFileSync } from "node:fs";

import { runHeadless, type TraceLine } from "../../tools/headless/index.ts";
import { FAULTS } from "../chaos/faults.ts";
import { startFailingApi } from "../failing-api.ts";
import { HEAP } from "../heap.ts";
import { type Day, HOUR } from "./day.ts";

/** What may be planted to see whether it is found. */
export const LEAKS = ["instances", "connections", "threads", "heap"] as const;
export type LeakKind = (typeof LEAKS)[number];
/** Where: the server, or who stays all day. */
export const MACHINES = ["server", "regular"] as const;
export interface Leak {
	readonly kind: LeakKind;
	readonly machine: (typeof MACHINES)[number];
}

const SIZE = { tracks: 2000, effects: 1500 };
const LATENCY_SECONDS = 0.1;

const textOf = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");
const literal = (value: unknown): string =>
	`game:GetService("HttpService"):JSONDecode([==[${JSON.stringify(value)}]==])`;

export interface DayOptions {
	readonly seed: number;
	readonly leaks?: readonly Leak[];
	/** Where to stop. @default the end of the day */
	readonly seconds?: number;
	readonly onTrace: (line: TraceLine) => void;
}

/** Plays the day; each line of its trace goes to `onTrace`, none is kept. */
export async function runDay(
	day: Day,
	{ seed, leaks = [], seconds = day.hours * HOUR, onTrace }: DayOptions,
): Promise<{ errors: number; wallSeconds: number }> {
	const { contract, network, assets } = await startFailingApi({ seed, size: SIZE }, second => {
		const outage = day.outages.find(({ from, to }) => second >= from && second < to);
		return outage && FAULTS[outage.how];
	});
	const given = `local events = ${literal(day.events)}\nlocal leaks = ${literal(leaks)}\n${HEAP}`;
	try {
		const { errors, wallMs } = await runHeadless({
			api: contract.url,
			apiHosts: ["api.audioscape.ai"],
			network,
			assets,
			control: true,
			seconds,
			seed,
			latency: LATENCY_SECONDS,
			keepTrace: false,
			serverScripts: [{ name: "Main", source: given + textOf("game.luau") }],
			playerScripts: [{ name: "Own", source: textOf("player.luau") }],
			onTrace,
		});
		return { errors, wallSeconds: wallMs / 1000 };
	} finally {
		await contract.close();
	}
}
