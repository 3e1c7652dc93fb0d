import AudioScape from "./audioscape";

export type { ClientAccessOptions } from "./access/options";
export type { AudioScapeClient } from "./access/player";
export type { AnalyticsMethods, EventMetadata, PlayerIdResolvable, Tracked } from "./analytics/methods";
export type { AnalyticsOptions } from "./analytics/settings";
export type {
	AssetServiceOptions,
	AudioItem,
	AudioPagesLike,
	CatalogAssetService,
	PlainSearchParams,
} from "./asset-service";
export type { AudioScapeConstructor } from "./audioscape";
export { VERSION } from "./audioscape";
export type { AudioScapeOptions, CacheOptions, Endpoints } from "./catalog/client-options";
export type { CatalogMethods, CatalogPromises, Pages } from "./catalog/methods";
export type { CallOptions, CatalogPort, Manifest, Priority } from "./catalog/port";
export type { FootstepOptions, Footsteps } from "./footsteps";
export type {
	FineVoice,
	FineVoiceOptions,
	FineVoiceRequest,
	FineVoiceResult,
	FineVoiceTask,
	SenseAudio,
	SenseAudioOptions,
	SenseAudioRequest,
	SenseAudioResult,
} from "./generation";
export type { AnalyticsStats, ClientStats } from "./http/stats";
export type {
	BeatHit,
	EnergyCurve,
	ListPlayer,
	NowPlaying,
	PlayerOptions,
	Queueable,
	QueuedTrack,
	Radio,
	RadioOptions,
	RadioState,
} from "./radio";
export type { BankSound, PoolSource, SoundBank, SoundBankOptions, SoundBankPool, SoundBankSource } from "./sound-bank";
export type { AssetIdResolvable } from "./wire/asset-id";
export type { DetailedGenre, DurationRange, Mood, MusicalKey, MusicFilters, SimilarFilters, Track } from "./wire/music";
export type {
	AuditOptions,
	BrowseOptions,
	HealthOptions,
	LookupOptions,
	PlaylistOptions,
	Region,
	SearchOptions,
	SfxBrowseOptions,
	SfxSearchOptions,
	SfxSimilarExtras,
	SfxSimilarOptions,
	SimilarExtras,
	SimilarOptions,
	StructureExtras,
	StructureOptions,
} from "./wire/options";
export type { Playlist, PlaylistListResult, PlaylistResult } from "./wire/playlist";
export type { Answer, Problem, ProblemKind } from "./wire/problem";
export type {
	AlbumItem,
	ArtistItem,
	AssetHealth,
	AssetHealthResult,
	AssetStatus,
	AuditedAsset,
	AuditResult,
	BrowseListResult,
	BrowseResult,
	BrowseTracksResult,
	BrowseType,
	GameItem,
	GenreItem,
	MoodItem,
	PageMeta,
	SearchResult,
	SfxBrowseResult,
	SfxSearchResult,
	SfxSimilarResult,
	SfxTaxonomyResult,
	SimilarResult,
} from "./wire/results";
export type { SfxFilters, SfxSimilarFilters, SfxTrack, TaxonomyGroup } from "./wire/sfx";
export type { Beat, BeatGrid, SectionLabel, Segment, TrackStructure } from "./wire/structure";
export type { MusicSource, ZoneArea, ZoneDefinition, ZoneOptions, Zones } from "./zones";

export default AudioScape;
