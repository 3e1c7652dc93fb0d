import { type AssetEntry, parseJson } from "headless-place";

import { FileError, readInput } from "./files.ts";
import { nearest } from "./flags.ts";

/** What is wrong with a value that stands at some place of the file, as a sentence. */
type Check = (value: unknown, at: string) => string | undefined;

const shown = (value: unknown): string => JSON.stringify(value) ?? "nothing";
const may =
	(be: string, fits: (value: unknown) => boolean): Check =>
	(value, at) =>
		fits(value) ? undefined : `${at} must be ${be}, got ${shown(value)}`;
const number = (least: number): Check =>
	may(`a number of ${least} or more`, value => typeof value === "number" && Number.isFinite(value) && value >= least);
const isText = (value: unknown): boolean => typeof value === "string";
const text = may("a string", isText);
const oneOf = (...names: string[]): Check =>
	may(`one of ${names.join(", ")}`, value => names.includes(value as string));
const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** An object whose fields are checked by name; `known` says what there is, for those that are not. */
const object =
	(checkOf: (name: string) => Check | undefined, known: readonly string[]): Check =>
	(value, at) => {
		const fault = may("an object", isObject)(value, at === "" ? "it" : at);
		if (fault !== undefined) return fault;
		for (const [name, held] of Object.entries(value as object)) {
			const check = checkOf(name);
			const inside = check?.(held, at === "" ? name : `${at}.${name}`);
			if (inside !== undefined) return inside;
			if (check !== undefined) continue;
			const guess = nearest(name, known);
			const hint = guess === undefined ? `it can have ${known.join(", ")}` : `did you mean ${guess}?`;
			return `${at === "" ? "it" : at} has no ${name}; ${hint}`;
		}
		return undefined;
	};
const record = (fields: Readonly<Record<string, Check>>): Check =>
	object(name => (Object.hasOwn(fields, name) ? fields[name] : undefined), Object.keys(fields));

const entry = record({
	duration: number(0),
	loadDelay: number(0),
	failure: oneOf("Failure", "TimedOut", "None"),
	title: text,
	artist: text,
	album: text,
	tags: may("a list of strings", value => Array.isArray(value) && value.every(isText)),
	audioType: oneOf("Music", "SoundEffect"),
});
const isAsset = (name: string): boolean => /^\d+$|^rbxasset/.test(name);
const assets = object(name => (isAsset(name) ? entry : undefined), ["asset ids"]);
const peer = record({ loadDelay: number(0), loadFactor: number(0), assets });
const registry = object(
	name => (isAsset(name) || name === "default" ? entry : name === "peers" ? object(() => peer, []) : undefined),
	["asset ids", "default", "peers"],
);

/**
 * Reads what `--assets` names: what each audio id is.
 *
 * @throws FileError that names file and field
 */
export function readAssets(file: string): Record<string, AssetEntry> {
	const value = parseJson(readInput(file), file);
	const fault = registry(value, "");
	if (fault !== undefined) throw new FileError(`${file}: ${fault}`);
	return value as Record<string, AssetEntry>;
}
