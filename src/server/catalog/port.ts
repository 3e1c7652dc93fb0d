import type { Bridge } from "../../shared/bridge";
import type { Engine } from "../../shared/sound/playback";
import type { Track } from "../../shared/wire/music";
import type {
	BrowseOptions,
	LookupOptions,
	PlaylistOptions,
	SearchFields,
	SfxSearchFields,
	SfxSimilarOptions,
	SimilarOptions,
	StructureOptions,
} from "../../shared/wire/options";
import type { PlaylistResult } from "../../shared/wire/playlist";
import type { Answer } from "../../shared/wire/problem";
import type {
	BrowseResult,
	SearchResult,
	SfxSearchResult,
	SfxSimilarResult,
	SimilarResult,
} from "../../shared/wire/results";
import type { SfxTrack } from "../../shared/wire/sfx";
import type { TrackStructure } from "../../shared/wire/structure";
import type { AnalyticsPort } from "../analytics/port";

/**
 * Who goes first when the request budget is short: `"sound"` is about to be heard, `"player"` is waiting at a
 * menu, `"background"` can wait, `"spare"` takes what the others leave.
 */
export type Priority = "sound" | "player" | "background" | "spare";

/** How a call travels. */
export interface CallOptions {
	/** Default: the endpoint's own, mostly `"player"`. */
	priority?: Priority;
	/** Whose turn it uses; players over budget take turns. */
	playerId?: number | string;
	/** Whether the player asks by itself: such requests come out of the pot of all players. */
	isOfPlayers?: boolean;
}

/** The part of the catalog that the experiences ask. Every method yields and never raises. */
export interface CatalogPort {
	/** As the client's `search`. */
	search(options: SearchFields, call?: CallOptions): Answer<SearchResult>;
	/** As the client's `lookup`. */
	lookup(options: LookupOptions, call?: CallOptions): Answer<SearchResult>;
	/** As the client's `similar`. */
	similar(options: SimilarOptions, call?: CallOptions): Answer<SimilarResult>;
	/** As the client's `browse`. */
	browse(options: BrowseOptions, call?: CallOptions): Answer<BrowseResult>;
	/** As the client's `sfxSearch`. */
	sfxSearch(options: SfxSearchFields, call?: CallOptions): Answer<SfxSearchResult>;
	/** As the client's `sfxSimilar`. */
	sfxSimilar(options: SfxSimilarOptions, call?: CallOptions): Answer<SfxSimilarResult>;
	/** As the client's `getStructure`. */
	getStructure(options: StructureOptions, call?: CallOptions): Answer<TrackStructure>;
	/** As the client's `getPlaylist`. */
	getPlaylist(options: PlaylistOptions, call?: CallOptions): Answer<PlaylistResult>;
}

/**
 * Answers baked into the place, which need no request. `answers` is keyed by the canonical request;
 * the lists under it hold what the experiences asked for while baking. Where a list says its `source`, it counts for
 * that one only: what was baked before the game changed its mind is not played.
 */
export interface Manifest {
	/** The form of the manifest. */
	version: 1;
	/** ISO date-time of the bake. */
	bakedAt?: string;
	/** Canonical request key to the decoded answer. */
	answers?: Record<string, unknown>;
	/** Footstep packs by surface. */
	packs?: Record<string, { source?: string; hero?: string; variants: SfxTrack[] }>;
	/** Opening tracks of stations by name. */
	stations?: Record<string, { source?: string; tracks: Track[]; structures?: Record<string, TrackStructure> }>;
}

/** What every experience is built on. */
export interface ExperienceCore {
	catalog: CatalogPort;
	manifest?: Manifest;
	bridge: Bridge;
	/** What plays; without one the usual engine. */
	engine?: Engine;
	/** What list players play on. */
	listEngine?: Engine;
	/** Who is told what was played; `undefined` where nobody is. */
	analytics?: AnalyticsPort;
}
