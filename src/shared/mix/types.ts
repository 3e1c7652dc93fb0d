import type { BusKind } from "../sound/bus";

/**
 * What the product plays, as far as it can be mixed apart: the `music` of zones and the `ambience` under it, what stations and
 * list players play (`radio`), and `footsteps`.
 */
export type MixGroup = BusKind;

/**
 * How far, how fast and for how long a duck lowers what.
 *
 * @example
 * AudioScapePlayer.duck({ by: 15, hold: line.TimeLength });
 */
export interface DuckOptions {
	/** Decibels, 0 to 80; default 12. */
	by?: number;
	/** Seconds until it is that low; default 0.15. */
	attack?: number;
	/** Seconds until it comes back by itself; default: when it is released. */
	hold?: number;
	/** Seconds until everything is back; default 0.6. */
	release?: number;
	/** Who gives way: a group or a list of them; default music, ambience and radio. */
	who?: MixGroup | ReadonlyArray<MixGroup>;
}

/** How one group sounds in a snapshot. */
export interface SnapshotGroup {
	/** Decibels by which it is lower, 0 to 80; default 0. */
	by?: number;
	/** Hertz above which it is cut off at 12 dB an octave, 20 to 20000; default 20000, which cuts nothing. */
	lowPass?: number;
}

/**
 * A named state of the mix.
 *
 * @example
 * AudioScapePlayer.defineSnapshot("cave", { priority: 5, groups: { music: { by: 6 }, footsteps: { lowPass: 2000 } } });
 */
export interface SnapshotDefinition {
	/** Of those that are on the highest is heard, then the latest; default 0. Built in: underwater 10, lowHealth 20, menu 30. */
	priority?: number;
	/** Seconds of the way in; default 0.5. */
	fadeIn?: number;
	/** Seconds of the way out; default 0.5. */
	fadeOut?: number;
	/** By group; a group that is not named stays as it is. */
	groups: { readonly [K in MixGroup]?: SnapshotGroup };
}

/** A duck or a snapshot that is on. */
export interface MixHandle {
	/** Lets go of it: what it changed comes back. Harmless when it is over already. */
	release(): void;
}
