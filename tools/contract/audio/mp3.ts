/** Silence as MPEG-1 Layer III, 44.1 kHz stereo at 128 kbit/s: the header and nothing to decode in each frame. */
export function silentMp3(seconds: number): Uint8Array {
	const frameBytes = 417;
	const frames = Math.max(1, Math.ceil((seconds * 44100) / 1152));
	const file = Buffer.alloc(frames * frameBytes);
	for (let n = 0; n < frames; n++) file.set([0xff, 0xfb, 0x90, 0x00], n * frameBytes);
	return file;
}
