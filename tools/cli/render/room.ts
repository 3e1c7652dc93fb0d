import { createRandom } from "./sketch/random.ts";

/** Decays that rooms are made for; a room rings as long as the nearest. */
const DECAYS: readonly number[] = [0.5, 1, 1.5, 2, 2.5, 3, 4, 6];
const SIXTY_DECIBELS = Math.log(1000);
/** The highs of a room die first: how much of one sample is left in the next, at the beginning and at the end. */
const [DULL_FIRST, DULL_LAST] = [0.25, 0.85];

/** The nearest decay that there is a room for. */
export const roomFor = (decay: number): number =>
	DECAYS.reduce((best, one) => (Math.abs(one - decay) < Math.abs(best - decay) ? one : best));

/** One ear of a room: noise that dies away and grows dull, as loud as what is sent into it. */
function ear(decay: number, rate: number, seed: number): Float32Array {
	const random = createRandom(seed);
	const length = Math.ceil(decay * rate);
	const samples = new Float32Array(length);
	let smooth = 0;
	let power = 0;
	for (let at = 0; at < length; at++) {
		const age = at / length;
		const dull = DULL_FIRST + (DULL_LAST - DULL_FIRST) * age;
		smooth = smooth * dull + (random() * 2 - 1) * (1 - dull);
		const value = smooth * Math.exp(-SIXTY_DECIBELS * age);
		samples[at] = value;
		power += value * value;
	}
	const scale = 1 / Math.sqrt(power);
	return samples.map(value => value * scale);
}

/** What a room that rings for some seconds answers to a click; the same wherever it is made. */
export function roomBuffer(context: BaseAudioContext, decay: number): AudioBuffer {
	const ears = [ear(decay, context.sampleRate, 1), ear(decay, context.sampleRate, 2)];
	const buffer = context.createBuffer(2, ears[0]!.length, context.sampleRate);
	ears.forEach((samples, channel) => buffer.copyToChannel(samples, channel));
	return buffer;
}
