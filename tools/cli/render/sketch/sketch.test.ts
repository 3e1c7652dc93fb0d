import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { loudnessOf as integrated } from "../../loudness/meter.ts";
import { truePeakOf } from "../../loudness/true-peak.ts";
import type { ClipFacts } from "../types.ts";
import { sketchOf } from "./index.ts";

const SONG: ClipFacts = { kind: "music", seconds: 8, bpm: 120, loudness: -14, peak: -1, key: "A", scale: "minor" };
const song = (more: Partial<ClipFacts> = {}): Float32Array => sketchOf("1", { ...SONG, ...more }, 48000).samples;
const RATE = sketchOf("1", SONG, 48000).rate;
const step = (words: string, more: Partial<ClipFacts> = {}, id = "2"): Float32Array =>
	sketchOf(id, { kind: "effect", seconds: 0.5, peak: -6, words, ...more }, 48000).samples;
const loudnessOf = (samples: Float32Array, rate: number): number => integrated([samples], rate);
const decibels = (value: number): number => 20 * Math.log10(value);
const near = (value: number, expected: number, within: number): void =>
	assert.ok(Math.abs(value - expected) <= within, `${value} is not within ${within} of ${expected}`);

/** Power of one frequency. */
function powerOf(samples: Float32Array, hertz: number, rate: number): number {
	const turn = (2 * Math.PI * hertz) / rate;
	let [a, b] = [0, 0];
	samples.forEach((value, at) => {
		a += value * Math.cos(turn * at);
		b += value * Math.sin(turn * at);
	});
	return (a * a + b * b) / samples.length ** 2;
}
/** How suddenly it grows louder, in hundredths of a second. */
function onsets(samples: Float32Array, rate: number): number[] {
	const frame = rate / 100;
	const levels = Array.from({ length: Math.floor(samples.length / frame) }, (_, index) => {
		let sum = 0;
		for (let at = 0; at < frame; at++) sum += samples[index * frame + at]! ** 2;
		return Math.sqrt(sum);
	});
	const rises = levels.map((level, index) => Math.max(0, level - (levels[index - 1] ?? level)));
	return rises.map((rise, index) => rise + 0.7 * ((rises[index - 1] ?? 0) + (rises[index + 1] ?? 0)));
}
/** How much of the onsets comes again after a while, a hundredth of a second more or less. */
function again(values: readonly number[], lag: number): number {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const after = (frames: number): number =>
		values.slice(frames).reduce((sum, value, at) => sum + (value - mean) * (values[at]! - mean), 0);
	return Math.max(...[Math.floor(lag), Math.ceil(lag)].map(after));
}

