import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { TraceLine } from "headless-place";

import { valueAt } from "./curves.ts";
import { createScore, packScore, type Score, scoreOf, unpackScore, type Voice } from "./index.ts";

type Fields = Record<string, unknown>;
const line = (t: number, kind: string, fields: Fields, peer = "player1"): TraceLine => ({ t, peer, kind, ...fields });
const SONG = { id: 7, soundId: "rbxassetid://11" };
const sound = (t: number, event: string, more: Fields = {}): TraceLine =>
	line(t, "sound", { ...SONG, event, path: "SoundService.AudioScapeRadio_lobby1", position: 0, ...more });
const clock = (at: number, position: number, more: Fields = {}): TraceLine =>
	line(at, "clock", { ...SONG, at, position, speed: 1, to: 90, ...more });
const gain = (t: number, value: number, more: Fields = {}): TraceLine =>
	line(t, "gain", { ...SONG, gain: value, ...more });
const begun = (at = 10, position = 0): TraceLine[] => [
	sound(1, "load", { duration: 90 }),
	sound(at, "play"),
	clock(at, position),
	gain(at, 0.8),
];
const heard = (...lines: TraceLine[]): Voice => {
	const { voices } = scoreOf(lines);
	assert.equal(voices.length, 1);
	return voices[0]!;
};
const near = (value: number, expected: number, within = 0.01): void =>
	assert.ok(Math.abs(value - expected) <= within, `${value} is not near ${expected}`);
const gainAt = (voice: Voice, second: number): number => valueAt(voice.gains, second - voice.start);

