import ts from "typescript";

/** Luau's keywords cannot be bare names. */
const KEYWORDS = new Set(
	"and break do else elseif end false for function if in local nil not or repeat return then true until while".split(
		" ",
	),
);

/** A parameter's name in Luau. */
export const safeName = (name: string): string => (KEYWORDS.has(name) ? `${name}_` : name);

/** A field's name in a Luau table type. */
export const key = (name: string): string =>
	/^[A-Za-z_]\w*$/.test(name) && !KEYWORDS.has(name) ? name : `["${name}"]`;

/** Whether a `?` behind the text would belong to its last part only. */
function isLoose(text: string): boolean {
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const char = text[at]!;
		if ("({<".includes(char)) depth++;
		else if (")}".includes(char) || (char === ">" && text[at - 1] !== "-")) depth--;
		else if (depth === 0 && ("|&".includes(char) || text.startsWith("->", at))) return true;
	}
	return false;
}

/** The type, or `nil`. */
export function optional(text: string): string {
	if (text === "any" || text === "nil" || text.endsWith("?")) return text;
	return isLoose(text) ? `(${text})?` : `${text}?`;
}

/** What stands before a question mark. */
function definite(text: string): string {
	const bare = text.slice(0, -1);
	return bare.startsWith("(") && isLoose(bare.slice(1, -1)) && !/->/.test(bare) ? bare.slice(1, -1) : bare;
}

/** Maps to the same kind of value are one map by either kind of key. */
function oneMap(parts: readonly string[]): readonly string[] {
	const maps = parts.map(part => /^\{ \[([^\]]+)\]: ([^{}]+) \}$/.exec(part)).filter(found => found !== null);
	if (maps.length < 2 || new Set(maps.map(([, , value]) => value)).size > 1) return parts;
	const keys = [...new Set(maps.flatMap(([, by]) => by!.split(" | ")))].join(" | ");
	return [...parts.filter(part => !maps.some(([whole]) => whole === part)), `{ [${keys}]: ${maps[0]![2]} }`];
}

/** One of several types, each once; `nil` becomes a question mark. */
export function joined(parts: readonly string[]): string {
	const all = parts.flatMap(part => (part.endsWith("?") ? [definite(part), "nil"] : [part]));
	const distinct = [...new Set(oneMap(all))];
	const real = distinct.filter(part => part !== "nil");
	if (real.includes("any")) return "any";
	if (real.length === 0) return "nil";
	const text = real.map(part => (real.length > 1 && /->/.test(part) && isLoose(part) ? `(${part})` : part)).join(" | ");
	return real.length < distinct.length ? optional(text) : text;
}

/** Whether a type is a plain table of the product's or of a game's: no list, no function, nothing of the engine. */
export function isTable(type: ts.Type, checker: ts.TypeChecker): boolean {
	if (checker.isArrayType(type) || checker.isTupleType(type)) return false;
	if (!(type.flags & ts.TypeFlags.Object) && !type.isIntersection()) return false;
	if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return false;
	const file = type.getSymbol()?.declarations?.[0]?.getSourceFile().fileName ?? "";
	if (/@rbxts\/(types|compiler-types|lemon-signal)\//.test(file)) return false;
	return !(type.isIntersection() && type.types.some(part => part.flags & ts.TypeFlags.String));
}

/** Whether a field tells the tables apart: a literal of its own in each. */
export function isTagged(tables: readonly ts.Type[], checker: ts.TypeChecker): boolean {
	return tables[0]!.getProperties().some(({ name }) => {
		const values = tables.map(table => {
			const symbol = table.getProperty(name);
			const type = symbol && checker.getTypeOfSymbol(symbol);
			return type?.isStringLiteral() ? type.value : undefined;
		});
		return !values.includes(undefined) && new Set(values).size === values.length;
	});
}
