import { truePeakOf } from "../../loudness/true-peak.ts";
import type { ClipFacts } from "../types.ts";
import { createRandom } from "./random.ts";

/** What a foot, or anything else, comes down on: all from 0 to 1. */
interface Material {
	/** How far up it sounds. */
	readonly bright: number;
	/** How sudden it is. */
	readonly hard: number;
	readonly wet: number;
	/** How many little things move. */
	readonly loose: number;
	/** How long it rings. */
	readonly rings: number;
}

const material = (bright: number, hard: number, wet: number, loose: number, rings = 0): Material => ({
	bright,
	hard,
	wet,
	loose,
	rings,
});

/** The first word that is met counts, so the more particular come first. */
const MATERIALS: ReadonlyArray<readonly [RegExp, Material]> = [
	[/\b(leaves|foliage)\b/, material(0.75, 0.05, 0, 0.95)],
	[/\b(gravel|pebbles?)\b/, material(0.7, 0.5, 0, 1)],
	[/\b(mud|muddy|squelch|swamp)\b/, material(0.15, 0.05, 0.9, 0.4)],
	[/\b(water|puddle|splash)\b/, material(0.6, 0.05, 1, 0.5)],
	[/\bsnow\b/, material(0.6, 0.15, 0.2, 0.8)],
	[/\b(ice|frozen)\b/, material(0.85, 0.75, 0.2, 0.25, 0.25)],
	[/\bsand\b/, material(0.5, 0.1, 0, 0.85)],
	[/\b(grass|lawn|meadow)\b/, material(0.5, 0.1, 0.1, 0.55)],
	[/\b(grate|grating)\b/, material(0.95, 0.9, 0, 0.4, 0.9)],
	[/\b(metal|steel|iron)\b/, material(0.8, 0.95, 0, 0.05, 0.8)],
	[/\bglass\b/, material(1, 0.8, 0, 0.35, 0.6)],
	[/\b(wood|wooden|plank|floorboard)\b/, material(0.35, 0.6, 0, 0.12, 0.2)],
	[/\b(carpet|rug|cloth|fabric)\b/, material(0.12, 0.1, 0, 0.1)],
	[/\b(rubber|mat)\b/, material(0.3, 0.3, 0, 0.02)],
	[/\b(plastic|vinyl)\b/, material(0.6, 0.55, 0, 0.05, 0.15)],
	[/\b(marble|tiles?|ceramic)\b/, material(0.7, 0.9, 0, 0.02, 0.2)],
	[/\b(stone|rock|cobblestone|slate|brick|concrete|pavement|asphalt)\b/, material(0.48, 0.88, 0, 0.14, 0.05)],
	[/\b(dirt|soil|earth|ground)\b/, material(0.3, 0.3, 0, 0.6)],
];
const SOME_MATERIAL = material(0.45, 0.5, 0, 0.2, 0.1);
/** How hard it is trodden, and the seconds between heel and toe. */
const GAITS: ReadonlyArray<readonly [RegExp, strength: number, toe: number]> = [
	[/\b(land|landing|thud)\b/, 1, 0.03],
	[/\b(jump|takeoff)\b/, 0.65, 0.05],
	[/\b(heavy|stomp|boot)\b/, 0.85, 0.09],
	[/\b(run|running|sprint)\b/, 0.75, 0.045],
	[/\b(scuff|slide|sneak|tiptoe)\b/, 0.25, 0.12],
];
const SOME_GAIT = [undefined, 0.45, 0.08] as const;
/** What goes on evenly rather than being struck. */
const EVEN = /\b(ambience|ambient|wind|rain|weather|river|stream|crowd|traffic|hum|engine|fire|ocean|waves)\b/;
const SOME_PEAK = -9;
/** How far over the loudest moment's power a peak may go. */
const HEADROOM = 2;

/** Noise with its lows and highs cut off by one pole each. */
function createNoise(random: () => number, rate: number) {
	let low = 0;
	let slow = 0;
	return (from: number, to: number): number => {
		low += (random() * 2 - 1 - low) * Math.min(1, (2 * Math.PI * to) / rate);
		slow += (low - slow) * Math.min(1, (2 * Math.PI * from) / rate);
		return low - slow;
	};
}

