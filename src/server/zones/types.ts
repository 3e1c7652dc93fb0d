import type Signal from "@rbxts/lemon-signal";

import type { AssetIdResolvable } from "../../shared/wire/asset-id";
import type { Named, OneForm } from "../../shared/wire/forms";
import type { MusicFilters } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";
import type { OnReturn } from "../../shared/zones/programme";
import type { Shape } from "../../shared/zones/volume";
import type { Radio } from "../radio";

export type { OnReturn } from "../../shared/zones/programme";
export type { Shape } from "../../shared/zones/volume";

/** A piece of the world given by code. A cylinder's axis is X, as with Roblox parts. */
export interface ZoneVolume {
	/** Its middle, and how it is turned. */
	cframe: CFrame;
	/** Studs. */
	size: Vector3;
	/** default "box" */
	shape?: Shape;
}

/** One piece of a zone: parts and models are followed when they move. */
export type ZoneArea = BasePart | Model | ZoneVolume;

/** Where music comes from. */
export type MusicSource =
	| AssetIdResolvable
	| OneForm<
			| {
					/** What to search for. */
					query: string;
					/** What may be found at all. */
					filters?: MusicFilters;
					/** Default 1; more make a small rotation. */
					tracks?: number;
			  }
			| {
					/** The id of a music playlist. */
					playlist: string;
			  }
			| {
					/** Hand-picked tracks. */
					assets: ReadonlyArray<AssetIdResolvable>;
			  }
			| {
					/** A track whose likes are wanted. */
					similarTo: AssetIdResolvable;
			  }
			| {
					/** A radio of `createRadio`: its station is heard inside the zone only. */
					radio: Radio;
			  },
			"query" | "playlist" | "assets" | "similarTo" | "radio"
	  >;

/** One zone. */
export interface ZoneDefinition {
	/** Where it is: parts, models, or a place given by code. */
	area: ZoneArea | ReadonlyArray<ZoneArea>;
	/** What is heard in it. */
	music: MusicSource;
	/** default 0; the higher wins, then the deeper nested, then the smaller */
	priority?: number;
	/** Seconds; default: the option of all zones. */
	crossfade?: number;
	/** Linear, on top of the levelling and the volume of all zones; default 1. */
	volume?: number;
	/** default true */
	enabled?: boolean;
	/** default "resume": within 120 s the music goes on where it was, later it starts again. */
	onReturn?: OnReturn;
	/** How muffled everything is inside, as under water or behind a wall: 0 to 1; default 0. */
	muffle?: number;
	/** How much of a room is heard around footsteps and jukeboxes inside: 0 to 1; default 0. */
	reverb?: number;
	/** A looped bed under the music: an asset id or a search among sound effects. */
	ambience?: AssetIdResolvable | { query: string };
}

/**
 * Options of `createZones`.
 *
 * @example
 * client.createZones({ zones: { village: { area: workspace.Village, music: { query: "calm medieval village" } } } });
 */
export interface ZoneOptions<Zone extends string = string> {
	/** Zones by name; default none. */
	zones?: Record<Zone, ZoneDefinition>;
	/** Tagged parts and models are zones too; default "AudioScapeZone". */
	tag?: string;
	/** Music outside every zone; default false, silence. */
	default?: MusicSource | false;
	/** Seconds; default 3. */
	crossfade?: number;
	/** Seconds a zone must be the best one before it takes over; default 0.4. */
	dwell?: number;
	/** LUFS; default -14; false turns levelling off. */
	loudness?: number | false;
	/** default 0.5 */
	volume?: number;
	/** default: a group of the product's own at volume 1 */
	soundGroup?: SoundGroup;
	/** Whose position counts; default "character". */
	listener?: "character" | "camera";
	/** "server": one music for all, where most players are, on replicated Sounds; default "players". */
	output?: "players" | "server";
}

/** Zones with music. They play once made. */
export interface Zones<Zone extends string = string> {
	/** Waits until every zone's music was found or failed. Safe to call again. */
	resolve(): LuaTuple<[ok: boolean, err?: string, problem?: Problem]>;
	/** The zone a player is in; without a player, the one most players are in. `undefined` outside. */
	current(player?: Player): Named<Zone> | undefined;
	/** Adds a zone. A name that exists already is an error. */
	add(name: string, zone: ZoneDefinition): void;
	/** Removes a zone; an unknown name is harmless. */
	remove(name: Named<Zone>): void;
	/** Switches a zone off and on again. */
	setEnabled(name: Named<Zone>, on: boolean): void;
	/** Forces a zone, or `undefined` to go by position again; without a player for everyone. */
	override(name: Named<Zone> | undefined, player?: Player): void;
	/** For a zone library of the game's own: counts as being inside. Without a player for everyone. */
	enter(name: Named<Zone>, player?: Player): void;
	/** The opposite of `enter`. */
	leave(name: Named<Zone>, player?: Player): void;
	/** Once for each change of a player's zone. */
	readonly changed: Signal<(player: Player, zone: Named<Zone> | undefined, previous: Named<Zone> | undefined) => void>;
	/** Stops everything and leaves nothing behind. May be called twice. */
	destroy(): void;
}
