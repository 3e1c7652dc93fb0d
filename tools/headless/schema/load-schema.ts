import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { cacheFolder } from "../cache-folder.ts";
import { type EngineSchema } from "./read-typings.ts";

const CACHE = cacheFolder("schema");
/** A package carries the schema ready made, so that it needs neither the typings nor their compiler. */
const PACKED = fileURLToPath(new URL("schema.luau", import.meta.url));

const quote = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
const toTable = (entries: Record<string, string>): string =>
	Object.entries(entries)
		.map(([name, value]) => `[${quote(name)}]=${quote(value)}`)
		.join(",\n");
/** `defaults.tsv`, a line a class, which `reflection/update-defaults.ts` writes. */
const readDefaults = (): string => readFileSync(fileURLToPath(new URL("defaults.tsv", import.meta.url)), "utf8");
const packedDefaults = (text: string): Record<string, string> =>
	Object.fromEntries(
		text
			.trimEnd()
			.split("\n")
			.map((line): [string, string] => [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)]),
	);
const toLuau = (schema: EngineSchema, defaults: string): string =>
	`return {classes={${toTable(schema.classes)}},enums={${toTable(schema.enums)}},defaults={${toTable(packedDefaults(defaults))}}}`;

/**
 * The engine's schema as a Luau chunk, generated from `@rbxts/types` and kept under `build/` by the content's hash.
 *
 * @example vm.load(await loadSchema(), "=schema")
 */
export const loadSchema = (): Promise<string> => (loaded ??= readSchema());

let loaded: Promise<string> | undefined;

const readSchema = async (): Promise<string> => {
	if (existsSync(PACKED)) return readFileSync(PACKED, "utf8");
	const include = join(dirname(createRequire(import.meta.url).resolve("@rbxts/types/package.json")), "include");
	const read = (name: string): string => readFileSync(join(include, name), "utf8");
	const classes = [read("generated/None.d.ts"), read("roblox.d.ts")];
	const enums = read("generated/enums.d.ts");
	const reader = readFileSync(fileURLToPath(new URL("read-typings.ts", import.meta.url)));
	const defaults = readDefaults();
	const hash = createHash("sha256").update(reader).update(enums).update(defaults).update("defaults");
	for (const text of classes) hash.update(text);
	const file = join(CACHE, `${hash.digest("hex").slice(0, 16)}.luau`);
	if (existsSync(file)) return readFileSync(file, "utf8");
	const { readTypings } = await import("./read-typings.ts");
	const text = toLuau(readTypings({ classes, enums }), defaults);
	try {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(`${file}.${process.pid}`, text);
		renameSync(`${file}.${process.pid}`, file);
	} catch {
		// A folder that cannot be written to costs two seconds in each process, nothing else.
	}
	return text;
};
