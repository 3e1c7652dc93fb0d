import type Signal from "@rbxts/lemon-signal";

import type { Named, OneForm } from "../wire/forms";
import type { Problem } from "../wire/problem";
import type { SfxFilters, SfxTrack } from "../wire/sfx";

/** Studs between two steps: one number, or one for walking and one for running. */
export type Stride =
	| number
	| {
			/** Studs between two steps of a walk. */
			walk: number;
			/** Studs between two steps of a run. */
			run: number;
	  };

/** Where a surface's sounds come from. A plain string is the asset id of a hero: the pack is the hero and its likes. */
export type SurfaceSource =
	string | OneForm<SeedSource | QuerySource | AssetsSource | PlaylistSource, "seed" | "query" | "assets" | "playlist">;

interface SurfaceSounds {
	/** Linear gain of this surface. Default 1. */
	gain?: number;
	/** What is heard on landing. Default: a hard step of the same pack. */
	land?: SurfaceSource;
	/** What is heard when jumping off. Default: nothing. */
	jump?: SurfaceSource;
	/** Steps from `runSpeed` on. Default: the surface's own. */
	run?: SurfaceSource;
	/** Steps below `sneakSpeed`. Default: the surface's own. */
	sneak?: SurfaceSource;
	/**
	 * Steps where the ground or the character is wet (the attribute `AudioScapeWet`); may have `land`, `jump`, `run` and
	 * `sneak` of its own. Default: the surface's own.
	 */
	wet?: SurfaceSource;
	/**
	 * Steps by what a character wears (its attribute `AudioScapeFootwear`); each may have everything that a surface has.
	 * Default: the surface's own.
	 *
	 * @example
	 * { seed: "9120386436", footwear: { boots: { query: "heavy boots gravel" } } }
	 */
	footwear?: Record<string, SurfaceSource>;
}

/** A hero and its likes. */
export interface SeedSource extends SurfaceSounds {
	/** The hero's asset id. It is always in the pack. */
	seed: string;
	/** How many sounds, the hero included. Default: the options' `variants`. */
	variants?: number;
	/** What its likes may be at all. */
	filters?: SfxFilters;
}

/** The best answers to a search. */
export interface QuerySource extends SurfaceSounds {
	/** What to search for. */
	query: string;
	/** Default: the options' `variants`. */
	variants?: number;
	/** What may be found at all. */
	filters?: SfxFilters;
}

/** Hand-picked asset ids; the first counts as the hero. */
export interface AssetsSource extends SurfaceSounds {
	/** The ids, the hero first. */
	assets: string[];
}

/** The sounds of an sfx playlist of the portal. */
export interface PlaylistSource extends SurfaceSounds {
	/** The id of an sfx playlist. */
	playlist: string;
}

/**
 * Options of `createFootsteps`.
 *
 * @example
 * client.createFootsteps({ surfaces: { Grass: "9120386436", Wood: { query: "wooden floor footstep" } } });
 */
export interface FootstepOptions<Surface extends string = string> {
	/** By Material (its name or its item), MaterialVariant name or a surface name of the game's own. */
	surfaces:
		| Record<Surface, SurfaceSource>
		| (string extends Surface ? ReadonlyMap<string | Enum.Material, SurfaceSource> : never);
	/** The surface for everything unlisted. Default: grouped materials, else the first surface by name. */
	fallback?: NoInfer<Surface>;
	/** Sounds per surface, the hero included. Default 6. */
	variants?: number;
	/** Longer clips are not steps, seconds. Default 1.2. */
	maxDuration?: number;
	/** Random pitch, +/- semitones. Default 1. */
	pitch?: number;
	/** Random level, +/- dB. Default 1.5. */
	level?: number;
	/** None of the last N sounds comes back, also across bag ends; shrinks so that of three or more two stay. Default 2. */
	avoid?: number;
	/** Studs between steps. Default: from the character's size and speed. */
	stride?: Stride;
	/** Studs a second from which a step counts as running. Default 20. */
	runSpeed?: number;
	/** Studs a second below which a step counts as sneaking. Default 8. */
	sneakSpeed?: number;
	/** Steps beyond this from the listener are not played, studs. Default 80. */
	range?: number;
	/** Sounds at once over all characters; the farthest gives way. Default 24. */
	voices?: number;
	/** Default 0.5. */
	volume?: number;
	/** Default: a group of the product's own at volume 1. */
	soundGroup?: SoundGroup;
	/** Mute the default `Running` sound while attached. Default `true`. */
	replaceDefault?: boolean;
	/** For repeatable randomness. Default: another one each time. */
	seed?: number;
	/** The animation marker that stands for a step. Default `"AudioScapeStep"`. */
	marker?: string;
}

/** How a step is trodden: by speed, or by what the character just did. */
export type StepGait = "walk" | "run" | "sneak" | "land" | "jump";

