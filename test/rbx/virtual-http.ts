import { HttpService } from "@rbxts/services";

import { type Catalog, createCatalog } from "../../src/server/catalog/catalog";
import type { Manifest } from "../../src/server/catalog/port";
import type { Recorder } from "../../src/server/http/manifest";
import { createPipeline, type Pipeline } from "../../src/server/http/pipeline";
import type { HttpPorts, HttpRequest, HttpResponse, SharedStore } from "../../src/server/http/ports";
import type { Outcome } from "../../src/shared/wire/outcome";

/** How the pretended API answers a request. Text is raised, as the engine raises transport failures. */
export interface Reply {
	status?: number;
	body?: unknown;
	/** The body as it is, instead of JSON. */
	raw?: string;
	headers?: Record<string, string>;
	/** Virtual seconds; `math.huge` never answers. */
	takes?: number;
	raises?: string;
}

export interface SentRequest {
	at: number;
	method: string;
	url: string;
	body: unknown;
	headers: Record<string, string | Secret>;
}

/** A clock that only specs move. Several servers may live on it. */
export interface VirtualClock {
	now: () => number;
	delay: HttpPorts["delay"];
	/** Runs everything that is due within the next seconds, in order. */
	advance: (seconds: number) => void;
	/** Timers that still wait. */
	pending: () => number;
}

export function createClock(): VirtualClock {
	let now = 0;
	let order = 0;
	const timers = new Array<{ at: number; order: number; fn: () => void; dead: boolean }>();
	const before = (a: { at: number; order: number }, b: { at: number; order: number }) =>
		a.at < b.at || (a.at === b.at && a.order < b.order);

	// A binary heap: the burst of ten thousand searches has as many timers.
	function push(timer: (typeof timers)[number]) {
		timers.push(timer);
		let index = timers.size() - 1;
		while (index > 0) {
			const parent = math.floor((index - 1) / 2);
			if (!before(timers[index]!, timers[parent]!)) break;
			[timers[index], timers[parent]] = [timers[parent]!, timers[index]!];
			index = parent;
		}
	}
	function pop() {
		const first = timers[0]!;
		const last = timers.pop()!;
		if (timers.isEmpty()) return first;
		timers[0] = last;
		let index = 0;
		while (true) {
			let least = index;
			for (const child of [index * 2 + 1, index * 2 + 2]) {
				if (child < timers.size() && before(timers[child]!, timers[least]!)) least = child;
			}
			if (least === index) return first;
			[timers[index], timers[least]] = [timers[least]!, timers[index]!];
			index = least;
		}
	}

	return {
		now: () => now,
		delay: (seconds, fn) => {
			order += 1;
			const timer = { at: now + math.max(0, seconds), order, fn, dead: false };
			push(timer);
			return () => {
				timer.dead = true;
			};
		},
		advance: seconds => {
			const horizon = now + seconds;
			while (!timers.isEmpty() && timers[0]!.at <= horizon) {
				const timer = pop();
				if (timer.dead) continue;
				now = timer.at;
				timer.fn();
			}
			now = horizon;
		},
		pending: () => timers.filter(timer => !timer.dead).size(),
	};
}

export interface VirtualOptions {
	clock?: VirtualClock;
	respond?: (request: SentRequest, count: number) => Reply;
	key?: string;
	timeout?: number;
	deadline?: number;
	retries?: number;
	requestsPerMinute?: number;
	cache?: { maxEntries: number; staleIfError: number } | false;
	store?: SharedStore;
	manifest?: Manifest;
	record?: Recorder;
	server?: string;
	random?: () => number;
}

export interface VirtualClient {
	clock: VirtualClock;
	ports: HttpPorts;
	pipeline: Pipeline;
	catalog: Catalog;
	sent: SentRequest[];
	/** Changes how the API answers from now on. */
	respond: (fn: (request: SentRequest, count: number) => Reply) => void;
	/** Starts a call in a thread of its own. */
	ask: (run: (catalog: Catalog) => Outcome) => { outcome?: Outcome; at?: number };
}

const SEED = 7;

