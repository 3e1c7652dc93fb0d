import { t } from "@rbxts/t";

import { type AnalyticsOptions, changeSettings, DEFAULT_SETTINGS } from "../analytics/settings";
import { shown } from "../catalog/param";
import type { Manifest } from "../catalog/port";

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
}

/** Where requests go. */
export interface Endpoints {
	baseUrl: string;
	analyticsUrl: string;
}

export const DEFAULT_REQUESTS_PER_MINUTE = 300;

export const DEFAULT_ENDPOINTS: Readonly<Endpoints> = {
	baseUrl: "https://api.audioscape.ai/developer",
	analyticsUrl: "https://api.audioscape.ai/analytics",
};

const raise = (message: string): never => error(message, 0);

/** Raises unless the key is one. */
export function checkKey(maker: string, key: unknown): string | Secret {
	if (typeIs(key, "string")) {
		if (string.match(key, "%S")[0] === undefined) raise(`${maker} requires a non-empty API key string`);
		return key;
	}
	if (typeOf(key) !== ("Secret" as keyof CheckableTypes)) raise(`${maker} requires an API key (string or Secret)`);
	return key as Secret;
}

function checkUrl(name: string, url: unknown): string | undefined {
	if (url === undefined) return undefined;
	if (!typeIs(url, "string") || string.match(url, "%S")[0] === undefined) raise(`${name} must be a non-empty string`);
	return string.gsub(url as string, "/+$", "")[0];
}

/** Raises unless these are endpoints; trims slashes at their ends. */
export function checkEndpoints(input: unknown): Partial<Endpoints> {
	const fields = (typeIs(input, "table") ? input : {}) as Record<string, unknown>;
	if (fields.baseUrl === undefined && fields.analyticsUrl === undefined) {
		raise("setEndpoints requires a table with baseUrl and/or analyticsUrl");
	}
	return {
		baseUrl: checkUrl("baseUrl", fields.baseUrl),
		analyticsUrl: checkUrl("analyticsUrl", fields.analyticsUrl),
	};
}

type Rule = [name: string, check: (value: unknown) => boolean, may: string];

const seconds = (value: unknown) => typeIs(value, "number") && value > 0 && value < math.huge;
const whole = (value: unknown) => t.integer(value) && (value as number) >= 0;

const RULES: Rule[] = [
	["timeout", seconds, "seconds above 0"],
	["deadline", seconds, "seconds above 0"],
	["retries", whole, "a whole number from 0"],
	["requestsPerMinute", value => whole(value) && (value as number) >= 1, "a whole number from 1"],
	["cache", value => value === false || typeIs(value, "table"), "a table or false"],
	["analytics", value => value === false || typeIs(value, "table"), "a table or false"],
	["manifest", value => typeIs(value, "table"), "baked answers"],
];

const CACHE_RULES: Rule[] = [
	["maxEntries", value => whole(value) && (value as number) >= 1, "a whole number from 1"],
	["store", t.literal("memory", "datastore"), '"memory" or "datastore"'],
	["staleIfError", value => typeIs(value, "number") && value >= 0, "seconds from 0"],
	["name", value => typeIs(value, "string") && value !== "" && value.size() <= 40, "a text of 1 to 40 characters"],
];

function apply(maker: string, prefix: string, rules: Rule[], fields: Record<string, unknown>) {
	for (const [name, check, may] of rules) {
		const value = fields[name];
		if (value === undefined || check(value)) continue;
		raise(`${maker}: ${prefix}${name} is ${shown(value)}; it may be ${may}`);
	}
}

/** Raises on options that cannot be meant so. */
export function checkOptions(maker: string, input: unknown): AudioScapeOptions {
	if (input === undefined) return {};
	if (!typeIs(input, "table")) raise(`${maker}: options is ${shown(input)}; it may be a table`);
	const options = { ...(input as AudioScapeOptions) };
	apply(maker, "", RULES, options as Record<string, unknown>);
	if (typeIs(options.cache, "table")) apply(maker, "cache.", CACHE_RULES, options.cache as Record<string, unknown>);
	if (options.analytics !== undefined) changeSettings(DEFAULT_SETTINGS, options.analytics);
	options.baseUrl = checkUrl("baseUrl", options.baseUrl);
	options.analyticsUrl = checkUrl("analyticsUrl", options.analyticsUrl);
	return options;
}