void describe("the score of a trace", () => {
	void it("has a voice from when a sound plays, at its place in the file, to when it stops", () => {
		const voice = heard(...begun(10, 3), sound(14, "stop"));
		assert.deepEqual([voice.clip, voice.role, voice.start, voice.end, voice.ending], ["11", "radio", 10, 14, "stop"]);
		assert.deepEqual(voice.course, [[0, 3, 1, 90]]);
		near(gainAt(voice, 12), 0.8);
	});
	void it("comes in from nothing amid a file, and goes out to nothing, within a few milliseconds", () => {
		const voice = heard(...begun(10, 3), sound(14, "stop"));
		assert.equal(gainAt(voice, 10), 0);
		assert.equal(gainAt(voice, 14), 0);
		for (const second of [10.005, 13.995]) near(gainAt(voice, second), 0.8);
	});
	void it("begins a file from its first sample, and leaves its end as it is", () => {
		const voice = heard(...begun(10, 0), sound(100.01, "ended"));
		assert.equal(gainAt(voice, 10), 0.8);
		assert.equal(gainAt(voice, 100), 0.8);
		// The line comes with the next frame; the file was over before.
		assert.deepEqual([voice.end, voice.ending], [100, "ended"]);
	});
	void it("begins when the file is there, not when a script said so", () => {
		const voice = heard(sound(5, "play"), clock(9.5, 0), gain(9.5, 1), sound(12, "pause"));
		assert.deepEqual([voice.start, voice.end, voice.ending], [9.5, 12, "pause"]);
	});
	void it("keeps to the sample what was planned between two frames", () => {
		const voice = heard(
			...begun().slice(0, 2),
			line(10.0167, "clock", { ...SONG, at: 10.004, position: 0, speed: 1, to: 90 }),
			gain(10.0167, 0.8),
			sound(14.0167, "stop", { planned: 14.009 }),
		);
		assert.deepEqual([voice.start, voice.end], [10.004, 14.009]);
	});
	void it("follows speed, seeks and loops", () => {
		const { course } = heard(
			...begun(),
			clock(12, 2, { speed: 2 }),
			clock(13, 40, { speed: 2 }),
			clock(14, 42, { speed: 2, to: 50, back: 45 }),
			sound(30, "stop"),
		);
		assert.deepEqual(course, [
			[0, 0, 1, 90],
			[2, 2, 2, 90],
			[3, 40, 2, 90],
			[4, 42, 2, 50, 45],
		]);
	});
	void it("says nothing twice: what follows from the course before is left out", () => {
		assert.equal(heard(...begun(), clock(12, 2), clock(13, 3.0004), sound(30, "stop")).course.length, 1);
	});
	void it("dips for a moment where the position leaps, and not where it goes on", () => {
		const voice = heard(...begun(), clock(12, 2, { speed: 1.5 }), clock(14, 60, { speed: 1.5 }), sound(20, "stop"));
		near(gainAt(voice, 12), 0.8);
		assert.equal(gainAt(voice, 14), 0);
		for (const second of [13.99, 14.01]) near(gainAt(voice, second), 0.8);
	});
	void it("lets gains rise and fall in straight lines that stay within a fifth of a decibel", () => {
		const fade = Array.from({ length: 121 }, (_, frame) => {
			const t = 20 + frame / 60;
			return gain(t, 0.8 * Math.cos((Math.PI / 4) * (t - 20)));
		});
		const voice = heard(...begun(), ...fade, sound(30, "stop"));
		for (const { t, gain: told } of fade as unknown as Array<{ t: number; gain: number }>)
			if (told > 0.01) near(20 * Math.log10(gainAt(voice, t) / told), 0, 0.2);
		assert.ok(voice.gains.length < 60, `${voice.gains.length / 2} points`);
	});
	void it("holds a gain until it changes, and changes it in a frame", () => {
		const voice = heard(...begun(), gain(20, 0.2), sound(30, "stop"));
		near(gainAt(voice, 19.98), 0.8);
		near(gainAt(voice, 20), 0.2);
	});
	void it("takes the last of what is said in one frame", () => {
		near(gainAt(heard(...begun(), gain(20, 0.1), gain(20, 0.4), sound(30, "stop")), 20), 0.4);
	});
	void it("tells sides and effects of what has any", () => {
		const voice = heard(
			...begun(),
			line(10, "pan", { ...SONG, pan: -0.5 }),
			line(15, "pan", { ...SONG, pan: 0.5 }),
			line(16, "tone", { ...SONG, low: -1, mid: -3, high: -20, room: -12, decay: 2.5 }),
			sound(30, "stop"),
		);
		near(valueAt(voice.pans!, 2.5), 0);
		const [before, held, after] = voice.tones!;
		assert.deepEqual(before, [0, 0, 0, 0, -80, 2.5, 0]);
		near(held![0], 6 - 1 / 60, 0.001);
		assert.deepEqual(after, [6, -1, -3, -20, -12, 2.5, 0]);
	});
	void it("takes effects that are told in the first frame for those of the beginning", () => {
		const room = { low: 0, mid: 0, high: 0, room: -8, decay: 2 };
		const planned = [
			line(10.0167, "clock", { ...SONG, at: 10.004, position: 0, speed: 1, to: 90 }),
			gain(10.0167, 0.8),
			line(10.0167, "tone", { ...SONG, ...room }),
		];
		const { tones } = heard(...begun().slice(0, 2), ...planned, sound(30, "stop"));
		assert.deepEqual([tones![0]![0], tones![0]![4]], [0, -8]);
	});
	void it("ends a voice where its object gets another file, is destroyed, or its player leaves", () => {
		const swapped = scoreOf([
			...begun(),
			line(20, "clock", { ...SONG, soundId: "rbxassetid://12", at: 20, position: 10, speed: 0 }),
			line(21, "clock", { ...SONG, soundId: "rbxassetid://12", at: 21, position: 0, speed: 1, to: 30 }),
			gain(21, 1, { soundId: "rbxassetid://12" }),
			sound(25, "destroy"),
		]).voices;
		assert.deepEqual(
			swapped.map(({ clip, start, end, ending }) => [clip, start, end, ending]),
			[
				["11", 10, 20, "swap"],
				["12", 21, 25, "destroy"],
			],
		);
		const left = heard(...begun(), line(15, "instance", {}), line(40, "instance", {}, "server"));
		assert.deepEqual([left.end, left.ending], [16, "leave"]);
		const on = heard(...begun(), line(40, "instance", {}));
		assert.deepEqual([on.end, on.ending], [40, "still playing"]);
	});
	void it("leaves out what nobody hears: silent sounds, and those of the server", () => {
		const silent = begun().map(one => (one.kind === "gain" ? { ...one, gain: 0 } : one));
		const server = begun().map(one => ({ ...one, peer: "server" }));
		assert.deepEqual(scoreOf([...silent, ...server, sound(30, "stop")]).voices, []);
	});
	void it("knows of each file what the catalog said, and of others how long they are", () => {
		const facts = { kind: "music", seconds: 91, bpm: 120, loudness: -9 };
		const of = (...lines: TraceLine[]): unknown => scoreOf([...begun(), sound(30, "stop"), ...lines]).clips["11"];
		assert.deepEqual(of(line(60, "asset", { id: "11", title: "Song", clip: facts }, "play")), {
			...facts,
			seconds: 90,
		});
		assert.deepEqual(of(), { kind: "unknown", seconds: 90 });
	});
	void it("is the same after it was packed for a page", () => {
		const score: Score = scoreOf([
			...begun(),
			line(10, "pan", { ...SONG, pan: -0.5 }),
			line(16, "tone", { ...SONG, low: -1, mid: -3, high: -20, room: -12, decay: 2.5 }),
			sound(30, "stop"),
			...begun(40),
			line(50, "instance", {}),
		]);
		assert.equal(score.voices.length, 2);
		assert.deepEqual(unpackScore(JSON.parse(JSON.stringify(packScore(score)))), score);
	});
	void it("says of a trace that it is too old, where it tells of gains and of no place in a file", () => {
		const gathering = createScore();
		for (const one of begun()) if (one.kind !== "clock") gathering.take(one);
		assert.equal(gathering.isTooOld(), true);
	});
});
