import type { AssetIdResolvable } from "../../shared/wire/asset-id";
import type { Named, OneForm } from "../../shared/wire/forms";
import type { MusicFilters, Track } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";
import type { SfxFilters, SfxTrack } from "../../shared/wire/sfx";

/** Where a pool's sounds come from: an asset and its likes, a playlist of the portal, a search, or hand-picked ids. */
export type SoundBankSource =
	| AssetIdResolvable
	| OneForm<
			| {
					/** The id of a playlist. */
					playlist: string;
			  }
			| {
					/** What to search for. */
					query: string;
					/** What may be found at all. */
					filters?: SfxFilters & MusicFilters;
			  }
			| {
					/** Hand-picked ids. */
					assets: ReadonlyArray<AssetIdResolvable>;
			  },
			"playlist" | "query" | "assets"
	  >;

/** Options of `createSoundBank`. */
export interface SoundBankOptions<Name extends string = string> {
	/** By the game's own names. */
	seeds: Record<Name, SoundBankSource>;
	/** Which catalog. Default `"sfx"`. */
	kind?: "sfx" | "music";
	/** Sounds of a pool, the seed included; playlists and hand-picked ids are taken whole. Default 8. */
	poolSize?: number;
	/** `"replace"` leaves the seed out where it has likes. Default `"extend"`: the seed comes first. */
	mode?: "extend" | "replace";
	/** Whose calls and events these are. Default: nobody's. */
	playerId?: number | string;
	/** The volume that the game multiplies `gain` with: what it leaves under -1 dBTP is room to level in. Default 0.5. */
	volume?: number;
	/** None of the last N picks comes back; shrinks so that of three or more two stay. Default 2. */
	avoid?: number;
	/** Seconds that a sound reported as unavailable is left out. Default 600. */
	forgetAfter?: number;
	/** For repeatable picks. Default: others each time. */
	rng?: number;
}

/** One sound of a pool, with what it takes to play it well. Frozen. */
export interface BankSound {
	/** The asset id as digits. */
	readonly assetId: string;
	/**
	 * Level match, linear: effects to the quietest sensible peak of the pool, music to -14 LUFS, and no peak above -1 dBTP
	 * at the bank's `volume`. 1 leaves it as it is.
	 */
	readonly gain: number;
	/** Seconds into the clip at which its sound begins; missing at the clip's own beginning. */
	readonly from?: number;
	/** Seconds into the clip at which its sound ends; missing at the clip's own end. */
	readonly to?: number;
	/** What the catalog said of it, where it said anything. */
	readonly row?: SfxTrack | Track;
}

/** `catalog`: the seed's likes; `bridged`: likes of what the engine's metadata led to; `none`: the seed alone. */
export type PoolSource = "catalog" | "bridged" | "none" | "playlist" | "search" | "assets";

/** The sounds of one name. */
export interface SoundBankPool<Name extends string = string> {
	/** Its name, as given in `seeds`. */
	readonly name: Name;
	/** The seed as digits; missing where the source is no asset. */
	readonly seed_asset_id?: string;
	/** Where its sounds came from. */
	readonly source: PoolSource;
	/** Ids, the seed first. */
	readonly assets: ReadonlyArray<string>;
	/** The same sounds with levels and trims. */
	readonly sounds: ReadonlyArray<BankSound>;
	/** Why the pool is not what it should be. */
	readonly problem?: Problem;
}

/** Pools of sounds that are alike, to pick from without a pattern. */
export interface SoundBank<Name extends string = string> {
	/** The pools by their names. */
	readonly Pools: { readonly [Key in Name]: SoundBankPool<Key> | undefined } & {
		readonly [name: string]: SoundBankPool | undefined;
	};
	/** Whether every pool was asked for with success. */
	readonly IsResolved: boolean;
	/** Asks for all pools at the same time; yields. Called again only what failed is asked anew. */
	resolveAsync(): LuaTuple<[ok: boolean, err: string | undefined, problem: Problem | undefined]>;
	/** An asset id: every sound once before any repeats. The seed's until `resolveAsync` is done; `undefined` for names nobody gave. */
	pick(name: Named<Name>): string | undefined;
	/** The same with level and trim. */
	choose(name: Named<Name>): BankSound | undefined;
	/** A list of a pool's ids of the caller's own. */
	getPool(name: Named<Name>): string[];
	/** A sound could not be loaded: it is left out for a while. @returns whether that was news */
	reportUnavailable(assetId: AssetIdResolvable): boolean;
	/** Tells analytics what was picked how often; happens by itself with every round of events and at the server's close. */
	flushPickCounts(): void;
	/** Leaves nothing behind. May be called twice. */
	destroy(): void;
}
