const UNSAFE = /[\0\x1b\x80-\xff]/g;
const ESCAPED = /\x1b([0-9a-f]{2})/g;

/** Byte strings cross as plain ASCII: the C side of luau-web stops at NUL and re-encodes everything above 127. */
export const escapeBytes = (text: string): string =>
	text.replace(UNSAFE, unit => `\x1b${unit.charCodeAt(0).toString(16).padStart(2, "0")}`);
export const unescapeBytes = (text: string): string =>
	text.includes("\x1b")
		? text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
		: text;

/** Plain ASCII is the same either way; keeping the very string keeps what is remembered under it. */
const beyondAscii = (text: string): boolean => /[^\0-\x7f]/.test(text);
export const toBytes = (text: string): string =>
	beyondAscii(text) ? Buffer.from(text, "utf8").toString("latin1") : text;
export const fromBytes = (bytes: string): string =>
	beyondAscii(bytes) ? Buffer.from(bytes, "latin1").toString("utf8") : bytes;
