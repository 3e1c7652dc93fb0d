import type { MusicFilters } from "../../../shared/wire/music";
import { readSources } from "../../sources";
import { type Aim, flowed, type MusicSource, type Spring, springOf } from "./spring";

/** How music of an energy is asked for in words. The API has no filter for it. */
const WORDS: ReadonlyArray<{ upTo: number; words: string }> = [
	{ upTo: -0.6, words: "quiet, slow, calm, ambient" },
	{ upTo: -0.2, words: "relaxed, mellow, chill" },
	{ upTo: 0.2, words: "groovy, steady, easygoing" },
	{ upTo: 0.6, words: "upbeat, lively, happy" },
	{ upTo: math.huge, words: "energetic, fast, intense, powerful" },
];
/** A known track this near has likes that are near. */
const NEAR = 0.25;
/** So many searches are remembered with the page they came to. */
const MOST_SPRINGS = 24;
/** Answers within so long: a curve is followed all the hour long, not asked for at once. */
const WINDOW_SECONDS = 1200;
const MOST_IN_WINDOW = 3;
/** An answer with fewer tracks of the energy is poor: the other way of asking is tried next. */
const RICH = 4;
/** After so many answers in a row that were of no use it is waited, longer each time. */
const PATIENT_ANSWERS = 2;
const PAUSE_SECONDS = 120;
const LONGEST_PAUSE_SECONDS = 1800;

/** What a station that looks for an energy has asked. Changed by the functions below alone. */
export interface Seek {
	readonly query: string | undefined;
	readonly filters: MusicFilters | undefined;
	/** Searches, oldest first. */
	readonly springs: Spring[];
	/** Rungs of the ladder that brought nothing of the energy asked for. */
	readonly vainRungs: Set<number>;
	/** Times of the last answers. */
	readonly soughtAt: number[];
	/** Likes brought little last, and words go first. */
	prefersWords: boolean;
	/** Answers in a row that were of no use. */
	vain: number;
	/** No energy is looked for before. */
	notBefore: number;
}

/** A track of known energy, and how far it is off. */
export interface NearTrack {
	id: string;
	off: number;
}

/** What is to be found, and what is known of it. */
export interface Sought {
	energy: number;
	/** Genres of the station's own tracks. */
	genres: ReadonlyArray<string>;
	/** The known track nearest to the energy, but for those passed over. */
	nearest: (isPassedOver: (id: string) => boolean) => NearTrack | undefined;
}

/** Nothing was asked yet. */
export function createSeek(sources: ReadonlyArray<MusicSource>, filters: MusicFilters | undefined): Seek {
	let query: string | undefined;
	for (const source of sources) if (source.kind === "search") query = source.query;
	return {
		query,
		filters,
		springs: [],
		vainRungs: new Set(),
		soughtAt: [],
		prefersWords: false,
		vain: 0,
		notBefore: 0,
	};
}

/** Searches for an energy: in the station's own words, in its genres, anywhere. Each rung leads further from the station. */
function searchOf({ query, filters }: Seek, rung: number, { energy, genres }: Sought): MusicSource | undefined {
	const { words } = WORDS.find(({ upTo }) => energy <= upTo)!;
	const read = (text: string, within: MusicFilters | undefined): MusicSource | undefined => {
		return readSources({ query: text, filters: within }, { audio: "music", forms: ["query"] })[0]?.[0];
	};
	if (rung === 1) return query !== undefined ? read(`${query}, ${words}`, filters) : undefined;
	if (rung === 3) return read(words, filters);
	if (genres.isEmpty() || filters?.genres !== undefined) return undefined;
	return read(words, { ...filters, genres: [...genres] });
}

const RUNGS = 3;

/** The first rung that is worth climbing. */
function climb(seek: Seek, sought: Sought): LuaTuple<[spring: Spring | undefined, rung: number]> {
	for (const rung of $range(1, RUNGS)) {
		const source = !seek.vainRungs.has(rung) ? searchOf(seek, rung, sought) : undefined;
		if (source === undefined) continue;
		const fresh = springOf(source);
		const known = seek.springs.find(({ key }) => key === fresh.key);
		if (known?.isExhausted !== true) return $tuple(known ?? fresh, rung);
	}
	return $tuple(undefined, 0);
}

function likesOf({ id }: NearTrack, { filters }: Seek): Spring | undefined {
	const likes = readSources({ seed: id, filters }, { audio: "music", forms: ["seed"] })[0]?.[0];
	return likes && springOf(likes);
}

/** The least known way was gone to its end: the catalog may be another one later. */
function rest(seek: Seek, now: number): void {
	seek.notBefore = now + LONGEST_PAUSE_SECONDS;
	seek.vainRungs.clear();
	seek.springs.clear();
}

/**
 * What to ask for an energy: the likes of a known track that has it; where none has, or they brought little, searches in
 * words; else the likes of the nearest there is.
 *
 * @param isLiked whether the likes of a track were asked for
 */
export function seekQuestion(
	seek: Seek,
	sought: Sought,
	now: number,
	isLiked: (id: string) => boolean,
): LuaTuple<[spring: Spring | undefined, aim: Aim]> {
	const { soughtAt, prefersWords, notBefore } = seek;
	const aim: Aim = { energy: sought.energy };
	while (!soughtAt.isEmpty() && soughtAt[0]! <= now - WINDOW_SECONDS) soughtAt.remove(0);
	if (now < notBefore || soughtAt.size() >= MOST_IN_WINDOW) return $tuple(undefined, aim);
	const near = sought.nearest(isLiked);
	if (near !== undefined && near.off <= NEAR && !prefersWords) return $tuple(likesOf(near, seek), aim);
	const [search, rung] = climb(seek, sought);
	if (search !== undefined) return $tuple(search, { ...aim, rung });
	if (near !== undefined) return $tuple(likesOf(near, seek), aim);
	rest(seek, now);
	return $tuple(undefined, aim);
}

/**
 * What was asked for an energy has its answer.
 *
 * @param onCourse how many new tracks have the energy
 * @param following where the search goes on; `undefined` at its end
 */
export function sought(seek: Seek, spring: Spring, aim: Aim, at: number, onCourse: number, following?: number): void {
	const { springs, vainRungs, soughtAt } = seek;
	soughtAt.push(at);
	if (onCourse < RICH) seek.prefersWords = aim.rung === undefined;
	if (aim.rung !== undefined) {
		if (!springs.includes(spring)) springs.push(spring);
		if (springs.size() > MOST_SPRINGS) springs.shift();
		flowed(spring, following);
		if (onCourse === 0) vainRungs.add(aim.rung);
	}
	seek.vain = onCourse > 0 ? 0 : seek.vain + 1;
	const pauses = seek.vain - PATIENT_ANSWERS;
	seek.notBefore = pauses > 0 ? at + math.min(PAUSE_SECONDS * 2 ** (pauses - 1), LONGEST_PAUSE_SECONDS) : 0;
}
