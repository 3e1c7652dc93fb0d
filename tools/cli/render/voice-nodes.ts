import { entering, follow, type Times } from "./automation.ts";
import { positionOn, stretchesOf } from "./course.ts";
import { roomFor } from "./room.ts";
import type { Curve, Tone, Voice } from "./types.ts";

/** Where the nodes of a voice lead. */
export interface Outlets {
	readonly dry: AudioNode;
	/** What rings for some seconds. */
	readonly room: (decay: number) => AudioNode;
}

/** Between the middles of the bands that the trace tells of (200, 1300 and 8000 hertz). */
const [LOW_EDGE, HIGH_EDGE] = [510, 3225];
const SILENT_ROOM = -80;
const FADE = 0.01;
const linear = (decibels: number): number => (decibels <= SILENT_ROOM ? 0 : 10 ** (decibels / 20));

const curveOf = (tones: readonly Tone[], value: (tone: Tone) => number): Curve =>
	tones.flatMap(tone => [tone[0], value(tone)]);

/** One source for each stretch in which the voice goes straight on through its file. */
function sourcesOf(voice: Voice, buffer: AudioBuffer, context: BaseAudioContext, times: Times, speed: number) {
	return stretchesOf(voice).flatMap(({ course, from, to }) => {
		const [, , rate, end, back] = course;
		const begins = Math.max(from, times.from);
		if (rate <= 0 || begins >= to) return [];
		const offset = positionOn(course, begins);
		const last = Math.min(end, buffer.duration);
		if (offset >= last) return [];
		const source = context.createBufferSource();
		source.buffer = buffer;
		source.playbackRate.value = rate * speed;
		if (back !== undefined && back < last) {
			source.loop = true;
			source.loopStart = back;
			source.loopEnd = last;
			source.start(times.when(begins), offset);
		} else source.start(times.when(begins), offset, last - offset);
		source.stop(times.when(to));
		return [source];
	});
}

/** The equalizer and the room of a voice that goes through any. */
function toned(context: BaseAudioContext, from: AudioNode, tones: readonly Tone[], times: Times) {
	const [low, high, level] = [context.createBiquadFilter(), context.createBiquadFilter(), context.createGain()];
	low.type = "lowshelf";
	low.frequency.value = LOW_EDGE;
	high.type = "highshelf";
	high.frequency.value = HIGH_EDGE;
	follow(
		low.gain,
		curveOf(tones, ([, lows, mids]) => lows - mids),
		times,
	);
	follow(
		high.gain,
		curveOf(tones, ([, , mids, highs]) => highs - mids),
		times,
	);
	follow(
		level.gain,
		curveOf(tones, ([, , mids]) => linear(mids)),
		times,
	);
	from.connect(low).connect(high).connect(level);
	return level;
}

/** Sends a voice into the room, and takes from the dry sound what the room takes. */
function ringing(context: BaseAudioContext, from: AudioNode, tones: readonly Tone[], times: Times, to: Outlets) {
	const [wet, dry] = [context.createGain(), context.createGain()];
	follow(
		wet.gain,
		curveOf(tones, ([, , , , room]) => linear(room)),
		times,
	);
	follow(
		dry.gain,
		curveOf(tones, tone => linear(tone[6])),
		times,
	);
	const longest = tones.reduce((most, tone) => (tone[4] > most[4] ? tone : most));
	from.connect(wet).connect(to.room(roomFor(longest[5])));
	from.connect(dry).connect(to.dry);
	return [wet, dry];
}

/** In one channel, from its side; a recording in stereo is as loud as without a place. */
function placed(context: BaseAudioContext, from: AudioNode, channels: number, pans: Curve, times: Times) {
	const [one, side] = [context.createGain(), context.createStereoPanner()];
	one.channelCount = 1;
	one.channelCountMode = "explicit";
	one.gain.value = channels > 1 ? Math.SQRT2 : 1;
	follow(side.pan, pans, times);
	from.connect(one).connect(side);
	return side;
}

/**
 * Puts a voice into a context, from where it comes in to its end.
 *
 * @param speed - of the whole run
 * @param onOver - when it has come to its end
 * @returns a function that takes it out again
 */
export function playVoice(
	context: BaseAudioContext,
	voice: Voice,
	buffer: AudioBuffer,
	times: Times,
	speed: number,
	outlets: Outlets,
	onOver: () => void,
): () => void {
	const sources = sourcesOf(voice, buffer, context, times, speed);
	if (sources.length === 0) return () => undefined;
	const gain = context.createGain();
	follow(gain.gain, times.isLate ? entering(voice.gains, times.from, FADE) : voice.gains, times);
	for (const source of sources) source.connect(gain);
	const { pans, tones } = voice;
	const channels = buffer.numberOfChannels;
	const flat = (): AudioNode => {
		const middle = context.createGain();
		// One channel is heard in both ears, each with half of its power.
		middle.gain.value = channels === 1 ? Math.SQRT1_2 : 1;
		return gain.connect(middle);
	};
	const sided = pans === undefined ? flat() : placed(context, gain, channels, pans, times);
	const ends: AudioNode[] = [];
	if (tones === undefined) ends.push(sided);
	else {
		const colored = toned(context, sided, tones, times);
		if (tones.some(tone => tone[4] > SILENT_ROOM)) ends.push(...ringing(context, colored, tones, times, outlets));
		else ends.push(colored);
	}
	if (tones === undefined || ends.length === 1) ends[0]!.connect(outlets.dry);
	let left = sources.length;
	const takeOut = (): void => {
		for (const source of sources) source.disconnect();
		for (const end of ends) end.disconnect();
	};
	for (const source of sources)
		source.onended = () => {
			left -= 1;
			if (left > 0) return;
			takeOut();
			onOver();
		};
	return takeOut;
}
