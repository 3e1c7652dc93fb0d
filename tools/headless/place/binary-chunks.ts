import { decompress } from "fzstd";

import { unpackLz4 } from "./lz4.ts";
import { PlaceError } from "./place-node.ts";

/** What every binary place and model begins with. */
export const SIGNATURE = "<roblox!";
const HEADER_BYTES = 32;
const CHUNK_HEADER_BYTES = 16;
const ZSTD = 0xfd2fb528;

/** A part of a binary file, unpacked. */
export interface Chunk {
	readonly name: string;
	readonly data: Buffer;
}

/** Chunks are stored plain, as an LZ4 block, or as a Zstandard frame, as Studio writes them today. */
function unpack(stored: Buffer, size: number): Uint8Array {
	if (stored.length >= 4 && stored.readUInt32LE(0) === ZSTD) return decompress(stored, new Uint8Array(size));
	return unpackLz4(stored, size);
}

/** The chunks of a binary file, in order. */
export function chunksOf(bytes: Buffer, file: string): Chunk[] {
	if (bytes.toString("latin1", 0, SIGNATURE.length) !== SIGNATURE)
		throw new PlaceError(`${file} is not a binary Roblox file: it does not begin with ${SIGNATURE}`);
	const chunks: Chunk[] = [];
	for (let at = HEADER_BYTES; at + CHUNK_HEADER_BYTES <= bytes.length;) {
		const name = bytes.toString("latin1", at, at + 4).replaceAll("\0", "");
		const packedSize = bytes.readUInt32LE(at + 4);
		const size = bytes.readUInt32LE(at + 8);
		at += CHUNK_HEADER_BYTES;
		const stored = bytes.subarray(at, at + (packedSize || size));
		at += packedSize || size;
		if (name === "END") return chunks;
		try {
			if (at > bytes.length) throw new Error("the file ends too early");
			chunks.push({ name, data: Buffer.from(packedSize === 0 ? stored : unpack(stored, size)) });
		} catch (cause) {
			throw new PlaceError(`${file} is damaged in its ${name} chunk: ${(cause as Error).message}`);
		}
	}
	throw new PlaceError(`${file} is damaged: it ends before its END chunk`);
}
