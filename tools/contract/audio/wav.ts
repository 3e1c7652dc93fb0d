import { channels, sampleRate } from "./tone.ts";

/** A RIFF/WAVE file of 16-bit samples. */
export function encodeWav(samples: Int16Array): Uint8Array {
	const size = samples.length * 2;
	const file = Buffer.alloc(44 + size);
	file.write("RIFF", 0, "latin1");
	file.writeUInt32LE(36 + size, 4);
	file.write("WAVEfmt ", 8, "latin1");
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(1, 20);
	file.writeUInt16LE(channels, 22);
	file.writeUInt32LE(sampleRate, 24);
	file.writeUInt32LE(sampleRate * channels * 2, 28);
	file.writeUInt16LE(channels * 2, 32);
	file.writeUInt16LE(16, 34);
	file.write("data", 36, "latin1");
	file.writeUInt32LE(size, 40);
	for (let i = 0; i < samples.length; i++) file.writeInt16LE(samples[i]!, 44 + i * 2);
	return file;
}
