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

/** Counts what was left out on the way. */
export interface Notes {
	dropped: number;
}

type Reader = (value: unknown, path: string, notes: Notes) => LuaTuple<[value: unknown, fault: string | undefined]>;
/** For the common checks the type's name is compared in place; a call for every field would cost too much. */
type Compiled = string | Reader;

const PLAIN = new Map<unknown, string>([
	[t.string, "string"],
	[t.number, "number"],
	[t.boolean, "boolean"],
	[t.table, "table"],
]);

const pass = (value: unknown) => $tuple(value, undefined as string | undefined);
const fail = (fault: string) => $tuple(undefined as unknown, fault as string | undefined);

function described(value: unknown): string {
	if (typeIs(value, "string")) return `the text "${string.sub(value, 1, 40)}"`;
	if (typeIs(value, "table")) return "a table";
	return tostring(value);
}
export function faultOf(path: string, value: unknown, expected: string): string {
	return `${path} is ${described(value)} where ${expected} belongs`;
}

const WORDS: Record<string, string> = {
	string: "text",
	number: "a number",
	boolean: "true or false",
	table: "a table",
};

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

function compileField(field: Field): Compiled {
	const plain = PLAIN.get(field);
	if (plain !== undefined) return plain;
	if (field === "level") {
		return (value, path) => {
			if (typeIs(value, "number")) return value - value === 0 ? pass(value) : pass(undefined);
			return typeIs(value, "string") ? pass(undefined) : fail(faultOf(path, value, WORDS.number!));
		};
	}
	if (field === "id") {
		return (value, path) => {
			const id = wireId(value);
			return id !== undefined ? pass(id) : fail(faultOf(path, value, "an asset id"));
		};
	}
	if (field === "idNumber") {
		return (value, path) => {
			const number = typeIs(value, "string") ? tonumber(value) : value;
			if (!typeIs(number, "number")) return fail(faultOf(path, value, WORDS.number!));
			return number - number === 0 ? pass(number) : pass(undefined);
		};
	}
	if (typeIs(field, "function")) {
		const check = field as Check;
		return (value, path) => (check(value) ? pass(value) : fail(faultOf(path, value, "something else")));
	}
	if (isShape(field)) return compileShape(field);
	if (typeIs(field, "table") && (field as { map?: Check }).map !== undefined) {
		const check = (field as { map: Check }).map;
		return (value, path) => {
			if (!typeIs(value, "table")) return fail(faultOf(path, value, WORDS.table!));
			const map = value as Record<string, unknown>;
			for (const [key, inner] of pairs(map)) {
				if (!check(inner) || (typeIs(inner, "number") && inner - inner !== 0)) delete map[key];
			}
			return pass(map);
		};
	}
	return compileList((field as ListOf).list);
}

/** Compiles a shape once. The reader works in place on what `JSONDecode` made, which is nobody else's. */
export function compileShape(shape: Shape): Reader {
	const compiled = new Map<string, Compiled>();
	for (const [name, field] of pairs(shape.fields)) compiled.set(name, compileField(field));
	return (value, path, notes) => {
		if (!typeIs(value, "table")) return fail(faultOf(path === "" ? "the body" : path, value, "an object"));
		const row = value as Record<string, unknown>;
		for (const [name, inner] of pairs(row)) {
			const kind = compiled.get(name);
			if (kind === undefined) {
				if (inner !== inner || inner === math.huge || inner === -math.huge) delete row[name];
			} else if (typeIs(kind, "string")) {
				if (type(inner) !== kind) {
					return fail(faultOf(path === "" ? name : `${path}.${name}`, inner, WORDS[kind] ?? kind));
				}
				if (kind === "number" && (inner as number) - (inner as number) !== 0) delete row[name];
			} else {
				const [read, fault] = kind(inner, path === "" ? name : `${path}.${name}`, notes);
				if (fault !== undefined) return fail(fault);
				if (read !== inner) row[name] = read;
			}
		}
		return pass(row);
	};
}

function compileList(item: Field): Reader {
	const kind = compileField(item);
	const id = isShape(item) ? item.id : undefined;
	return (value, path, notes) => {
		if (!typeIs(value, "table")) return fail(faultOf(path, value, "a list"));
		const list = value as Array<unknown>;
		// Nulls leave holes, and the length operator may stop at any of them.
		let count = 0;
		for (const [key] of pairs(value as unknown as Map<unknown, unknown>)) {
			if (!typeIs(key, "number")) return fail(faultOf(path, value, "a list"));
			if (key > count) count = key;
		}
		const kept = new Array<defined>();
		for (let index = 0; index < count; index++) {
			const inner = list[index];
			if (inner === undefined) {
				if (id !== undefined) notes.dropped += 1;
				continue;
			}
			if (id !== undefined) {
				const usable = typeIs(inner, "table") ? wireId((inner as Record<string, unknown>)[id]) : undefined;
				if (usable === undefined) {
					notes.dropped += 1;
					continue;
				}
				(inner as Record<string, unknown>)[id] = usable;
			}
			if (typeIs(kind, "string")) {
				if (type(inner) !== kind) return fail(faultOf(`${path}[${index + 1}]`, inner, WORDS[kind] ?? kind));
				if (kind === "number" && (inner as number) - (inner as number) !== 0) continue;
				kept.push(inner as defined);
			} else {
				const [read, fault] = kind(inner, `${path}[${index + 1}]`, notes);
				if (fault !== undefined) return fail(fault);
				if (read !== undefined) kept.push(read as defined);
			}
		}
		return pass(kept);
	};
}
