import { withLimit } from "../../shared/clock/with-limit";
import type { Outcome } from "../../shared/wire/outcome";
import type { Call, Done, Stage } from "./call";
import type { HttpPorts, SharedStore } from "./ports";
import { isOutage } from "./problem";
import { readDocument, SCHEMA, type SharedDocument, sharedKey } from "./shared-document";
import type { ClientStats } from "./stats";

/** Seconds one server has to fetch what the others wait for. */
const LEASE = 15;
/** Seconds a store call may take before the request goes its own way. */
const PATIENCE = 3;
/** Seconds the tier is left alone after the store failed. */
const REST = 60;
/** Seconds between two looks at what another server is fetching. */
const POLL = 1;
/** Seconds a stale answer is used while another server fetches the new one. */
const BRIDGE = 15;

export interface SharedTierOptions {
	ports: HttpPorts & { store: SharedStore };
	stats: ClientStats;
	staleIfError: number;
	/** Tells servers apart. */
	server: string;
}

/**
 * Keeps answers where all servers of the experience find them. One server refreshes an answer; the others use the
 * old one meanwhile, or wait for it. Whatever the store does wrong, the request then simply goes to the API.
 */
export function createSharedTier({ ports, stats, staleIfError, server }: SharedTierOptions): (onward: Stage) => Stage {
	const { store } = ports;
	let restUntil = 0;
	const resting = () => ports.now() < restUntil || !store.affordable();

	function ask<T>(work: () => T, done: (ok: boolean, value: T | undefined) => void) {
		withLimit(ports, PATIENCE, work, (ok, value) => {
			if (!ok) restUntil = ports.now() + REST;
			done(ok, value);
		});
	}
	const ageOf = (document: SharedDocument) => math.max(0, ports.unix() - document.at);
	const fresh = (call: Call, document: SharedDocument | undefined): Outcome | undefined => {
		if (document?.value === undefined) return undefined;
		const life = call.policy.life - ageOf(document);
		return life > 0 ? { ok: true, value: document.value, life } : undefined;
	};
	const old = (document: SharedDocument | undefined): Outcome | undefined =>
		document?.value !== undefined && ageOf(document) <= staleIfError
			? { ok: true, value: document.value, life: BRIDGE }
			: undefined;

	function save(call: Call, outcome: Outcome, before: SharedDocument | undefined) {
		const document: SharedDocument = outcome.ok
			? { schema: SCHEMA, key: call.key, at: math.floor(ports.unix()), value: outcome.value }
			: { schema: SCHEMA, key: call.key, at: before?.at ?? 0, value: before?.value };
		ask(
			() => store.update(sharedKey(call.key), () => document),
			() => {},
		);
	}

	function hit(outcome: Outcome, done: Done) {
		stats.sharedHits += 1;
		done(outcome);
	}

	return onward => (call, done) => {
		if (call.policy.life <= 0 || resting()) return onward(call, done);
		const key = sharedKey(call.key);

		const refresh = (before: SharedDocument | undefined) => {
			onward(call, outcome => {
				save(call, outcome, before);
				const fallback = !outcome.ok && isOutage(outcome.problem.kind) ? old(before) : undefined;
				if (fallback !== undefined) stats.stale += 1;
				done(fallback ?? outcome);
			});
		};

		const claim = (known: SharedDocument | undefined) => {
			let verdict: "mine" | "fresh" | "busy" = "mine";
			let seen = known;
			const change = (raw: unknown) => {
				seen = readDocument(raw, call);
				verdict = "mine";
				if (fresh(call, seen) !== undefined) verdict = "fresh";
				else if (seen?.lease !== undefined && seen.lease > ports.unix() && seen.by !== server) verdict = "busy";
				if (verdict !== "mine") return undefined;
				const lease = math.floor(ports.unix()) + LEASE;
				return { schema: SCHEMA, key: call.key, at: seen?.at ?? 0, value: seen?.value, lease, by: server };
			};
			ask(
				() => store.update(key, change),
				ok => {
					if (!ok) return onward(call, done);
					if (verdict === "mine") return refresh(seen);
					if (verdict === "fresh") return hit(fresh(call, seen)!, done);
					const bridge = old(seen);
					if (bridge !== undefined) return hit(bridge, done);
					ports.delay(POLL, () => look());
				},
			);
		};

		const look = () => {
			// Nobody waits any more, or no time is left for waiting politely.
			if (ports.now() + POLL >= call.progress.deadlineAt || resting()) return onward(call, done);
			ask(
				() => store.read(key),
				(ok, raw) => {
					if (!ok) return onward(call, done);
					const document = readDocument(raw, call);
					const answer = fresh(call, document);
					if (answer !== undefined) return hit(answer, done);
					const leased = document?.lease !== undefined && document.lease > ports.unix();
					if (leased && document?.by !== server && document?.value === undefined) {
						ports.delay(POLL, look);
						return;
					}
					claim(document);
				},
			);
		};
		look();
	};
}
