import { readFileSync } from "node:fs";

import { startContract } from "../../tools/contract/index.ts";
import { type Network, runHeadless, SEEDED_EPOCH, type TraceLine } from "../../tools/headless/index.ts";
import { FAULTS } from "../chaos/faults.ts";
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
const LOAD_SECONDS = 0.3;
const LATENCY_SECONDS = 0.1;

const textOf = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");
const literal = (value: unknown): string =>
	`game:GetService("HttpService"):JSONDecode([==[${JSON.stringify(value)}]==])`;

/** The API as the day has it: well, or failing in some way. */
function networkOf({ outages }: Day, onSent: (at: number) => void): Network {
	let turn = 0;
	return async (request, send, sentAt) => {
		onSent(sentAt);
		const outage = outages.find(({ from, to }) => sentAt >= from && sentAt < to);
		if (outage === undefined) return { answer: await send(request) };
		return FAULTS[outage.how]!(() => send(request), request.timeout, turn++);
	};
}

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
	let now = 0;
	const contract = await startContract({ seed, size: SIZE, now: () => now, unixNow: () => SEEDED_EPOCH + now });
	const assets = Object.fromEntries(
		Object.entries(contract.assets()).map(([id, { duration }]) => [id, { duration, loadDelay: LOAD_SECONDS }]),
	);
	const given = `local events = ${literal(day.events)}\nlocal leaks = ${literal(leaks)}\n`;
	try {
		const { errors, wallMs } = await runHeadless({
			api: contract.url,
			apiHosts: ["api.audioscape.ai"],
			network: networkOf(day, at => (now = at)),
			assets: { ...assets, default: { duration: 120, loadDelay: LOAD_SECONDS } },
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
