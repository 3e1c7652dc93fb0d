import type { Clock } from "../../shared/clock/clock";
import type { Scope } from "../../shared/scope/scope";
import { dbToGain, isFinite, levelDb, median, mostGain, musicGain } from "../../shared/sound/loudness";
import type { Track } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";
import { artistOf, lengthOf } from "../../shared/wire/row-facts";
import type { SfxTrack } from "../../shared/wire/sfx";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import type { CatalogPort } from "../catalog/port";
import {
	createNearestFirst,
	createSourceBook,
	createTrackBook,
	type Held,
	type Source,
	type SourceBook,
	type TrackBook,
} from "../sources";
import { messages } from "./messages";
import { askFor, countOf, nameOf, type SourceUse } from "./source";

/** What the finder needs of the world. */
export interface FinderPorts {
	scope: Scope;
	catalog: CatalogPort;
	clock: Clock;
	/** A number in [0, 1). */
	random: () => number;
	/** LUFS; false turns levelling off. */
	loudness: number | false;
	/** Studs from the nearest player to the nearest zone that uses a source; smaller is asked first. */
	distance: (key: string) => number;
	/** Its tracks, or better levels for them. */
	found: (key: string, tracks: ReadonlyArray<ResolvedTrack>) => void;
	failed: (key: string, problem: Problem) => void;
}

/** Finds the music of all zones: every source is asked for once, the nearest first. */
export interface Finder {
	/** Asks for a source, with at least so many tracks, unless that is known. */
	want: (use: SourceUse) => void;
	/** Nobody uses it any more: it is not asked for again. */
	release: (key: string) => void;
}

/** Requests in flight at once. */
const AT_ONCE = 4;
/** Levels that the median of all music is taken of. */
const MEDIAN_OF = 500;
/** Beds lie under the music: their peaks are brought here, in dBTP. */
const BED_PEAK_DBTP = -12;
/** Shorter clips are no beds: one hears them repeat. */
const BED_SECONDS = 8;

/** A source that is wanted. */
interface Wanted {
	use: SourceUse;
	/** Its rows, where they are music. */
	rows: ReadonlyArray<Track>;
	/** What was told of them last. */
	told?: ReadonlyArray<ResolvedTrack>;
}

interface Finding {
	readonly ports: FinderPorts;
	readonly wanted: Map<string, Wanted>;
	readonly levels: TrackBook;
	/** Levels of all music so far: what has none plays at their median. */
	readonly knownDb: number[];
	readonly music: SourceBook<"music">;
	readonly beds: SourceBook<"sfx">;
}

function bare(id: string): Track {
	return { asset_id: id };
}

/** The best match of those long enough to be looped, else the longest. */
function bedOf(clips: ReadonlyArray<SfxTrack>): SfxTrack | undefined {
	let best: SfxTrack | undefined;
	let length = -1;
	for (const clip of clips) {
		const seconds = lengthOf(clip) ?? 0;
		if (length >= BED_SECONDS || seconds <= length) continue;
		best = clip;
		length = seconds;
	}
	return best;
}

function bedTrack(clip: SfxTrack, loudness: number | false): ResolvedTrack {
	const peak = clip.true_peak_dbtp;
	const isKnown = isFinite(peak) && loudness !== false;
	const gain = isKnown ? math.min(1, dbToGain(BED_PEAK_DBTP - peak)) : dbToGain(BED_PEAK_DBTP);
	return { id: clip.asset_id, gain, most: isKnown ? mostGain(clip) : undefined, duration: lengthOf(clip) };
}

/** Rows with the levels that are known of them by now. */
function levelled({ ports, levels, knownDb }: Finding, rows: ReadonlyArray<Track>): ResolvedTrack[] {
	const { loudness } = ports;
	const told = rows.map(row => levels.get(row.asset_id) ?? row);
	for (const row of told) {
		const db = loudness !== false && knownDb.size() < MEDIAN_OF ? levelDb(row, loudness) : undefined;
		if (db !== undefined) knownDb.push(db);
	}
	const middle = median([...knownDb]);
	return told.map(row => ({
		id: row.asset_id,
		gain: musicGain(row, loudness, middle),
		most: loudness !== false ? mostGain(row) : undefined,
		duration: lengthOf(row),
		artist: artistOf(row),
	}));
}

function tell(finding: Finding, key: string, wanted: Wanted): void {
	if (finding.wanted.get(key) !== wanted || finding.ports.scope.isReleased()) return;
	const tracks = levelled(finding, wanted.rows);
	wanted.told = tracks;
	finding.ports.found(key, tracks);
}

