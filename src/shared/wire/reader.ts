import type { Kind, Rule } from "./schema";
import { isList, isRow, type Row } from "./table";

/** Counts what was left out on the way. */
export interface Notes {
	/** Rows without a usable id, and entries of lists that nobody could want. */
	dropped: number;
}

/**
 * Gives the value as its type says; `undefined` when it is of no use. It works in place on what `JSONDecode` made,
 * which is nobody else's. Nothing raises, whatever the value is.
 */
export type Reader<T> = (value: unknown, notes: Notes) => T | undefined;

type Read = Reader<defined>;
type ObjectRule = Extract<Rule, { type: "object" }>;
type ListRule = Extract<Rule, { type: "list" }>;

/** Fields that nobody knows yet are kept as far down as this. */
const DEEPEST = 8;
/** Digits of the longest id. */
const LONGEST_ID = 20;
const EXACT = 9007199254740992;

const isFinite = (value: number) => value - value === 0;

/** Digits of an asset id as the API sends it. */
function idOf(value: unknown): string | undefined {
	if (typeIs(value, "number")) {
		return value > 0 && value < EXACT && value % 1 === 0 ? string.format("%.0f", value) : undefined;
	}
	if (!typeIs(value, "string") || value.size() > LONGEST_ID) return undefined;
	return string.match(value, "^%d*[1-9]%d*$")[0] !== undefined ? value : undefined;
}

function numericIdOf(value: unknown): number | undefined {
	const number = typeIs(value, "string") ? tonumber(value) : value;
	return typeIs(number, "number") && isFinite(number) ? number : undefined;
}

function readPairs(value: unknown): Row | undefined {
	if (!isRow(value)) return undefined;
	for (const [key, inner] of pairs(value)) {
		const kept = typeIs(key, "string") && (typeIs(inner, "string") || (typeIs(inner, "number") && isFinite(inner)));
		if (!kept) delete value[key];
	}
	return value;
}

/** Whether a value is plain enough to be copied and sent on. */
function isShallow(value: unknown, depth: number): boolean {
	if (typeIs(value, "number")) return isFinite(value);
	if (!isRow(value)) return true;
	if (depth === 0) return false;
	for (const [, inner] of pairs(value)) if (!isShallow(inner, depth - 1)) return false;
	return true;
}

/** How many places a list has: nulls leave holes, and the length operator may stop at any of them. */
function places(list: ReadonlyArray<defined>): number {
	const length = list.size();
	const bag: object = list;
	// Nothing behind the last place: an array without holes.
	if (next(bag, length === 0 ? undefined : length)[0] === undefined) return length;
	let count = 0;
	for (const [key] of pairs(bag)) if (typeIs(key, "number") && key > count) count = key;
	return count;
}

function compileList({ item, most, unique }: ListRule): Read {
	const read = compile(item);
	return (value, notes) => {
		if (!isList(value)) return undefined;
		const count = places(value);
		const kept = new Array<defined>();
		const seen = new Set<unknown>();
		for (let index = 0; index < count; index++) {
			const inner = value[index];
			if (inner === undefined) continue;
			const usable = kept.size() < most ? read(inner, notes) : undefined;
			const id = unique !== undefined && isRow(usable) ? usable[unique] : undefined;
			if (usable === undefined || (id !== undefined && seen.has(id))) {
				notes.dropped += 1;
				continue;
			}
			if (id !== undefined) seen.add(id);
			kept.push(usable);
		}
		return kept;
	};
}

/** The names of the types of plain fields; they are compared in place, a call for every field would cost too much. */
const PLAIN: Partial<Record<Rule["type"], string>> = { text: "string", flag: "boolean", number: "number" };

