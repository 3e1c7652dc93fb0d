import {
	type AnswerOf,
	type BodyOf,
	type EndpointName,
	type OptionsOf,
	type Unchecked,
} from "../../shared/catalog/endpoints";
import { messages } from "../../shared/catalog/messages";
import type { MusicFilters, SimilarFilters } from "../../shared/wire/music";
import type {
	BrowseOptions,
	PlaylistListOptions,
	PlaylistOptions,
	SearchFields,
	SfxBrowseOptions,
	SfxSearchFields,
	SfxSimilarOptions,
	SimilarOptions,
	StructureOptions,
	TaxonomyOptions,
} from "../../shared/wire/options";
import { playlistBody, playlistListResult } from "../../shared/wire/playlist";
import { type BodyReader, createBodyReader } from "../../shared/wire/reader";
import {
	browseBody,
	healthBody,
	reportBody,
	searchResult,
	sfxBrowseResult,
	sfxSearchResult,
	sfxSimilarResult,
	sfxTaxonomyResult,
	similarResult,
} from "../../shared/wire/results";
import type { SfxFilters, SfxSimilarFilters } from "../../shared/wire/sfx";
import { trackStructure } from "../../shared/wire/structure";
import { browseAnswer, playlistAnswer } from "./answers";
import * as param from "./param";
import { type Params, params } from "./params";
import type { Priority } from "./port";

/** How a request travels and what comes back. */
export interface Route<Body> {
	readonly method: "GET" | "POST";
	readonly path: string;
	readonly read: BodyReader<Body>;
	/** Seconds an answer stays fresh. */
	readonly life: number;
	/** HTTP statuses that mean "unknown" and are remembered. */
	readonly negative?: ReadonlyArray<number>;
	readonly priority: Priority;
}

/** The server's part of an endpoint; what every machine knows of it stands in `shared/catalog/endpoints`. */
export interface Endpoint<Options, Answer, Body> extends Route<Body> {
	readonly params: Params<Options>;
	/** Parameters that are always sent. */
	readonly fixed?: Readonly<Record<string, string>>;
	/** A sentence when options are missing or invalid. */
	readonly requires?: (options: Unchecked<Options>) => string | undefined;
	/** What a game gets for what the API sent. */
	readonly answer: (body: Body, options: Unchecked<Options>) => Answer;
}

type Endpoints = { readonly [N in EndpointName]: Endpoint<OptionsOf<N>, AnswerOf<N>, BodyOf<N>> };

const MINUTE = 60;
const WHO = { playerId: param.playerId };
const PAGE = { limit: param.limit, offset: param.offset, ...WHO };
const ALIKE = { ...PAGE, asset_id: param.assetId, max_score: param.share, dedupe: param.onlyTrue };
const SORT = param.anyOf("relevance", "popular", "recent");

const KINDS = ["artist", "album", "genre", "mood", "trending", "game"] as const;

const same = <T>(body: T) => body;
const isList = (value: unknown) => typeIs(value, "table") && next(value)[0] !== undefined;
const isKind = (value: unknown) => KINDS.some(kind => kind === value);

