import { Players, RunService } from "@rbxts/services";

import { type Analytics, createAnalytics } from "../analytics/analytics";
import { batchPolicy } from "../analytics/answer";
import { holdOpen, watchClosing } from "../analytics/closing";
import type { SendBatch } from "../analytics/courier";
import { changeSettings, DEFAULT_SETTINGS } from "../analytics/settings";
import { type Catalog, createCatalog } from "../catalog/catalog";
import { createCatalogPort } from "../catalog/catalog-port";
import { engineMetadata } from "../catalog/engine-audio";
import type { CatalogPort } from "../catalog/port";
import type { Call } from "../http/call";
import { enginePorts, engineStore } from "../http/engine-ports";
import type { Recorder } from "../http/manifest";
import { createPipeline, type Pipeline } from "../http/pipeline";
import { scopeOf } from "../http/shared-document";
import type { ClientSettings, Endpoints } from "./client-options";

/** One client: its key, its road, its memory. The key lives in closures only. */
export interface ClientCore {
	catalog: Catalog;
	pipeline: Pipeline;
	port: CatalogPort;
	analytics: Analytics;
	options: ClientSettings;
	endpoints: Endpoints;
}

/** Services that hold sounds. */
const ROOTS = [
	"Workspace",
	"SoundService",
	"ReplicatedStorage",
	"ReplicatedFirst",
	"ServerStorage",
	"StarterGui",
	"StarterPack",
	"StarterPlayer",
	"Lighting",
] as const;

const random = new Random();
/** A row is far smaller than a page. */
const ROWS_PER_ENTRY = 4;

const pipelines = new Set<Pipeline>();
let watching = false;

/** Players who leave take no request slot. One connection serves all clients. */
function watchLeavers() {
	if (watching || !RunService.IsServer()) return;
	watching = true;
	Players.PlayerRemoving.Connect(player => {
		for (const pipeline of pipelines) pipeline.forget(tostring(player.UserId));
	});
}

function headersOf(key: string | Secret): (call: Call) => Record<string, string | Secret> {
	return call => {
		const headers: Record<string, string | Secret> = { "x-api-key": key };
		if (call.request.method === "POST") headers["Content-Type"] = "application/json";
		if (game.GameId !== 0) headers["X-Universe-Id"] = tostring(game.GameId);
		if (game.PlaceId !== 0) headers["X-Place-Id"] = tostring(game.PlaceId);
		if (call.request.playerId !== undefined) headers["X-Player-Id"] = call.request.playerId;
		return headers;
	};
}

/**
 * Makes what is behind a client.
 *
 * @param listening the events of the client that it replaces: those not sent yet, and how they are sent
 * @param early how new ones are sent, before the options say otherwise
 * @param record is told every answer, for a bake
 */
export function createClientCore(
	key: string | Secret,
	options: ClientSettings,
	endpoints: Endpoints,
	listening?: Analytics,
	early = DEFAULT_SETTINGS,
	record?: Recorder,
): ClientCore {
	const cache = options.cache !== false ? options.cache : undefined;
	// A Secret shows its name, not its content: two keys never read each other's playlists.
	const scope = scopeOf(tostring(key));
	const store = cache?.store === "datastore" ? engineStore(`${cache.name}_${scope}`) : undefined;
	const ports = enginePorts(store);
	const pipeline = createPipeline({
		ports,
		key,
		baseUrl: () => endpoints.baseUrl,
		headers: headersOf(key),
		timeout: options.timeout,
		deadline: options.deadline,
		retries: options.retries,
		requestsPerMinute: options.requestsPerMinute,
		cache,
		manifest: options.manifest,
		record,
		server: string.format("%08x%08x", random.NextInteger(0, 0xffffffff), random.NextInteger(0, 0xffffffff)),
	});
	pipelines.add(pipeline);
	watchLeavers();
	const catalog = createCatalog(
		{
			...ports,
			metadata: engineMetadata,
			roots: () => ROOTS.map(name => game.GetService(name)),
			rest: () => {
				task.wait();
			},
		},
		pipeline,
		{
			rows: cache !== undefined ? cache.maxEntries * ROWS_PER_ENTRY : 0,
			staleIfError: cache?.staleIfError ?? 0,
		},
	);
	const policy = batchPolicy(ports, pipeline.redactor);
	const send: SendBatch = (request, priority, done) => {
		// A turn of its own among the calls of its priority.
		pipeline.start(policy, request, { priority, playerId: "analytics" }, done);
	};
	const analytics =
		listening ??
		createAnalytics({
			...ports,
			settings: options.analytics !== undefined ? changeSettings(early, options.analytics) : early,
			send,
			url: () => endpoints.analyticsUrl,
			stats: pipeline.stats.analytics,
			holdOpen,
			deadline: options.deadline,
		});
	if (listening !== undefined) {
		listening.reconnect(send);
		pipeline.stats.analytics = listening.stats;
	}
	watchClosing();
	return { catalog, pipeline, port: createCatalogPort(catalog), analytics, options, endpoints };
}

/** A replaced client is not told about leavers any more. */
export function retire(core: ClientCore): void {
	pipelines.delete(core.pipeline);
}
