import assert from "node:assert/strict";
import { test } from "node:test";

import { createMeter, type Loudness, loudnessOf } from "./meter.ts";
import { truePeakOf } from "./true-peak.ts";

const RATE = 48000;

/** A sine of 1 kHz at levels one after the other: decibels below full scale, and for how many seconds. */
function tones(...parts: ReadonlyArray<readonly [level: number, seconds: number]>): Float32Array {
	const lengths = parts.map(([, seconds]) => Math.round(seconds * RATE));
	const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
	let at = 0;
	for (const [part, [level]] of parts.entries())
		for (const end = at + lengths[part]!; at < end; at++)
			samples[at] = 10 ** (level / 20) * Math.sin((2 * Math.PI * 1000 * at) / RATE);
	return samples;
}
const stereo = (mono: Float32Array): Loudness => {
	const meter = createMeter(2, RATE);
	meter.add([mono, mono]);
	return meter.loudness();
};
const near = (got: number, wanted: number, off = 0.1): void =>
	assert.ok(Math.abs(got - wanted) <= off, `${got}, wanted ${wanted}`);

// The signals that EBU Tech 3341 asks meters to be tried with, by its numbers.
for (const [number, level] of [
	[1, -23],
	[2, -33],
] as const)
	test(`signal ${number}: a steady tone at ${level} dBFS is ${level} LUFS in every window`, () => {
		const { integrated, momentary, shortTerm } = stereo(tones([level, 20]));
		near(integrated, level);
		for (const value of [...momentary.slice(10), ...shortTerm]) near(value, level);
	});

for (const [number, parts] of [
	[
		3,
		[
			[-36, 10],
			[-23, 60],
			[-36, 10],
		],
	],
	[
		4,
		[
			[-72, 10],
			[-36, 10],
			[-23, 60],
			[-36, 10],
			[-72, 10],
		],
	],
	[
		5,
		[
			[-26, 20],
			[-20, 20.1],
			[-26, 20],
		],
	],
] as const)
	test(`signal ${number}: the gates leave out what is quiet, and all of it is -23 LUFS`, () => {
		const mono = tones(...parts);
		near(loudnessOf([mono, mono], RATE), -23);
	});

test("signal 9: a level that changes within three seconds is steady in the short term", () => {
	const parts = Array.from(
		{ length: 5 },
		() =>
			[
				[-20, 1.34],
				[-30, 1.66],
			] as const,
	).flat();
	for (const value of stereo(tones(...parts)).shortTerm) near(value, -23);
});

test("signal 12: one that changes within 0.4 s is steady at every moment", () => {
	const parts = Array.from(
		{ length: 25 },
		() =>
			[
				[-20, 0.18],
				[-30, 0.22],
			] as const,
	).flat();
	for (const value of stereo(tones(...parts)).momentary.slice(6)) near(value, -23);
});

/** A sine by how many samples a turn takes, at which angle it begins, and how far it swings. */
const sine = (samples: number, degrees: number, swing: number): Float32Array =>
	Float32Array.from({ length: RATE }, (_, at) => {
		// It comes and goes: a tone that begins at once overshoots, which is no fault of the meter.
		const edge = Math.min(1, at / 4800, (RATE - at) / 4800);
		return edge * swing * Math.sin((2 * Math.PI * at) / samples + (degrees * Math.PI) / 180);
	});
for (const [number, samples, degrees, swing, wanted] of [
	[15, 4, 0, 0.5, -6],
	[16, 4, 45, 0.5, -6],
	[17, 6, 60, 0.5, -6],
	[18, 8, 67.5, 0.5, -6],
	[19, 4, 45, 1.41, 3],
] as const)
	test(`signal ${number}: the true peak lies between samples, at ${wanted} dBTP`, () => {
		const { truePeak } = stereo(sine(samples, degrees, swing));
		assert.ok(truePeak >= wanted - 0.4 && truePeak <= wanted + 0.2, String(truePeak));
	});

test("one channel of two is 3 dB less, and silence is none at all", () => {
	const tone = tones([-23, 5]);
	near(loudnessOf([tone, new Float32Array(tone.length)], RATE), -26);
	near(loudnessOf([tone], RATE), -26);
	const silent = stereo(new Float32Array(RATE));
	assert.deepEqual([silent.integrated, silent.truePeak], [-Infinity, -Infinity]);
	assert.equal(stereo(new Float32Array(RATE / 10)).shortTerm.length, 0);
});

test("at any rate a full sine of about a kilohertz in one channel is -3 LUFS", () => {
	for (const rate of [24000, 44100, 48000]) {
		const full = Float32Array.from({ length: 5 * rate }, (_, at) => Math.sin((2 * Math.PI * 997 * at) / rate));
		near(loudnessOf([full], rate), -3.01, 0.05);
	}
	// Between its samples a wave is higher than at them: a quarter of the rate, an eighth of a turn off.
	const between = Float32Array.from({ length: 4800 }, (_, at) => Math.sin((Math.PI / 2) * at + Math.PI / 4));
	near(20 * Math.log10(truePeakOf(between)), 0, 0.15);
});

test("in pieces it measures what it measures at once", () => {
	const tone = Float32Array.from(sine(4, 45, 0.9), (value, at) => value * Math.sin(at / 3000));
	const whole = stereo(tone);
	const meter = createMeter(2, RATE);
	for (let at = 0; at < tone.length; at += 777) meter.add([tone.subarray(at, at + 777), tone.subarray(at, at + 777)]);
	const parts = meter.loudness();
	assert.equal(parts.momentary.length, whole.momentary.length);
	for (const [at, value] of parts.momentary.entries()) near(value, whole.momentary[at]!, 1e-9);
	near(parts.truePeak, whole.truePeak, 0.001);
});
