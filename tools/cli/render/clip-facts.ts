import type { ClipFacts } from "./types.ts";

type Row = Readonly<Record<string, unknown>>;

const number = (value: unknown): number | undefined =>
	typeof value === "number" && Number.isFinite(value) ? value : undefined;
const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const rowOf = (value: unknown): Row => (typeof value === "object" && value !== null ? (value as Row) : {});
const rounded = (value: number | undefined, digits: number): number | undefined =>
	value === undefined ? undefined : Math.round(value * 10 ** digits) / 10 ** digits;

/** Only what is known, so that a row that says less does not unsay what another said. */
const known = <T extends object>(facts: T): Partial<T> =>
	Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>;

const MOODS = ["arousal", "happy", "sad", "aggressive", "relaxed", "party", "danceable"];
function moodOf(value: unknown): ClipFacts["mood"] {
	const mood = rowOf(value);
	const told = MOODS.flatMap(name => {
		const one = rounded(number(mood[name]), 2);
		return one === undefined ? [] : [[name, one] as const];
	});
	return told.length === 0 ? undefined : Object.fromEntries(told);
}

const isMusic = (row: Row): boolean => ["bpm", "artist", "genre_slug", "loudness_lufs"].some(name => name in row);
const isEffect = (row: Row): boolean => "sound_start_sec" in row || "subcategory" in row;
const isStructure = (row: Row): boolean => "beat_grid" in row;

/** Beats and parts of a track; its tempo is that of the beats, over all of them. */
function structure(row: Row): Partial<ClipFacts> {
	const grid = rowOf(row.beat_grid);
	const times = list(grid.times).flatMap(time => number(time) ?? []);
	const beats = times.length > 8 ? ((times.length - 1) * 60) / (times.at(-1)! - times[0]!) : undefined;
	const parts = (list(row.phrases).length > 0 ? list(row.phrases) : list(row.sections)).flatMap(value => {
		const { start, energy } = rowOf(value);
		const begins = number(start);
		return begins === undefined ? [] : [[rounded(begins, 2)!, Math.min(4, Math.max(1, number(energy) ?? 2))] as const];
	});
	return known({
		bpm: rounded(beats ?? number(row.bpm), 3),
		downbeat: rounded(number(list(grid.downbeats)[0]) ?? times[0], 3),
		parts: parts.length === 0 ? undefined : parts,
	});
}

const music = (row: Row): Partial<ClipFacts> =>
	known({
		loudness: number(row.loudness_lufs),
		peak: number(row.true_peak_dbtp),
		bpm: number(row.bpm),
		key: text(row.key),
		scale: row.scale === "major" || row.scale === "minor" ? row.scale : undefined,
		mood: moodOf(row.mood),
		electronic: text(row.electronic) === undefined ? undefined : row.electronic === "electronic",
	});

const effect = (row: Row): Partial<ClipFacts> =>
	known({
		peak: number(row.true_peak_dbtp),
		words: [row.category, row.name, row.tags].map(text).filter(Boolean).join(" ").toLowerCase().slice(0, 120),
		from: number(row.sound_start_sec),
		to: number(row.sound_end_sec),
	});

/**
 * What an answer of the API adds to what is known of a file.
 *
 * @returns undefined for a row that says nothing of how the file sounds
 * @example
 * clipFacts({ asset_id: "1", duration: 90, bpm: 120, key: "A" }); // { kind: "music", seconds: 90, bpm: 120, key: "A" }
 */
export function clipFacts(row: Row, before?: ClipFacts): ClipFacts | undefined {
	const seconds = number(row.duration) ?? before?.seconds ?? 0;
	if (isStructure(row)) return { ...before, kind: "music", seconds, ...structure(row) };
	if (isEffect(row)) return { ...before, kind: "effect", seconds, ...effect(row) };
	if (!isMusic(row)) return before;
	// Beats that were measured say more than a row's round number.
	const bpm = before?.downbeat === undefined ? undefined : before.bpm;
	return { ...before, kind: "music", seconds, ...music(row), ...known({ bpm: bpm ?? number(row.bpm) }) };
}
