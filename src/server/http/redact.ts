import { base64Of, percentOf } from "./key-forms";

/** Longest text of a foreign origin that is passed on. */
const LONGEST = 300;
/** Shorter keys are found as whole words only: a key of one letter must not blacken every text. */
const SHORT = 8;
const REDACTED = "[redacted]";

/** What is done with texts of others, so that no key leaves in them. */
export interface Redactor {
	/** Clears a text of the key, however it is written. */
	clear: (text: string) => string;
	/** Clears the body of an answer, where that cannot hurt the data in it. */
	clearBody: (body: string) => string;
	/** What others said, cleared; `undefined` where nobody can say whether the key is in it. */
	foreign: (text: string | undefined) => string | undefined;
}

const isWordAt = (text: string, index: number): boolean =>
	string.match(string.sub(text, index, index), "^[%w_]$")[0] !== undefined;

/** Replaces every occurrence of `wanted`; of a short one those that stand alone. */
function replace(text: string, wanted: string, isShort: boolean): string {
	const parts = new Array<string>();
	let kept = 1;
	let from = 1;
	while (true) {
		const [start, finish] = string.find(text, wanted, from, true);
		if (start === undefined || finish === undefined) break;
		from = finish + 1;
		if (isShort && (isWordAt(text, start - 1) || isWordAt(text, finish + 1))) continue;
		parts.push(string.sub(text, kept, start - 1), REDACTED);
		kept = from;
	}
	if (parts.size() === 0) return text;
	parts.push(string.sub(text, kept));
	return parts.join("");
}

function percentDecoded(text: string): string {
	return string.gsub(text, "%%(%x%x)", ((hex: string) => string.char(tonumber(hex, 16)!)) as never)[0];
}

function redactorOf(key: string): Redactor {
	const isShort = key.size() < SHORT;
	const forms = [key, ...percentOf(key), ...base64Of(key)];
	const clear = (text: string): string => {
		let cleared = text;
		for (const form of forms) cleared = replace(cleared, form, isShort);
		if (string.find(cleared, "%%%x%x")[0] === undefined) return cleared;
		// Whoever encodes may encode any character, and each twice.
		const decoded = percentDecoded(cleared);
		const clearer = clear(decoded);
		return clearer !== decoded ? clearer : cleared;
	};
	// A number or a name of a field could be a short key, too.
	const isTelling = !isShort && string.find(key, "%D")[0] !== undefined;
	return {
		clear,
		clearBody: isTelling ? clear : body => body,
		foreign: text => (text !== undefined ? clear(text) : undefined),
	};
}

/** A Secret cannot be read: what others said may hold it in any form, so nothing of that is passed on. */
const OPAQUE: Redactor = { clear: text => text, clearBody: body => body, foreign: () => undefined };

/** Makes what keeps a key out of every text. */
export function createRedactor(key: string | Secret): Redactor {
	return typeIs(key, "string") ? redactorOf(key) : OPAQUE;
}

/** Whether a foreign text is fit for a sentence: one that a person wrote, not markup or bytes. */
export function isReadable(text: string): boolean {
	if (text.size() === 0 || utf8.len(text)[0] === undefined) return false;
	if (string.find(text, "[%z\x01-\x08\x0E-\x1F]")[0] !== undefined) return false;
	return string.find(text, "^%s*<")[0] === undefined;
}

/** One line of bounded length. */
export function tidy(text: string): string {
	const [line] = string.gsub(text, "%s+", " ");
	if (line.size() <= LONGEST) return line;
	const cut = utf8.offset(line, 0, LONGEST);
	return `${string.sub(line, 1, (cut ?? LONGEST) - 1)}…`;
}
