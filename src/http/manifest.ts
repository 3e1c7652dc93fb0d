import type { Manifest } from "../catalog/port";
import type { Stage } from "./call";
import type { ClientStats } from "./stats";

/** Answers what was baked into the place without a request. */
export function createManifestStage(manifest: Manifest | undefined, stats: ClientStats): (onward: Stage) => Stage {
	const answers = manifest?.answers;
	if (answers === undefined) return onward => onward;
	return onward => (call, done) => {
		const value = answers[call.key];
		if (value === undefined) return onward(call, done);
		stats.manifestHits += 1;
		done({ ok: true, value });
	};
}
