import type { Catalog } from "../catalog/index.ts";
import type { TaskStore } from "../endpoints/tasks.ts";
import type { Answer } from "./answer.ts";
import type { FieldFault, Fields } from "./fields.ts";
import type { Limiter } from "./limiter.ts";

/** Names by which faults, records and docs speak of endpoints. */
export const endpointNames = [
	"search",
	"similar",
	"browse",
	"sfxSearch",
	"sfxSimilar",
	"sfxBrowse",
	"sfxTaxonomy",
	"structure",
	"playlist",
	"health",
	"privateReport",
	"analytics",
	"finevoiceGenerate",
	"finevoiceTask",
	"senseaudioGenerate",
	"assetUpload",
	"assetOperation",
	"assetDetails",
	"storeAsset",
	"universe",
	"file",
] as const;
export type EndpointName = (typeof endpointNames)[number];

/** What every endpoint can use. */
export interface World {
	readonly catalog: Catalog;
	readonly options: WorldOptions;
	/** Seconds; the server's clock, or the one it was given. */
	now(): number;
	/** Seconds since 1970, for what may be too old. */
	unix(): number;
	/** Where this server listens, for download addresses. */
	origin(): string;
	readonly limiter: Limiter;
	readonly tasks: TaskStore;
	/** Assets that uploads became, by id. */
	readonly uploads: Map<string, Record<string, unknown>>;
}

export interface WorldOptions {
	/** How sound effects give their id in rows: the documentation says number, the SDK says string. */
	effectIds: "number" | "string";
	/** Requests a minute that SenseAudio allows a key. */
	senseAudioPerMinute: number;
	/** What becomes of ids and playlists that are not in the catalog. */
	unknownIds: "refused" | "known";
}

/** One request, read and checked. */
export interface Call {
	world: World;
	key: string;
	params: Record<string, unknown>;
	/** Text the path pattern caught. */
	match: readonly string[];
	headers: Readonly<Record<string, string>>;
	raw: Uint8Array;
	method: string;
	/** The keyword fallback is on for this call. */
	keywordsOnly: boolean;
}

/** An endpoint as data: where it is, who may call it, what it takes, and what it answers. */
export interface Endpoint {
	name: EndpointName;
	methods: readonly ("GET" | "POST")[];
	path: string | RegExp;
	api: "audioscape" | "finevoice" | "senseaudio" | "opencloud" | "file";
	/** Whether `X-Player-Id` may come along. */
	player?: "accepted";
	query?: Fields;
	body?: Fields | "raw";
	/** Largest body in bytes. @default 1 MiB */
	maxBody?: number;
	/** Overrides the usual wording for a field. */
	refuse?: Partial<Record<string, string>>;
	answer(call: Call): Answer | Promise<Answer>;
}

/** How one API words its refusals. */
export interface Dialect {
	unauthorized: Answer;
	field: FieldFault;
	badBody(message: string): never;
	tooLarge(limit: number): never;
	method(allowed: readonly string[]): Answer;
}
