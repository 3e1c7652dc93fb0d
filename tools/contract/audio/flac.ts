import { createHash } from "node:crypto";

import { channels, sampleRate } from "./tone.ts";

const blockSize = 4096;

/** A table for a most-significant-bit-first CRC. */
function crcTable(bits: 8 | 16, polynomial: number): Uint16Array {
	const top = 1 << (bits - 1);
	const mask = (1 << bits) - 1;
	return Uint16Array.from({ length: 256 }, (_, byte) => {
		let crc = byte << (bits - 8);
		for (let i = 0; i < 8; i++) crc = (crc & top ? (crc << 1) ^ polynomial : crc << 1) & mask;
		return crc;
	});
}
const table8 = crcTable(8, 0x07);
const table16 = crcTable(16, 0x8005);
const crc8 = (bytes: Uint8Array) => bytes.reduce((crc, byte) => table8[crc ^ byte]!, 0);
const crc16 = (bytes: Uint8Array) =>
	bytes.reduce((crc, byte) => ((crc << 8) & 0xffff) ^ table16[(crc >> 8) ^ byte]!, 0);

/** Frame numbers are coded as UTF-8 codes characters. */
function codedNumber(n: number): number[] {
	if (n < 0x80) return [n];
	if (n < 0x800) return [0xc0 | (n >> 6), 0x80 | (n & 0x3f)];
	return [0xe0 | (n >> 12), 0x80 | ((n >> 6) & 0x3f), 0x80 | (n & 0x3f)];
}

/** One frame with verbatim subframes: no compression, but every decoder reads it. */
function frame(samples: Int16Array, number: number, from: number, size: number): Uint8Array {
	// Sync and fixed block size; block size in 16 bits at the end, 48 kHz; two channels of 16 bits.
	const head = [0xff, 0xf8, 0x7a, 0x18, ...codedNumber(number), (size - 1) >> 8, (size - 1) & 0xff];
	head.push(crc8(Uint8Array.from(head)));
	const bytes = Buffer.alloc(head.length + channels * (1 + size * 2) + 2);
	bytes.set(head);
	let at = head.length;
	for (let channel = 0; channel < channels; channel++) {
		at = bytes.writeUInt8(0x02, at);
		for (let i = 0; i < size; i++) at = bytes.writeInt16BE(samples[(from + i) * channels + channel]!, at);
	}
	bytes.writeUInt16BE(crc16(bytes.subarray(0, at)), at);
	return bytes;
}

/** A FLAC stream of 16-bit samples. */
export function encodeFlac(samples: Int16Array): Uint8Array {
	const frames = samples.length / channels;
	const info = Buffer.alloc(42);
	info.write("fLaC", 0, "latin1");
	info[4] = 0x80; // the last metadata block, of type STREAMINFO
	info.writeUIntBE(34, 5, 3);
	info.writeUInt16BE(blockSize, 8);
	info.writeUInt16BE(blockSize, 10);
	// 20 bits of rate, 3 of channels - 1, 5 of bits - 1, 36 of length.
	info.writeUInt32BE(((sampleRate << 12) | ((channels - 1) << 9) | (15 << 4)) >>> 0, 18);
	info.writeUInt32BE(frames, 22);
	info.set(
		createHash("md5")
			.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
			.digest(),
		26,
	);
	const parts: Uint8Array[] = [info];
	for (let from = 0, number = 0; from < frames; from += blockSize, number++) {
		parts.push(frame(samples, number, from, Math.min(blockSize, frames - from)));
	}
	return Buffer.concat(parts);
}
