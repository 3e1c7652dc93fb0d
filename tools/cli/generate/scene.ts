import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { Clock } from "./clock.ts";
import type { Sidecar } from "./files.ts";
import { generate, type GenerateOptions } from "./run.ts";

/** A clock that jumps: sleeping costs no time but its own. */
export function createJumpingClock(): Clock & { naps: number[] } {
	let now = 0;
	const naps: number[] = [];
	return {
		naps,
		now: () => now,
		sleep: seconds => {
			naps.push(seconds);
			now += seconds;
			return Promise.resolve();
		},
		limit: () => new AbortController().signal,
	};
}

export interface Outcome {
	complete: boolean;
	said: string[];
	complaints: string[];
	directory: string;
	/** Names of what lies in the folder, in order. */
	files: string[];
	sidecar: (name: string) => Sidecar;
	clock: ReturnType<typeof createJumpingClock>;
}

/** Generates into a folder of its own, on a clock that jumps. */
export async function run(
	options: Partial<GenerateOptions> & Pick<GenerateOptions, "provider" | "prompt" | "baseUrl">,
	clock = createJumpingClock(),
	directory = mkdtempSync(path.join(tmpdir(), "audioscape-generate-")),
): Promise<Outcome> {
	const said: string[] = [];
	const complaints: string[] = [];
	const complete = await generate(
		{ n: 1, key: "provider-key", directory, deadline: 180, ...options },
		{
			clock,
			random: () => 0.5,
			step: () => undefined,
			say: line => said.push(line),
			complain: line => complaints.push(line),
		},
	);
	return {
		complete,
		said,
		complaints,
		directory,
		files: readdirSync(directory).sort(),
		sidecar: name => JSON.parse(readFileSync(path.join(directory, name), "utf8")) as Sidecar,
		clock,
	};
}
