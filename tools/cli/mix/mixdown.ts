import { type Clips, render, type Score } from "../render/index.ts";
import type { OfflineContext } from "./engine.ts";

export interface MixdownOptions {
	/** Index into the score's players. */
	readonly player: number;
	readonly from: number;
	readonly to: number;
	/** @default 48000 */
	readonly rate?: number;
	/** Seconds that are rendered in one go. @default 10 */
	readonly chunk?: number;
}

export const RATE = 48000;
const CHUNK = 10;
/** Filters have settled by then. */
const LEAD = 0.25;
const SILENT_ROOM = -80;

/** How much before a second has to be rendered for what is heard from there on: as long as a room may still ring. */
function leadOf(score: Score, player: number, second: number): number {
	const rings = score.voices
		.filter(voice => voice.player === player && voice.tones !== undefined && voice.start < second)
		.flatMap(voice =>
			voice.tones!.filter(tone => tone[4] > SILENT_ROOM && voice.end + tone[5] + 1 > second).map(tone => tone[5]),
		);
	// Rooms ring for a little longer or shorter than asked: there are only so many.
	return Math.min(second, Math.max(LEAD, ...rings.map(decay => decay * 1.34 + LEAD)));
}

/** In memory of its own: what a buffer in Node hands out goes with the buffer. */
function copied(buffer: AudioBuffer, channel: number, from: number): Float32Array {
	const samples = new Float32Array(buffer.length - from);
	buffer.copyFromChannel(samples, channel, from);
	return samples;
}

/**
 * A run as a player heard it, piece by piece: left and right of some seconds each. However long it is, it takes the memory of one
 * piece.
 *
 * @example
 * for await (const [left, right] of mixdown(score, clips, OfflineAudioContext, { player: 0, from: 0, to: 60 })) write(left, right);
 */
export async function* mixdown(
	score: Score,
	clips: Clips,
	Context: OfflineContext,
	{ player, from, to, rate = RATE, chunk = CHUNK }: MixdownOptions,
): AsyncGenerator<readonly [Float32Array, Float32Array]> {
	const last = Math.round(to * rate);
	for (let first = Math.round(from * rate); first < last;) {
		const length = Math.min(Math.round(chunk * rate), last - first);
		const lead = Math.round(leadOf(score, player, first / rate) * rate);
		const context = new Context(2, lead + length, rate);
		const rendering = render(score, clips, context, { player, from: (first - lead) / rate, at: 0 });
		await rendering.schedule((first + length) / rate);
		const buffer = await context.startRendering();
		yield [copied(buffer, 0, lead), copied(buffer, 1, lead)];
		first += length;
	}
}
