import { shown } from "../../shared/options/shown";

function listed(words: ReadonlyArray<string>, last: string): string {
	if (words.size() < 2) return words.join("");
	const head = words.filter((_, index) => index < words.size() - 1);
	return `${head.join(", ")} ${last} ${words[words.size() - 1]}`;
}

const LONGEST_NAME = 40;
const isShort = (name: unknown): name is string =>
	typeIs(name, "string") && name.size() <= LONGEST_NAME && utf8.len(name)[0] !== undefined;

/** A value as a sentence shows it; a table by its fields. */
function seen(value: unknown): string {
	if (!typeIs(value, "table")) return shown(value);
	const names = new Array<string>();
	for (const [name] of pairs(value as Record<string, unknown>)) if (isShort(name)) names.push(name);
	names.sort();
	if (!names.isEmpty()) return `a table with ${listed(names, "and")}`;
	return next(value as object)[0] === undefined ? "an empty table" : "a list";
}

/**
 * What is wrong with where sound is to come from; each completes a sentence that begins with its place, for example
 * "zone 'cave': music ...".
 */
export const sourceMessages = {
	none: (may: ReadonlyArray<string>, got: unknown) => `must be ${listed(may, "or")}, got ${seen(got)}`,
	several: (names: ReadonlyArray<string>) => `has ${listed(names, "and")}; only one of them is allowed`,
	text: (name: string, got: unknown) => `'${name}' must be a non-empty string, got ${seen(got)}`,
	filters: (got: unknown) => `'filters' must be a table, got ${seen(got)}`,
	assets: (got: unknown) => `'assets' must be a non-empty list of asset ids, got ${seen(got)}`,
	assetId: (name: string, got: unknown) => `'${name}' must be an asset id, got ${seen(got)}`,
	listedId: (name: string, index: number, got: unknown) =>
		`'${name}' must be asset ids, but item ${index} is ${seen(got)}`,
	trending: (got: unknown) => `'trending' must be true or false, got ${seen(got)}`,
	radio: `'radio' must be a radio made by createRadio of the same client, with output = "players"`,
	cannotAsk: (kind: string) => `the catalog cannot be asked for a source of the kind '${kind}'`,
	noAnswer: "no answer",
	nothing: "nothing in the catalog fits",
	raised: (why: string) => `asking failed: ${why}`,
} as const;
