import { kindOf } from "./jsonc.ts";
import { PlaceError } from "./place-node.ts";

const isTable = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === "string";
const allOf =
	(check: (value: unknown) => boolean) =>
	(value: unknown): boolean =>
		Array.isArray(value) && value.every(check);

/** What a member of a file may be, in words and as a check. */
const MAY_BE = {
	text: ["a string", isText],
	flag: ["true or false", (value: unknown): boolean => typeof value === "boolean"],
	table: ["an object", isTable],
	texts: ["a list of strings", allOf(isText)],
	tables: ["a list of objects", allOf(isTable)],
	path: [
		'a string, or { "optional": string }',
		(value: unknown): boolean =>
			isText(value) || (isTable(value) && isText((value as { optional?: unknown }).optional)),
	],
} as const satisfies Record<string, readonly [words: string, check: (value: unknown) => boolean]>;

/** The members of a file that mean something, each with what it may be. All may be left out. */
export type Shape = Readonly<Record<string, keyof typeof MAY_BE>>;

/** Says what is wrong with a file's own members, before anything relies on them. */
export function checkShape(where: string, table: object, shape: Shape): void {
	for (const [name, value] of Object.entries(table)) {
		const kind = shape[name];
		if (kind === undefined || value === undefined) continue;
		const [words, check] = MAY_BE[kind];
		if (!check(value)) throw new PlaceError(`${where}: "${name}" is ${kindOf(value)}; it must be ${words}`);
	}
}
