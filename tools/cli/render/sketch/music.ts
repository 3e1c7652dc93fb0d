import { loudnessOf } from "../../loudness/meter.ts";
import type { ClipFacts } from "../types.ts";
import { createRandom } from "./random.ts";
import { addBurst, addNote, type Envelope, waveOf } from "./waves.ts";

const KEYS: readonly string[] = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
const FLATS: Readonly<Record<string, string>> = { Db: "C#", "D#": "Eb", Gb: "F#", "G#": "Ab", "A#": "Bb" };
const SCALES = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;
/** Degrees that four bars go through. */
const WAYS = {
	major: [
		[0, 4, 5, 3],
		[0, 5, 3, 4],
		[3, 0, 4, 5],
	],
	minor: [
		[0, 5, 2, 6],
		[0, 3, 5, 4],
		[0, 6, 5, 6],
	],
} as const;
/** Where the catalog is silent: what most music is near. */
const [SOME_TEMPO, SOME_LOUDNESS, SOME_PEAK] = [100, -14, -1];
const BARS = 4;
type Energy = 1 | 2 | 3 | 4;

/** How a track sounds, read out of its row. */
interface Character {
	readonly root: number;
	readonly scale: readonly number[];
	readonly way: readonly number[];
	readonly bar: number;
	readonly random: () => number;
	/** From 0 to 1. */
	readonly drive: number;
	readonly bite: number;
	readonly calm: number;
	readonly electronic: boolean;
}

const tempoOf = ({ bpm }: ClipFacts): number => (bpm !== undefined && bpm >= 30 && bpm <= 300 ? bpm : SOME_TEMPO);

function characterOf(facts: ClipFacts, seed: number): Character {
	const random = createRandom(seed);
	const named = KEYS.indexOf(FLATS[facts.key ?? ""] ?? facts.key ?? "");
	const key = named === -1 ? Math.floor(random() * 12) : named;
	const scale = facts.scale ?? "minor";
	const mood = facts.mood ?? {};
	const ways = WAYS[scale];
	return {
		// The middle of a bass: from F below to E above.
		root: 41 + ((key + 7) % 12),
		scale: SCALES[scale],
		way: ways[Math.floor(random() * ways.length)]!,
		bar: 240 / tempoOf(facts),
		random,
		drive: Math.min(1, Math.max(0, ((mood.arousal ?? 0) + 1) / 2)),
		bite: mood.aggressive ?? 0.3,
		calm: mood.relaxed ?? 0.5,
		electronic: facts.electronic ?? false,
	};
}

/** A note of the scale, any number of degrees above the root. */
function hertz({ root, scale }: Character, degree: number, octave = 0): number {
	const turns = Math.floor(degree / scale.length);
	const note = root + scale[degree - turns * scale.length]! + 12 * (turns + octave);
	return 440 * 2 ** ((note - 69) / 12);
}

interface Layers {
	readonly pad: Float32Array;
	readonly bass: Float32Array;
	readonly pulse: Float32Array;
	readonly drums: Float32Array;
	readonly figure: Float32Array;
}

function chords(track: Character, rate: number, loops: Layers): void {
	const { bar, bite, electronic } = track;
	const soft = waveOf([1, 0.4, 0.25 + bite * 0.2, 0.1, electronic ? 0.2 : 0.05, electronic ? 0.15 : 0.02]);
	const low = waveOf([1, 0.5, electronic ? 0.35 : 0.1, 0.1]);
	const long: Envelope = { attack: Math.min(0.4, bar * 0.12), hold: bar * 0.8, decay: bar * 0.15 };
	const short: Envelope = { attack: 0.008, hold: bar * 0.1, decay: bar * 0.08 };
	track.way.forEach((degree, index) => {
		const start = index * bar;
		for (const third of [0, 2, 4])
			for (const off of [0.9996, 1.0004])
				addNote(loops.pad, rate, soft, start, hertz(track, degree + third, 1) * off, 0.12, long);
		for (let beat = 0; beat < 4; beat++) {
			const strength = beat === 0 ? 0.5 : 0.38;
			addNote(loops.bass, rate, low, start + (beat * bar) / 4, hertz(track, degree), strength, short);
		}
	});
}

