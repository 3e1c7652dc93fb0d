import { readFileSync, writeFileSync } from "node:fs";

import { unpackLz4 } from "../tools/headless/place/lz4.ts";
import { packLz4 } from "./lz4.ts";

/** Signature, version, and the counts of classes and instances. */
const HEADER_BYTES = 32;
const CHUNK_HEADER_BYTES = 16;
const SIGNATURE = "<roblox!";

/**
 * Packs the chunks of a binary model again, tightly. What they hold stays the same to the byte, and every reader of the
 * format reads them as before; Rojo packs for speed.
 */
export function repackModel(model: Uint8Array): Uint8Array {
	const bytes = Buffer.from(model.buffer, model.byteOffset, model.byteLength);
	if (bytes.toString("latin1", 0, SIGNATURE.length) !== SIGNATURE)
		throw new Error("repack: this is not a binary model");
	const parts: Uint8Array[] = [bytes.subarray(0, HEADER_BYTES)];
	for (let at = HEADER_BYTES; at < bytes.length;) {
		const header = Buffer.from(bytes.subarray(at, at + CHUNK_HEADER_BYTES));
		const packedSize = header.readUInt32LE(4);
		const size = header.readUInt32LE(8);
		const stored = bytes.subarray(at + CHUNK_HEADER_BYTES, at + CHUNK_HEADER_BYTES + (packedSize || size));
		at += CHUNK_HEADER_BYTES + stored.length;
		const packed = packedSize > 0 ? packLz4(unpackLz4(stored, size)) : stored;
		const best = packed.length < stored.length ? packed : stored;
		if (packedSize > 0) header.writeUInt32LE(best.length, 4);
		parts.push(header, best);
	}
	return Buffer.concat(parts);
}

/** Packs the file of a model again, in place. */
export function repackFile(file: string): void {
	writeFileSync(file, repackModel(readFileSync(file)));
}
