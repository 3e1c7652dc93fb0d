import type { Outcome } from "../../shared/wire/outcome";
import type { CallOptions, Manifest } from "../catalog/port";
import { createBudget } from "./budget";
import { createCache } from "./cache";
import type { Call, Done, EndpointPolicy, WireRequest } from "./call";
import { createCircuit } from "./circuit";
import { createCoalesce } from "./coalesce";
import { createDeadline } from "./deadline";
import { createBaked, createManifestStage, type Recorder, requestKey } from "./manifest";
import type { HttpPorts } from "./ports";
import { createPot, type Pot } from "./pot";
import { createRedactor, type Redactor } from "./redact";
import { createRetry } from "./retry";
import { createSharedTier } from "./shared-tier";
import { type ClientStats, createStats } from "./stats";
import { createTransport } from "./transport";

export interface PipelineOptions {
	ports: HttpPorts;
	key: string | Secret;
	baseUrl: () => string;
	headers: (call: Call) => Record<string, string | Secret>;
	timeout: number;
	deadline: number;
	retries: number;
	requestsPerMinute: number;
	/** `undefined` keeps nothing. */
	cache: { maxEntries: number; staleIfError: number } | undefined;
	manifest?: Manifest;
	/** Keeps what a bake is made of. */
	record?: Recorder;
	/** Tells servers apart in the shared tier. */
	server: string;
}

export interface Pipeline {
	/** Starts a call; `done` is called once, at once if memory knows the answer. */
	start: <T>(policy: EndpointPolicy<T>, request: WireRequest, call: CallOptions | undefined, done: Done<T>) => void;
	readonly stats: ClientStats;
	/** What players may cause by asking themselves. */
	readonly pot: Pot;
	readonly redactor: Redactor;
	/** Seconds that a call may take altogether. */
	readonly deadline: number;
	/** A player left: what they waited for is dropped. */
	forget: (player: string) => void;
	clear: () => void;
	/** What the manifest answers to a request, where there is a manifest. */
	readonly baked: <T>(policy: EndpointPolicy<T>, request: WireRequest) => T | undefined;
}

/** Longest attempt limit that is also given to the engine. */
const ENGINE_TIMEOUT = 30;

/**
 * The road of every request: deadline, manifest, cache, coalesce, shared tier, retry, circuit, budget, transport.
 * The budget lies behind the retries because every attempt is a request and takes a slot.
 */
export function createPipeline(options: PipelineOptions): Pipeline {
	const { ports, deadline: seconds } = options;
	const redactor = createRedactor(options.key);
	const stats = createStats(options.requestsPerMinute);
	const cache = createCache({
		ports,
		stats,
		maxEntries: options.cache?.maxEntries ?? 0,
		staleIfError: options.cache?.staleIfError ?? 0,
	});
	const deadline = createDeadline({
		ports,
		deadline: seconds,
		perMinute: options.requestsPerMinute,
		stale: cache.stale,
	});

	const baked = createBaked(options.manifest, options.record);
	const { baseUrl, headers, timeout } = options;
	let road = createTransport({ ports, stats, timeout, engineTimeout: ENGINE_TIMEOUT, baseUrl, headers, redactor });
	const pot = createPot();
	road = createBudget({ ports, stats, perMinute: options.requestsPerMinute, pot })(road);
	road = createCircuit(ports)(road);
	road = createRetry({ ports, stats, retries: options.retries, base: 1, cap: 8 })(road);
	const { store } = ports;
	if (store !== undefined && options.cache !== undefined) {
		const { staleIfError } = options.cache;
		road = createSharedTier({ ports: { ...ports, store }, stats, staleIfError, server: options.server })(road);
	}
	road = createCoalesce(stats)(road);
	if (options.cache !== undefined) road = cache.stage(road);
	road = createManifestStage(baked, stats, options.record)(road);
	road = deadline.stage(road);

	return {
		start: <Value>(
			policy: EndpointPolicy<Value>,
			request: WireRequest,
			call: CallOptions | undefined,
			done: Done<Value>,
		) => {
			const deadlineAt = ports.now() + seconds;
			const priority = call?.priority ?? policy.priority;
			road(
				{
					policy,
					request,
					key: requestKey(request),
					player: call?.playerId !== undefined ? tostring(call.playerId) : "",
					isOfPlayers: call?.isOfPlayers === true,
					deadlineAt,
					progress: { phase: "starting", attempts: 0, deadlineAt, priority, wanted: 1 },
				},
				// Whatever the road brings was read by this policy, now or when it was kept.
				outcome => done(outcome as Outcome<Value>),
			);
		},
		stats,
		pot,
		redactor,
		deadline: seconds,
		forget: deadline.forget,
		clear: cache.clear,
		baked: (policy, request) => baked?.find(policy, requestKey(request)),
	};
}
