/**
 * Writes `schema/defaults.tsv` from Lune's reflection: what properties of a new instance hold where it is not simply the
 * zero of their type. A line a class: its name, then property and value in turn, without what its base has already.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { reflect, type Reflection } from "./lune.ts";

const IDENTITY = "0,0,0,1,0,0,0,1,0,0,0,1";
const ZEROS = new Set(["", "0", "false", "0,0", "0,0,0", "0,0,0,0", IDENTITY]);
/** What every instance has, or what only files know. */
const LEFT_OUT = new Set([
	"ClassName",
	"Archivable",
	"SourceAssetId",
	"UniqueId",
	"HistoryId",
	"Sandboxed",
	"Capabilities",
]);
/** Binary data of files. */
const UNPRINTABLE = /[\0-\x1f]/;

const typeOf = ({ classes }: Reflection, name: string, key: string): string => {
	const entry = classes[name];
	if (entry === undefined) return "";
	return entry.properties[key]?.type ?? typeOf({ classes } as Reflection, entry.base, key);
};
const isZero = (reflection: Reflection, name: string, key: string, value: string): boolean => {
	const [, enumName] = /^Enum\.(.*)$/.exec(typeOf(reflection, name, key)) ?? [];
	return enumName === undefined ? ZEROS.has(value) : reflection.enums[enumName]?.[value] === 0;
};

/** @example packDefaults(reflect()) // "Sound\tVolume\t0.5\t…" */
export const packDefaults = (reflection: Reflection): string =>
	Object.keys(reflection.classes)
		.sort()
		.flatMap(name => {
			const { base, defaults } = reflection.classes[name]!;
			const inherited = reflection.classes[base]?.defaults ?? {};
			const own = Object.entries(defaults)
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.filter(([key, value]) => !LEFT_OUT.has(key) && !UNPRINTABLE.test(value) && value !== inherited[key])
				.filter(([key, value]) => !(key === "Name" && value === name))
				.filter(([key, value]) => inherited[key] !== undefined || !isZero(reflection, name, key, value));
			return own.length === 0 ? [] : [[name, ...own.flat()].join("\t")];
		})
		.join("\n");

if (process.argv[1] === fileURLToPath(import.meta.url))
	writeFileSync(new URL("../schema/defaults.tsv", import.meta.url), `${packDefaults(reflect())}\n`);
