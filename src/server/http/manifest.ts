import type { Manifest } from "../catalog/port";
import type { Stage, WireRequest } from "./call";
import type { ClientStats } from "./stats";

/** Is told every good answer under the key by which a manifest knows it. */
export type Recorder = (key: string, value: unknown) => void;

/** Equal for equal requests; the key of every tier of the cache, and of a manifest. */
export function requestKey(request: WireRequest): string {
	const detail = request.method === "GET" ? `?${request.query ?? ""}` : ` ${request.body ?? ""}`;
	const key = `${request.method} ${request.path}${detail}`;
	return request.unique !== undefined ? `${key} #${request.unique}` : key;
}

/** Answers what was baked into the place without a request; what it lets pass, a recorder may keep. */
export function createManifestStage(
	manifest: Manifest | undefined,
	stats: ClientStats,
	record?: Recorder,
): (onward: Stage) => Stage {
	const answers = manifest?.answers;
	if (answers === undefined && record === undefined) return onward => onward;
	return onward => (call, done) => {
		const value = answers?.[call.key];
		if (value !== undefined) {
			stats.manifestHits += 1;
			done({ ok: true, value });
			return;
		}
		if (record === undefined) return onward(call, done);
		onward(call, outcome => {
			if (outcome.ok) record(call.key, outcome.value);
			done(outcome);
		});
	};
}
