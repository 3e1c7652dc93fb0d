import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { cacheFolder } from "../cache-folder.ts";

/** What was compiled before, by this process or another one; a source is compiled once as long as it does not change. */
export interface BytecodeStore {
	get(source: string): Uint8Array | undefined;
	put(source: string, bytecode: Uint8Array): void;
}

const DIRECTORY = cacheFolder("bytecode");
/** More than a few builds of everything; then the store starts anew. */
const MOST_FILES = 6000;
/** What specs write on the spot is not worth a file. */
const LEAST_LENGTH = 400;

const hashOf = (text: string): string => createHash("sha1").update(text).digest("hex");

/**
 * The store of a build of the VM: bytecode of one build means nothing to another.
 *
 * @example
 * const store = bytecodeStore(image.hash);
 */
export const bytecodeStore = (image: string): BytecodeStore => {
	const directory = path.join(DIRECTORY, image.slice(0, 12));
	const known = new Map<string, Uint8Array>();
	let files: number | undefined;
	const fileOf = (source: string): string => path.join(directory, hashOf(source));
	const countFiles = (): number => {
		mkdirSync(directory, { recursive: true });
		return readdirSync(directory).length;
	};
	return {
		get: source => {
			const before = known.get(source);
			if (before !== undefined || source.length < LEAST_LENGTH) return before;
			try {
				const read = readFileSync(fileOf(source));
				known.set(source, read);
				return read;
			} catch {
				return undefined;
			}
		},
		put: (source, bytecode) => {
			known.set(source, bytecode);
			if (source.length < LEAST_LENGTH) return;
			try {
				files ??= countFiles();
				if (++files > MOST_FILES) {
					rmSync(directory, { recursive: true, force: true });
					files = countFiles() + 1;
				}
				const file = fileOf(source);
				writeFileSync(`${file}.${process.pid}`, bytecode);
				renameSync(`${file}.${process.pid}`, file);
			} catch {
				// A store that cannot be written is only slow.
			}
		},
	};
};
