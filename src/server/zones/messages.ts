/** What is wrong with a music source, besides what is wrong with any; completes "zone 'x': music ...". */
export const sourceMessages = {
	radioForAll: `'radio' needs zones with output = "players"; where all hear one music, start the radio itself`,
	tracks: (value: unknown, most: number) => `'tracks' must be a whole number from 1 to ${most}, got ${tostring(value)}`,
} as const;

/** What is wrong with the definition of a zone. */
export const zoneMessages = {
	table: "must be a table with area and music",
	area: "'area' must be a part, a model, { cframe, size, shape? } or a list of these",
	size: "'size' must be a Vector3 of positive numbers",
	nowhere: "'cframe' and 'size' must be finite numbers",
	shape: (value: unknown) => `'shape' must be "box", "ball" or "cylinder", got '${tostring(value)}'`,
	number: (name: string, value: unknown) => `'${name}' must be a number, got '${tostring(value)}'`,
	notNegative: (name: string, value: unknown) => `'${name}' must be a number from 0, got '${tostring(value)}'`,
	boolean: (name: string, value: unknown) => `'${name}' must be true or false, got '${tostring(value)}'`,
	onReturn: (value: unknown) => `'onReturn' must be "resume", "restart" or "next", got '${tostring(value)}'`,
	listener: (value: unknown) => `'listener' must be "character" or "camera", got '${tostring(value)}'`,
	output: (value: unknown) => `'output' must be "players" or "server", got '${tostring(value)}'`,
	tag: "'tag' must be a text that is not empty",
	notPlace: (className: string) => `is a ${className}, not a part or a model`,
	noSource: "has none of the attributes Query, AssetId, Playlist, SimilarTo",
	attribute: (name: string, wanted: string, value: unknown) =>
		`has a bad attribute ${name}: it must be ${wanted}, got '${tostring(value)}'`,
} as const;

/** What the zones say in the log or raise. */
export const messages = {
	badOptions: (why: string) => `createZones: ${why}`,
	badZone: (name: string, why: string) => `zone '${name}': ${why}`,
	badTagged: (fullName: string, why: string) => `[AudioScape] the tagged zone ${fullName} is left out: it ${why}`,
	duplicate: (name: string) => `zone '${name}': there is one of that name already`,
	unresolved: (zone: string, why: string) =>
		`[AudioScape] the music of zone '${zone}' could not be found: ${why}. It is tried again in the background`,
	nothingFound: (what: string) => `nothing in the catalog fits ${what}`,
	nowhere: (zone: string) =>
		`[AudioScape] zone '${zone}' has a part that is nowhere: its place or its size is no finite number. It does not count until it is back`,
} as const;
