import type { Outcome } from "../../shared/wire/outcome";
import type { Call, Done, Stage } from "./call";
import { createPatientStore, type StoreReply } from "./patient-store";
import type { HttpPorts, SharedStore } from "./ports";
import { isOutage } from "./problem";
import { readDocument, SCHEMA, type SharedDocument, sharedKey } from "./shared-document";
import type { ClientStats } from "./stats";

/** Seconds one server has to fetch what the others wait for. */
const LEASE = 15;
/** Seconds between two looks at what another server is fetching. */
const POLL = 1;
/** Seconds a stale answer is used while another server fetches the new one. */
const BRIDGE = 15;
/**
 * Keys beside the first where the store throttles it: a key gives 25 MB a minute, and after an update a thousand servers
 * want the same page at once. Each ring is tried where the one before is throttled, too; the keys of a ring share its load.
 */
const RINGS = [1, 4, 16, 64];

export interface SharedTierOptions {
	ports: HttpPorts & { store: SharedStore };
	stats: ClientStats;
	staleIfError: number;
	/** Tells servers apart. */
	server: string;
}

/** What a server does about an answer: it has a fresh one, another server fetches it, or it is its own to fetch. */
type Verdict = "fresh" | "busy" | "mine";

/** Seconds by which the clocks of two servers may differ. */
const CLOCKS = 60;

/** Seconds since it was kept; what comes from the future or from no time at all is as old as can be. */
function ageAt(unix: number, { at }: SharedDocument): number {
	return at <= unix + CLOCKS ? math.max(0, unix - at) : math.huge;
}

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
	const { lease, by } = document ?? {};
	// A lease that lasts longer than any server takes one is a mistake.
	return lease !== undefined && lease > unix && lease <= unix + LEASE + CLOCKS && by !== server;
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

/** One of a ring's keys, by chance. */
function keyIn(ring: number, key: string, random: number): string {
	return ring === 0 ? key : `${key}-${ring}.${math.floor(random * RINGS[ring]!)}`;
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
	function refresh(key: string, call: Call, onward: Stage, before: SharedDocument | undefined, done: Done) {
		onward(call, outcome => {
			const document = documentOf(call.key, outcome, before, ports.unix());
			store.update(
				key,
				() => document,
				() => {},
			);
			const isOut = !outcome.ok && isOutage(outcome.problem.kind);
			const fallback = isOut ? oldOf(before, ports.unix(), staleIfError) : undefined;
			if (fallback !== undefined) stats.stale += 1;
			done(fallback ?? outcome);
		});
	}

	function askRing(ring: number, onward: Stage, call: Call, done: Done) {
		const key = keyIn(ring, sharedKey(call.key), ports.random());
		const elsewhere = (reply: StoreReply) => {
			if (reply === "throttled" && ring + 1 < RINGS.size()) askRing(ring + 1, onward, call, done);
			else onward(call, done);
		};

		const claim = (known: SharedDocument | undefined) => {
			let verdict: Verdict = "mine";
			let seen = known;
			const change = (raw: unknown) => {
				seen = readDocument(raw, call);
				verdict = verdictOf(call, seen, ports.unix(), server);
				return verdict === "mine" ? leaseOf(call.key, seen, ports.unix(), server) : undefined;
			};
			store.update(key, change, reply => {
				if (reply !== "ok") return elsewhere(reply);
				if (verdict === "mine") return refresh(key, call, onward, seen, done);
				const usable =
					verdict === "fresh" ? freshOf(call, seen, ports.unix()) : oldOf(seen, ports.unix(), staleIfError);
				if (usable !== undefined) return hit(usable, done);
				ports.delay(POLL, look);
			});
		};

		const look = () => {
			// Nobody waits any more, or no time is left for waiting politely.
			if (ports.now() + POLL >= call.progress.deadlineAt || store.isResting()) return onward(call, done);
			store.read(key, (reply, raw) => {
				if (reply !== "ok") return elsewhere(reply);
				const document = readDocument(raw, call);
				const fresh = freshOf(call, document, ports.unix());
				if (fresh !== undefined) return hit(fresh, done);
				const isAwaited = isLeased(document, ports.unix(), server) && document?.value === undefined;
				if (isAwaited) ports.delay(POLL, look);
				else claim(document);
			});
		};
		look();
	}

	return onward => (call, done) => {
		if (call.policy.life <= 0 || store.isResting()) return onward(call, done);
		askRing(0, onward, call, done);
	};
}
