import type { CatalogPort, Priority } from "../catalog/port";
import { askSource, type AudioKind, type Found, keyOf, readSource, type Source } from "../sources";
import { sourceMessages } from "./messages";

/** Where the music or the ambience of a zone comes from, and how much of it the zone uses. */
export interface SourceUse {
	/** Ambiences are effects, music is music. */
	source: Source<"music"> | Source<"sfx">;
	/** Equal keys are one request. */
	key: string;
	/** Tracks in the zone's rotation; `undefined` is all there are. */
	tracks: number | undefined;
}

type Parsed = [use: SourceUse | undefined, why: string | undefined];

/** Music of a zone made by `similarTo` rotates among this many. */
const SIMILAR_TRACKS = 5;
const MOST_TRACKS = 50;
/** Spare tracks that are asked for, for assets that turn out not to load. */
const SPARES = 2;
const SIMILAR_LIMIT = 8;
const LARGEST_PAGE = 100;
/** Clips among which the best for a bed is looked for. */
const BED_CLIPS = 10;

function use(source: Source<"music"> | Source<"sfx">, tracks: number | undefined): Parsed {
	return [{ source, key: keyOf(source), tracks }, undefined];
}

/**
 * Reads a music source of the public API.
 *
 * @param topicOf gives the topic of a radio, `undefined` for what is none
 */
export function parseSource(input: unknown, topicOf: (radio: unknown) => string | undefined): Parsed {
	const [source, why] = readSource<"music">(input, {
		audio: "music",
		id: "assets",
		forms: ["query", "playlist", "assets", "similarTo", "radio"],
		topicOf,
	});
	if (source === undefined) return [undefined, why];
	if (source.kind === "similar") return use(source, SIMILAR_TRACKS);
	if (source.kind !== "search") return use(source, undefined);
	const { tracks = 1 } = input as { tracks?: unknown };
	if (!typeIs(tracks, "number") || !(tracks >= 1 && tracks <= MOST_TRACKS) || tracks % 1 !== 0) {
		return [undefined, sourceMessages.tracks(tracks, MOST_TRACKS)];
	}
	return use(source, tracks);
}

/** Reads an ambience: an asset id, or a search among sound effects. */
export function parseAmbience(input: unknown): Parsed {
	const [source, why] = readSource<"sfx">(input, { audio: "sfx", id: "assets", forms: ["query"] });
	return source !== undefined ? use(source, 1) : [undefined, why];
}

/** So many rows a zone wants of its source. */
export function countOf({ source, tracks }: SourceUse): number {
	if (source.audio === "sfx") return BED_CLIPS;
	return tracks ?? (source.kind === "playlist" ? math.huge : 1);
}

/**
 * Asks for a source, for so many rows. Yields. A bake asks here too, so that the game finds its answers: the request is
 * the same for the same source and count.
 */
export function askFor<A extends AudioKind>(
	catalog: CatalogPort,
	source: Source<A>,
	count: number,
	priority: Priority,
): Found<A> {
	const limit = source.kind === "similar" ? SIMILAR_LIMIT : math.min(count + SPARES, LARGEST_PAGE);
	const isBed = source.audio === "sfx";
	return askSource<A>(
		catalog,
		source,
		{ count, limit: isBed ? count : limit, pages: isBed ? 1 : undefined },
		{ priority },
	);
}

/** What a sentence calls a source. */
export function nameOf({ source }: SourceUse): string {
	switch (source.kind) {
		case "search":
			return `'${source.query}'`;
		case "similar":
			return `a search for tracks like ${source.id}`;
		case "playlist":
			return `playlist '${source.playlist}'`;
		default:
			return "it";
	}
}
