import { readFileSync } from "node:fs";
import path from "node:path";

import { bundle } from "../luau/bundle.ts";
import { type Machine, runChunk } from "../luau/run.ts";
import type { Scenario } from "./scenarios.ts";

/** What one world cost, as main.luau reports it. */
export interface Found {
	readonly launched: number;
	readonly asked: number;
	readonly answered: number;
	readonly failed: number;
	readonly stale: number;
	readonly upstream: number;
	/** Upstream requests for what every server asks first. */
	readonly common: number;
	/** Most upstream requests in a minute, and in which. */
	readonly peak: number;
	readonly peakMinute: number;
	readonly memory: number;
	readonly shared: number;
	readonly manifest: number;
	readonly store: {
		readonly reads: number;
		readonly writes: number;
		readonly throttled: number;
		readonly conflicts: number;
		readonly peakReads: number;
		readonly peakWrites: number;
		/** The largest share of the experience's own limit that a minute took. */
		readonly peakReadShare: number;
		readonly peakWriteShare: number;
		readonly keys: number;
	};
	/** Upstream requests a minute, a quarter of an hour each. */
	readonly quarters: readonly number[];
	readonly outage?: {
		readonly asked: number;
		readonly failed: number;
		/** Minutes afterwards until nothing fails for five of them. */
		readonly recoveryMinutes?: number;
	};
}

const file = (name: string): string => path.join(import.meta.dirname, `${name}.luau`);

/** Runs worlds one after the other in compiled Luau: the product's own cache, budget, retries and shared tier. */
export async function runFleet(
	machine: Machine,
	scenarios: readonly Scenario[],
	say: (line: string) => void = console.error,
): Promise<Found[]> {
	const chunk = bundle({
		modules: ["lib/server/http/pipeline"],
		files: { "fleet/events": file("events"), "fleet/store": file("store"), "fleet/world": file("world") },
		main: readFileSync(file("main"), "utf8"),
	});
	return (await runChunk(machine, "fleet", chunk, { scenarios }, say)) as Found[];
}
