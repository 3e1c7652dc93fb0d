import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { withGlobalAsZero } from "./wasm-code.ts";
import { bytesOf, contentOf, readLeb, readVector, type Section, sectionsOf, toImage, toLeb } from "./wasm-sections.ts";

const SECTION = { table: 4, memory: 5, code: 10 } as const;

/** The one image whose insides are known here. */
const KNOWN_IMAGE = "d8a3518f8316145206fcf45227b718befd1960a6";
/** The global that says whether the VM is being suspended or taken up again. Nothing here ever does that: it stays 0. */
const SUSPENSION = 4;
/** Slots that are added to the table of functions. */
const TABLE_SPARE = 16;
/** What a VM starts with; more is taken as it is needed. */
const FIRST_PAGES = 320;

const withTable = ({ id, body }: Section): Section => {
	// One table: its type, its flags, its least and greatest length.
	const grown = toLeb(readLeb(body, 3)[0] + TABLE_SPARE);
	return { id, body: bytesOf(body.subarray(0, 3), grown, body[2]! & 1 ? grown : []) };
};

const withMemory = ({ id }: Section, pages: number): Section => ({
	id,
	body: bytesOf([1, 1], toLeb(Math.min(FIRST_PAGES, pages)), toLeb(pages)),
});

const withoutSuspension = ({ id, body }: Section): Section =>
	contentOf(
		id,
		readVector(body).map(code => withGlobalAsZero(code, SUSPENSION)),
	);

const change = (section: Section, pages: number): Section => {
	if (section.id === SECTION.table) return withTable(section);
	if (section.id === SECTION.memory) return withMemory(section, pages);
	return section.id === SECTION.code ? withoutSuspension(section) : section;
};

export interface WasmImage {
	readonly module: WebAssembly.Module;
	/** First table slot that nothing uses. */
	readonly spareSlot: number;
	readonly pages: number;
	/** Which build of Luau this is. */
	readonly hash: string;
}

let cached: WasmImage | undefined;

/**
 * The Luau VM of the luau-web package, as it runs here. The image is changed before it is compiled:
 *
 * - as published it can be suspended in the middle of anything, which nothing here does; without that it interprets two
 *   to three times faster. (The package's other image has it left out, but its `pcall` catches nothing.)
 * - its memory may grow, and its table of functions has room for ours.
 *
 * @param pages - the most memory, in pages of 64 KiB
 * @example const { module } = loadWasmImage(8192)
 */
export const loadWasmImage = (pages: number): WasmImage => {
	if (cached?.pages === pages) return cached;
	const entry = createRequire(import.meta.url).resolve("luau-web");
	const source = readFileSync(entry.replace(/index\.js$/, "lib/Luau.Web.Asyncify.js"), "latin1");
	const found = /base64Decode\("([A-Za-z0-9+/=]{2000,})"\)/.exec(source);
	const original = Buffer.from(found?.[1] ?? "", "base64");
	const hash = createHash("sha1").update(original).digest("hex");
	if (hash !== KNOWN_IMAGE) throw new Error("luau-web: this is not the WebAssembly image of 1.4.0; pin 1.4.0");
	const sections = sectionsOf(original);
	const [spareSlot] = readLeb(sections.find(({ id }) => id === SECTION.table)!.body, 3);
	const image = toImage(
		original,
		sections.map(section => change(section, pages)),
	);
	cached = { module: new WebAssembly.Module(image), spareSlot, pages, hash };
	return cached;
};
