import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { Catalog } from "./catalog/index.ts";
import { knowingAll } from "./catalog/knowing-all.ts";
import { hash } from "./catalog/random.ts";
import { sharedCatalog } from "./catalog/shared.ts";
import { createTaskStore } from "./endpoints/tasks.ts";
import { createFaults, type FaultRule } from "./faults/index.ts";
import { json } from "./http/answer.ts";
import type { World } from "./http/endpoint.ts";
import { createLimiter } from "./http/limiter.ts";
import { mostBytesOf } from "./http/read.ts";
import { plainHeaders, recordedBody, type RecordedRequest } from "./http/record.ts";
import { respond, route } from "./http/route.ts";
import { deliver } from "./http/send.ts";

/** How the loopback APIs are started; everything has a default. */
export interface ContractOptions {
	/** @default 0, any free port */
	port?: number;
	/** @default "127.0.0.1" */
	host?: string;
	/** Of the catalog and of chance in faults. @default 1 */
	seed?: number;
	faults?: readonly FaultRule[];
	/** The only keys accepted; without a list every key is, but a few that are always bad (docs/contract.md). */
	keys?: readonly string[];
	/** Every answer takes at least this long. @default 0 */
	latencyMs?: number;
	/** Nothing is printed. @default true */
	quiet?: boolean;
	/** How sound effects give their id in search, similar and browse. @default "number" */
	effectIds?: "number" | "string";
	/** What becomes of ids and playlists that are not in the catalog; `"known"` has them stand for some that are. @default "refused" */
	unknownIds?: "refused" | "known";
	/** SenseAudio's requests a minute. @default 10 */
	senseAudioPerMinute?: number;
	/** Seconds, for rate limits and fault windows. @default the wall clock */
	now?: () => number;
	/** Seconds since 1970, by which listening events are too old. @default the wall clock */
	unixNow?: () => number;
	/** Sizes of the catalog. @default 10000 tracks and 3000 effects */
	size?: { tracks?: number; effects?: number };
}

/** A running server. */
export interface Contract {
	/** `http://127.0.0.1:PORT`; AudioScape's base is `${url}/developer`, analytics' `${url}/analytics`. */
	readonly url: string;
	readonly port: number;
	readonly requests: RecordedRequest[];
	readonly catalog: Catalog;
	/** Replaces the fault rules; windows count from now. */
	setFaults(faults: readonly FaultRule[]): void;
	/** The registry of every asset in the catalog, for the headless engine. */
	assets(): Record<string, { duration: number }>;
	close(): Promise<void>;
}

const keptRequests = 50_000;
/** The body, or as much of it as shows that it is larger than the endpoint takes. */
async function readUpTo(limit: number, request: IncomingMessage): Promise<Uint8Array> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of request.iterator({ destroyOnReturn: false })) {
		bytes += (chunk as Buffer).length;
		chunks.push(chunk as Buffer);
		if (bytes > limit) break;
	}
	return Buffer.concat(chunks);
}

/** As much of a refused body is let go by: a connection that is cut at once takes the answer with it. */
const mostUnread = 24 * 1024 * 1024;

/** Keeps nothing of what still comes of a body, and ends the connection where there is no end to it. */
function discard(request: IncomingMessage): void {
	let bytes = 0;
	request.on("data", (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > mostUnread) request.destroy();
	});
}

/** The address a request line means: a path such as `//` is no address by itself, an absolute one is. */
const addressOf = (line: string, origin: string): URL => new URL(/^https?:\/\//i.test(line) ? line : origin + line);

function createWorld(options: ContractOptions, seed: number, now: () => number, origin: () => string): World {
	const { effectIds = "number", senseAudioPerMinute = 10, unknownIds = "refused" } = options;
	const catalog = sharedCatalog({ seed, ...options.size });
	return {
		catalog: unknownIds === "known" ? knowingAll(catalog) : catalog,
		options: { effectIds, senseAudioPerMinute, unknownIds },
		uploads: new Map(),
		now,
		unix: options.unixNow ?? (() => Date.now() / 1000),
		origin,
		limiter: createLimiter(now),
		tasks: createTaskStore(
			(kind, index) => hash(seed, kind, index).toString(16).padStart(8, "0") + index.toString(16).padStart(4, "0"),
		),
	};
}

function secondsSinceStart(clock?: () => number): () => number {
	const wall = performance.now();
	const read = clock ?? (() => (performance.now() - wall) / 1000);
	const started = read();
	return () => read() - started;
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
	new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
	});

/**
 * Starts the loopback APIs: AudioScape, FineVoice, SenseAudio and Roblox's asset upload on one port.
 *
 * @example
 * const contract = await startContract({ seed: 7 });
 * const answer = await fetch(`${contract.url}/developer/v1/sfx/similar?asset_id=9120386436`, { headers: { "x-api-key": "k" } });
 * await contract.close();
 */
export async function startContract(options: ContractOptions = {}): Promise<Contract> {
	const { port = 0, host = "127.0.0.1", seed = 1, keys, latencyMs = 0, quiet = true } = options;
	const now = secondsSinceStart(options.now);
	const requests: RecordedRequest[] = [];
	const closing = new AbortController();
	// Each answer that is under way listens for the end.
	setMaxListeners(0, closing.signal);
	let faults = createFaults(options.faults ?? [], seed, now());
	let origin = "";
	const world = createWorld(options, seed, now, () => origin);
	const { catalog } = world;

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = addressOf(request.url ?? "/", origin);
		const found = route(url.pathname)?.endpoint;
		const limit = mostBytesOf(found);
		const raw = await readUpTo(limit, request);
		const isCut = raw.length > limit;
		if (isCut) discard(request);
		const method = request.method ?? "GET";
		const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
		const endpoint = found?.name;
		const played = faults.play(endpoint, url.pathname, now());
		const record: RecordedRequest = {
			time: now(),
			endpoint,
			method,
			path: url.pathname,
			query: Object.fromEntries(url.searchParams),
			headers: plainHeaders(request.headers),
			body: isCut ? { bytes: raw.length } : recordedBody(raw, headers["content-type"] ?? ""),
			status: 0,
			faults: played.names,
		};
		if (requests.length >= keptRequests) requests.shift();
		requests.push(record);
		const answer = played.answer ?? (await respond(world, keys, { method, url, headers, raw }, played));
		await deliver(response, answer, played, latencyMs / 1000, closing.signal, status => (record.status = status));
		if (!quiet)
			process.stdout.write(
				`${method} ${url.pathname} ${record.status}${played.names.length > 0 ? ` [${played.names.join(", ")}]` : ""}\n`,
			);
	}

	const server = createServer((request, response) => {
		handle(request, response).catch((error: unknown) => {
			if (closing.signal.aborted || request.destroyed) return response.destroy();
			process.stderr.write(
				`contract: ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}\n`,
			);
			if (!response.headersSent)
				void deliver(response, json({ error: "Internal Server Error" }, 500), undefined, 0, closing.signal);
			return undefined;
		});
	});
	const actualPort = await listen(server, port, host);
	origin = `http://${host.includes(":") ? `[${host}]` : host}:${actualPort}`;

	return {
		url: origin,
		port: actualPort,
		requests,
		catalog,
		setFaults(rules) {
			faults = createFaults(rules, seed, now());
		},
		assets: () =>
			Object.fromEntries([...catalog.tracks, ...catalog.effects].map(({ id, duration }) => [id, { duration }])),
		close: () =>
			new Promise(resolve => {
				closing.abort();
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
