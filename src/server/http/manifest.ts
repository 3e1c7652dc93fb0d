import type { Manifest } from "../catalog/port";
import { acceptKept, type EndpointPolicy, type Stage, type WireRequest } from "./call";
import { deepCopy } from "./copy";
import type { ClientStats } from "./stats";

/** Is told every good answer, of the API or of a manifest, under the key by which a manifest knows it. */
export type Recorder = (key: string, value: unknown, bytes?: number) => void;

/** Equal for equal requests; the key of every tier of the cache, and of a manifest. */
export function requestKey(request: WireRequest): string {
	const detail = request.method === "GET" ? `?${request.query ?? ""}` : ` ${request.body ?? ""}`;
	const key = `${request.method} ${request.path}${detail}`;
	return request.unique !== undefined ? `${key} #${request.unique}` : key;
}

/** The answers of a manifest, each read once. */
export interface Baked {
	find: <T>(policy: EndpointPolicy<T>, key: string) => T | undefined;
}

/** What a manifest says was answered; it is a module that anybody may have edited. */
function answersOf(manifest: unknown): Readonly<Record<string, unknown>> | undefined {
	if (!typeIs(manifest, "table")) return undefined;
	const { answers }: { readonly [K in keyof Manifest]?: unknown } = manifest;
	return typeIs(answers, "table") ? (answers as Record<string, unknown>) : undefined;
}

/** `undefined` where no answers were baked. */
export function createBaked(manifest: Manifest | undefined, record?: Recorder): Baked | undefined {
	const answers = answersOf(manifest);
	if (answers === undefined) return undefined;
	const known = new Map<string, unknown>();
	return {
		find: <T>(policy: EndpointPolicy<T>, key: string) => {
			const raw = answers[key];
			if (raw === undefined) return undefined;
			if (!known.has(key)) {
				// What is of no use is asked for like anything that was not baked.
				known.set(key, acceptKept(policy, deepCopy(raw)) ?? false);
			}
			const value = known.get(key);
			if (value === false) return undefined;
			record?.(key, value);
			return value as T;
		},
	};
}

/** Answers what was baked into the place without a request; what it lets pass, a recorder may keep. */
export function createManifestStage(
	baked: Baked | undefined,
	stats: ClientStats,
	record?: Recorder,
): (onward: Stage) => Stage {
	if (baked === undefined && record === undefined) return onward => onward;
	return onward => (call, done) => {
		const value = baked?.find(call.policy, call.key);
		if (value !== undefined) {
			stats.manifestHits += 1;
			done({ ok: true, value });
			return;
		}
		if (record === undefined) return onward(call, done);
		onward(call, outcome => {
			if (outcome.ok) record(call.key, outcome.value, outcome.bytes);
			done(outcome);
		});
	};
}
