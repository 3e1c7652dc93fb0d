import { type Declared, inWordsOf, option, type Read, standardOf, tableOf } from "../../shared/options/declare";
import { isFilled, type Kind, kind, number } from "../../shared/options/kinds";
import { officialOptions, ownOptions } from "../../shared/options/read";
import { ENGINE_CHOICES, type EngineChoice } from "../../shared/sound/engine-choice";
import { type AnalyticsOptions, analyticsOptions } from "../analytics/settings";
import { readManifest } from "../catalog/manifest";
import type { Manifest } from "../catalog/port";
import { address, choice, either, exactly } from "../options/kinds";

export interface CacheOptions {
	/** Answers kept in memory; the least recently used goes first. Default 512. */
	maxEntries?: number;
	/** `"datastore"` shares answers across all servers of the experience. Default `"memory"`. */
	store?: "memory" | "datastore";
	/** Seconds an answer may be old when the API fails. Default 86400. */
	staleIfError?: number;
	/** Name of the DataStore. Default `"AudioScape"`. */
	name?: string;
}

export interface AudioScapeOptions {
	/** Default `"https://api.audioscape.ai/developer"`. */
	baseUrl?: string;
	/** Default `"https://api.audioscape.ai/analytics"`. */
	analyticsUrl?: string;
	/** Seconds one attempt may take. Default 10. */
	timeout?: number;
	/** Seconds a call may take with all its retries; its caller never waits longer. Default 30. */
	deadline?: number;
	/** Attempts after the first. Default 3. */
	retries?: number;
	/** Requests in any 60 s, of the 500 that Roblox allows a server. Default 300. */
	requestsPerMinute?: number;
	/** `false` keeps nothing. */
	cache?: CacheOptions | false;
	/** How listening events are sent; `false` sends none. */
	analytics?: AnalyticsOptions | false;
	/** Answers baked into the place, which need no request. */
	manifest?: Manifest;
	/**
	 * What plays: `"sound"` Sounds, `"audio"` AudioPlayers, `"auto"` whatever the place uses. Default Sounds; list players,
	 * as in the official SDK, AudioPlayers.
	 *
	 * @example
	 * const client = new AudioScape(key, { engine: "audio" });
	 */
	engine?: EngineChoice;
}

/** Where requests go. */
export interface Endpoints {
	/** Where the catalog is asked. */
	baseUrl: string;
	/** Where events are sent. */
	analyticsUrl: string;
}

export const DEFAULT_ENDPOINTS: Readonly<Endpoints> = {
	baseUrl: "https://api.audioscape.ai/developer",
	analyticsUrl: "https://api.audioscape.ai/analytics",
};

const endpointOptions = {
	baseUrl: inWordsOf("baseUrl must be a non-empty string", option(address)),
	analyticsUrl: inWordsOf("analyticsUrl must be a non-empty string", option(address)),
} satisfies Declared<Endpoints>;

const LONGEST_STORE_NAME = 40;

export const cacheOptions = {
	maxEntries: option(number({ from: 1, whole: true }), 512),
	store: option(choice("memory", "datastore"), "memory"),
	staleIfError: option(number({ from: 0, unit: "seconds", endless: true }), 86400),
	name: option(
		kind<string>(
			`a string of 1 to ${LONGEST_STORE_NAME} characters`,
			value => isFilled(value) && value.size() <= LONGEST_STORE_NAME,
		),
		"AudioScape",
	),
} satisfies Declared<CacheOptions>;

const manifest: Kind<Manifest> = { may: "what `audioscape bake` wrote", take: readManifest };

export const clientOptions = {
	...endpointOptions,
	timeout: option(number({ above: 0, unit: "seconds" }), 10),
	deadline: option(number({ above: 0, unit: "seconds" }), 30),
	retries: option(number({ from: 0, whole: true }), 3),
	requestsPerMinute: option(number({ from: 1, whole: true }), 300),
	cache: option(
		either(tableOf<CacheOptions>()("a table", cacheOptions), exactly(false)),
		standardOf(cacheOptions) as Read<typeof cacheOptions> | false,
	),
	analytics: option(either(tableOf<AnalyticsOptions>()("a table", analyticsOptions), exactly(false))),
	manifest: option(manifest),
	engine: option(choice(...ENGINE_CHOICES)),
} satisfies Declared<AudioScapeOptions>;

/** The options of a client with their defaults. */
export type ClientSettings = Read<typeof clientOptions>;

/** Reads options of a client; what is invalid is raised in the caller's line. */
export function readClientOptions(maker: string, input: unknown): ClientSettings {
	return ownOptions(maker, clientOptions, input);
}

/** Raises in the official SDK's words unless the key is one. */
export function checkKey(maker: string, key: unknown): string | Secret {
	if (typeIs(key, "string")) {
		if (string.match(key, "%S")[0] === undefined) error(`${maker} requires a non-empty API key string`, 0);
		return key;
	}
	if (typeOf(key) !== ("Secret" as keyof CheckableTypes)) error(`${maker} requires an API key (string or Secret)`, 0);
	return key as Secret;
}

/** Reads endpoints; raises in the official SDK's words unless there are some. */
export function checkEndpoints(input: unknown): Partial<Endpoints> {
	const fields = (typeIs(input, "table") ? input : {}) as Record<string, unknown>;
	if (fields.baseUrl === undefined && fields.analyticsUrl === undefined) {
		error("setEndpoints requires a table with baseUrl and/or analyticsUrl", 0);
	}
	return officialOptions("setEndpoints", endpointOptions, fields);
}
