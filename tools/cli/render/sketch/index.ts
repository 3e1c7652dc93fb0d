import { createKept } from "../kept.ts";
import type { Clips } from "../render.ts";
import type { ClipFacts } from "../types.ts";
import { sketchEffect } from "./effect.ts";
import { sketchMusic } from "./music.ts";
import { seedOf } from "./random.ts";

/** Music needs no more than this to be told apart, and half of the memory. */
const MUSIC_RATE = 24000;
/** What is longer than this and unknown is taken for music. */
const LONG = 8;

/** A sketch: samples of one channel at a rate. */
export interface Sketch {
	readonly samples: Float32Array;
	readonly rate: number;
}

/**
 * Makes up a file out of what is known of it. The same facts give the same samples wherever it runs.
 *
 * @example
 * const { samples, rate } = sketchOf("1234", { kind: "music", seconds: 120, bpm: 96, key: "A", scale: "minor" }, 48000);
 */
export function sketchOf(clip: string, facts: ClipFacts, rate: number): Sketch {
	const seed = seedOf(clip);
	const isMusic = facts.kind === "music" || (facts.kind === "unknown" && facts.seconds > LONG);
	if (isMusic) return { samples: sketchMusic(facts, seed, MUSIC_RATE), rate: MUSIC_RATE };
	return { samples: sketchEffect(facts, seed, rate), rate };
}

/** Makes a sketch, at once or elsewhere. */
export type Sketcher = (clip: string, facts: ClipFacts, rate: number) => Sketch | Promise<Sketch>;

/**
 * Sketches in place of files.
 *
 * @param sketcher - for who makes them in another thread; default `sketchOf`
 * @example
 * render(score, createSketches(score.clips), context, { player: 0 });
 */
export function createSketches(clips: Readonly<Record<string, ClipFacts>>, sketcher: Sketcher = sketchOf): Clips {
	const load = createKept(async (clip, context) => {
		const facts = clips[clip];
		if (facts === undefined || facts.seconds <= 0) return undefined;
		const { samples, rate } = await sketcher(clip, facts, context.sampleRate);
		const buffer = context.createBuffer(1, samples.length, rate);
		buffer.copyToChannel(samples, 0);
		return buffer;
	});
	return { load };
}
