/** The fields of `AudioSearchParams`, as plain data. */
export interface PlainSearchParams {
	/** What to search for. */
	SearchKeyword?: string;
	/** Words of its title. */
	Title?: string;
	/** Whose it is. */
	Artist?: string;
	/** The album it is on. */
	Album?: string;
	/** A word it is found by. */
	Tag?: string;
	/** Seconds, at least. */
	MinDuration?: number;
	/** Seconds, at most. */
	MaxDuration?: number;
	/** `"Music"` or `"SoundEffect"`, or the enum item. */
	AudioSubType?: string | Enum.AudioSubType;
}

/** A search of the catalog that means the same as search parameters of the engine. */
export interface AudioSearch {
	kind: "music" | "effects";
	/** Missing when no text is set at all. */
	query?: string;
	filters?: {
		duration?: { min?: number; max?: number };
		genres?: string[];
		categories?: string[];
	};
}

/** The engine has no absent numbers: this is how it writes "no upper bound". */
const NO_LIMIT = 2147483647;
const TEXTS = ["SearchKeyword", "Title", "Artist", "Album"] as const;
const FIELDS = [...TEXTS, "Tag", "MinDuration", "MaxDuration", "AudioSubType"] as const;

const filled = (value: unknown): string | undefined =>
	typeIs(value, "string") && string.match(value, "%S")[0] !== undefined ? value : undefined;
const seconds = (value: unknown): number | undefined =>
	typeIs(value, "number") && value > 0 && value < NO_LIMIT ? value : undefined;

/** Plain data of an `AudioSearchParams`, or of a table with its fields; `undefined` of anything else. */
export function plainParams(input: unknown): PlainSearchParams | undefined {
	if (typeIs(input, "Instance") ? input.ClassName !== "AudioSearchParams" : !typeIs(input, "table")) return undefined;
	const plain: Record<string, unknown> = {};
	for (const field of FIELDS) {
		const [ok, value] = pcall(() => (input as unknown as Record<string, unknown>)[field]);
		if (!ok || value === undefined) continue;
		plain[field] = typeOf(value) === "EnumItem" ? (value as EnumItem).Name : value;
	}
	return plain;
}

/**
 * What to ask the catalog. It cannot match titles and artists exactly, so they are words of the query; a tag is a
 * genre, or a category of effects, and the query where there is no other.
 */
export function searchOf(params: PlainSearchParams): AudioSearch {
	const kind = params.AudioSubType === "SoundEffect" ? "effects" : "music";
	const words = new Array<string>();
	for (const field of TEXTS) {
		const text = filled(params[field]);
		if (text !== undefined) words.push(text);
	}
	const tag = filled(params.Tag);
	const filters: NonNullable<AudioSearch["filters"]> = {};
	const [min, max] = [seconds(params.MinDuration), seconds(params.MaxDuration)];
	if (min !== undefined || max !== undefined) filters.duration = { min, max };
	if (tag !== undefined) {
		if (kind === "music") filters.genres = [tag];
		else filters.categories = [tag];
	}
	const some = filters.duration !== undefined || tag !== undefined;
	return { kind, query: words.isEmpty() ? tag : words.join(" "), filters: some ? filters : undefined };
}
