import type { TraceLine } from "headless-place";

import type { ClipFacts } from "../render/types.ts";
import type { KnownAsset } from "./tap.ts";
import type { RunFacts } from "./to-report.ts";

const PEER = "play";

/** What a report is made of besides the trace itself, as the last lines of that trace. */
export function factsOf({ assets, ...run }: RunFacts, clips: ReadonlyMap<string, ClipFacts>): TraceLine[] {
	const t = run.seconds;
	const ids = new Set([...assets.keys(), ...clips.keys()]);
	return [
		...[...ids].map(id => ({ t, peer: PEER, kind: "asset", id, ...assets.get(id), clip: clips.get(id) })),
		{ t, peer: PEER, kind: "run", ...run },
	];
}

/** Gathers the facts out of a trace; one that play did not write knows less. */
export function createFacts(title: string) {
	const assets = new Map<string, KnownAsset>();
	let run: Partial<RunFacts> = {};
	let seconds = 0;
	return {
		/** @returns whether the line is such a fact */
		take: (line: TraceLine): boolean => {
			seconds = Math.max(seconds, line.t);
			if (line.peer !== PEER) return false;
			const { t: _t, peer: _peer, kind, ...fields } = line;
			if (kind === "run") run = fields;
			if (kind === "asset" && typeof fields.title === "string")
				assets.set(String(fields.id), fields as unknown as KnownAsset);
			return true;
		},
		facts: (): RunFacts => ({
			title,
			api: "an API that the trace does not name",
			version: "",
			seconds,
			wallMs: 0,
			refused: 0,
			...run,
			assets,
		}),
	};
}
