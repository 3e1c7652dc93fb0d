import { parseArgs, type ParseArgsConfig } from "node:util";

/** How a flag is written and read. */
export interface FlagSpec {
	/** "switch" has no value; "number", "text" have one; "list" may be given several times. */
	kind: "switch" | "number" | "text" | "list";
	/** Shown in the help, e.g. "S" or "FILE". */
	value?: string;
	help: string;
	/** Allowed values. */
	oneOf?: readonly string[];
	min?: number;
	max?: number;
	/** A second spelling, e.g. "-n". */
	short?: string;
}

export type FlagTable = Record<string, FlagSpec>;

/** What was given, by flag name without dashes. */
export interface Parsed {
	flags: Record<string, string | number | boolean | string[] | undefined>;
	rest: string[];
}

/** Wrong use of the command line: printed without a stack, exit code 2. */
export class UsageError extends Error {
	override name = "UsageError";
}

/** How many single-letter edits lie between two words. */
export function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			next[j] = Math.min(swap, row[j]! + 1, next[j - 1]! + 1);
		}
		row = next;
	}
	return row[b.length]!;
}

/** The nearest of some words, where one is near enough to be meant. */
export function nearest(word: string, words: readonly string[]): string | undefined {
	const ranked = words.map(candidate => ({ candidate, far: distance(word, candidate) })).sort((x, y) => x.far - y.far);
	const best = ranked[0];
	return best !== undefined && best.far <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined;
}

function numberOf(name: string, text: string, spec: FlagSpec): number {
	const value = Number(text);
	const { min = -Infinity, max = Infinity } = spec;
	if (text.trim() === "" || !Number.isFinite(value) || value < min || value > max) {
		const range =
			spec.min === undefined
				? "a number"
				: max === Infinity
					? `a number of ${min} or more`
					: `a number from ${min} to ${max}`;
		throw new UsageError(`--${name} takes ${range}, got "${text}"`);
	}
	return value;
}

function valueOf(name: string, text: string, spec: FlagSpec): string | number {
	if (spec.kind === "number") return numberOf(name, text, spec);
	if (spec.oneOf !== undefined && !spec.oneOf.includes(text)) {
		throw new UsageError(`--${name} takes one of ${spec.oneOf.join(", ")}, got "${text}"`);
	}
	return text;
}

/**
 * Reads a command line against a table of flags.
 *
 * @throws UsageError naming the flag, what it got and what it may be
 * @example
 * parseFlags(["--seed", "3", "file.luau"], { seed: { kind: "number", help: "..." } })
 */
export function parseFlags(argv: readonly string[], table: FlagTable): Parsed {
	const flags: Parsed["flags"] = {};
	const rest: string[] = [];
	const options: ParseArgsConfig["options"] = {};
	for (const [name, { kind, short }] of Object.entries(table))
		options[name] = { type: kind === "switch" ? "boolean" : "string", ...(short ? { short: short.slice(1) } : {}) };
	// Not strict: what is refused, and in which words, is said here.
	const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
	for (const token of tokens) {
		if (token.kind === "positional") rest.push(token.value);
		if (token.kind !== "option") continue;
		const { name, rawName, value: text } = token;
		const spec = Object.hasOwn(table, name) ? table[name] : undefined;
		if (spec === undefined) {
			const guess = nearest(name, Object.keys(table));
			throw new UsageError(`unknown flag ${rawName}${guess ? `; did you mean --${guess}?` : ""}`);
		}
		if (spec.kind === "switch") {
			if (text !== undefined) throw new UsageError(`--${name} takes no value, got "${text}"`);
			flags[name] = true;
			continue;
		}
		if (text === undefined) throw new UsageError(`--${name} needs a value: ${spec.help}`);
		// What was forgotten is not made up for by the next flag.
		if (token.inlineValue === false && /^--./.test(text))
			throw new UsageError(`--${name} needs a value, got ${text}; where that is meant, type --${name}=${text}`);
		const value = valueOf(name, text, spec);
		if (spec.kind === "list") flags[name] = [...((flags[name] as string[] | undefined) ?? []), String(value)];
		else flags[name] = value;
	}
	return { flags, rest };
}

/** The flags of a command as lines of help. */
export function flagHelp(table: FlagTable): string {
	const rows = Object.entries(table).map(([name, spec]) => {
		const value = spec.kind === "switch" ? "" : ` ${spec.oneOf?.join("|") ?? spec.value ?? "VALUE"}`;
		return [`${spec.short ? `${spec.short}, ` : ""}--${name}${value}`, spec.help] as const;
	});
	const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
	return rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`).join("\n");
}
