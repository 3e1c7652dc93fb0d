import path from "node:path";

/** What Rojo makes of a file. */
export type FileKind =
	| "serverScript"
	| "clientScript"
	| "pluginScript"
	| "moduleScript"
	| "project"
	| "jsonModel"
	| "json"
	| "toml"
	| "yaml"
	| "csv"
	| "text"
	| "rbxm"
	| "rbxmx"
	| "ignore";

/** A file by what it becomes and how the Instance is called. */
export interface KnownFile {
	readonly kind: FileKind;
	readonly name: string;
}

/** A rule of a project, in the words of its `syncRules`. */
export interface SyncRule {
	readonly matches: (file: string) => boolean;
	readonly kind: FileKind;
	readonly suffix: string | undefined;
}

/** Rojo's own rules by the end of the name; the first that fits decides. */
const ENDINGS: readonly (readonly [ending: string, kind: FileKind])[] = [
	...["lua", "luau"].flatMap(
		language =>
			[
				[`.server.${language}`, "serverScript"],
				[`.client.${language}`, "clientScript"],
				[`.plugin.${language}`, "pluginScript"],
				[`.${language}`, "moduleScript"],
			] as const,
	),
	[".project.json", "project"],
	[".model.json", "jsonModel"],
	[".meta.json", "ignore"],
	[".json", "json"],
	[".toml", "toml"],
	[".yaml", "yaml"],
	[".yml", "yaml"],
	[".csv", "csv"],
	[".txt", "text"],
	[".rbxmx", "rbxmx"],
	[".rbxm", "rbxm"],
];

/** What a file is; undefined for those that Rojo passes over. */
export function knownFile(file: string, rules: readonly SyncRule[]): KnownFile | undefined {
	const base = path.basename(file);
	const rule = rules.find(candidate => candidate.matches(file));
	if (rule !== undefined) {
		const { suffix } = rule;
		const cut = suffix !== undefined && base.endsWith(suffix) ? suffix.length : path.extname(base).length;
		return { kind: rule.kind, name: base.slice(0, base.length - cut) };
	}
	const found = ENDINGS.find(([ending]) => base.endsWith(ending));
	return found === undefined ? undefined : { kind: found[1], name: base.slice(0, -found[0].length) };
}

/** A pattern of paths, relative to a folder, as Rojo's projects write it: a star takes in folders as well. */
export function globMatcher(glob: string, folder: string): (file: string) => boolean {
	const source = glob
		.replace(/[.+^${}()|[\]\\]/g, "\\$&")
		.replace(/\*\*\/?|\*|\?/g, found => (found === "?" ? "." : ".*"));
	const pattern = new RegExp(`^${source}$`);
	return file => pattern.test(path.relative(folder, file).split(path.sep).join("/"));
}

/** Luau source of a value from JSON or TOML: what Rojo makes of data files. */
export function luauLiteral(value: unknown): string {
	if (typeof value === "string")
		// Escape by escape: the backslash of a text may stand before a "u" of its own.
		return JSON.stringify(value).replace(/\\(?:u([0-9a-f]{4})|.)/gi, (escape, code?: string) =>
			code === undefined ? escape : `\\u{${code}}`,
		);
	if (typeof value === "number" || typeof value === "boolean") return String(value);
	if (value instanceof Date) return luauLiteral(value.toISOString());
	if (Array.isArray(value)) return `{${value.map(luauLiteral).join(", ")}}`;
	if (typeof value === "object" && value !== null) {
		return `{${Object.entries(value)
			.map(([key, held]) => `[${luauLiteral(key)}] = ${luauLiteral(held)}`)
			.join(", ")}}`;
	}
	return "nil";
}
