import AudioScape from "./server/audioscape/audioscape";

export type { AudioScapeClient } from "./player/access";
export type { ClientAccessOptions } from "./server/access/options";
export type { AnalyticsMethods, EventMetadata, PlayerIdResolvable, Tracked } from "./server/analytics/methods";
export type { AnalyticsOptions } from "./server/analytics/settings";
export type { AudioScapeConstructor } from "./server/audioscape/audioscape";
export { VERSION } from "./server/audioscape/audioscape";
export type { AudioScapeOptions, CacheOptions, Endpoints } from "./server/audioscape/client-options";
export type { CallOptions, CatalogPort, Manifest, Priority } from "./server/catalog/port";
export type { FootstepOptions, Footsteps } from "./server/footsteps";
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
} from "./server/generation";
export type { AnalyticsStats, ClientStats } from "./server/http/stats";
export type { ListPlayer, PlayerOptions, Queueable } from "./server/list-player";
export type { MixMethods, ServerDuckOptions, ServerSnapshotOptions } from "./server/mix/types";
export type {
	BeatHit,
	EnergyCurve,
	NowPlaying,
	QueuedTrack,
	Radio,
	RadioOptions,
	RadioState,
	RadioWeights,
	RequestOptions,
	VoteTally,
} from "./server/radio";
export type {
	BankSound,
	PoolSource,
	SoundBank,
	SoundBankOptions,
	SoundBankPool,
	SoundBankSource,
} from "./server/sound-bank";
export type { MusicSource, OnReturn, ZoneArea, ZoneDefinition, ZoneOptions, Zones, ZoneVolume } from "./server/zones";
export type {
	AssetServiceOptions,
	AudioItem,
	AudioPagesLike,
	CatalogAssetService,
	PlainSearchParams,
} from "./shared/asset-service";
export type { CatalogMethods, CatalogPromises, Pages } from "./shared/catalog/methods";
export type { FootstepPack, Step, StepGait, StepManner, StepVariant, SurfaceSource } from "./shared/footsteps/types";
export type { AssetIdResolvable } from "./shared/wire/asset-id";
export type {
	DetailedGenre,
	DurationRange,
	Mood,
	MusicalKey,
	MusicFilters,
	SimilarFilters,
	Track,
} from "./shared/wire/music";
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
} from "./shared/wire/options";
export type { Playlist, PlaylistListResult, PlaylistResult } from "./shared/wire/playlist";
export type { Answer, Problem, ProblemKind } from "./shared/wire/problem";
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
} from "./shared/wire/results";
export type { SfxFilters, SfxSimilarFilters, SfxTrack, TaxonomyGroup } from "./shared/wire/sfx";
export type { Beat, BeatGrid, SectionLabel, Segment, TrackStructure } from "./shared/wire/structure";

export default AudioScape;
export type { DuckOptions, MixGroup, MixHandle, SnapshotDefinition, SnapshotGroup } from "./shared/mix/types";
