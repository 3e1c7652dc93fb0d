/** Data as it comes out of JSON. */
export type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data };

const RESERVED = new Set(
	"and break do else elseif end false for function if in local nil not or repeat return then true until while".split(
		" ",
	),
);
/** Longer than this a table gets a line for each of its members. */
const WIDTH = 110;

/** A string of Luau, in the quotes that it does not contain; letters of any script stay as they are. */
export function luauString(text: string): string {
	const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
	const escaped = text.replace(quote === '"' ? /["\\]/g : /\\/g, "\\$&").replace(/\n/g, "\\n");
	return `${quote}${escaped.replace(/[\u0000-\u001f\u007f]/g, char => `\\${String(char.charCodeAt(0)).padStart(3, "0")}`)}${quote}`;
}

export const luauKey = (key: string): string =>
	/^[A-Za-z_]\w*$/.test(key) && !RESERVED.has(key) ? key : `[${luauString(key)}]`;

export const isObject = (value: Data | undefined): value is { readonly [key: string]: Data } =>
	typeof value === "object" && !Array.isArray(value);

/** Numbers as they are read back: the shortest text that gives the same number. */
function scalar(value: string | number | boolean): string {
	return typeof value === "string" ? luauString(value) : String(value);
}

/** Rows of the catalog and plain tables read best on one line, however long. */
function isFlat(value: Data): boolean {
	const inner = Array.isArray(value) ? (value as readonly Data[]) : Object.values(value);
	if (inner.every(item => typeof item !== "object")) return true;
	return isObject(value) && "asset_id" in value && "name" in value;
}

function flat(value: Data): string {
	if (typeof value !== "object") return scalar(value);
	const members = Array.isArray(value)
		? (value as readonly Data[]).map(flat)
		: sorted(value as Fields).map(([key, item]) => `${luauKey(key)} = ${flat(item)}`);
	return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

type Fields = { readonly [key: string]: Data };

const sorted = (fields: Fields): [string, Data][] => Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * Data as Luau, the same text for the same data: keys sorted, rows of the catalog a line each.
 *
 * @param nameOf a name that stands for a table instead of its members
 * @example
 * luauText({ b: 1, a: "x" }, ""); // { a = "x", b = 1 }
 */
export function luauText(
	value: Data,
	indent: string,
	nameOf: (value: Data) => string | undefined = () => undefined,
): string {
	if (typeof value !== "object") return scalar(value);
	const name = nameOf(value);
	if (name !== undefined) return name;
	if (isFlat(value)) return flat(value);
	const inner = `${indent}\t`;
	const members = Array.isArray(value)
		? (value as readonly Data[]).map(item => luauText(item, inner, nameOf))
		: sorted(value as Fields).map(([key, item]) => `${luauKey(key)} = ${luauText(item, inner, nameOf)}`);
	const line = `{ ${members.join(", ")} }`;
	if (!line.includes("\n") && line.length <= WIDTH) return line;
	return `{\n${members.map(member => `${inner}${member},\n`).join("")}${indent}}`;
}
