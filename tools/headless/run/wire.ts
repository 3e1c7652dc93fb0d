import { escapeBytes, fromBytes, unescapeBytes } from "../vm/bytes.ts";

/** What crosses between Node and the kernel; strings are byte strings. */
export type WireValue = undefined | string | number | boolean | WireValue[] | { readonly [key: string]: WireValue };

const write = (value: WireValue, out: string[]): void => {
	if (value === undefined || value === null) out.push("n");
	else if (typeof value === "string") out.push(`s${value.length}:`, value);
	else if (typeof value === "number") out.push(`d${wireNumber(value)};`);
	else if (typeof value === "boolean") out.push(value ? "t" : "f");
	else {
		out.push("{");
		const entries = Array.isArray(value)
			? value.map((item, index): [number, WireValue] => [index + 1, item])
			: Object.entries(value);
		for (const [key, item] of entries) {
			if (item === undefined) continue;
			write(key, out);
			write(item, out);
		}
		out.push("}");
	}
};

const wireNumber = (value: number): string => {
	if (value === Infinity) return "inf";
	if (value === -Infinity) return "-inf";
	return Number.isNaN(value) ? "nan" : String(value);
};

/** Packs a value for `engine.fromHost`. */
export const packWire = (value: WireValue): string => {
	const out: string[] = [];
	write(value, out);
	return escapeBytes(out.join(""));
};

/** Unpacks what `engine.toHost` packed. Tables become Maps, since a Luau table may have keys of any kind. */
export const unpackWire = (packed: string): unknown => {
	const text = unescapeBytes(packed);
	let at = 0;
	const read = (): unknown => {
		const tag = text[at++];
		if (tag === "s") {
			const colon = text.indexOf(":", at);
			const length = Number(text.slice(at, colon));
			at = colon + 1 + length;
			return text.slice(colon + 1, at);
		}
		if (tag === "d") {
			const stop = text.indexOf(";", at);
			const digits = text.slice(at, stop);
			at = stop + 1;
			return digits === "inf" ? Infinity : digits === "-inf" ? -Infinity : Number(digits);
		}
		if (tag === "t" || tag === "f") return tag === "t";
		if (tag !== "{") return undefined;
		const table = new Map<unknown, unknown>();
		while (text[at] !== "}") {
			const key = read();
			table.set(key, read());
		}
		at++;
		return table;
	};
	return read();
};

/** A Luau table as a plain object or array, deeply. */
export const fromTable = (value: unknown): unknown => {
	if (!(value instanceof Map)) return value;
	const size = value.size;
	let isArray = size > 0;
	for (let index = 1; index <= size && isArray; index++) isArray = value.has(index);
	if (isArray) return Array.from({ length: size }, (_, index) => fromTable(value.get(index + 1)));
	return Object.fromEntries([...value].map(([key, item]) => [String(key), fromTable(item)]));
};

/** Byte strings as text, deeply. */
export const decodeDeep = (value: unknown): unknown => {
	if (typeof value === "string") return fromBytes(value);
	if (Array.isArray(value)) return value.map(decodeDeep);
	if (typeof value === "object" && value !== null)
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodeDeep(item)]));
	return value;
};
