import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const PAGE = 65536;
const TABLE_SPARE = 16;
const SECTION = { table: 4, memory: 5 } as const;

const fromLeb = (bytes: Uint8Array, at: number): [number, number] => {
	let value = 0;
	let shift = 0;
	for (;;) {
		const byte = bytes[at++]!;
		value |= (byte & 127) << shift;
		if (byte < 128) return [value >>> 0, at];
		shift += 7;
	}
};

const toLeb = (value: number): number[] => {
	const out: number[] = [];
	let rest = value >>> 0;
	do {
		const byte = rest & 127;
		rest >>>= 7;
		out.push(rest === 0 ? byte : byte | 128);
	} while (rest !== 0);
	return out;
};

/** Rewrites one section's body; the image is otherwise untouched. */
const mapSections = (image: Uint8Array, map: (id: number, body: Uint8Array) => Uint8Array | number[]): Uint8Array => {
	const parts: Buffer[] = [Buffer.from(image.subarray(0, 8))];
	let at = 8;
	while (at < image.length) {
		const id = image[at]!;
		const [length, start] = fromLeb(image, at + 1);
		const body = map(id, image.subarray(start, start + length));
		parts.push(Buffer.from([id, ...toLeb(body.length)]), Buffer.from(body));
		at = start + length;
	}
	return Buffer.concat(parts);
};

const withMemory = (body: Uint8Array, pages: number): number[] => {
	if (body[0] !== 1 || body[1] !== 1)
		throw new Error("luau-web: the memory section has another shape than in 1.4.0; pin 1.4.0");
	return [1, 1, ...toLeb(pages), ...toLeb(pages)];
};

const withTable = (body: Uint8Array): number[] => {
	const flags = body[2]!;
	const [min] = fromLeb(body, 3);
	const grown = toLeb(min + TABLE_SPARE);
	return [...body.subarray(0, 2), flags, ...grown, ...(flags & 1 ? grown : [])];
};

export interface WasmImage {
	readonly module: WebAssembly.Module;
	/** First table slot that nothing uses. */
	readonly spareSlot: number;
	readonly memoryBytes: number;
	/** What was compiled. */
	readonly bytes: Uint8Array;
}

let cached: WasmImage | undefined;

/**
 * The Luau VM of the luau-web package, with room to grow: as published its memory is fixed at 274 pages (17 MB),
 * minimum and maximum alike, so both limits are raised before it is compiled. The Asyncify build is the
 * one whose `pcall` catches on every engine; nothing here ever suspends inside the VM.
 *
 * @param pages - memory in pages of 64 KiB; default `8192` (512 MiB, taken from the system only as it is touched)
 * @example const { module } = loadWasmImage(8192)
 */
export const loadWasmImage = (pages: number): WasmImage => {
	if (cached && cached.memoryBytes === pages * PAGE) return cached;
	const entry = createRequire(import.meta.url).resolve("luau-web");
	const source = readFileSync(entry.replace(/index\.js$/, "lib/Luau.Web.Asyncify.js"), "latin1");
	const found = /base64Decode\("([A-Za-z0-9+/=]{2000,})"\)/.exec(source);
	if (!found) throw new Error("luau-web: no WebAssembly image found in the package; pin 1.4.0");
	let spareSlot = 0;
	const image = mapSections(Buffer.from(found[1]!, "base64"), (id, body) => {
		if (id === SECTION.memory) return withMemory(body, pages);
		if (id !== SECTION.table) return body;
		[spareSlot] = fromLeb(body, 3);
		return withTable(body);
	});
	cached = { module: new WebAssembly.Module(image), spareSlot, memoryBytes: pages * PAGE, bytes: image };
	return cached;
};
