/** Bytes of a text that are told; what is longer is cut at a character. */
const LONGEST = 40;

function shortened(text: string): string {
	if (text.size() <= LONGEST) return text;
	let last = LONGEST;
	// Bytes from 0x80 to 0xBF go on with a character that began before.
	while (last > 0) {
		const [byte] = string.byte(text, last + 1);
		if (byte === undefined || byte < 0x80 || byte > 0xbf) break;
		last -= 1;
	}
	return `${string.sub(text, 1, last)}...`;
}

/** A value in a sentence, short and readable. Never given a key: keys are no options. */
export function shown(value: unknown): string {
	if (value === undefined) return "missing";
	if (typeIs(value, "string"))
		return utf8.len(value)[0] !== undefined ? `"${shortened(value)}"` : "bytes that are not text";
	// Machines differ in how they write it: nan, -nan, -nan(ind).
	if (typeIs(value, "number")) return value === value ? tostring(value) : "not a number (NaN)";
	if (typeIs(value, "boolean")) return tostring(value);
	if (typeIs(value, "Instance")) return `${article(value.ClassName)} ${value.ClassName}`;
	if (typeOf(value) === "EnumItem") return tostring(value);
	return `${article(typeOf(value))} ${typeOf(value)}`;
}

function article(noun: string): string {
	return string.match(noun, "^[AEIOaeio]")[0] !== undefined ? "an" : "a";
}
