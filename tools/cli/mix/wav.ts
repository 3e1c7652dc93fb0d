import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

const HEADER = 44;

function header(bytes: number, channels: number, rate: number, bits: number): Buffer {
	const head = Buffer.alloc(HEADER);
	const frame = (channels * bits) / 8;
	head.write("RIFF", 0, "latin1");
	head.writeUInt32LE(Math.min(0xffffffff, HEADER - 8 + bytes), 4);
	head.write("WAVEfmt ", 8, "latin1");
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(channels, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate * frame, 28);
	head.writeUInt16LE(frame, 32);
	head.writeUInt16LE(bits, 34);
	head.write("data", 36, "latin1");
	head.writeUInt32LE(Math.min(0xffffffff, bytes), 40);
	return head;
}

/**
 * A WAV file that is written piece by piece; it has its name only when it is whole.
 *
 * @example
 * const file = wavFile("mix.wav", { channels: 2, rate: 48000, bits: 16 });
 * file.write([left, right]);
 * file.end();
 */
export function wavFile(file: string, { channels, rate, bits }: { channels: number; rate: number; bits: 16 | 24 }) {
	const part = `${file}.part`;
	rmSync(part, { force: true });
	const handle = openSync(part, "wx");
	const bytesOf = bits / 8;
	const scale = 2 ** (bits - 1);
	let bytes = 0;
	let over = 0;
	writeSync(handle, header(0, channels, rate, bits));
	return {
		write: (samples: readonly Float32Array[]): void => {
			const frames = samples[0]!.length;
			const data = Buffer.alloc(frames * channels * bytesOf);
			for (let frame = 0, at = 0; frame < frames; frame++)
				for (let channel = 0; channel < channels; channel++, at += bytesOf) {
					const value = samples[channel]![frame]!;
					if (Math.abs(value) > 1) over += 1;
					const whole = Math.round(value * scale);
					data.writeIntLE(whole > scale - 1 ? scale - 1 : whole < -scale ? -scale : whole, at, bytesOf);
				}
			writeSync(handle, data);
			bytes += data.length;
		},
		end: () => {
			writeSync(handle, header(bytes, channels, rate, bits), 0, HEADER, 0);
			closeSync(handle);
			renameSync(part, file);
			return { over };
		},
	};
}
