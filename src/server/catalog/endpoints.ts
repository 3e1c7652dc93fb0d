import { messages } from "../../shared/catalog/messages";
import * as rows from "../wire/rows";
import type { Shape } from "../wire/shapes";
import * as param from "./param";
import type { Params } from "./params";
import type { Priority } from "./port";

/** One endpoint of the catalog. Methods, Promise twins, remotes and the reference derive from this table. */
export interface Endpoint {
	readonly method: "GET" | "POST";
	readonly path: string;
	readonly params: Params;
	/** Parameters that are always sent. */
	readonly fixed?: Record<string, string>;
	/** A sentence when options are missing or cannot be meant so. */
	readonly requires?: (options: Record<string, unknown>) => string | undefined;
	/** Takes an id in any form, or options that carry one. */
	readonly input?: true;
	/** The options may be left out. */
	readonly optional?: true;
	readonly body: Shape;
	/** Top-level fields an answer must have; one of each group. */
	readonly must: ReadonlyArray<ReadonlyArray<string>>;
	/** Seconds an answer stays fresh. */
	readonly life: number;
	readonly negative?: ReadonlyArray<number>;
	readonly priority: Priority;
	/** Rows of a page, for `each`. */
	readonly pages?: ReadonlyArray<string>;
}

const MINUTE = 60;
const PAGE: Params = { limit: param.limit, offset: param.offset, playerId: param.playerId };
const SORT = param.anyOf(["relevance", "popular", "recent"]);
const ALIKE: Params = { ...PAGE, asset_id: param.assetId, max_score: param.share, dedupe: param.onlyTrue };

const isText = (value: unknown) => typeIs(value, "string") && string.match(value, "%S")[0] !== undefined;
const isList = (value: unknown) => typeIs(value, "table") && !(value as defined[]).isEmpty();
const KINDS = ["artist", "album", "genre", "mood", "trending", "game"];

export const endpoints = {
	search: {
		method: "POST",
		path: "/v1/search",
		params: {
			...PAGE,
			query: { ...param.text, wire: value => (isText(value) ? value : undefined) },
			sort: SORT,
			region: param.region,
			filters: {
				fields: {
					genres: param.texts,
					duration: param.range,
					min_play_count: param.amount,
					min_likes: param.amount,
					created_after: param.date,
					instrumental: param.onlyTrue,
					electronic: param.onlyTrue,
					acoustic: param.onlyTrue,
					key: param.anyOf(["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]),
					scale: param.anyOf(["major", "minor"]),
					gender: param.anyOf(["male", "female"]),
				},
			},
		},
		requires: options => (isText(options.query) || isList(options.asset_ids) ? undefined : messages.search),
		body: rows.searchBody,
		must: [["tracks"], ["meta"]],
		life: 5 * MINUTE,
		priority: "player",
		pages: ["tracks"],
	},
	similar: {
		method: "GET",
		path: "/v1/similar",
		params: { ...ALIKE, filters: { fields: { genres: param.texts, duration: param.range } } },
		input: true,
		body: rows.similarBody,
		must: [["tracks"], ["meta"]],
		life: 5 * MINUTE,
		negative: [404],
		priority: "player",
		pages: ["tracks"],
	},
	browse: {
		method: "GET",
		path: "/v1/browse",
		params: {
			...PAGE,
			type: param.anyOf(KINDS),
			name: param.filled,
			asset_id: param.assetId,
			sort: param.anyOf(["popular", "alpha", "recent"]),
			region: param.region,
		},
		requires: options => (KINDS.includes(options.type as string) ? undefined : messages.browse),
		body: rows.browseBody,
		must: [["tracks", "items"], ["meta"]],
		life: 5 * MINUTE,
		negative: [404],
		priority: "player",
		pages: ["tracks", "items"],
	},
	sfxSearch: {
		method: "POST",
		path: "/v1/sfx/search",
		params: {
			...PAGE,
			query: { ...param.text, wire: value => (isText(value) ? value : undefined) },
			sort: SORT,
			filters: {
				fields: {
					categories: param.texts,
					subcategories: param.texts,
					duration: param.range,
					min_likes: param.amount,
					created_after: param.date,
				},
			},
		},
		requires: options => {
			const filters = options.filters as { categories?: unknown } | undefined;
			const categories = typeIs(filters, "table") ? filters.categories : undefined;
			return isText(options.query) || isList(categories) ? undefined : messages.sfxSearch;
		},
		body: rows.sfxSearchBody,
		must: [["tracks"], ["meta"]],
		life: 5 * MINUTE,
		priority: "player",
		pages: ["tracks"],
	},
	sfxSimilar: {
		method: "GET",
		path: "/v1/sfx/similar",
		params: {
			...ALIKE,
			filters: { fields: { categories: param.texts, subcategories: param.texts, duration: param.range } },
		},
		input: true,
		body: rows.sfxSimilarBody,
		must: [["tracks"], ["meta"]],
		life: 5 * MINUTE,
		negative: [404],
		priority: "player",
		pages: ["tracks"],
	},
	sfxBrowse: {
		method: "GET",
		path: "/v1/sfx/browse",
		params: { ...PAGE, type: param.anyOf(["trending"]), name: param.filled, region: param.region },
		requires: options => (options.type === "trending" ? undefined : messages.sfxBrowse),
		body: rows.sfxBrowseBody,
		must: [["tracks"], ["meta"]],
		life: 5 * MINUTE,
		negative: [404],
		priority: "player",
		pages: ["tracks"],
	},
	getSfxTaxonomy: {
		method: "GET",
		path: "/v1/sfx/taxonomy",
		params: {},
		optional: true,
		body: rows.taxonomyBody,
		must: [["taxonomy"]],
		life: 60 * MINUTE,
		priority: "player",
	},
	getStructure: {
		method: "POST",
		path: "/v1/track/structure",
		params: { asset_id: param.assetId, include_metadata: param.onlyTrue, playerId: param.playerId },
		input: true,
		body: rows.structureBody,
		must: [["asset_id"]],
		life: math.huge,
		negative: [400, 404],
		priority: "player",
	},
	getPlaylist: {
		method: "GET",
		path: "/v1/playlist",
		params: { playlist_id: param.filled, playerId: param.playerId },
		requires: options => (isText(options.playlist_id) ? undefined : messages.getPlaylist),
		body: rows.playlistBody,
		must: [["playlist"], ["tracks", "sounds"]],
		life: MINUTE,
		negative: [404],
		priority: "player",
	},
	listPlaylists: {
		method: "GET",
		path: "/v1/playlist",
		params: { playerId: param.playerId },
		fixed: { action: "list" },
		optional: true,
		body: rows.playlistListBody,
		must: [["playlists"]],
		life: MINUTE,
		priority: "player",
	},
} satisfies Record<string, Endpoint>;

/** The part of the health check that talks to the API; always asked anew. */
export const healthEndpoint: Endpoint = {
	method: "POST",
	path: "/v1/assets/health",
	params: {},
	body: rows.healthBody,
	must: [["assets"]],
	life: 0,
	priority: "background",
};

export const reportEndpoint: Endpoint = {
	method: "POST",
	path: "/v1/assets/private-report",
	params: {},
	body: rows.reportBody,
	must: [],
	life: 0,
	priority: "background",
};

export type EndpointName = keyof typeof endpoints;