function figures(track: Character, rate: number, loops: Layers): void {
	const { bar, random, drive, electronic } = track;
	const bright = waveOf(electronic ? [1, 0.5, 0.33, 0.25, 0.2, 0.16] : [1, 0.25, 0.4, 0.05, 0.1]);
	const pluck: Envelope = { attack: 0.004, hold: 0.01, decay: electronic ? 0.1 : 0.18 };
	const steps = drive > 0.55 ? 16 : 8;
	track.way.forEach((degree, index) => {
		// On every beat something is struck, so that the beat is heard in the quietest part too.
		for (let beat = 0; beat < 4; beat++)
			addNote(
				loops.pulse,
				rate,
				bright,
				index * bar + (beat * bar) / 4,
				hertz(track, degree + [4, 2, 7, 2][beat]!, 2),
				beat === 0 ? 0.3 : 0.2,
				pluck,
			);
		for (let step = 0; step < steps; step++) {
			if (random() > 0.72) continue;
			const tone = [0, 2, 4, 7, 9][Math.floor(random() * 5)]!;
			const at = index * bar + (step * bar) / steps;
			addNote(loops.figure, rate, bright, at, hertz(track, degree + tone, 2), 0.16 + 0.08 * random(), pluck);
		}
	});
}

function drums(track: Character, rate: number, loops: Layers): void {
	const { bar, random, bite, electronic } = track;
	const noise = (): number => random() * 2 - 1;
	const kick = (start: number): void => {
		let phase = 0;
		addBurst(loops.drums, rate, start, 0.28, second => {
			phase += (2 * Math.PI * (46 + 90 * Math.exp(-second * 38))) / rate;
			return 0.75 * Math.sin(phase) * Math.exp(-second * 11);
		});
	};
	const snare = (start: number, strength: number): void =>
		addBurst(loops.drums, rate, start, 0.2, second => {
			const body = Math.sin(2 * Math.PI * 188 * second) * Math.exp(-second * 28);
			return strength * (0.5 * body + (0.3 + bite * 0.2) * noise() * Math.exp(-second * 20));
		});
	const hat = (start: number, strength: number): void => {
		let before = 0;
		addBurst(loops.drums, rate, start, 0.06, second => {
			const now = noise();
			const high = now - before;
			before = now;
			return strength * high * Math.exp(-second * 75);
		});
	};
	for (let beat = 0; beat < BARS * 4; beat++) {
		const start = (beat * bar) / 4;
		if (electronic || beat % 2 === 0) kick(start);
		if (beat % 2 === 1) snare(start, 0.55);
		hat(start, 0.16);
		hat(start + bar / 8, 0.22);
		// The last bar leads back to the first.
		if (beat === BARS * 4 - 1) for (const part of [0.25, 0.5, 0.75]) snare(start + (part * bar) / 4, 0.3 + part * 0.2);
	}
}

/** How much of each layer is heard at an energy. */
const SHARES: Readonly<Record<Energy, Readonly<Record<keyof Layers, number>>>> = {
	1: { pad: 0.7, pulse: 1, bass: 0, drums: 0.2, figure: 0 },
	2: { pad: 0.55, pulse: 0.8, bass: 0.8, drums: 0.55, figure: 0 },
	3: { pad: 0.45, pulse: 0.5, bass: 0.9, drums: 0.9, figure: 0.5 },
	4: { pad: 0.4, pulse: 0.4, bass: 1, drums: 1.1, figure: 0.9 },
};
/** Parts differ in what plays more than in how loud it is. */
const DECIBELS_AN_ENERGY = 0.4;

/** Four bars at each energy, equally loud but for a little. */
function loopsOf(track: Character, rate: number): Loops {
	const length = Math.round(track.bar * BARS * rate);
	const layer = (): Float32Array => new Float32Array(length);
	const layers: Layers = { pad: layer(), bass: layer(), pulse: layer(), drums: layer(), figure: layer() };
	chords(track, rate, layers);
	figures(track, rate, layers);
	drums(track, rate, layers);
	const softer = 1 - 0.5 * track.calm * (1 - track.drive);
	const loop = (energy: Energy): Float32Array => {
		const shares = SHARES[energy];
		const [pad, bass, pulse, figure] = [shares.pad, shares.bass, shares.pulse, shares.figure];
		const struck = shares.drums * softer;
		const mixed = layers.pad.map(
			(value, at) =>
				value * pad +
				layers.bass[at]! * bass +
				layers.pulse[at]! * pulse +
				layers.drums[at]! * struck +
				layers.figure[at]! * figure,
		);
		const level = 10 ** ((-20 - loudnessOf([mixed], rate) + (energy - 2.5) * DECIBELS_AN_ENERGY) / 20);
		return mixed.map(value => value * level);
	};
	return { 1: loop(1), 2: loop(2), 3: loop(3), 4: loop(4) };
}

type Loops = Record<Energy, Float32Array>;
type Parts = ReadonlyArray<readonly [start: number, energy: Energy]>;

