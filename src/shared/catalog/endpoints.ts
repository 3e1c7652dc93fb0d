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
} from "../wire/options";
import type { PlaylistBody, PlaylistListResult, PlaylistResult } from "../wire/playlist";
import type {
	BrowseBody,
	BrowseResult,
	SearchResult,
	SfxBrowseResult,
	SfxSearchResult,
	SfxSimilarResult,
	SfxTaxonomyResult,
	SimilarResult,
} from "../wire/results";
import type { TrackStructure } from "../wire/structure";

interface Asks<Options, Answer, Body = Answer> {
	options: Options;
	answer: Answer;
	/** What the API sends, where the answer says more. */
	body: Body;
}

/** What each endpoint is asked with and what it answers; all else that is said of endpoints follows from here. */
export interface EndpointTypes {
	search: Asks<SearchFields, SearchResult>;
	similar: Asks<SimilarOptions, SimilarResult>;
	browse: Asks<BrowseOptions, BrowseResult, BrowseBody>;
	sfxSearch: Asks<SfxSearchFields, SfxSearchResult>;
	sfxSimilar: Asks<SfxSimilarOptions, SfxSimilarResult>;
	sfxBrowse: Asks<SfxBrowseOptions, SfxBrowseResult>;
	getSfxTaxonomy: Asks<TaxonomyOptions, SfxTaxonomyResult>;
	getStructure: Asks<StructureOptions, TrackStructure>;
	getPlaylist: Asks<PlaylistOptions, PlaylistResult, PlaylistBody>;
	listPlaylists: Asks<PlaylistListOptions, PlaylistListResult>;
}

export type EndpointName = keyof EndpointTypes;
export type OptionsOf<N extends EndpointName> = EndpointTypes[N]["options"];
export type AnswerOf<N extends EndpointName> = EndpointTypes[N]["answer"];
export type BodyOf<N extends EndpointName> = EndpointTypes[N]["body"];

/** Options that nobody has checked yet. */
export type Unchecked<O> = { readonly [K in keyof O]?: unknown };

/** What every machine knows of an endpoint: how it is called, and what players may ask it with. */
export interface OpenEndpoint<O> {
	/** The RemoteFunction that serves players. */
	readonly remote: string;
	/** `"asset"`: an id in any form, or options that carry one. */
	readonly takes: "options" | "asset" | "nothing";
	/** Its options. Who asks is not theirs to say. */
	readonly fields: { readonly [K in Exclude<keyof O, "playerId">]-?: true };
	/** Where the rows of a page are, for `each`. */
	readonly pages?: ReadonlyArray<"tracks" | "items">;
}

const PAGE = { limit: true, offset: true } as const;
const ALIKE = { ...PAGE, asset_id: true, filters: true, max_score: true, dedupe: true } as const;

export const openEndpoints: { readonly [N in EndpointName]: OpenEndpoint<OptionsOf<N>> } = {
	search: {
		remote: "Search",
		takes: "options",
		fields: { ...PAGE, query: true, asset_ids: true, filters: true, sort: true, region: true },
		pages: ["tracks"],
	},
	similar: { remote: "Similar", takes: "asset", fields: ALIKE, pages: ["tracks"] },
	browse: {
		remote: "Browse",
		takes: "options",
		fields: { ...PAGE, type: true, name: true, asset_id: true, sort: true, region: true },
		pages: ["tracks", "items"],
	},
	sfxSearch: {
		remote: "SfxSearch",
		takes: "options",
		fields: { ...PAGE, query: true, filters: true, sort: true },
		pages: ["tracks"],
	},
	sfxSimilar: { remote: "SfxSimilar", takes: "asset", fields: ALIKE, pages: ["tracks"] },
	sfxBrowse: {
		remote: "SfxBrowse",
		takes: "options",
		fields: { ...PAGE, type: true, name: true, region: true },
		pages: ["tracks"],
	},
	getSfxTaxonomy: { remote: "GetSfxTaxonomy", takes: "nothing", fields: {} },
	getStructure: { remote: "GetStructure", takes: "asset", fields: { asset_id: true, include_metadata: true } },
	getPlaylist: { remote: "GetPlaylist", takes: "options", fields: { playlist_id: true } },
	listPlaylists: { remote: "ListPlaylists", takes: "nothing", fields: {} },
};

export function isEndpoint(name: unknown): name is EndpointName {
	return typeIs(name, "string") && name in openEndpoints;
}

/** The names of the options that players may give. */
export function fieldsOf(name: EndpointName): string[] {
	const names = new Array<string>();
	for (const [field] of pairs<Readonly<Record<string, true>>>(openEndpoints[name].fields)) names.push(field);
	return names.sort();
}