export const endpoints: Endpoints = {
	search: {
		method: "POST",
		path: "/v1/search",
		params: params<SearchFields>({
			...PAGE,
			query: param.query,
			asset_ids: param.assetIds,
			sort: SORT,
			region: param.region,
			filters: params<MusicFilters>({
				genres: param.texts,
				duration: param.range,
				min_play_count: param.amount,
				min_likes: param.amount,
				created_after: param.date,
				instrumental: param.onlyTrue,
				electronic: param.onlyTrue,
				acoustic: param.onlyTrue,
				key: param.anyOf("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"),
				scale: param.anyOf("major", "minor"),
				gender: param.anyOf("male", "female"),
			}),
		}),
		requires: options => (param.isFilled(options.query) || isList(options.asset_ids) ? undefined : messages.search),
		read: createBodyReader(searchResult),
		answer: same,
		life: 5 * MINUTE,
		priority: "player",
	},
	similar: {
		method: "GET",
		path: "/v1/similar",
		params: params<SimilarOptions>({
			...ALIKE,
			filters: params<SimilarFilters>({ genres: param.texts, duration: param.range }),
		}),
		read: createBodyReader(similarResult),
		answer: same,
		life: 5 * MINUTE,
		negative: [404],
		priority: "player",
	},
	browse: {
		method: "GET",
		path: "/v1/browse",
		params: params<BrowseOptions>({
			...PAGE,
			type: param.anyOf(...KINDS),
			name: param.filled,
			asset_id: param.assetId,
			sort: param.anyOf("popular", "alpha", "recent"),
			region: param.region,
		}),
		requires: options => (isKind(options.type) ? undefined : messages.browse),
		read: createBodyReader(browseBody),
		answer: browseAnswer,
		life: 5 * MINUTE,
		negative: [404],
		priority: "player",
	},
	sfxSearch: {
		method: "POST",
		path: "/v1/sfx/search",
		params: params<SfxSearchFields>({
			...PAGE,
			query: param.query,
			sort: SORT,
			filters: params<SfxFilters>({
				categories: param.texts,
				subcategories: param.texts,
				duration: param.range,
				min_likes: param.amount,
				created_after: param.date,
			}),
		}),
		requires: ({ query, filters }) => {
			const { categories }: Unchecked<SfxFilters> = typeIs(filters, "table") ? filters : {};
			return param.isFilled(query) || isList(categories) ? undefined : messages.sfxSearch;
		},
		read: createBodyReader(sfxSearchResult),
		answer: same,
		life: 5 * MINUTE,
		priority: "player",
	},
	sfxSimilar: {
		method: "GET",
		path: "/v1/sfx/similar",
		params: params<SfxSimilarOptions>({
			...ALIKE,
			filters: params<SfxSimilarFilters>({
				categories: param.texts,
				subcategories: param.texts,
				duration: param.range,
			}),
		}),
		read: createBodyReader(sfxSimilarResult),
		answer: same,
		life: 5 * MINUTE,
		negative: [404],
		priority: "player",
	},
	sfxBrowse: {
		method: "GET",
		path: "/v1/sfx/browse",
		params: params<SfxBrowseOptions>({
			...PAGE,
			type: param.anyOf("trending"),
			name: param.filled,
			region: param.region,
		}),
		requires: options => (options.type === "trending" ? undefined : messages.sfxBrowse),
		read: createBodyReader(sfxBrowseResult),
		answer: same,
		life: 5 * MINUTE,
		negative: [404],
		priority: "player",
	},
	getSfxTaxonomy: {
		method: "GET",
		path: "/v1/sfx/taxonomy",
		params: params<TaxonomyOptions>({}),
		read: createBodyReader(sfxTaxonomyResult),
		answer: same,
		life: 60 * MINUTE,
		priority: "player",
	},
	getStructure: {
		method: "POST",
		path: "/v1/track/structure",
		params: params<StructureOptions>({ ...WHO, asset_id: param.assetId, include_metadata: param.onlyTrue }),
		read: createBodyReader(trackStructure),
		answer: same,
		life: math.huge,
		negative: [400, 404],
		priority: "player",
	},
	getPlaylist: {
		method: "GET",
		path: "/v1/playlist",
		params: params<PlaylistOptions>({ ...WHO, playlist_id: param.filled }),
		requires: options => (param.isFilled(options.playlist_id) ? undefined : messages.getPlaylist),
		read: createBodyReader(playlistBody),
		answer: playlistAnswer,
		life: MINUTE,
		negative: [404],
		priority: "player",
	},
	listPlaylists: {
		method: "GET",
		path: "/v1/playlist",
		params: params<PlaylistListOptions>(WHO),
		fixed: { action: "list" },
		read: createBodyReader(playlistListResult),
		answer: same,
		life: MINUTE,
		priority: "player",
	},
};

/** The part of the health check that talks to the API; always asked anew. */
export const healthRoute = {
	method: "POST",
	path: "/v1/assets/health",
	read: createBodyReader(healthBody),
	life: 0,
	priority: "background",
} as const;

export const reportRoute = {
	method: "POST",
	path: "/v1/assets/private-report",
	read: createBodyReader(reportBody),
	life: 0,
	priority: "background",
} as const;