const energyOf = (value: number): Energy => Math.min(4, Math.max(1, Math.round(value))) as Energy;

/** A track without known parts has parts all the same. */
function partsOf({ parts, seconds, downbeat = 0 }: ClipFacts, { bar, drive, random }: Character): Parts {
	if (parts !== undefined && parts.length > 0)
		return parts.map(([start, energy], index) => [index === 0 ? 0 : start, energyOf(energy)]);
	const long = bar * 8;
	const middle = drive > 0.6 ? 3 : 2;
	const form = [middle - 1, middle, middle + 1, middle, middle + 1, middle - 1];
	const turn = Math.floor(random() * 2);
	const count = Math.max(1, Math.ceil((seconds - downbeat) / long));
	return Array.from({ length: count }, (_, index) => [
		index === 0 ? 0 : downbeat + index * long,
		energyOf(form[(index + turn) % form.length]!),
	]);
}

const FADE = 0.01;

/** Lays the loops out over the length of the track, on its beats. */
function laidOut(facts: ClipFacts, bar: number, parts: Parts, loops: Loops, rate: number): Float32Array {
	const samples = new Float32Array(Math.max(1, Math.round(facts.seconds * rate)));
	const turn = bar * BARS * rate;
	const base = (facts.downbeat ?? 0) * rate;
	const fade = Math.round(FADE * rate);
	parts.forEach(([start, energy], index) => {
		const loop = loops[energy];
		const from = Math.max(0, Math.round(start * rate));
		const to = Math.min(samples.length, Math.round((parts[index + 1]?.[0] ?? facts.seconds) * rate));
		const before = from > 0 ? samples[from - 1]! : 0;
		for (let at = from; at < to;) {
			const turns = Math.floor((at - base) / turn + 1e-9);
			const begins = Math.round(base + turns * turn);
			const ends = Math.min(to, Math.max(at + 1, Math.round(base + (turns + 1) * turn)));
			for (; at < ends; at++) {
				const into = (at - from) / fade;
				const value = loop[Math.min(loop.length - 1, Math.max(0, at - begins))]!;
				samples[at] = into < 1 ? before * (1 - into) + value * into : value;
			}
		}
	});
	for (let at = 0; at < fade && at < samples.length; at++) samples[samples.length - 1 - at]! *= at / fade;
	return samples;
}

/** Bends back, instead of cutting, what would go over a peak. */
function benderFor(peak: number): (value: number) => number {
	// Between two samples a wave goes a little higher than at them.
	const ceiling = 10 ** ((peak - 1.5) / 20);
	const straight = ceiling * 0.7;
	const room = ceiling - straight;
	return value => {
		const size = Math.abs(value);
		return size <= straight ? value : Math.sign(value) * (straight + room * Math.tanh((size - straight) / room));
	};
}

/** Brings the loops that a track is made of to its loudness and under its peak. */
function levelled(loops: Loops, parts: Parts, rate: number, { loudness = SOME_LOUDNESS, peak = SOME_PEAK }: ClipFacts) {
	const bent = benderFor(peak);
	const used = [...new Set(parts.map(([, energy]) => energy))];
	const whole = new Float32Array(used.reduce((sum, energy) => sum + loops[energy].length, 0));
	const together = (of: Loops): Float32Array => {
		let at = 0;
		for (const energy of used) {
			whole.set(of[energy], at);
			at += of[energy].length;
		}
		return whole;
	};
	let gain = 1;
	let result = loops;
	for (let round = 0; round < 5; round++) {
		const off = loudness - loudnessOf([together(result)], rate);
		if (!Number.isFinite(off) || Math.abs(off) < 0.1) break;
		gain *= 10 ** (off / 20);
		result = { ...loops };
		for (const energy of used) result[energy] = loops[energy].map(value => bent(value * gain));
	}
	return result;
}

/**
 * A track as its row describes it: its tempo, key, mood, parts and length, at its loudness. A sketch, not the track.
 *
 * @returns one channel
 */
export function sketchMusic(facts: ClipFacts, seed: number, rate: number): Float32Array {
	const track = characterOf(facts, seed);
	const parts = partsOf(facts, track);
	const loops = levelled(loopsOf(track, rate), parts, rate, facts);
	const samples = laidOut(facts, track.bar, parts, loops, rate);
	// How long each part is was not heard yet.
	const off = (facts.loudness ?? SOME_LOUDNESS) - loudnessOf([samples], rate);
	if (Math.abs(off) > 2) return samples;
	const gain = 10 ** (off / 20);
	return samples.map(value => value * gain);
}