/** How a step that a game asks for is trodden. What is left out is as the character is whose place it was given. */
export interface StepManner {
	/** Default: the character's attribute `AudioScapeGait`, else `"walk"`. */
	gait?: StepGait;
	/** Default: the attribute `AudioScapeWet` of the character, else of Workspace. */
	wet?: boolean;
	/** Default: the character's attribute `AudioScapeFootwear`. */
	footwear?: string;
}

/** Left or right. */
export type Foot = "left" | "right";

/** One decided step. */
export interface Step<Surface extends string = string> {
	/** The asset id as digits. */
	assetId: string;
	/** The surface that is trodden on. */
	surface: Surface;
	/** `PlaybackSpeed`: the random pitch. */
	speed: number;
	/**
	 * Linear: level match, random level, the surface's own gain and the strength of the step; at the options' `volume` no
	 * peak comes above -1 dBTP.
	 */
	gain: number;
	/** Seconds into the clip at which its sound begins. */
	from?: number;
	/** Seconds into the clip at which its sound ends. */
	to?: number;
	/** Which foot it is. */
	foot: Foot;
	/** How it is trodden. */
	gait: StepGait;
	/** Whether the ground or the character is wet, whatever the surface makes of it. */
	wet: boolean;
}

/** One sound of a pack. */
export interface StepVariant {
	/** The asset id as digits. */
	readonly assetId: string;
	/** Level match, linear; 1 leaves the clip as it is. */
	readonly gain: number;
	/** The most that all gains of a step together may make; absent where the clip's peak is unknown. */
	readonly most?: number;
	/** Seconds into the clip at which its sound begins. */
	readonly from?: number;
	/** Seconds into the clip at which its sound ends. */
	readonly to?: number;
	/** What the catalog said of it, where it said anything. */
	readonly row?: SfxTrack;
}

/** Where a pack came from; `seed-only` is a pack that could not be resolved (yet). */
export type PackSource = "similar" | "search" | "assets" | "playlist" | "manifest" | "seed-only";

/** The sounds of one surface. It grows in place when a later attempt succeeds; its `variants` list is then a new one. */
export interface FootstepPack<Surface extends string = string> {
	/** The surface whose sounds these are. */
	readonly surface: Surface;
	/** Where they came from. */
	source: PackSource;
	/** The sounds, the hero first. */
	variants: ReadonlyArray<StepVariant>;
	/** The surface's own linear gain. */
	gain: number;
	/** Why the pack is not what it should be. */
	problem?: Problem;
	/** What is heard on landing. */
	land?: FootstepPack;
	/** What is heard when jumping off. */
	jump?: FootstepPack;
	/** Steps of a runner. */
	run?: FootstepPack;
	/** Steps of a sneaker. */
	sneak?: FootstepPack;
	/** Steps where it is wet. */
	wet?: FootstepPack;
	/** Steps by what is worn. */
	footwear?: Record<string, FootstepPack>;
}

/** Where a step is heard. */
export type StepPlace = BasePart | Attachment | Model | Vector3;

/** Footsteps of a game. Made by `client:createFootsteps(options)`. */
export interface Footsteps<Surface extends string = string> {
	/**
	 * Waits until all surfaces were asked for. Safe to call again: only what failed is asked again.
	 *
	 * @returns whether every pack is complete; else the first problem
	 */
	resolve(): LuaTuple<[ok: boolean, err: string | undefined, problem: Problem | undefined]>;
	/** By surface; in Luau `footsteps.packs.Grass`. */
	readonly packs: ReadonlyMap<Named<Surface>, FootstepPack<Surface>>;
	/** One character, an NPC for example. @returns a detach function */
	attach(character: Model): () => void;
	/** Every player's character, now and later. @returns a detach function */
	attachAll(): () => void;
	/**
	 * Plays a step now: on a server for every player near it, on a player's machine there. Like attaching it makes the
	 * packs resolve by themselves.
	 *
	 * @param where a part, an attachment, a character or a position; default: at every listener
	 * @param strength linear, default 1
	 * @param manner gait, wetness and footwear; default: as the character is
	 * @example
	 * const giant = new Instance("Part", Workspace);
	 * const footsteps = client.createFootsteps({ surfaces: { Gravel: { query: "footstep gravel" } } });
	 * footsteps.step("Gravel", giant, 2, { gait: "land", wet: true });
	 */
	step(surface: Named<Surface>, where?: StepPlace, strength?: number, manner?: StepManner): void;
	/** Decides a step and touches nothing; the hero's until `resolve` was called. `undefined` where the surface has no sounds at all. */
	pick(surface: Named<Surface>, manner?: StepManner): Step<Surface> | undefined;
	/**
	 * A step was played. On a player's machine: every step heard there. On a server: those it was asked for by `step`
	 * (characters are walked by the players' machines and report nothing). The character is the model the step was
	 * played in, `undefined` where there is none. The step is the listener's own.
	 */
	readonly stepped: Signal<(character: Model | undefined, step: Step<Surface>) => void>;
	/** Stops everything and leaves nothing behind. May be called twice. */
	destroy(): void;
}