function compileObject({ fields, some }: ObjectRule): Read {
	const types = new Map<string, string>();
	const least = new Map<string, number>();
	const most = new Map<string, number>();
	const readers = new Map<string, Read>();
	const needed = new Array<string>();
	const given = new Array<string>();
	for (const [name, { rule, absent }] of pairs(fields)) {
		if (absent === "unusable") needed.push(name);
		if (absent === "empty") given.push(name);
		const plain = PLAIN[rule.type];
		if (plain !== undefined) types.set(name, plain);
		else readers.set(name, compile(rule));
		if (rule.type !== "number") continue;
		least.set(name, rule.least);
		most.set(name, rule.most);
	}
	return (value, notes) => {
		if (!isRow(value)) return undefined;
		const row = value;
		for (const [name, inner] of pairs(row)) {
			const plain = types.get(name);
			if (plain !== undefined) {
				if (type(inner) !== plain) delete row[name];
				// Nothing is as small or as large as NaN.
				else if (typeIs(inner, "number") && !(inner >= least.get(name)! && inner <= most.get(name)!)) delete row[name];
				continue;
			}
			const reader = readers.get(name);
			if (reader !== undefined) {
				const read = reader(inner, notes);
				if (read !== inner) row[name] = read;
			} else if (!typeIs(name, "string") || !isShallow(inner, DEEPEST)) delete row[name];
		}
		if (some !== undefined && some.every(name => row[name] === undefined)) return undefined;
		for (const name of given) row[name] ??= {};
		for (const name of needed) if (row[name] === undefined) return undefined;
		return row;
	};
}

function compile(rule: Rule): Read {
	switch (rule.type) {
		case "object":
			return compileObject(rule);
		case "list":
			return compileList(rule);
		case "id":
			return idOf;
		case "numeric-id":
			return numericIdOf;
		case "pairs":
			return readPairs;
		case "word":
			return value => (typeIs(value, "string") && rule.words.has(value) ? value : undefined);
		case "number":
			return value => (typeIs(value, "number") && value >= rule.least && value <= rule.most ? value : undefined);
		case "text":
			return value => (typeIs(value, "string") ? value : undefined);
		case "flag":
			return value => (typeIs(value, "boolean") ? value : undefined);
	}
}

/** Compiles the reader of a kind; do it once. */
export function createReader<T>({ rule }: Kind<T>): Reader<T> {
	// The one place where a value becomes its type: the rule was made together with the kind.
	return compile(rule) as Reader<T>;
}

/** Without a word of what it says: that may be a key that came back. */
function described(value: unknown): string {
	if (typeIs(value, "string")) return "a string";
	return typeIs(value, "table") ? "a table" : tostring(value);
}

/** The body of an answer, or why it is none. */
export type BodyReader<T> = (
	value: unknown,
	notes: Notes,
) => LuaTuple<[body: T | undefined, fault: string | undefined]>;

/** Compiles the reader of a whole answer, which says what is wrong with one that is of no use. */
export function createBodyReader<T extends object>(body: Kind<T>): BodyReader<T> {
	const read = createReader(body);
	const fields = body.rule.type === "object" ? body.rule.fields : {};
	const some = (body.rule.type === "object" ? body.rule.some : undefined) ?? [];
	const belongs = (name: string) => (fields[name]!.rule.type === "list" ? "a list" : "an object");

	/** Kept before the reader takes it away: what stands where something needed belongs. */
	function faultBefore(row: Row): string {
		for (const [name, { absent }] of pairs(fields)) {
			const wanted = absent === "unusable" || some.includes(name);
			if (!wanted || row[name] === undefined || typeIs(row[name], "table")) continue;
			return `${name} is ${described(row[name])} where ${belongs(name)} belongs`;
		}
		if (!some.isEmpty()) return `${some.join(" or ")} is missing`;
		for (const [name, { absent }] of pairs(fields)) {
			if (absent === "unusable" && row[name] === undefined) return `${name} is missing`;
		}
		return "it holds nothing usable";
	}

	return (value, notes) => {
		if (!isRow(value)) return $tuple(undefined, `the body is ${described(value)} where an object belongs`);
		const wanted: Row = {};
		for (const [name] of pairs(fields)) wanted[name] = value[name];
		const usable = read(value, notes);
		if (usable === undefined) return $tuple(undefined, faultBefore(wanted));
		return $tuple(usable, undefined);
	};
}
