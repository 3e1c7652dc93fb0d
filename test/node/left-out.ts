import path from "node:path";
import { pathToFileURL } from "node:url";

import { type JsonApi, type JsonRequest, startJsonApi } from "./json-api.ts";

/** A kind as the schema describes it; only what is looked at here. */
interface Rule {
	readonly type: string;
	readonly fields?: Readonly<Record<string, { readonly rule: Rule; readonly absent: string }>>;
	readonly item?: Rule;
}
interface Schemas {
	readonly searchResult: { readonly rule: Rule };
	readonly similarResult: { readonly rule: Rule };
	readonly sfxSearchResult: { readonly rule: Rule };
	readonly sfxSimilarResult: { readonly rule: Rule };
	readonly playlistBody: { readonly rule: Rule };
	readonly trackStructure: { readonly rule: Rule };
}

const wire = async (file: string): Promise<Partial<Schemas>> =>
	(await import(pathToFileURL(path.resolve(import.meta.dirname, "../../src/shared/wire", file)).href)) as Schemas;

const schemas = {
	...(await wire("results.ts")),
	...(await wire("playlist.ts")),
	...(await wire("structure.ts")),
} as Schemas;

/** One field of an answer, by the names that lead to it. */
export interface LeftOut {
	readonly path: string;
	/** Without it a row, or the whole answer, is of no use. */
	readonly needed: boolean;
}

const fieldsOf = ({ type, fields = {}, item }: Rule, prefix = ""): LeftOut[] => {
	if (type === "list") return fieldsOf(item!, `${prefix}[]`);
	return Object.entries(fields).flatMap(([name, { rule, absent }]) => {
		const here = prefix === "" ? name : `${prefix}.${name}`;
		return [{ path: here, needed: absent === "unusable" }, ...fieldsOf(rule, here)];
	});
};

/** Every field of every answer that the experiences ask for. */
export const leftOut = {
	search: fieldsOf(schemas.searchResult.rule),
	similar: fieldsOf(schemas.similarResult.rule),
	playlist: fieldsOf(schemas.playlistBody.rule),
	effects: fieldsOf(schemas.sfxSearchResult.rule),
	likes: fieldsOf(schemas.sfxSimilarResult.rule),
	structure: fieldsOf(schemas.trackStructure.rule),
} as const;
export type Kind = keyof typeof leftOut;

/** Takes the field out: null in every other row and absent in the rest; what a row needs, of every other row only. */
const without = (body: object, { path: names, needed }: LeftOut): object => {
	const take = (holder: unknown, steps: readonly string[], odd: boolean): void => {
		const [step = "", ...rest] = steps;
		const name = step.replace("[]", "");
		const fields = holder as Record<string, unknown>;
		if (rest.length > 0) {
			const inner = fields[name];
			if (step.endsWith("[]")) (inner as unknown[]).forEach((one, index) => take(one, rest, index % 2 === 1));
			else if (inner !== undefined && inner !== null) take(inner, rest, odd);
		} else if (odd) fields[name] = null;
		else if (!needed || !names.includes("[]")) delete fields[name];
	};
	const copy = structuredClone(body);
	take(copy, names.split("."), false);
	return copy;
};

/** The ids of an answer begin here, a hundred for each field. */
const FIRST: Readonly<Record<Kind, number>> = {
	search: 1_000_000,
	similar: 2_000_000,
	playlist: 3_000_000,
	effects: 4_000_000,
	likes: 5_000_000,
	structure: 6_000_000,
};
const ROWS = 8;
const LENGTH = 8;

export const firstId = (kind: Kind, index: number): number => FIRST[kind] + index * 100;
/** The words, or the playlist, by which the answer without a field is asked for. */
export const nameOf = (kind: Kind, index: number): string => `${kind}-${index}`;

const track = (id: number): object => ({
	asset_id: String(id),
	name: `song ${id}`,
	artist: `artist ${id % 7}`,
	album: "album",
	duration: LENGTH,
	genre: "Ambient",
	genre_slug: "ambient",
	bpm: 120,
	score: 0.8,
	position: 1,
	created_at: "2024-01-01",
	updated_at: "2024-01-01",
	creator_name: "somebody",
	loudness_lufs: -14,
	true_peak_dbtp: -3,
	mood: { arousal: 0.1, happy: 0.5, sad: 0.1, aggressive: 0.1, relaxed: 0.6, party: 0.2, danceable: 0.4 },
	key: "C",
	scale: "minor",
	key_confidence: 0.9,
	voice: "instrumental",
	voice_confidence: 0.9,
	electronic: "electronic",
	acoustic: "acoustic",
	timbre: "bright",
	danceability: 1,
	genres_detailed: [
		{ label: "Ambient", parent: "Electronic", score: 0.2 },
		{ label: "Drone", parent: "Electronic", score: 0.1 },
	],
});

