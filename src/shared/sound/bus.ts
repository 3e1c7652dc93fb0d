import type { Engine } from "./playback";

/** What can be lowered, muffled and left to ring apart from the rest. */
export type BusKind = "music" | "ambience" | "radio" | "footsteps";

/** Every kind there is. */
export const BUS_KINDS: ReadonlyArray<BusKind> = ["music", "ambience", "radio", "footsteps"];

/** The low-pass that cuts nothing off, in hertz. */
export const OPEN = 20000;

/** What a bus plays as music: how strong that is, so that two musics need not be heard at once. */
export interface Music {
	/** Linear: the root of the summed power of all that sounds, before the mix. */
	gain: () => number;
	/** Linear: where `gain` stands when every fade is over. */
	level: () => number;
	/** Whether it comes from a place in the world. */
	hasPlace: boolean;
	/** The share of it that is heard at a place: 1 near it, and everywhere for what has no place. */
	heardAt: (listener: Vector3) => number;
}

export interface BusOptions {
	kind: BusKind;
	name: string;
	/** What plays through it; default `"sound"`. */
	engine?: Engine;
	/** A game's own end of the wire, whatever place what plays has. */
	output?: AudioEmitter | AudioDeviceOutput;
	/** The game's own group, whose volume and effects hold for all that plays; without one the bus has its own at volume 1. */
	group?: SoundGroup;
	/** Where a group of its own lies; default SoundService. */
	parent?: Instance;
	music?: Music;
}

/**
 * The way that a part of the product plays through: the port for everything that changes it as a whole. A playback
 * sounds through the bus that it was made with.
 */
export interface Bus {
	readonly kind: BusKind;
	readonly engine: Engine;
	readonly music?: Music;
	/** How far it gives way to other music, an angle on the quarter circle: whoever mixes keeps account of it here. */
	yielded: number;
	/**
	 * Calls back now, and again whenever what plays is to be connected to something else: a SoundGroup for Sounds
	 * (`undefined` for none), a node of the graph for AudioPlayers.
	 *
	 * @param place makes what an AudioPlayer with a place of its own is heard from; it goes when that one leaves
	 * @returns a disconnect function
	 */
	join: (connect: (input: Instance | undefined) => void, place?: () => AudioEmitter) => () => void;
	/** The game's own group from now on, or one of its own. */
	setGroup: (group: SoundGroup | undefined) => void;
	/**
	 * How all of it sounds. Called every frame while something moves: allocates nothing, writes only what differs, and makes
	 * what it needs of the engine when it is first needed. `set(1, OPEN, 0)` is as if nobody had ever called it.
	 *
	 * @param gain linear; what the game set on its own group stays on top
	 * @param lowPass hertz above which 12 dB an octave are cut off; `OPEN` for none
	 * @param reverb how much of a room is heard, 0 to 1
	 */
	set: (gain: number, lowPass: number, reverb: number) => void;
	destroy: () => void;
}