void describe("a sketch of music", () => {
	void it("is as long and as loud as its row says, whatever the row says", () => {
		const rows: Array<Partial<ClipFacts>> = [
			{},
			{ loudness: -22, peak: -6, bpm: 62, scale: "major" as const, mood: { arousal: -0.9, relaxed: 0.9 } },
			{ loudness: -8, peak: -0.5, bpm: 174, electronic: true, mood: { arousal: 0.9, aggressive: 0.9 } },
			{ parts: [[0, 1] as const, [3, 4] as const, [5, 2] as const], downbeat: 0.7 },
		];
		for (const more of rows) {
			const samples = song(more);
			assert.equal(samples.length, 8 * RATE);
			near(loudnessOf(samples, RATE), more.loudness ?? -14, 0.5);
			assert.ok(truePeakOf(samples) < 10 ** (1 / 20), "no more than bent over full scale");
		}
	});
	void it("has the beat of its tempo, from its downbeat on", () => {
		for (const bpm of [96, 120]) {
			const felt = onsets(song({ bpm, downbeat: 0.25, seconds: 14 }), RATE);
			const beat = 6000 / bpm;
			for (const other of [0.62, 0.88, 1.12, 1.38])
				assert.ok(
					again(felt, beat) > 1.2 * again(felt, beat * other),
					`${bpm}, ${other}: ${again(felt, beat * other) / again(felt, beat)}`,
				);
			const on = [0, 1, 2, 3].map(
				bar => felt[Math.round(25 + bar * 4 * beat)]! + felt[Math.round(24 + bar * 4 * beat)]!,
			);
			const mean = felt.reduce((sum, value) => sum + value, 0) / felt.length;
			for (const strength of on) assert.ok(strength > 3 * mean, `${strength} on the downbeat, ${mean} elsewhere`);
		}
	});
	void it("keeps its key: the notes of the scale are heard, the others are not", () => {
		const inScale = { minor: [0, 2, 3, 5, 7, 8, 10], major: [0, 2, 4, 5, 7, 9, 11] };
		for (const [key, from, scale] of [
			["A", 57, "minor"],
			["Eb", 51, "major"],
		] as const) {
			const samples = song({ key, scale, mood: { arousal: -1 }, parts: [[0, 1]], seconds: 2 });
			const powers = Array.from({ length: 24 }, (_, note) => [
				note % 12,
				powerOf(samples, 440 * 2 ** ((from + note - 69) / 12), RATE),
			]);
			const of = (within: boolean): number =>
				powers.reduce((sum, [note, power]) => sum + (inScale[scale].includes(note!) === within ? power! : 0), 0);
			assert.ok(of(true) > 20 * of(false), `${key}: ${of(true)} against ${of(false)}`);
		}
	});
	void it("differs from part to part in what plays, hardly in how loud it is", () => {
		const samples = song({
			parts: [
				[0, 1],
				[4, 4],
			],
		});
		const [quiet, full] = [samples.subarray(0, 4 * RATE), samples.subarray(4 * RATE)];
		near(loudnessOf(full, RATE) - loudnessOf(quiet, RATE), 1.2, 1);
		const lows = (part: Float32Array): number =>
			[45, 50, 55, 60, 65].reduce((sum, hertz) => sum + powerOf(part, hertz, RATE), 0);
		assert.ok(lows(full) > 10 * lows(quiet), "drums and bass come in");
	});
	void it("is the same every time, and another for another track", () => {
		const short = { seconds: 2 };
		const isSame = (a: Float32Array, b: Float32Array): boolean => a.every((value, at) => value === b[at]);
		assert.ok(isSame(song(short), song(short)));
		assert.ok(!isSame(song(short), sketchOf("9", { ...SONG, ...short }, 48000).samples));
	});
	void it("never falls silent within", () => {
		const samples = song({
			parts: [
				[0, 1],
				[4, 3],
			],
			bpm: 60,
		});
		const frame = RATE / 50;
		for (let at = frame; at < samples.length - frame * 2; at += frame)
			assert.ok(
				samples.subarray(at, at + frame).some(value => Math.abs(value) > 0.005),
				`${at / RATE} s`,
			);
	});
	void it("is made for what nobody knows, as long as it is", () => {
		const { samples, rate } = sketchOf("5", { kind: "unknown", seconds: 20 }, 48000);
		assert.equal(samples.length, 20 * rate);
		near(loudnessOf(samples, rate), -14, 0.5);
		assert.equal(sketchOf("5", { kind: "unknown", seconds: 0.4 }, 48000).samples.length, 19200);
	});
});

const energy = (samples: Float32Array): number => samples.reduce((sum, value) => sum + value * value, 0);
/** How far up a sound lies: the more it moves from sample to sample. */
const brightness = (samples: Float32Array): number =>
	energy(samples.map((value, at) => value - (samples[at - 1] ?? 0))) / energy(samples);

void describe("a sketch of a sound effect", () => {
	void it("has the true peak of its row", () => {
		for (const peak of [-18, -6, -0.5])
			for (const words of ["footstep grass walk", "land metal"])
				near(decibels(truePeakOf(step(words, { peak }))), peak, 0.1);
		near(decibels(truePeakOf(step("wind ambience", { peak: -8, seconds: 3.1 }))), -8, 0.1);
	});
	void it("is heard where the row says, and nowhere else", () => {
		const samples = step("footstep stone walk", { from: 0.1, to: 0.3 });
		assert.equal(energy(samples.subarray(0, 4799)), 0);
		assert.equal(energy(samples.subarray(14400)), 0);
		assert.ok(energy(samples.subarray(4800, 9600)) > 0);
	});
	void it("sounds of what is trodden on", () => {
		const [carpet, wood, metal] = ["carpet", "wood", "metal"].map(name => brightness(step(`footstep ${name} walk`)));
		assert.ok(carpet! < wood! && wood! < metal!, `${carpet} ${wood} ${metal}`);
		const tail = (words: string): number => energy(step(words).subarray(12000)) / energy(step(words));
		assert.ok(tail("footstep metal walk") > 5 * tail("footstep stone walk"), "metal rings");
	});
	void it("is alike for recordings of one surface", () => {
		const level = (id: string): number => 10 * Math.log10(energy(step("footstep grass walk", {}, id)));
		const levels = ["1", "2", "3", "4", "5", "6", "7", "8"].map(level);
		assert.ok(Math.max(...levels) - Math.min(...levels) < 3, levels.join(" "));
	});
	void it("goes on for as long as a walk or an ambience does", () => {
		for (const words of ["footsteps gravel walk loop", "rain ambience"]) {
			const samples = step(words, { seconds: 6 });
			for (let second = 0; second < 5.5; second += 0.5)
				assert.ok(energy(samples.subarray(second * 48000, (second + 0.5) * 48000)) > 0, `${words}, ${second} s`);
		}
	});
});
