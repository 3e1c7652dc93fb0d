import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { TraceLine } from "headless-place";

import { mixdown, type MixdownOptions } from "../mix/mixdown.ts";
import { needsWebAudio, Offline } from "../testing/web-audio.ts";
import {
	type Clips,
	type PackedScore,
	packScore,
	render,
	type RenderOptions,
	type Score,
	scoreOf,
	unpackScore,
	type Voice,
} from "./index.ts";

const RATE = 24000;
/** A clip of each kind: steady noise, the same noise in two channels, a rising tone, a low and a high tone. */
const CLIPS: Record<string, (at: number, channel: number) => number> = {
	noise: at => Math.sin(at * at * 12.9898) * 0.3,
	wide: (at, channel) => Math.sin((at + channel * 9973) ** 2 * 12.9898) * 0.3,
	rising: at => 0.5 * Math.sin(2 * Math.PI * ((100 * at) / RATE + (25 * at * at) / RATE / RATE)),
	low: at => 0.5 * Math.sin((2 * Math.PI * 150 * at) / RATE),
	high: at => 0.5 * Math.sin((2 * Math.PI * 8000 * at) / RATE),
};
const sides = new Map<string, Float32Array>();
const sideOf = (clip: string, channel: number): Float32Array => {
	const name = `${clip} ${channel}`;
	const made = sides.get(name) ?? Float32Array.from({ length: 12 * RATE }, (_, at) => CLIPS[clip]!(at, channel));
	sides.set(name, made);
	return made;
};
const clips: Clips = {
	load: async (clip, context) => {
		if (CLIPS[clip] === undefined) return undefined;
		const channels = clip === "wide" ? 2 : 1;
		const buffer = context.createBuffer(channels, 12 * RATE, RATE);
		for (let channel = 0; channel < channels; channel++) buffer.copyToChannel(sideOf(clip, channel), channel);
		return buffer;
	},
};
const voice = (more: Partial<Voice>): Voice => ({
	player: 0,
	clip: "noise",
	role: "other",
	start: 0,
	end: 12,
	ending: "ended",
	course: [[0, 0, 1, 12]],
	gains: [0, 1],
	...more,
});
const score = (...voices: Array<Partial<Voice>>): Score => ({
	seconds: 12,
	players: ["player1", "player2"],
	voices: voices.map(voice),
	clips: {},
});

type Stereo = readonly [Float32Array, Float32Array];
/** In one go. */
async function whole(of: Score, seconds: number, options: Partial<RenderOptions> = {}) {
	const context = new Offline!(2, seconds * RATE, RATE);
	const rendering = render(of, clips, context, { player: 0, at: 0, ...options });
	await rendering.schedule(rendering.second(seconds));
	const buffer = await context.startRendering();
	const side = (channel: number): Float32Array => {
		const samples = new Float32Array(buffer.length);
		buffer.copyFromChannel(samples, channel);
		return samples;
	};
	return [side(0), side(1)] as const;
}
/** As the command does it. */
async function inPieces(of: Score, options: Partial<MixdownOptions> & { to: number }): Promise<Stereo> {
	const parts: Stereo[] = [];
	for await (const part of mixdown(of, clips, Offline!, { player: 0, from: 0, rate: RATE, ...options }))
		parts.push(part);
	const side = (index: 0 | 1): Float32Array => Float32Array.from(parts.flatMap(part => [...part[index]]));
	return [side(0), side(1)];
}
const part = (samples: Float32Array, from: number, to: number): Float32Array =>
	samples.subarray(from * RATE, to * RATE);
const power = (samples: Float32Array): number =>
	samples.reduce((sum, value) => sum + value * value, 0) / Math.max(1, samples.length);
const level = (samples: Float32Array): number => 10 * Math.log10(power(samples) + 1e-12);
const both = ([left, right]: Stereo, from: number, to: number): number =>
	10 * Math.log10(power(part(left, from, to)) + power(part(right, from, to)) + 1e-12);
const near = (value: number, expected: number, within = 0.3): void =>
	assert.ok(Math.abs(value - expected) <= within, `${value} is not within ${within} of ${expected}`);
/** Decibels of what is different between two renderings. */
const apart = (a: Float32Array, b: Float32Array): number => level(a.map((value, at) => value - b[at]!)) - level(a);
/** How often it crosses zero upward: the frequency of a tone. */
const hertz = (samples: Float32Array): number =>
	samples.reduce((sum, value, at) => sum + (at > 0 && samples[at - 1]! <= 0 && value > 0 ? 1 : 0), 0) /
	(samples.length / RATE);

