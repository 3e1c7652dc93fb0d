import { type Declared, option, type Read, standardOf, tableOf } from "../../shared/options/declare";
import { flag, kind, number, text } from "../../shared/options/kinds";
import { raiseAtCaller } from "../../shared/options/raise";
import { ownOptions } from "../../shared/options/read";
import { MOST_PARTS } from "../../shared/radio/rhythm";
import type { AssetIdResolvable } from "../../shared/wire/asset-id";
import type { NeedsOne } from "../../shared/wire/forms";
import type { MusicFilters, Track } from "../../shared/wire/music";
import { assetId, assetIds, oneOrMoreAssetIds } from "../options/asset-ids";
import { callback, choice, either, exactly, instance } from "../options/kinds";
import { argument, type Members, optional, type Refusal, warnAndLeave } from "../options/members";
import { readSources, type Source } from "../sources";
import { radioMessages } from "./messages";
import type { Radio } from "./types";

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

/** Who may request tracks from a LocalScript. */
export interface RequestOptions {
	/** Requests of one player in any minute. Default 2. */
	perMinute?: number;
	/** Has the last word on a track: `true`, or `false`, or why not, as the player is told. Default: all are taken. */
	allow?: (player: Player, track: Track) => boolean | string;
}

/** What a station plays and how. One of `seed`, `query`, `playlist`, `genre`, `trending`, `fallback` is needed. */
interface RadioFields {
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
	/** Target in LUFS, true peak at the volume it plays at held under -1 dBTP; `false` leaves levels alone. Default -14. */
	loudness?: number | false;
	/** Tracks that do not come back, at least 1; relaxes rather than stall. Default 50. */
	history?: number;
	/** Tracks between two of one artist, when avoidable. Default 3. */
	artistGap?: number;
	/** Tracks decided in advance. Default 3. */
	ahead?: number;
	/** What counts how much in a choice. */
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
	/** Lets players request tracks from LocalScripts. Default: they may not. */
	requests?: RequestOptions;
	/** Who may skip, go back, set the volume and put tracks next from a LocalScript. Default: nobody. */
	dj?: (player: Player) => boolean;
}

/**
 * Options of `createRadio`. Sources can be combined; a station needs at least one, or a `fallback`.
 *
 * @example
 * client.createRadio({ seed: "1848354536", query: "synthwave", energy: "rise" });
 */
export type RadioOptions =
	| NeedsOne<RadioFields, "seed" | "query" | "playlist" | "genre" | "fallback">
	| (Omit<RadioFields, "trending"> & { trending: true });

const requestOptions = {
	perMinute: option(number({ from: 1, floored: true }), 2),
	allow: option(callback<(player: Player, track: Track) => boolean | string>("a function of a player and a track")),
} satisfies Declared<RequestOptions>;

const weight = number({ from: 0 });

const weightOptions = {
	similarity: option(weight, 1),
	tempo: option(weight, 0.6),
	key: option(weight, 0.4),
	energy: option(weight, 0.6),
} satisfies Declared<RadioWeights>;

export const radioOptions = {
	name: option(text()),
	seed: option(oneOrMoreAssetIds, []),
	query: option(text()),
	playlist: option(text("the id of a playlist")),
	genre: option(text("the name of a genre")),
	trending: option(flag, false),
	filters: option(kind<MusicFilters>("a table of filters", value => typeIs(value, "table"))),
	crossfade: option(either(choice("auto"), number({ from: 0, unit: "seconds" })), "auto"),
	loudness: option(either(number({ unit: "LUFS" }), exactly(false)), -14),
	history: option(number({ from: 0, floored: true }), 50),
	artistGap: option(number({ from: 0, floored: true }), 3),
	ahead: option(number({ from: 1, floored: true }), 3),
	weights: option(
		tableOf<RadioWeights>()("a table of similarity, tempo, key and energy", weightOptions),
		standardOf(weightOptions),
	),
	energy: option(
		either(
			choice("steady", "rise", "fall"),
			callback<(minute: number) => number | undefined>("a function of the minute"),
		),
		"steady",
	),
	fallback: option(assetIds, []),
	volume: option(number({ from: 0 }), 0.5),
	soundGroup: option(instance("SoundGroup")),
	output: option(choice("players", "server"), "players"),
	sound: option(instance("Sound")),
	parent: option(instance("Instance")),
	rng: option(number()),
	requests: option(tableOf<RequestOptions>()("a table of perMinute and allow", requestOptions)),
	dj: option(callback<(player: Player) => boolean>("a function of a player")),
} satisfies Declared<RadioOptions>;

/** Options with every default filled in. */
export interface RadioSettings extends Omit<Read<typeof radioOptions>, "seed"> {
	seeds: string[];
	sources: ReadonlyArray<Source<"music">>;
}

/**
 * A game's own energy function as one that never raises and never waits.
 *
 * @param complain told once what the function gets wrong
 */
function guardedCurve(curve: EnergyCurve, complain: (why: string) => void): EnergyCurve {
	if (!typeIs(curve, "function")) return curve;
	let said = false;
	const complainOnce = (why: string): void => {
		if (said) return;
		said = true;
		complain(why);
	};
	return minute => {
		let answer: unknown;
		let returned = false;
		task.spawn(() => {
			const [ok, value] = pcall(curve, minute);
			returned = true;
			if (ok) answer = value;
			else complainOnce(tostring(value));
		});
		if (!returned) complainOnce("it yields, but must answer at once");
		return typeIs(answer, "number") ? answer : undefined;
	};
}

/** Reads the options. Raises for programmers' mistakes, before anything is made. */
export function readRadioOptions(options: RadioOptions): RadioSettings {
	const given = ownOptions("createRadio", radioOptions, options);
	const { seed: seeds, query, playlist, genre, trending, filters, fallback } = given;
	const isNamed = query !== undefined || playlist !== undefined || genre !== undefined || trending;
	if (!isNamed && seeds.isEmpty() && fallback.isEmpty()) raiseAtCaller(radioMessages.noSource);
	const input = { seed: seeds, query, playlist, genre, trending, filters };
	const [sources, why] = readSources(input, {
		audio: "music",
		forms: ["query", "playlist", "genre", "trending", "seed"],
	});
	if (sources === undefined) raiseAtCaller(radioMessages.badSource(why!));
	return {
		...given,
		seeds,
		sources,
		energy: guardedCurve(given.energy, fault => warn(radioMessages.curve(fault))),
		// With less the track that is on could follow itself.
		history: math.max(1, given.history),
		output: given.sound !== undefined ? "server" : given.output,
	};
}

const divisions = kind<number>(
	`a whole number from 1 to ${MOST_PARTS}`,
	value => typeIs(value, "number") && value >= 1 && value <= MOST_PARTS && value % 1 === 0,
);

/** What the methods of a radio may be called with. */
export const radioMembers: Members<Radio> = {
	request: [argument("input", assetId), optional("position", choice("next", "end"))],
	vote: [argument("player", instance("Player")), argument("value", choice("skip", "up", "down"))],
	setVolume: [argument("volume", number()), optional("seconds", number())],
	onBeat: [argument("division", divisions), argument("listener", callback("a function of the beat"))],
};

/** A request is answered; votes and volumes often come from players, and stop no game. */
export const radioRefusals: { readonly [K in keyof Radio]?: Refusal } = {
	request: fault => $tuple(false, fault),
	vote: warnAndLeave,
	setVolume: warnAndLeave,
};