/** One contact with the ground, added from a second on. */
function strike(
	samples: Float32Array,
	rate: number,
	start: number,
	strength: number,
	stuff: Material,
	random: () => number,
): void {
	const { bright, hard, wet, loose, rings } = stuff;
	const first = Math.round(start * rate);
	const noise = createNoise(random, rate);
	const thump = 70 + 90 * hard + 20 * random();
	const top = 500 * 2 ** (bright * 4.2) * (0.7 + 0.6 * strength);
	const fall = 14 + 70 * hard;
	const modes = [1, 2.76, 5.4].map(ratio => 380 * (0.6 + bright) * ratio * (0.96 + 0.08 * random()));
	let crumb = 0;
	for (let at = first; at < samples.length; at++) {
		const second = (at - first) / rate;
		if (second > 0.9) break;
		const attack = Math.min(1, second / (0.002 + 0.02 * (1 - hard)));
		let value = 0.8 * strength * Math.sin(2 * Math.PI * thump * second) * Math.exp(-second * 30);
		value += noise(120 + 400 * bright, top) * (0.5 + hard) * Math.exp(-second * fall);
		// Little things that move one after another.
		if (random() < (loose * 260) / rate) crumb = 0.5 + random();
		crumb *= Math.exp(-400 / rate);
		value += 1.3 * loose * crumb * noise(600, top * 1.5) * Math.exp(-second * 11);
		if (wet > 0)
			value +=
				0.5 * wet * Math.sin(2 * Math.PI * (260 + 900 * second * (1 + bright)) * second) * Math.exp(-second * 18);
		for (const mode of rings > 0 ? modes : [])
			value += 0.3 * rings * Math.sin(2 * Math.PI * mode * second) * Math.exp(-second * (28 - 20 * rings));
		samples[at] = samples[at]! + strength * attack * value;
	}
}

/** Something that goes on: noise that swells and falls, and comes round to where it began. */
function even(samples: Float32Array, rate: number, bright: number, random: () => number): void {
	const noise = createNoise(random, rate);
	const length = samples.length / rate;
	const turns = Math.max(1, Math.round(length / 7));
	for (let at = 0; at < samples.length; at++) {
		const swell = 0.75 + 0.25 * Math.sin((2 * Math.PI * turns * at) / samples.length);
		samples[at] = noise(90, 400 + 3000 * bright) * swell;
	}
}

/** Single peaks are bent back, so that what has the same peak is about as loud. */
function bodied(samples: Float32Array, rate: number): Float32Array {
	const frame = Math.round(rate * 0.04);
	let most = 0;
	for (let from = 0; from < samples.length; from += frame) {
		let sum = 0;
		for (let at = from; at < Math.min(samples.length, from + frame); at++) sum += samples[at]! * samples[at]!;
		most = Math.max(most, sum);
	}
	const full = HEADROOM * Math.sqrt(most / frame);
	return full === 0 ? samples : samples.map(value => Math.tanh(value / full));
}

/**
 * A sound effect as its row describes it: steps by what is trodden on and how hard, anything else by what it is made of, at its
 * true peak. A sketch, not the sound.
 *
 * @returns one channel
 */
export function sketchEffect(facts: ClipFacts, seed: number, rate: number): Float32Array {
	const random = createRandom(seed);
	const words = (facts.words ?? "").toLowerCase();
	const samples = new Float32Array(Math.max(1, Math.round(facts.seconds * rate)));
	const stuff = MATERIALS.find(([word]) => word.test(words))?.[1] ?? SOME_MATERIAL;
	const [, strength, toe] = GAITS.find(([word]) => word.test(words)) ?? SOME_GAIT;
	const from = Math.min(facts.from ?? 0, facts.seconds / 2);
	const to = facts.to ?? facts.seconds;
	if (EVEN.test(words) && facts.seconds > 3) even(samples, rate, stuff.bright, random);
	else {
		// A recording of a walk goes on for as long as it lasts.
		const apart = facts.seconds > 1.3 ? 0.5 - 0.15 * strength : Infinity;
		for (let start = from; start < to - 0.05; start += apart) {
			strike(samples, rate, start, strength, stuff, random);
			strike(samples, rate, start + toe * (0.9 + 0.2 * random()), strength * 0.6, stuff, random);
			if (apart === Infinity) break;
		}
		const fade = Math.round(0.02 * rate);
		const last = Math.min(samples.length, Math.round(to * rate));
		for (let at = Math.max(0, last - fade); at < samples.length; at++)
			samples[at] = samples[at]! * Math.max(0, (last - at) / fade);
	}
	const whole = bodied(samples, rate);
	const level = 10 ** ((facts.peak ?? SOME_PEAK) / 20) / Math.max(1e-9, truePeakOf(whole));
	return whole.map(value => value * level);
}
