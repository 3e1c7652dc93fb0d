import { type Read, readFields } from "./declare";
import { type Notes, wrong } from "./kinds";
import { raiseAtCaller } from "./raise";

/** Options as they are meant, or the sentence that says why they cannot be; and a sentence for each unknown name. */
export interface Reading<T> {
	value?: T;
	fault?: string;
	/** Whether the fault is told in the official SDK's words. */
	isInOfficialWords?: boolean;
	unknown: ReadonlyArray<string>;
}

/** Reads options by their declaration. Left out altogether they are an empty table. */
export function readOptions<D extends object>(
	entry: string,
	fields: D,
	input: unknown,
	isOfficial = false,
): Reading<Read<D>> {
	const notes: Notes = { entry, isOfficial, unknown: [] };
	if (input !== undefined && !typeIs(input, "table")) {
		return { fault: wrong(entry, "options", input, "a table"), unknown: [] };
	}
	const value = readFields(fields, (input ?? {}) as object, "", notes);
	notes.unknown.sort();
	const { fault, isInOfficialWords, unknown } = notes;
	return { value: fault === undefined ? value : undefined, fault, isInOfficialWords, unknown };
}

/** Different sentences that are told; a game in a loop must not fill the log. */
const MOST_WARNINGS = 100;
const told = new Set<string>();

/** Warns of something, once. */
export function warnOnce(sentence: string, say: (text: string) => void = warn): void {
	if (told.has(sentence) || told.size() >= MOST_WARNINGS) return;
	told.add(sentence);
	say(`[AudioScape] ${sentence}`);
}

/** Reads options of an entry of our own: whatever is invalid raises in the caller's line, unknown names too. */
export function ownOptions<D extends object>(entry: string, fields: D, input: unknown): Read<D> {
	const { value, fault, unknown } = readOptions(entry, fields, input);
	const [first] = unknown;
	// A misspelled name explains more than what is missing because of it.
	if (first !== undefined) raiseAtCaller(first);
	if (value === undefined) raiseAtCaller(fault!);
	return value!;
}

/** Reads options of a request: what is invalid is an answer, and unknown names are warned of once. */
export function requestOptions<D extends object>(entry: string, fields: D, input: unknown): Reading<Read<D>> {
	const reading = readOptions(entry, fields, input);
	for (const sentence of reading.unknown) warnOnce(sentence);
	return reading;
}

/**
 * Reads options of an entry that the official SDK has: what it raises is raised in its words, and unknown names are
 * warned of once, so that a game which swaps the module goes on.
 */
export function officialOptions<D extends object>(entry: string, fields: D, input: unknown): Read<D> {
	const { value, fault, isInOfficialWords, unknown } = readOptions(entry, fields, input, true);
	if (value === undefined) {
		// Games compare the official sentences; ours say where.
		if (isInOfficialWords === true) error(fault, 0);
		raiseAtCaller(fault!);
	}
	for (const sentence of unknown) warnOnce(sentence);
	return value!;
}
