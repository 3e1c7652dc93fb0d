import { fromBytes, toBytes } from "../vm/bytes.ts";

/** What the VM's own `utf8` lacks and Node's tables of Unicode know. */
export type UnicodeOp = "graphemes" | "NFC" | "NFD";

let segmenter: Intl.Segmenter | undefined;

/**
 * The length in bytes of each grapheme of a text, or the text in a normal form. Texts are byte strings of valid UTF-8.
 *
 * @example unicode("graphemes", toBytes("é!")) // [2, 1]
 */
export const unicode = (op: UnicodeOp, bytes: string): number[] | string => {
	const text = fromBytes(bytes);
	if (op !== "graphemes") return toBytes(text.normalize(op));
	segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	return Array.from(segmenter.segment(text), ({ segment }) => Buffer.byteLength(segment));
};