/** Ids and playlists come without levels: those are looked up first, and may be late. */
function takeRows(finding: Finding, key: string, wanted: Wanted, rows: ReadonlyArray<Track>): void {
	wanted.rows = rows;
	const { kind } = wanted.use.source;
	const bareIds = new Array<string>();
	if (finding.ports.loudness !== false && (kind === "assets" || kind === "playlist")) {
		for (const row of rows) if (!isFinite(row.loudness_lufs)) bareIds.push(row.asset_id);
	}
	if (bareIds.isEmpty()) tell(finding, key, wanted);
	else finding.levels.request(bareIds, () => tell(finding, key, wanted));
}

/** Levels that came after music was told without them. */
function takeLevels(finding: Finding, ids: ReadonlySet<string>): void {
	for (const [key, wanted] of finding.wanted) {
		const { told } = wanted;
		if (told === undefined || !told.some(track => ids.has(track.id))) continue;
		// Only what was without them changes: the median has moved on meanwhile.
		let isBetter = false;
		const better = told.map(track => {
			const row = ids.has(track.id) ? finding.levels.get(track.id) : undefined;
			if (row === undefined) return track;
			const [now] = levelled(finding, [row]);
			if (now!.gain === track.gain && now!.most === track.most && now!.duration === track.duration) return track;
			isBetter = true;
			return now!;
		});
		if (!isBetter) continue;
		wanted.told = better;
		finding.ports.found(key, better);
	}
}

function fail(finding: Finding, key: string, wanted: Wanted, { problem, nothing }: Held<"music" | "sfx">): void {
	const { source } = wanted.use;
	// A likeness of something known can always be the thing itself.
	if (source.kind === "similar" && wanted.told === undefined) takeRows(finding, key, wanted, [bare(source.id)]);
	if (problem === undefined) return;
	const message = nothing ? messages.nothingFound(nameOf(wanted.use)) : problem.message;
	finding.ports.failed(key, { ...problem, message });
}

function musicChanged(finding: Finding, key: string): void {
	const wanted = finding.wanted.get(key);
	const held = finding.music.get(key);
	if (wanted === undefined || held === undefined) return;
	if (held.state === "known") takeRows(finding, key, wanted, held.rows);
	else if (held.state === "failed") fail(finding, key, wanted, held as Held<"music" | "sfx">);
}

function bedChanged(finding: Finding, key: string): void {
	const wanted = finding.wanted.get(key);
	const held = finding.beds.get(key);
	if (wanted === undefined || held === undefined) return;
	const clip = bedOf(held.rows);
	if (clip !== undefined) finding.ports.found(key, [bedTrack(clip, finding.ports.loudness)]);
	else if (held.state === "failed") fail(finding, key, wanted, held as Held<"music" | "sfx">);
}

/** Makes the books of a finder: music, beds, and the levels of what comes without. */
function createFinding(ports: FinderPorts): Finding {
	const { scope, catalog, clock, random, distance } = ports;
	const line = createNearestFirst({ clock, distance }, AT_ONCE);
	scope.own(line.clear);
	const finding: Finding = {
		ports,
		wanted: new Map(),
		knownDb: [],
		levels: createTrackBook({ catalog, clock, random, late: ids => takeLevels(finding, ids) }),
		music: createSourceBook<"music">({
			ask: (source, count, priority) => askFor(catalog, source, count, priority),
			clock,
			random,
			line,
			changed: key => musicChanged(finding, key),
		}),
		beds: createSourceBook<"sfx">({
			ask: (source, count, priority) => askFor(catalog, source, count, priority),
			clock,
			random,
			line,
			changed: key => bedChanged(finding, key),
		}),
	};
	scope.own(finding.levels.destroy);
	scope.own(finding.music.destroy);
	scope.own(finding.beds.destroy);
	return finding;
}

function wantMusic(finding: Finding, key: string, wanted: Wanted, source: Source<"music">): void {
	if (source.kind !== "assets") finding.music.want(source, countOf(wanted.use));
	else if (wanted.rows.isEmpty()) takeRows(finding, key, wanted, source.ids.map(bare));
}

function wantBed(finding: Finding, key: string, wanted: Wanted, source: Source<"sfx">): void {
	if (source.kind === "assets") finding.ports.found(key, [bedTrack({ asset_id: source.ids[0]! }, false)]);
	else finding.beds.want(source, countOf(wanted.use));
}

/** Makes a finder. */
export function createFinder(ports: FinderPorts): Finder {
	const finding = createFinding(ports);
	return {
		want: use => {
			const { key, source } = use;
			if (source.kind === "radio") return;
			const wanted = finding.wanted.get(key) ?? { use, rows: [] };
			wanted.use = use;
			finding.wanted.set(key, wanted);
			if (source.audio === "music") wantMusic(finding, key, wanted, source);
			else wantBed(finding, key, wanted, source);
		},
		release: key => {
			finding.wanted.delete(key);
			finding.music.release(key);
			finding.beds.release(key);
		},
	};
}
