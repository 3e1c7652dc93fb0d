import { rmSync } from "node:fs";

import { bake } from "../../tools/cli/bake/run.ts";
import { folderOf } from "../../tools/cli/testing/folder.ts";
import { startFailingApi } from "../failing-api.ts";
import type { Fault } from "./faults.ts";

/** What `audioscape bake` made of a game while the API failed all along. */
export interface BakedUnder {
	readonly packs: number;
	readonly stations: number;
	/** What it said of what it could not bake. */
	readonly faults: readonly string[];
	readonly requests: number;
}

const WANTED = { packs: 2, stations: 1 } as const;
const CONFIG = `return {
	footsteps = { surfaces = { Grass = { query = "footstep grass" }, Wood = { query = "footstep wood" } } },
	stations = { lobby = { query = "lofi chill beats" } },
}
`;

/** Bakes a small game against an API that fails in one way. */
export async function bakeUnder(fault: Fault | undefined, seed: number): Promise<BakedUnder> {
	const { contract, network } = await startFailingApi({ seed, size: { tracks: 500, effects: 500 } }, () => fault);
	const folder = folderOf({ "sound.luau": CONFIG });
	try {
		const baked = await bake({
			config: `${folder}/sound.luau`,
			api: contract.url,
			key: "chaos-key",
			network,
		});
		return {
			packs: baked.counts.packs,
			stations: baked.counts.stations,
			faults: baked.faults.map(({ where, message }) => `${where}: ${message}`),
			requests: baked.requests,
		};
	} finally {
		await contract.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** In a word: all of it, or how much it said is missing. */
export const bakeOutcome = ({ faults }: BakedUnder): string =>
	faults.length === 0 ? "all of it" : `says what is missing (${faults.length})`;

/** What must not be: something missing of which it says nothing. */
export function bakeFaults({ packs, stations, faults }: BakedUnder): string[] {
	const missing = WANTED.packs - packs + (WANTED.stations - stations);
	return missing > 0 && faults.length === 0
		? [`bake left out ${missing} of ${WANTED.packs + WANTED.stations} and said nothing`]
		: [];
}
