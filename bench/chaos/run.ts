import { runHeadless, type TraceLine } from "../../tools/headless/index.ts";
import { startFailingApi } from "../failing-api.ts";
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
const LATENCY_SECONDS = 0.1;

const isBroken = (second: number): boolean => second < PHASES.healedAt || second >= PHASES.brokenAt;

/** Runs the place with everything in it against APIs that fail in one way. */
export async function runChaos(seed: number, fault: Fault | undefined): Promise<Run> {
	const size = { tracks: 2000, effects: 1500 };
	const { contract, network, assets } = await startFailingApi({ seed, size }, second =>
		isBroken(second) ? fault : undefined,
	);
	const { tracks, effects } = contract.catalog;
	const source = serverScript(
		tracks.slice(0, 150).map(({ id }) => id),
		effects.slice(0, 150).map(({ id }) => id),
	);
	try {
		return await runHeadless({
			api: contract.url,
			apiHosts: HOSTS,
			network,
			assets,
			players: 1,
			seconds: PHASES.end,
			seed,
			latency: LATENCY_SECONDS,
			serverScripts: [{ name: "Main", source }],
			playerScripts: [{ name: "Walk", source: PLAYER_SCRIPT }],
		});
	} finally {
		await contract.close();
	}
}
