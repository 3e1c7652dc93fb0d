import { once } from "node:events";
import {
	accessSync,
	constants,
	createWriteStream,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import path from "node:path";

import type { TraceLine } from "headless-place";

/** A file or folder that cannot be used; the sentence says which and why. */
export class FileError extends Error {
	override name = "FileError";
}

const REASONS: Readonly<Record<string, string>> = {
	ENOENT: "does not exist",
	EACCES: "cannot be opened (permission denied)",
	EPERM: "cannot be opened (permission denied)",
	EISDIR: "is a folder",
	ENOTDIR: "is inside a file",
	EEXIST: "is a file",
	EROFS: "is on a read-only disk",
};
const whyOf = (cause: unknown): string => {
	const { code, message } = cause as NodeJS.ErrnoException;
	return REASONS[code ?? ""] ?? `cannot be used: ${message}`;
};

/** What the system refused to do with a file, as a sentence; any other refusal in the system's own words. */
export const refusalOf = (cause: NodeJS.ErrnoException): string =>
	cause.path === undefined ? cause.message : `${cause.path} ${whyOf(cause)}`;

/** Does something with a file; what the system refuses becomes a sentence about it. */
function about<T>(file: string, act: () => T): T {
	try {
		return act();
	} catch (cause) {
		throw (cause as NodeJS.ErrnoException).code === undefined ? cause : new FileError(`${file} ${whyOf(cause)}`);
	}
}

/** A file that is there to be read. @returns the file */
export function readable(file: string): string {
	about(file, () => accessSync(file, constants.R_OK));
	if (statSync(file).isDirectory()) throw new FileError(`${file} is a folder`);
	return file;
}

/** Text of a file. */
export const readInput = (file: string): string => about(file, () => readFileSync(file, "utf8"));

/** The names of what lies in a folder. */
export function namesIn(folder: string): string[] {
	folderOrNothing(folder);
	return about(folder, () => readdirSync(folder).sort());
}

/** A folder that can be written to, made where it is not there. */
export function outputFolder(folder: string): string {
	about(folder, () => {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.W_OK);
	});
	return folder;
}

/** Refuses what is there and no folder. */
export function folderOrNothing(folder: string): void {
	if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) throw new FileError(`${folder} is a file`);
}

/** A file that can be written: opened, and its folder made, before the long part of a command begins. */
export function outputFile(file: string): number {
	return about(file, () => {
		mkdirSync(path.dirname(file), { recursive: true });
		return openSync(file, "w");
	});
}

/** A file that can be written later: its folder is there, or made, and takes files. @returns the file */
export function writable(file: string): string {
	outputFolder(path.dirname(file));
	about(file, () => {
		if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
	});
	return file;
}

/** The file changes in one piece, or not at all; a link that somebody left at its place is not followed. */
export function writeWhole(file: string, text: string): void {
	const part = `${file}.part`;
	about(file, () => {
		rmSync(part, { force: true });
		writeFileSync(part, text, { flag: "wx" });
		renameSync(part, file);
	});
}

/** Where the lines of a trace go; nowhere without a file. */
export function traceFile(file: string | undefined) {
	const stream = file === undefined ? undefined : createWriteStream(file, { fd: outputFile(file) });
	return {
		write: (line: TraceLine): void => void stream?.write(`${JSON.stringify(line)}\n`),
		end: async (): Promise<void> => {
			stream?.end();
			if (stream !== undefined) await once(stream, "finish");
		},
	};
}
