import { clamp, createRandom, hash } from "../catalog/random.ts";

/** 48 kHz, 16 bit, stereo: what the generator's documentation promises. */
export const sampleRate = 48000;
export const channels = 2;

/** A short made-up effect: a falling tone with noise that dies away. The same prompt and seed always sound the same. */
export function renderTone(prompt: string, seed: number, seconds: number): Int16Array {
	const random = createRandom(hash(prompt, seed));
	const frames = Math.round(seconds * sampleRate);
	const samples = new Int16Array(frames * channels);
	const pitch = random.between(90, 900);
	const noise = random.between(0.05, 0.6);
	const decay = random.between(3, 9) / seconds;
	for (let frame = 0; frame < frames; frame++) {
		const time = frame / sampleRate;
		const tone = Math.sin(2 * Math.PI * pitch * time * (1 - 0.3 * (time / seconds)));
		for (let channel = 0; channel < channels; channel++) {
			const value = (tone * (1 - noise) + (random.next() * 2 - 1) * noise) * Math.exp(-decay * time) * 0.8;
			samples[frame * channels + channel] = Math.round(clamp(value, -1, 1) * 32767);
		}
	}
	return samples;
}
