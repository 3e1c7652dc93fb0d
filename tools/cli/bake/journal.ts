import { createHash } from "node:crypto";
import { appendFileSync, closeSync, constants, lstatSync, openSync, readFileSync, rmSync } from "node:fs";

import { writeWhole } from "../files.ts";
import type { Data } from "./luau-text.ts";

/** The answers of a bake, on disk as soon as they are there: what was paid for is not asked for again. */
export interface Journal {
	/** Answers of an earlier bake that did not finish, by request. */
	readonly before: Readonly<Record<string, Data>>;
	add(key: string, value: Data): void;
	/** Leaves the file for the next bake, unless it is empty. */
	close(): void;
}

export interface JournalOptions {
	/** Answers of another API, or to another key, are not taken. */
	api: string;
	key: string;
	/** Milliseconds since 1970. */
	now: () => number;
}

interface Entry {
	at: number;
	asker: string;
	key: string;
	value: Data;
}

/** The catalog changes: older answers are asked for again. */
const MOST_AGE = 24 * 3600 * 1000;

/** Lines of an earlier bake. The last one may have been cut off, and anybody may have edited them. */
function entriesIn(file: string, asker: string, now: number): Entry[] {
	if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
	return readFileSync(file, "utf8")
		.split("\n")
		.flatMap(line => {
			try {
				const entry = JSON.parse(line) as Partial<Entry> | null;
				const { at, key, value } = entry ?? {};
				const isOurs = typeof at === "number" && at <= now && now - at < MOST_AGE && entry?.asker === asker;
				return isOurs && typeof key === "string" && value !== undefined ? [entry as Entry] : [];
			} catch {
				return [];
			}
		});
}

const lineOf = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

/**
 * Opens the journal of a bake. It is written here for the first time, so that a folder that cannot be written to is found
 * out before anything is asked. A symbolic link in its place is replaced, never followed.
 *
 * @throws FileError
 * @example
 * const journal = openJournal("sound.manifest.luau.answers", { api, key, now: Date.now });
 */
export function openJournal(file: string, { api, key, now }: JournalOptions): Journal {
	// The key itself is nobody's business.
	const asker = createHash("sha256").update(`${api}\n${key}`).digest("hex").slice(0, 16);
	const entries = entriesIn(file, asker, now());
	const known = new Set(entries.map(entry => entry.key));
	writeWhole(file, entries.map(lineOf).join(""));
	// The last flag is missing on Windows, where links need rights that programs rarely have.
	const descriptor = openSync(file, constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0));
	return {
		before: Object.fromEntries(entries.map(entry => [entry.key, entry.value])),
		add(request, value) {
			if (known.has(request)) return;
			known.add(request);
			appendFileSync(descriptor, lineOf({ at: now(), asker, key: request, value }));
		},
		close() {
			closeSync(descriptor);
			if (known.size === 0) rmSync(file, { force: true });
		},
	};
}
