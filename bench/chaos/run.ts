import { startContract } from "../../tools/contract/index.ts";
import { type Network, runHeadless, SEEDED_EPOCH, type TraceLine } from "../../tools/headless/index.ts";
import type { Fault } from "./faults.ts";
import { PLAYER_SCRIPT, serverScript } from "./place.ts";

/** When the fault lasts, in virtual seconds: from the start, and again after all was well for a while. */
export const PHASES = { healedAt: 60, brokenAt: 150, end: 330 } as const;

/** What one run left behind. */
export interface Run {
	readonly trace: readonly TraceLine[];
	readonly errors: number;
	readonly output: readonly string[];
}

const HOSTS = ["api.audioscape.ai", "apis.finevoice.ai", "api.senseaudio.cn"];
const LOAD_SECONDS = 0.3;
const LATENCY_SECONDS = 0.1;

const isBroken = (second: number): boolean => second < PHASES.healedAt || second >= PHASES.brokenAt;

/** An API and what is needed to run the place against it, one fault after the other. */
export async function createChaos(seed: number) {
	const contract = await startContract({ seed, size: { tracks: 2000, effects: 1500 } });
	const ids = Object.entries(contract.assets());
	const assets = Object.fromEntries(ids.map(([id, { duration }]) => [id, { duration, loadDelay: LOAD_SECONDS }]));
	const { tracks, effects } = contract.catalog;
	const source = serverScript(
		tracks.slice(0, 150).map(({ id }) => id),
		effects.slice(0, 150).map(({ id }) => id),
	);
	await contract.close();

	const run = async (fault: Fault | undefined): Promise<Run> => {
		let now = 0;
		const own = await startContract({
			seed,
			size: { tracks: 2000, effects: 1500 },
			now: () => now,
			unixNow: () => SEEDED_EPOCH + now,
		});
		let turn = 0;
		const network: Network = async (request, send, sentAt) => {
			now = sentAt;
			const pass = () => send(request);
			if (fault === undefined || !isBroken(sentAt)) return { answer: await pass() };
			return fault(pass, request.timeout, turn++);
		};
		try {
			return await runHeadless({
				api: own.url,
				apiHosts: HOSTS,
				network,
				assets: { ...assets, default: { duration: 120, loadDelay: LOAD_SECONDS } },
				players: 1,
				seconds: PHASES.end,
				seed,
				latency: LATENCY_SECONDS,
				serverScripts: [{ name: "Main", source }],
				playerScripts: [{ name: "Walk", source: PLAYER_SCRIPT }],
			});
		} finally {
			await own.close();
		}
	};
	return { run };
}
