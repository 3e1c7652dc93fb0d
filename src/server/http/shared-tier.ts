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

/** What a server does about an answer: it has a fresh one, another server fetches it, or it is its own to fetch. */
type Verdict = "fresh" | "busy" | "mine";

const ageAt = (unix: number, document: SharedDocument): number => math.max(0, unix - document.at);

function freshOf(call: Call, document: SharedDocument | undefined, unix: number): Outcome | undefined {
	if (document?.value === undefined) return undefined;
	const life = call.policy.life - ageAt(unix, document);
	return life > 0 ? { ok: true, value: document.value, life } : undefined;
}

function oldOf(document: SharedDocument | undefined, unix: number, staleIfError: number): Outcome | undefined {
	if (document?.value === undefined || ageAt(unix, document) > staleIfError) return undefined;
	return { ok: true, value: document.value, life: BRIDGE };
}

function isLeased(document: SharedDocument | undefined, unix: number, server: string): boolean {
	return document?.lease !== undefined && document.lease > unix && document.by !== server;
}

function verdictOf(call: Call, document: SharedDocument | undefined, unix: number, server: string): Verdict {
	if (freshOf(call, document, unix) !== undefined) return "fresh";
	return isLeased(document, unix, server) ? "busy" : "mine";
}

/** What is kept once the API answered. A failure ends the lease, and keeps what there was. */
function documentOf(key: string, outcome: Outcome, before: SharedDocument | undefined, unix: number): SharedDocument {
	if (outcome.ok) return { schema: SCHEMA, key, at: math.floor(unix), value: outcome.value };
	return { schema: SCHEMA, key, at: before?.at ?? 0, value: before?.value };
}

function leaseOf(key: string, before: SharedDocument | undefined, unix: number, server: string): SharedDocument {
	const lease = math.floor(unix) + LEASE;
	return { schema: SCHEMA, key, at: before?.at ?? 0, value: before?.value, lease, by: server };
}

/** The store, asked with patience, and left alone for a while after it failed. */
function createPatientStore(ports: SharedTierOptions["ports"]) {
	const { store } = ports;
	let restUntil = 0;

	function ask<T>(work: () => T, done: (ok: boolean, value: T | undefined) => void) {
		withLimit(ports, PATIENCE, work, (ok, value) => {
			if (!ok) restUntil = ports.now() + REST;
			done(ok, value);
		});
	}

	return {
		isResting: () => ports.now() < restUntil || !store.affordable(),
		read: (key: string, done: (ok: boolean, raw: unknown) => void) => ask(() => store.read(key), done),
		update: (key: string, change: (raw: unknown) => SharedDocument | undefined, done: (ok: boolean) => void) =>
			ask(() => store.update(key, change), done),
	};
}

/**
 * Keeps answers where all servers of the experience find them. One server refreshes an answer; the others use the
 * old one meanwhile, or wait for it. Whatever the store does wrong, the request then simply goes to the API.
 */
export function createSharedTier({ ports, stats, staleIfError, server }: SharedTierOptions): (onward: Stage) => Stage {
	const store = createPatientStore(ports);

	function hit(outcome: Outcome, done: Done) {
		stats.sharedHits += 1;
		done(outcome);
	}

	/** Asks the API, and lets the others have the answer. */
	function refresh(call: Call, onward: Stage, before: SharedDocument | undefined, done: Done) {
		onward(call, outcome => {
			const document = documentOf(call.key, outcome, before, ports.unix());
			store.update(
				sharedKey(call.key),
				() => document,
				() => {},
			);
			const isOut = !outcome.ok && isOutage(outcome.problem.kind);
			const fallback = isOut ? oldOf(before, ports.unix(), staleIfError) : undefined;
			if (fallback !== undefined) stats.stale += 1;
			done(fallback ?? outcome);
		});
	}

	return onward => (call, done) => {
		if (call.policy.life <= 0 || store.isResting()) return onward(call, done);
		const key = sharedKey(call.key);

		const claim = (known: SharedDocument | undefined) => {
			let verdict: Verdict = "mine";
			let seen = known;
			const change = (raw: unknown) => {
				seen = readDocument(raw, call);
				verdict = verdictOf(call, seen, ports.unix(), server);
				return verdict === "mine" ? leaseOf(call.key, seen, ports.unix(), server) : undefined;
			};
			store.update(key, change, ok => {
				if (!ok) return onward(call, done);
				if (verdict === "mine") return refresh(call, onward, seen, done);
				const usable =
					verdict === "fresh" ? freshOf(call, seen, ports.unix()) : oldOf(seen, ports.unix(), staleIfError);
				if (usable !== undefined) return hit(usable, done);
				ports.delay(POLL, look);
			});
		};

		const look = () => {
			// Nobody waits any more, or no time is left for waiting politely.
			if (ports.now() + POLL >= call.progress.deadlineAt || store.isResting()) return onward(call, done);
			store.read(key, (ok, raw) => {
				if (!ok) return onward(call, done);
				const document = readDocument(raw, call);
				const fresh = freshOf(call, document, ports.unix());
				if (fresh !== undefined) return hit(fresh, done);
				const isAwaited = isLeased(document, ports.unix(), server) && document?.value === undefined;
				if (isAwaited) ports.delay(POLL, look);
				else claim(document);
			});
		};
		look();
	};
}