const effect = (id: number): object => ({
	asset_id: id,
	name: `step ${id}`,
	description: "a step",
	category: "FOOTSTEPS",
	subcategory: "GRASS",
	tags: "step, grass",
	duration: 0.4 + (id % 100) / 100,
	score: 0.9,
	position: 1,
	play_count: 5,
	like_count: 1,
	created_at: "2024-01-01",
	updated_at: "2024-01-01",
	creator_id: 7,
	creator_name: "somebody",
	true_peak_dbtp: -2 - (id % 100),
	sound_start_sec: 0.05,
	sound_end_sec: 0.3,
});

const many = (make: (id: number) => object, first: number): object[] =>
	Array.from({ length: ROWS }, (_, index) => make(first + 1 + index));
const meta = { total: ROWS, limit: 20, offset: 0, search_method: "semantic", matched_artist: "x", sort: "relevance" };

const segments = (ends: readonly number[]): object[] =>
	ends.map((end, index) => ({
		start: ends[index - 1] ?? 0,
		end,
		label: "Main",
		energy: 2,
		bar_start: 0,
		bar_end: 4,
		bars: 4,
		color: "rgba(0,0,0,1)",
		lane: "one",
		metadata: { cue: "x" },
	}));

const structure = (id: number): object => ({
	asset_id: String(id),
	duration: LENGTH,
	bpm: 120,
	track_energy: 2,
	beat_grid: {
		times: Array.from({ length: LENGTH * 2 }, (_, beat) => beat / 2),
		downbeats: Array.from({ length: LENGTH / 2 }, (_, bar) => bar * 2),
	},
	sections: segments([2, 4, 6, LENGTH]),
	phrases: segments([4, LENGTH]),
	lanes: ["one"],
});

const whole: Readonly<Record<Exclude<Kind, "structure">, (first: number) => object>> = {
	search: first => ({
		tracks: many(track, first),
		artists: [{ name: "artist", track_count: 1 }],
		albums: [{ name: "album", artist: "artist", track_count: 1 }],
		meta: { ...meta, missing_ids: ["5"] },
	}),
	similar: first => ({ tracks: many(track, first), meta }),
	playlist: first => ({
		playlist: {
			id: "p",
			name: "P",
			genre: "Ambient",
			playback_mode: "sequential",
			track_count: ROWS,
			kind: "mixed",
			sound_count: ROWS,
		},
		tracks: many(track, first),
		sounds: many(effect, first + 50),
		meta: { total: ROWS },
	}),
	effects: first => ({
		tracks: many(effect, first),
		categories: [{ name: "FOOTSTEPS", track_count: 1 }],
		subcategories: [{ name: "GRASS", category: "FOOTSTEPS", track_count: 1 }],
		meta: { ...meta, synthesized_query: "x" },
	}),
	likes: first => ({ tracks: many(effect, first), meta }),
};

const kinds = Object.keys(FIRST) as Kind[];

/** Which answer an id, a query or a playlist asks for. */
const askedFor = ({ url, sent }: JsonRequest): { kind: Kind; index: number } | undefined => {
	const name = String(sent["query"] ?? url.searchParams.get("playlist_id") ?? "");
	const [word = "", number = ""] = name.split("-");
	if (kinds.includes(word as Kind)) return { kind: word as Kind, index: Number(number) };
	const id = Number(url.searchParams.get("asset_id"));
	const kind = kinds.findLast(one => id >= FIRST[one]);
	return kind && { kind, index: Math.floor((id - FIRST[kind]) / 100) };
};

/** An API of which every answer lacks one field. An answer of no use at all comes once; the next one is whole. */
export const startLeftOutApi = (): Promise<JsonApi> => {
	const refused = new Set<string>();
	return startJsonApi(request => {
		const { url, sent } = request;
		if (url.pathname.endsWith("/structure")) {
			const id = Number(sent["asset_id"]);
			return without(structure(id), leftOut.structure[Math.floor(id / 100) % leftOut.structure.length]!);
		}
		const ids = sent["asset_ids"] as string[] | undefined;
		if (ids !== undefined) {
			const field = leftOut.search[Math.floor(Number(ids[0]) / 100) % leftOut.search.length]!;
			const body = { ...whole.search(0), tracks: ids.map(id => track(Number(id))) };
			return field.needed ? body : without(body, field);
		}
		const asked = askedFor(request);
		if (asked === undefined || asked.kind === "structure") return undefined;
		const { kind, index } = asked;
		const body = whole[kind](firstId(kind, index));
		const field = leftOut[kind][index]!;
		const key = `${kind}-${index}`;
		const isFirst = !refused.has(key);
		refused.add(key);
		return field.needed && !field.path.includes("[]") && !isFirst ? body : without(body, field);
	});
};
