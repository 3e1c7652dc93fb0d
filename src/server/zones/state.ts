import type { Engine } from "../../shared/sound";
import type { Problem } from "../../shared/wire/problem";
import { createBrain, type ZoneBrain, type ZoneListener } from "../../shared/zones/brain";
import type { HeldDocument, MusicDocument, SettingsDocument, ZoneDocument } from "../../shared/zones/documents";
import { createRegistry, type ZoneRegistry } from "../../shared/zones/registry";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import type { Volume } from "../../shared/zones/volume";
import { createHeldBook, type HeldBook } from "./members";
import type { ZoneSettings, ZoneSpec } from "./options";
import { createPages, type Pages } from "./publication";
import type { SourceUse } from "./source";

/** What holds for all zones of one `createZones`. */
export interface ZonesPlan extends Pick<
	ZoneSettings,
	"outside" | "crossfade" | "dwell" | "volume" | "listener" | "output"
> {
	/** Path of the game's SoundGroup. */
	group?: string[];
	/** What plays; default the usual engine. */
	engine?: Engine;
}

/** One volume of a zone, and the id by which players know its part (0 for none). */
export interface Piece {
	volume: Volume;
	areaId: number;
}

/** One zone. */
export interface Zone {
	spec: ZoneSpec;
	enabled: boolean;
	pieces: ReadonlyArray<Piece>;
	/** It was said that a part of it is nowhere. */
	isReported: boolean;
}

/** One piece of music that zones use. */
export interface Music {
	/** Names of the zones that use it; `OUTSIDE` for the world outside all zones. */
	readonly users: Set<string>;
	status: "sought" | "found" | "failed";
	tracks?: ReadonlyArray<ResolvedTrack>;
	problem?: Problem;
	/** It was said that it could not be found. */
	isReported: boolean;
}

/** A player as the server sees it. */
export interface Member {
	readonly listener: ZoneListener;
	/** Unknown while it is dead or not spawned. */
	position?: Vector3;
}

/** A tagged instance. */
export interface Tagged {
	/** The zone it is, or was last. */
	name?: string;
	/** It was said what is wrong with it. */
	isReported: boolean;
}

/** A name that no zone has. */
export interface Doubt {
	/** The method that was called with it. */
	method: "override" | "enter";
	dueAt: number;
}

/** Everything that the server half of one `createZones` knows. */
export interface ZonesState {
	readonly plan: ZonesPlan;
	readonly zones: Map<string, Zone>;
	readonly registry: ZoneRegistry;
	readonly brain: ZoneBrain;
	readonly tagged: Map<Instance, Tagged>;
	readonly held: HeldBook;
	/** Names that were forced or entered while no zone had them, and when it is time to say so. */
	readonly doubted: Map<string, Doubt>;
	/** Players by user id. */
	readonly members: Map<string, Member>;
	isTicking: boolean;
	/** The zone most players were in at the last tick; with `output = "server"` it is heard from the first tick on. */
	readonly common: { zone?: string; isHeard: boolean };
	/** Music by the key of its source. */
	readonly music: Map<string, Music>;
	readonly zonePages: Pages;
	readonly musicPages: Pages;
	readonly publication: Publication;
}

/** When documents go out. */
export interface Publication {
	/** When the next ones are due. */
	due?: number;
	lastAt: number;
	/** Pages of zones that players were told of; `undefined` before they were told anything. */
	toldPages?: number;
	isHeldTold: boolean;
}

/** What happens to zones. Instances are names here: nothing is read off them. */
export type ZonesEvent =
	| { kind: "started" }
	| { kind: "added"; name: string; spec: ZoneSpec }
	| { kind: "removed"; name: string }
	| { kind: "switched"; name: string; on: boolean }
	/** `id` is the user id of a player; without it, all are meant. */
	| { kind: "override"; zone: string | undefined; id?: string }
	| { kind: "enter"; zone: string; id?: string }
	| { kind: "leave"; zone: string; id?: string }
	/** A tagged instance came, or was read again. It is no zone while `why` says what is wrong, or while it is away. */
	| { kind: "tagged"; instance: Instance; name: string; fullName: string; spec?: ZoneSpec; why?: string }
	| { kind: "away"; instance: Instance }
	| { kind: "untagged"; instance: Instance }
	/** The parts of a zone, all of them: after it was made, and when some came, went or were destroyed. */
	| { kind: "placed"; name: string; pieces: ReadonlyArray<Piece> }
	/** Parts moved or changed their size: their volumes hold new numbers. */
	| { kind: "moved"; names: ReadonlySet<string> }
	| { kind: "found"; key: string; tracks: ReadonlyArray<ResolvedTrack> }
	| { kind: "failed"; key: string; problem: Problem }
	| { kind: "joined"; id: string; position?: Vector3 }
	| { kind: "gone"; id: string }
	/** A player's machine says which zone it hears. `speed` is the character's, in studs a second. */
	| { kind: "report"; id: string; zone: string | undefined; speed: number }
	/** Time to look where everyone is. Who is dead or not spawned is left out. */
	| { kind: "tick"; positions: ReadonlyMap<string, Vector3> }
	/** Time to say which names no zone has. */
	| { kind: "names" }
	/** Time to publish what is due. */
	| { kind: "flush" }
	| { kind: "destroyed" };

/** A document of the topic: `part` is what follows the topic's name, empty for the settings. */
export interface PublishEffect {
	kind: "publish";
	part: string;
	document: SettingsDocument | HeldDocument | { z: ZoneDocument[] } | { m: MusicDocument[] };
}

/** What has to be done in the world. */
export type ZonesEffect =
	| PublishEffect
	| { kind: "clear"; part: string }
	/** Follow the parts of a zone, and say where they are. */
	| { kind: "follow"; name: string; spec: ZoneSpec }
	| { kind: "unfollow"; name: string }
	/** Read a tagged instance again when its attributes have come to rest. */
	| { kind: "reread"; instance: Instance }
	| { kind: "want"; use: SourceUse }
	| { kind: "release"; key: string }
	| { kind: "changed"; id: string; zone: string | undefined; previous: string | undefined }
	/** With `output = "server"`: this zone is heard by all from now on. */
	| { kind: "hear"; zone: string | undefined }
	/** With `output = "server"`: what a zone plays may have changed. */
	| { kind: "refresh" }
	| { kind: "forget"; zone: string }
	| { kind: "warn"; text: string }
	/** A mistake of whoever writes the game, told once. */
	| { kind: "warnOnce"; sentence: string }
	/** Send an event after some seconds. */
	| { kind: "wake"; event: "tick" | "names" | "flush"; seconds: number };

/** Makes the state of a world without zones and players. */
export function createZonesState(plan: ZonesPlan): ZonesState {
	const registry = createRegistry();
	return {
		plan,
		zones: new Map(),
		registry,
		brain: createBrain(registry, plan.dwell),
		tagged: new Map(),
		held: createHeldBook(),
		doubted: new Map(),
		members: new Map(),
		isTicking: false,
		common: { isHeard: false },
		music: new Map(),
		zonePages: createPages(),
		musicPages: createPages(),
		publication: { lastAt: -math.huge, isHeldTold: false },
	};
}
