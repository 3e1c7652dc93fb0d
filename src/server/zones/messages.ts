import { shown } from "../../shared/options/shown";

/** What is wrong with a music source, besides what is wrong with any; completes "zone 'x': music ...". */
export const sourceMessages = {
	radioForAll: `'radio' needs zones with output = "players"; where everyone hears the same music, start the radio itself`,
	acousticsForAll: `muffle and reverb need zones with output = "players": each machine makes its own`,
	tracks: (value: unknown, most: number) => `'tracks' must be a whole number from 1 to ${most}, got ${shown(value)}`,
} as const;

/** What is wrong with a zone; of a tagged one it completes "the tagged zone Workspace.Cave is left out: it ...". */
export const zoneMessages = {
	nowhere: "is too far away or too large",
	notPlace: (className: string) => `is a ${className}, not a part or a model`,
	noSource: "has none of the attributes Query, AssetId, Playlist, SimilarTo",
	misspelled: (name: string, meant: string) => `has an attribute ${name}; did you mean ${meant}?`,
	attribute: "has a bad attribute",
} as const;

/** What the zones say in the log or raise. */
export const messages = {
	badOptions: (why: string) => `createZones: ${why}`,
	badZone: (name: string, why: string) => `zone '${name}': ${why}`,
	badTagged: (fullName: string, why: string) => `[AudioScape] the tagged zone ${fullName} is left out: it ${why}`,
	duplicate: (name: string) => `zone '${name}': that name is taken`,
	unknownZone: (method: string, name: string, near: string | undefined) =>
		near !== undefined
			? `zones:${method}: there is no zone '${name}'; did you mean '${near}'?`
			: `zones:${method}: there is no zone '${name}'; it takes effect once there is one`,
	unresolved: (zone: string, why: string) =>
		`[AudioScape] the music of zone '${zone}' could not be found: ${why}. Trying again in the background`,
	nothingFound: (what: string) => `nothing in the catalog fits ${what}`,
	nowhere: (zone: string) =>
		`[AudioScape] zone '${zone}' has a part whose position or size is not a finite number. The part is ignored until it is`,
} as const;
