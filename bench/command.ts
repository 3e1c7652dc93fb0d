import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";

const ROOT = path.resolve(import.meta.dirname, "..");

/** What every measuring command takes. */
const COMMON = {
	help: { type: "boolean", short: "h" },
	seed: { type: "string", default: "1" },
	json: { type: "string" },
	write: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

const COMMON_HELP = `  --seed N       where chance begins; equal seeds give equal runs (default 1)
  --json FILE    writes what was measured
  --write        records what was measured and renews its page in docs
  --help         says this`;

export interface Flags<T> {
	readonly seed: number;
	readonly json: string | undefined;
	readonly write: boolean;
	readonly own: T;
}

/**
 * Reads the command line of a measuring command; ends the process where it asks for help or is invalid.
 *
 * @param about what the command does, then its own flags as lines of help
 */
export function readFlags<O extends NonNullable<ParseArgsConfig["options"]>>(
	name: string,
	about: { readonly does: string; readonly flags?: string },
	own: O,
): Flags<Record<keyof O, string | boolean | undefined>> {
	const help = `npm run ${name} -- [flags]\n\n${about.does}\n\n${about.flags ?? ""}${COMMON_HELP}`;
	try {
		const { values } = parseArgs({ options: { ...COMMON, ...own }, strict: true, allowPositionals: false });
		const given = values as Record<string, string | boolean | undefined>;
		if (given.help === true) {
			console.log(help);
			process.exit(0);
		}
		const seed = Number(given.seed);
		if (!Number.isInteger(seed) || seed < 0)
			throw new Error(`--seed is ${String(given.seed)}; it must be a whole number`);
		const json = typeof given.json === "string" ? given.json : undefined;
		return { seed, json, write: given.write === true, own: given as never };
	} catch (problem) {
		console.error(`${name}: ${(problem as Error).message}\n\n${help}`);
		process.exit(2);
	}
}

/** What is being done, for whoever waits; not part of the answer. */
export function progress(text: string): void {
	console.error(text);
}

/** Writes a file below the repository, with the folders it needs. */
export function writeRecord(file: string, content: string): void {
	const target = path.resolve(ROOT, file);
	mkdirSync(path.dirname(target), { recursive: true });
	writeFileSync(target, content);
}

/** A table as Markdown, its columns aligned as a formatter would. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map(row => row[column]!.length)));
	const line = (cells: readonly string[]): string =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
	return [line(head), `| ${widths.map(width => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n");
}

export const count = (value: number): string => Math.round(value).toLocaleString("en-US");
export const share = (part: number, whole: number): string =>
	whole === 0 ? "0 %" : `${((100 * part) / whole).toFixed(1)} %`;
