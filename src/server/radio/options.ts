import { t } from "@rbxts/t";

import { type AssetIdResolvable, resolveAssetId } from "../../shared/wire/asset-id";
import type { MusicFilters } from "../../shared/wire/music";
import { shown } from "../catalog/param";
import { radioMessages } from "./messages";
import { applyRules, isFromZero, isNumber, type Rule } from "./rules";

/** How much each kind of likeness counts when the next track is chosen; 0 leaves it out. */
export interface RadioWeights {
	/** Likeness as the API scores it. Default 1. */
	similarity?: number;
	/** Same, half or double tempo. Default 0.6. */
	tempo?: number;
	/** Distance on the circle of fifths. Default 0.4. */
	key?: number;
	/** Closeness to the energy curve. Default 0.6. */
	energy?: number;
}

/** How energy moves: towards calm or wild within an hour, or a function of the minutes since `start` giving -1 to 1. */
export type EnergyCurve = "steady" | "rise" | "fall" | ((minute: number) => number | undefined);

/** What a station plays and how. One of `seed`, `query`, `playlist`, `genre`, `trending`, `fallback` is needed. */
export interface RadioOptions {
	/** Name under which LocalScripts find the station. Default: its number. */
	name?: string;
	/** Tracks the station keeps coming back to. */
	seed?: AssetIdResolvable | AssetIdResolvable[];
	/** Free text, as in `search`. */
	query?: string;
	/** Id of a playlist of the portal. */
	playlist?: string;
	/** Genre name or slug. */
	genre?: string;
	/** The trending list. Default `false`. */
	trending?: boolean;
	/** What may be played at all. */
	filters?: MusicFilters;
	/** Seconds, or `"auto"`: from structure, else 6. `0` is a hard cut without a gap. Default `"auto"`. */
	crossfade?: number | "auto";
	/** Target in LUFS, true peak capped at -1 dBTP; `false` leaves levels alone. Default -14. */
	loudness?: number | false;
	/** Tracks that do not come back, at least 1; relaxes rather than stall. Default 50. */
	history?: number;
	/** Tracks between two of one artist, when avoidable. Default 3. */
	artistGap?: number;
	/** Tracks decided in advance. Default 3. */
	ahead?: number;
	weights?: RadioWeights;
	/** Default `"steady"`. */
	energy?: EnergyCurve;
	/** What to play when nothing else is to be had. */
	fallback?: AssetIdResolvable[];
	/** Linear, 0 to 1. Default 0.5. */
	volume?: number;
	/** Default: a group of the station's own, at 1. */
	soundGroup?: SoundGroup;
	/** `"players"`: every player's machine renders; `"server"`: one replicated Sound. Default `"players"`. */
	output?: "players" | "server";
	/** Server output on a Sound of the game's own: cuts instead of crossfades. */
	sound?: Sound;
	/** Where it sounds from: a part or attachment makes the station positional. Default: everywhere. */
	parent?: Instance;
	/** Makes the choices repeatable. Default: random. */
	rng?: number;
}

/** Options with every default filled in. */
export interface RadioSettings {
	name: string | undefined;
	seeds: string[];
	query: string | undefined;
	playlist: string | undefined;
	genre: string | undefined;
	trending: boolean;
	/** What there is besides the seeds. */
	sources: Array<"search" | "playlist" | "genre" | "trending">;
	filters: MusicFilters | undefined;
	crossfade: number | "auto";
	loudness: number | false;
	history: number;
	artistGap: number;
	ahead: number;
	weights: Required<RadioWeights>;
	energy: EnergyCurve;
	fallback: string[];
	volume: number;
	soundGroup: SoundGroup | undefined;
	output: "players" | "server";
	sound: Sound | undefined;
	parent: Instance | undefined;
	rng: number | undefined;
}