void describe("the renderer", needsWebAudio, () => {
	void it("sounds where the score has sound for a player, and is silent where it has none", async () => {
		const of = score(
			{ start: 1, end: 2 },
			{ start: 4, end: 5, player: 1 },
			{ start: 3, end: 3.5, clip: "nobody has it" },
		);
		const [first, second] = [await whole(of, 6), await whole(of, 6, { player: 1 })];
		const heard = (one: Stereo): boolean[] => [0, 1, 2, 3, 4, 5].map(second => both(one, second, second + 1) > -60);
		assert.deepEqual(heard(first), [false, true, false, false, false, false]);
		assert.deepEqual(heard(second), [false, false, false, false, true, false]);
		for (const at of [0, 2, 3, 4, 5]) assert.equal(power(part(first[0], at, at + 1)), 0, "silence is nothing at all");
	});
	void it("follows gains: linear, and to the decibel", async () => {
		const one = await whole(score({ gains: [0, 1, 2, 1, 2.1, 0.25, 4, 0.25, 6, 0] }), 6);
		const full = both(one, 0, 2);
		near(both(one, 2.2, 4) - full, -12.04);
		near(both(one, 4.95, 5.05) - full, -18.06, 0.5);
	});
	void it("plays one channel and two equally loud, with and without a place ahead", async () => {
		const levels = [];
		for (const more of [{}, { clip: "wide" }, { pans: [0, 0] }]) levels.push(both(await whole(score(more), 1), 0, 1));
		near(levels[1]! - levels[0]!, 3, 0.3);
		near(levels[2]!, levels[0]!);
	});
	void it("turns to the side that the trace says, without getting louder or quieter", async () => {
		const [left, right] = await whole(score({ pans: [0, -1, 2, -1, 4, 1] }), 6);
		assert.ok(level(part(right, 0, 2)) < -100);
		assert.ok(level(part(left, 4.1, 6)) < -100);
		for (const [from, to] of [
			[0, 2],
			[2.9, 3.1],
			[4, 6],
		] as const)
			near(both([left, right], from, to), both([left, right], 0, 6), 0.5);
	});
	void it("begins amid a file, goes faster, seeks and loops", async () => {
		// The tone at a second of the file has 100 hertz and 50 for each second.
		const [one] = await whole(
			score({
				clip: "rising",
				course: [
					[0, 2, 1, 12],
					[2, 4, 2, 12],
					[4, 1, 1, 12],
					[6, 9.5, 1, 10, 9],
				],
			}),
			9,
		);
		near(hertz(part(one, 0.9, 1.1)), 250, 6);
		near(hertz(part(one, 2.9, 3.1)), 2 * 400, 12);
		near(hertz(part(one, 4.9, 5.1)), 200, 6);
		for (const turn of [7, 8]) near(hertz(part(one, turn - 0.1, turn + 0.1)), 100 + 50 * 9.5, 8);
	});
	void it("takes away what effects take away", async () => {
		for (const [clip, lost] of [
			["low", 3],
			["high", 18],
		] as const) {
			const tones: Voice["tones"] = [
				[0, 0, 0, 0, -80, 1.5, 0],
				[2, 0, 0, 0, -80, 1.5, 0],
				[2.1, -3, -3, -21, -80, 1.5, 0],
			];
			const one = await whole(score({ clip, tones }), 4);
			near(both(one, 2.3, 4) - both(one, 0.1, 1.9), -lost, clip === "low" ? 0.6 : 3.5);
		}
	});
	void it("lets a room ring on for as long as the trace says", async () => {
		const ring = async (decay: number, room: number): Promise<Stereo> =>
			whole(score({ start: 0, end: 1, tones: [[0, 0, 0, 0, room, decay, 0]] }), 5);
		const [small, large, quiet, none] = [await ring(1, -6), await ring(3, -6), await ring(3, -26), await ring(3, -80)];
		const after = (one: Stereo): number => both(one, 1.02, 1.2);
		near(after(large) - after(quiet), 20, 1);
		assert.ok(power(part(none[0], 1, 5)) < 1e-20);
		const dies = (one: Stereo): number => both(one, 1, 1.1) - both(one, 1.5, 1.6);
		// Sixty decibels in the decay, a little more for the highs.
		near(dies(small), 30, 8);
		near(dies(large), 10, 4);
	});
	void it("sounds from a second on as the whole does there", async () => {
		const of = score(
			{ gains: [0, 1, 5, 0.3, 12, 0.8], pans: [0, -0.5, 12, 0.5] },
			{ start: 1.5, end: 7, clip: "rising", course: [[0, 3, 1.3, 6, 4]] },
			{ start: 4.2, end: 6, tones: [[0, 0, -2, -12, -10, 1.5, 0]] },
		);
		const all = await whole(of, 8);
		const from5 = await whole(of, 3, { from: 5 });
		for (const side of [0, 1] as const)
			for (const second of [0.1, 1, 2])
				near(level(part(from5[side], second, second + 0.9)), level(part(all[side], 5 + second, 5.9 + second)), 0.6);
		const pieces = await inPieces(of, { from: 5, to: 8 });
		for (const side of [0, 1] as const) assert.ok(apart(part(all[side], 5, 8), pieces[side]) < -40);
	});
	void it("is the same in pieces as in one go", async () => {
		const of = score(
			{ gains: [0, 1, 5, 0.3, 12, 0.8], pans: [0, -0.5, 12, 0.5] },
			{ start: 1.5, end: 7, clip: "wide", course: [[0, 3, 1.3, 6, 4]], tones: [[0, -1, -2, -12, -14, 2, 0]] },
		);
		const [all, pieces] = [await whole(of, 8), await inPieces(of, { to: 8, chunk: 1.7 })];
		for (const side of [0, 1] as const) {
			assert.equal(pieces[side].length, all[side].length);
			assert.ok(apart(all[side], pieces[side]) < -40, `${apart(all[side], pieces[side])} dB`);
		}
	});
	void it("brings a file that took its time in where the run is by then, softly", async () => {
		// The run began a second ago.
		const [samples] = await whole(score({ clip: "rising", course: [[0, 2, 1, 12]] }), 2, { at: -1 });
		near(hertz(part(samples, 0.9, 1.1)), 100 + 50 * 4, 6);
		assert.ok(level(part(samples, 0, 0.002)) < level(part(samples, 0.1, 0.2)) - 12);
	});
	void it("runs faster, with the pitch of a tape that does", async () => {
		const of = score({ start: 2, end: 4, clip: "low" });
		const one = await whole(of, 3, { speed: 2 });
		assert.equal(power(part(one[0], 0, 1)), 0);
		near(hertz(part(one[0], 1.1, 1.9)), 300, 3);
		assert.equal(power(part(one[0], 2, 3)), 0);
	});
	void it("plays what is left of a damaged trace", async () => {
		const song = { id: 1, soundId: "rbxassetid://11", path: "SoundService.Song" };
		const lines = [
			{ t: 0.5, kind: "sound", event: "play", ...song },
			{ t: 0.5, kind: "clock", at: 0.5, position: 1, speed: 1, to: 5, back: 2, ...song },
			{ t: 0.5, kind: "gain", gain: 1, ...song },
			{ t: 0.5, kind: "pan", pan: 0.5, ...song },
			{ t: 0.6, kind: "tone", low: -1, mid: -2, high: -3, room: -10, decay: 2, dry: 0, ...song },
			{ t: 0.8, kind: "clock", at: 0.8, position: 3, speed: 2, to: 5, back: 2, ...song },
			{ t: 0.9, kind: "sound", event: "stop", planned: 0.85, ...song },
			{ t: 1, kind: "instance" },
		].map(one => ({ peer: "player1", ...one }) as TraceLine);
		const buffer = await clips.load("noise", new Offline!(1, 1, RATE));
		for (const [index, line] of lines.entries())
			for (const field of Object.keys(line))
				for (const wrong of [undefined, null, -1, 1e300, Infinity, "1", {}]) {
					const spoilt = lines.with(index, { ...line, [field]: wrong } as TraceLine);
					const of = unpackScore(JSON.parse(JSON.stringify(packScore(scoreOf(spoilt)))) as PackedScore);
					for (const { gains, course } of of.voices) assert.ok([...gains, ...course.flat()].every(Number.isFinite));
					if (wrong !== 1e300) continue;
					const context = new Offline!(2, 256, RATE);
					await render(of, { load: async () => buffer }, context, {
						player: 0,
						from: 0.8,
					}).schedule(9);
				}
	});
	void it("tells what plays of each role apart", async () => {
		const context = new Offline!(2, RATE, RATE);
		const of = score({ role: "step" }, { role: "radio", clip: "low" });
		const rendering = render(of, clips, context, { player: 0 });
		rendering.outputs.step.gain.value = 0;
		await rendering.schedule(1);
		const samples = new Float32Array(RATE);
		(await context.startRendering()).copyFromChannel(samples, 0);
		near(hertz(samples), 150, 3);
	});
});
