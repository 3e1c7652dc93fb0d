/** LZ4 blocks: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md */

/** No match is shorter. */
export const LEAST_MATCH = 4;

/** Unpacks an LZ4 block of a known size. */
export function unpackLz4(block: Uint8Array, size: number): Uint8Array {
	const output = new Uint8Array(size);
	let at = 0;
	let written = 0;
	const readLength = (inToken: number): number => {
		let length = inToken;
		if (inToken < 15) return length;
		for (let byte = 255; byte === 255; length += byte) byte = block[at++] ?? 0;
		return length;
	};
	while (at < block.length) {
		const token = block[at++]!;
		const run = readLength(token >> 4);
		output.set(block.subarray(at, at + run), written);
		at += run;
		written += run;
		if (at >= block.length) break;
		const back = block[at]! | (block[at + 1]! << 8);
		at += 2;
		const match = readLength(token & 15) + LEAST_MATCH;
		if (back === 0 || back > written || written + match > size) throw new Error("lz4: the block is damaged");
		for (let place = 0; place < match; place++, written++) output[written] = output[written - back]!;
	}
	if (written !== size) throw new Error(`lz4: ${written} bytes where ${size} were said`);
	return output;
}