const RULES: Rule[] = [
	["name", t.string, "a text"],
	["query", t.string, "a text"],
	["playlist", t.string, "the id of a playlist"],
	["genre", t.string, "the name of a genre"],
	["trending", t.boolean, "true or false"],
	["filters", t.table, "a table of filters"],
	["crossfade", value => value === "auto" || isFromZero(value), '"auto" or seconds from 0'],
	["loudness", value => value === false || isNumber(value), "LUFS, or false"],
	["history", isFromZero, "a number from 0"],
	["artistGap", isFromZero, "a number from 0"],
	["ahead", isFromZero, "a number from 1"],
	["weights", t.table, "a table of similarity, tempo, key and energy"],
	[
		"energy",
		value => value === "steady" || value === "rise" || value === "fall" || typeIs(value, "function"),
		'"steady", "rise", "fall" or a function of the minute',
	],
	["volume", isFromZero, "a number from 0"],
	["soundGroup", t.instanceIsA("SoundGroup"), "a SoundGroup"],
	["output", t.literal("players", "server"), '"players" or "server"'],
	["sound", t.instanceIsA("Sound"), "a Sound"],
	["parent", t.Instance, "an Instance"],
	["rng", isNumber, "a number"],
];

const WEIGHT_RULES: Rule[] = [
	["similarity", isFromZero, "a number from 0"],
	["tempo", isFromZero, "a number from 0"],
	["key", isFromZero, "a number from 0"],
	["energy", isFromZero, "a number from 0"],
];

/** One id or a list of them, as digits; raises for what carries no id. */
function ids(option: string, input: unknown): string[] {
	if (input === undefined) return [];
	const single = resolveAssetId(input);
	if (single !== undefined) return [single];
	const list = new Array<string>();
	if (!typeIs(input, "table")) error(radioMessages.badId(option, shown(input)), 0);
	for (const one of input as unknown as unknown[]) {
		const id = resolveAssetId(one);
		if (id === undefined) error(radioMessages.badId(option, shown(one)), 0);
		if (!list.includes(id)) list.push(id);
	}
	return list;
}

/** Checks the options and fills in the defaults. Raises for programmers' mistakes, before anything is made. */
export function settle(options: RadioOptions): RadioSettings {
	if (!typeIs(options, "table")) error(radioMessages.noOptions, 0);
	applyRules("createRadio", RULES, options);
	if (options.weights !== undefined) applyRules("createRadio", WEIGHT_RULES, options.weights, "weights.");
	const seeds = ids("seed", options.seed);
	const fallback = ids("fallback", options.fallback);
	const trending = options.trending === true;
	const sources: RadioSettings["sources"] = [];
	if (options.query !== undefined) sources.push("search");
	if (options.playlist !== undefined) sources.push("playlist");
	if (options.genre !== undefined) sources.push("genre");
	if (trending) sources.push("trending");
	if (seeds.isEmpty() && fallback.isEmpty() && sources.isEmpty()) error(radioMessages.noSource, 0);
	return {
		name: options.name,
		seeds,
		query: options.query,
		playlist: options.playlist,
		genre: options.genre,
		trending,
		sources,
		filters: options.filters,
		crossfade: options.crossfade ?? "auto",
		loudness: options.loudness ?? -14,
		// With less the track that is on could follow itself.
		history: math.max(1, math.floor(options.history ?? 50)),
		artistGap: math.floor(options.artistGap ?? 3),
		ahead: math.max(1, math.floor(options.ahead ?? 3)),
		weights: {
			similarity: options.weights?.similarity ?? 1,
			tempo: options.weights?.tempo ?? 0.6,
			key: options.weights?.key ?? 0.4,
			energy: options.weights?.energy ?? 0.6,
		},
		energy: options.energy ?? "steady",
		fallback,
		volume: options.volume ?? 0.5,
		soundGroup: options.soundGroup,
		output: options.sound !== undefined ? "server" : (options.output ?? "players"),
		sound: options.sound,
		parent: options.parent,
		rng: options.rng,
	};
}
