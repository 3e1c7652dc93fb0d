import type { HttpPorts } from "./ports";

type Encode = HttpPorts["encode"];

function numberText(value: number): string {
	return math.floor(value) === value && math.abs(value) < 9007199254740992
		? string.format("%.0f", value)
		: string.format("%.14g", value);
}

/**
 * JSON with sorted keys, so that equal data gives equal text. An empty table is an array, as the engine has it.
 * Raises on what JSON cannot hold.
 */
export function canonicalJson(value: unknown, encode: Encode, depth = 0): string {
	if (depth > 16) error("nested too deeply", 0);
	if (typeIs(value, "string")) {
		if (utf8.len(value)[0] === undefined) error("text that is not UTF-8", 0);
		return encode(value);
	}
	if (typeIs(value, "number")) {
		if (value !== value || math.abs(value) === math.huge) error("a number that is not finite", 0);
		return numberText(value);
	}
	if (typeIs(value, "boolean")) return tostring(value);
	if (!typeIs(value, "table")) error(`a ${typeOf(value)}, which is not data`, 0);
	const list = value as Array<defined>;
	if (list.size() > 0 || next(value as object)[0] === undefined) {
		return `[${list.map(item => canonicalJson(item, encode, depth + 1)).join(",")}]`;
	}
	const names = new Array<string>();
	for (const [name] of pairs(value as Record<string, unknown>)) {
		if (!typeIs(name, "string")) error("a table with keys that are not strings", 0);
		names.push(name as string);
	}
	names.sort();
	const fields = value as Record<string, unknown>;
	return `{${names.map(name => `${encode(name)}:${canonicalJson(fields[name], encode, depth + 1)}`).join(",")}}`;
}

/** Query text with sorted names; tables go as JSON in one parameter. */
export function canonicalQuery(
	fields: Record<string, unknown>,
	ports: Pick<HttpPorts, "encode" | "urlEncode">,
): string {
	const names = new Array<string>();
	for (const [name] of pairs(fields)) names.push(name);
	names.sort();
	const parts = names.map(name => {
		const value = fields[name];
		const text = typeIs(value, "string") ? value : canonicalJson(value, ports.encode);
		return `${name}=${ports.urlEncode(text)}`;
	});
	return parts.join("&");
}
