import { t } from "@rbxts/t";

/**
 * What a field of an answer may hold. `@rbxts/t` checks are used as they are; `"level"` is a number that may come
 * as text when it is not finite; `"id"` and `"idNumber"` take digits as text and as numbers and give text and numbers.
 */
export type Check = (value: unknown) => boolean;
export type Field = Check | "level" | "id" | "idNumber" | Shape | ListOf | { map: Check };
export interface ListOf {
	list: Field;
}
/** The fields of an object. Fields that are not listed pass through; listed ones may always be absent. */
export interface Shape {
	fields: Record<string, Field>;
	/** Rows without a usable value here are left out of their list. */
	id?: string;
}

/** What happened on the way: rows left out, and where a body stopped being what it should be. */
export interface Notes {
	dropped: number;
	/** What is wrong, once something is; the path is put together on the way up. */
	fault?: string;
	path?: string;
}

/** Gives the value as it should be; `undefined` is absent. */
type Reader = (value: unknown, notes: Notes) => unknown;
/** For the common checks the type's name is compared in place; a call for every field would cost too much. */
type Compiled = string | Reader;

const PLAIN = new Map<unknown, string>([
	[t.string, "string"],
	[t.number, "number"],
	[t.boolean, "boolean"],
	[t.table, "table"],
]);

const WORDS: Record<string, string> = {
	string: "text",
	number: "a number",
	boolean: "true or false",
	table: "a table",
};

function described(value: unknown): string {
	if (typeIs(value, "string")) return `the text "${string.sub(value, 1, 40)}"`;
	if (typeIs(value, "table")) return "a table";
	return tostring(value);
}

function fail(notes: Notes, value: unknown, expected: string): undefined {
	notes.fault = `is ${described(value)} where ${expected} belongs`;
	notes.path = "";
	return undefined;
}

function within(notes: Notes, step: string): undefined {
	const inner = notes.path ?? "";
	notes.path = step + (inner === "" || string.sub(inner, 1, 1) === "[" ? inner : `.${inner}`);
	return undefined;
}

/** The fault as a sentence, if there is one. */
export function faultOf(notes: Notes): string | undefined {
	if (notes.fault === undefined) return undefined;
	return `${notes.path === "" || notes.path === undefined ? "the body" : notes.path} ${notes.fault}`;
}

/** Digits of an id as the API sends it. */
export function wireId(value: unknown): string | undefined {
	if (typeIs(value, "string")) return string.match(value, "^%d+$")[0] !== undefined ? value : undefined;
	if (typeIs(value, "number") && value > 0 && value < 9007199254740992 && value % 1 === 0) {
		return string.format("%.0f", value);
	}
	return undefined;
}

function isShape(field: Field): field is Shape {
	return typeIs(field, "table") && (field as Partial<Shape>).fields !== undefined;
}

const readLevel: Reader = (value, notes) => {
	if (typeIs(value, "number")) return value - value === 0 ? value : undefined;
	return typeIs(value, "string") ? undefined : fail(notes, value, WORDS.number!);
};
const readId: Reader = (value, notes) => wireId(value) ?? fail(notes, value, "an asset id");
const readIdNumber: Reader = (value, notes) => {
	const number = typeIs(value, "string") ? tonumber(value) : value;
	if (!typeIs(number, "number")) return fail(notes, value, WORDS.number!);
	return number - number === 0 ? number : undefined;
};

function compileMap(check: Check): Reader {
	return (value, notes) => {
		if (!typeIs(value, "table")) return fail(notes, value, WORDS.table!);
		const map = value as Record<string, unknown>;
		for (const [key, inner] of pairs(map)) {
			if (!check(inner) || (typeIs(inner, "number") && inner - inner !== 0)) delete map[key];
		}
		return map;
	};
}

function compileField(field: Field): Compiled {
	const plain = PLAIN.get(field);
	if (plain !== undefined) return plain;
	if (field === "level") return readLevel;
	if (field === "id") return readId;
	if (field === "idNumber") return readIdNumber;
	if (typeIs(field, "function")) {
		const check = field as Check;
		return (value, notes) => (check(value) ? value : fail(notes, value, "something else"));
	}
	if (isShape(field)) return compileShape(field);
	const map = (field as { map?: Check }).map;
	return map !== undefined ? compileMap(map) : compileList((field as ListOf).list);
}

/** Compiles a shape once. The reader works in place on what `JSONDecode` made, which is nobody else's. */
export function compileShape(shape: Shape): Reader {
	const plain = new Map<string, string>();
	const special = new Map<string, Reader>();
	for (const [name, field] of pairs(shape.fields)) {
		const compiled = compileField(field);
		if (typeIs(compiled, "string")) plain.set(name, compiled);
		else special.set(name, compiled);
	}
	return (value, notes) => {
		if (!typeIs(value, "table")) return fail(notes, value, "an object");
		const row = value as Record<string, unknown>;
		for (const [name, inner] of pairs(row)) {
			const kind = plain.get(name);
			if (kind !== undefined) {
				if (type(inner) !== kind) {
					fail(notes, inner, WORDS[kind] ?? kind);
					return within(notes, name);
				}
				if (kind === "number" && (inner as number) - (inner as number) !== 0) delete row[name];
				continue;
			}
			const reader = special.get(name);
			if (reader !== undefined) {
				const read = reader(inner, notes);
				if (notes.fault !== undefined) return within(notes, name);
				if (read !== inner) row[name] = read;
			} else if (inner !== inner || inner === math.huge || inner === -math.huge) delete row[name];
		}
		return row;
	};
}

/** How many places a list has: nulls leave holes, and the length operator may stop at any of them. */
function places(value: object): number | undefined {
	const length = (value as defined[]).size();
	// Nothing behind the last place: an array without holes.
	if (next(value as object, (length === 0 ? undefined : length) as never)[0] === undefined) return length;
	let count = 0;
	for (const [key] of pairs(value as Map<unknown, unknown>)) {
		if (!typeIs(key, "number")) return undefined;
		if (key > count) count = key;
	}
	return count;
}

function compileList(item: Field): Reader {
	const kind = compileField(item);
	const id = isShape(item) ? item.id : undefined;
	return (value, notes) => {
		const count = typeIs(value, "table") ? places(value) : undefined;
		if (count === undefined) return fail(notes, value, "a list");
		const list = value as Array<unknown>;
		const kept = new Array<defined>();
		for (let index = 0; index < count; index++) {
			const inner = list[index];
			if (id !== undefined) {
				const usable = typeIs(inner, "table") ? wireId((inner as Record<string, unknown>)[id]) : undefined;
				if (usable === undefined) {
					notes.dropped += 1;
					continue;
				}
				(inner as Record<string, unknown>)[id] = usable;
			}
			if (inner === undefined) continue;
			if (typeIs(kind, "string")) {
				if (type(inner) !== kind) {
					fail(notes, inner, WORDS[kind] ?? kind);
					return within(notes, `[${index + 1}]`);
				}
				if (kind === "number" && (inner as number) - (inner as number) !== 0) continue;
				kept.push(inner as defined);
			} else {
				const read = kind(inner, notes);
				if (notes.fault !== undefined) return within(notes, `[${index + 1}]`);
				if (read !== undefined) kept.push(read as defined);
			}
		}
		return kept;
	};
}