/** A pretended API on a virtual clock, and its ports. */
export function createPorts(options: VirtualOptions): Pick<VirtualClient, "clock" | "ports" | "sent" | "respond"> {
	const clock = options.clock ?? createClock();
	const sent = new Array<SentRequest>();
	const random = new Random(SEED);
	let respond =
		options.respond ?? (() => ({ body: { tracks: [], meta: { total: 0, limit: 20, offset: 0 } } }) as Reply);

	function request(wire: HttpRequest): HttpResponse {
		const body = wire.Body !== undefined ? HttpService.JSONDecode(wire.Body) : undefined;
		const seen = { at: clock.now(), method: wire.Method, url: wire.Url, body, headers: wire.Headers };
		sent.push(seen);
		const reply = respond(seen, sent.size());
		const takes = reply.takes ?? 0.05;
		const thread = coroutine.running();
		if (takes < math.huge) clock.delay(takes, () => task.spawn(thread));
		coroutine.yield();
		if (reply.raises !== undefined) error(reply.raises, 0);
		const status = reply.status ?? 200;
		return {
			Success: status >= 200 && status < 300,
			StatusCode: status,
			StatusMessage: "",
			Headers: reply.headers ?? {},
			Body: reply.raw ?? HttpService.JSONEncode(reply.body ?? {}),
		};
	}

	const ports: HttpPorts = {
		request,
		now: clock.now,
		unix: () => 1_800_000_000 + clock.now(),
		random: options.random ?? (() => random.NextNumber()),
		delay: clock.delay,
		spawn: fn => {
			task.spawn(fn);
		},
		encode: value => HttpService.JSONEncode(value),
		decode: text => HttpService.JSONDecode(text),
		urlEncode: text => HttpService.UrlEncode(text),
		warn: () => {},
		store: options.store,
	};
	return {
		clock,
		ports,
		sent,
		respond: fn => {
			respond = fn;
		},
	};
}

/** A whole client on virtual time. */
export function createVirtualClient(options: VirtualOptions = {}): VirtualClient {
	const { clock, ports, sent, respond } = createPorts(options);
	const cache = options.cache ?? { maxEntries: 512, staleIfError: 86400 };
	const pipeline = createPipeline({
		ports,
		key: options.key ?? "secret-key",
		baseUrl: () => "https://api.test",
		headers: () => ({ "x-api-key": options.key ?? "secret-key" }),
		timeout: options.timeout ?? 10,
		deadline: options.deadline ?? 30,
		retries: options.retries ?? 3,
		requestsPerMinute: options.requestsPerMinute ?? 300,
		cache: cache !== false ? cache : undefined,
		manifest: options.manifest,
		record: options.record,
		server: options.server ?? "one",
	});
	const catalog = createCatalog({ ...ports, metadata: () => [], roots: () => [], rest: () => {} }, pipeline, {
		rows: cache !== false ? cache.maxEntries * 4 : 0,
		staleIfError: 86400,
	});
	return {
		clock,
		ports,
		pipeline,
		catalog,
		sent,
		respond,
		ask: run => {
			const answer: { outcome?: Outcome; at?: number } = {};
			task.spawn(() => {
				answer.outcome = run(catalog);
				answer.at = clock.now();
			});
			return answer;
		},
	};
}

/** The kind of the problem, or "ok". */
export function kindOf(answer: { outcome?: Outcome }): string {
	if (answer.outcome === undefined) return "waiting";
	return answer.outcome.ok ? "ok" : answer.outcome.problem.kind;
}

/** A DataStore that all servers of a clock share. */
export function createVirtualStore(
	clock: VirtualClock,
	{ readsOfKey = math.huge }: { readsOfKey?: number } = {},
): SharedStore & { fail: boolean; reads: number; writes: number } {
	const values = new Map<string, string>();
	const rest = (seconds: number) => {
		const thread = coroutine.running();
		clock.delay(seconds, () => task.spawn(thread));
		coroutine.yield();
	};
	const get = (key: string) => {
		const text = values.get(key);
		return text !== undefined ? HttpService.JSONDecode(text) : undefined;
	};
	const readOf = new Map<string, number>();
	const countRead = (key: string) => {
		const count = (readOf.get(key) ?? 0) + 1;
		readOf.set(key, count);
		const text = "301: GetAsync request dropped. Request was throttled, but throttled request queue was full.";
		if (count > readsOfKey) error(text, 0);
	};
	const store = {
		fail: false,
		reads: 0,
		writes: 0,
		read: (key: string) => {
			store.reads += 1;
			rest(0.1);
			countRead(key);
			if (store.fail) error("502: API Services rejected request", 0);
			return get(key);
		},
		update: (key: string, change: (old: unknown) => unknown) => {
			store.writes += 1;
			rest(0.1);
			if (store.fail) error("502: API Services rejected request", 0);
			const changed = change(get(key));
			if (changed !== undefined) values.set(key, HttpService.JSONEncode(changed));
			return changed;
		},
		affordable: () => true,
	};
	return store;
}

/** How many of these moments, in order, lie within 60 s. */
export function mostInAnyMinute(times: number[]): number {
	let most = 0;
	let from = 0;
	for (let index = 0; index < times.size(); index++) {
		while (times[index]! - times[from]! >= 60) from += 1;
		most = math.max(most, index - from + 1);
	}
	return most;
}
