import { once } from "node:events";
import { accessSync, constants, createWriteStream, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import type { TraceLine } from "headless-place";

import { UsageError } from "./flags.ts";

const REASONS: Readonly<Record<string, string>> = {
	ENOENT: "does not exist",
	EACCES: "may not be opened",
	EPERM: "may not be opened",
	EISDIR: "is a folder",
	ENOTDIR: "lies below a file",
	EEXIST: "is a file",
	EROFS: "lies on a disk that cannot be written",
};
const whyOf = (cause: unknown): string => {
	const { code, message } = cause as NodeJS.ErrnoException;
	return REASONS[code ?? ""] ?? `cannot be used: ${message}`;
};

/** Does something with a file; what the system refuses becomes a sentence about it. */
function about<T>(file: string, act: () => T): T {
	try {
		return act();
	} catch (cause) {
		throw (cause as NodeJS.ErrnoException).code === undefined ? cause : new UsageError(`${file} ${whyOf(cause)}`);
	}
}

/** A file that is there to be read; wrong use where it is not. @returns the file */
export function readable(file: string): string {
	about(file, () => accessSync(file, constants.R_OK));
	if (statSync(file).isDirectory()) throw new UsageError(`${file} is a folder`);
	return file;
}

/** Text of a file; wrong use where there is none. */
export const readInput = (file: string): string => about(file, () => readFileSync(file, "utf8"));

/** A folder that can be written to, made where it is not there; wrong use where it cannot be had. */
export function outputFolder(folder: string): string {
	about(folder, () => {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.W_OK);
	});
	return folder;
}

/** A file that can be written: opened, and its folder made, before the long part of a command begins. */
export function outputFile(file: string): number {
	return about(file, () => {
		mkdirSync(path.dirname(file), { recursive: true });
		return openSync(file, "w");
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
