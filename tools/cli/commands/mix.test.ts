import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { command } from "../testing/command.ts";
import { folderOf } from "../testing/folder.ts";
import { needsWebAudio } from "../testing/web-audio.ts";

type Fields = Record<string, unknown>;
const SONG = { id: 7, soundId: "rbxassetid://11" };
const STEP = { id: 8, soundId: "rbxassetid://22" };
const line = (t: number, kind: string, fields: Fields, peer = "player1"): string =>
	JSON.stringify({ t, peer, kind, ...fields });
const sound = (t: number, event: string, of: Fields, more: Fields = {}): string =>
	line(t, "sound", { ...of, event, path: "SoundService.AudioScapeRadio_lobby1", ...more });
const played = (of: Fields, t: number, peer = "player1"): string[] => [
	line(t, "sound", { ...of, event: "play", path: "SoundService.AudioScapeRadio_lobby1", position: 0 }, peer),
	line(t, "clock", { ...of, at: t, position: 0, speed: 1, to: 20 }, peer),
	line(t, "gain", { ...of, gain: 0.5 }, peer),
];
const TRACE = [
	...played(SONG, 1),
	...played(STEP, 2),
	sound(3, "stop", SONG),
	...played(SONG, 4, "player2"),
	line(6, "instance", {}),
	line(6, "instance", {}, "player2"),
	line(6, "asset", { id: "11", clip: { kind: "music", seconds: 20, bpm: 120, loudness: -14 } }, "play"),
	line(6, "asset", { id: "22", clip: { kind: "effect", seconds: 0.4, peak: -3, words: "footstep wood" } }, "play"),
	line(6, "run", { seconds: 6 }, "play"),
].join("\n");

/** A WAV file of one channel: a tone of 440 hertz. */
function toneFile(seconds: number): Buffer {
	const frames = seconds * 8000;
	const file = Buffer.alloc(44 + frames * 2);
	file.write("RIFF", 0, "latin1");
	file.writeUInt32LE(36 + frames * 2, 4);
	file.write("WAVEfmt ", 8, "latin1");
	[16].forEach(value => file.writeUInt32LE(value, 16));
	file.writeUInt16LE(1, 20);
	file.writeUInt16LE(1, 22);
	file.writeUInt32LE(8000, 24);
	file.writeUInt32LE(16000, 28);
	file.writeUInt16LE(2, 32);
	file.writeUInt16LE(16, 34);
	file.write("data", 36, "latin1");
	file.writeUInt32LE(frames * 2, 40);
	for (let at = 0; at < frames; at++)
		file.writeInt16LE(Math.round(16000 * Math.sin((2 * Math.PI * 440 * at) / 8000)), 44 + at * 2);
	return file;
}

const dir = folderOf({
	"t.ndjson": TRACE,
	"empty.ndjson": "",
	"server.ndjson": line(1, "log", { level: "print", text: "hi" }, "server"),
	"old.ndjson": TRACE.split("\n")
		.filter(text => !text.includes('"clock"'))
		.join("\n"),
	"clips/22.mp3": "no sound at all",
	"clips/readme.txt": "mine",
});
const at = (name: string): string => path.join(dir, name);
writeFileSync(at("clips/11 The song.wav"), toneFile(20));

/** What a file says of itself, and its samples from -1 to 1, left and right in turn. */
function wav(name: string) {
	const file = readFileSync(at(name));
	const bits = file.readUInt16LE(34);
	const count = file.readUInt32LE(40) / (bits / 8);
	const samples = Float32Array.from(
		{ length: count },
		(_, index) => file.readIntLE(44 + (index * bits) / 8, bits / 8) / 2 ** (bits - 1),
	);
	return { channels: file.readUInt16LE(22), rate: file.readUInt32LE(24), bits, samples, bytes: file.length };
}
const level = (samples: Float32Array, from: number, to: number): number => {
	const piece = samples.subarray(from * 96000, to * 96000);
	return 10 * Math.log10(piece.reduce((sum, value) => sum + value * value, 0) / piece.length + 1e-12);
};

void describe("audioscape mix", () => {
	void it("tells what is wrong with the trace, the player or the time in one sentence", async () => {
		const wrong = async (sentence: RegExp, ...argv: string[]): Promise<void> => {
			const { status, stderr } = await command("mix", ...argv);
			assert.match(stderr.split("\n")[0]!, sentence);
			assert.equal(status, 2);
			assert.ok(!/^\s+at /m.test(stderr), stderr);
		};
		await wrong(/mix takes one trace, which play --trace wrote$/);
		await wrong(/none\.ndjson does not exist$/, at("none.ndjson"));
		await wrong(/empty\.ndjson holds no trace$/, at("empty.ndjson"));
		await wrong(/server\.ndjson has no player who could hear anything$/, at("server.ndjson"));
		await wrong(/old\.ndjson does not tell where in their files sounds were.*play once more$/, at("old.ndjson"));
		await wrong(/--player takes 1 to 2, or a name \(player1, player2\), got "3"/, at("t.ndjson"), "--player", "3");
		await wrong(/got "playr1"; did you mean player1\?$/, at("t.ndjson"), "--player", "playr1");
		await wrong(/--from is at or after the end of the run \(6 s\), got 7$/, at("t.ndjson"), "--from", "7");
		await wrong(/--to .*--from \(3\), got 2$/, at("t.ndjson"), "--from", "3", "--to", "2");
		await wrong(/--bits takes one of 16, 24, got "8"$/, at("t.ndjson"), "--bits", "8");
		await wrong(/clips is a folder$/, at("t.ndjson"), "--out", at("clips"));
		await wrong(/none does not exist$/, at("t.ndjson"), "--clips", at("none"), "--out", at("x.wav"));
		await wrong(/empty\.ndjson is a file$/, at("t.ndjson"), "--clips", at("empty.ndjson"), "--out", at("x.wav"));
		assert.ok(!existsSync(at("x.wav")) && !existsSync(at("x.wav.part")));
	});
});

void describe("the file of audioscape mix", needsWebAudio, () => {
	void it("is what one player heard, at the seconds at which it was heard", async () => {
		const { status, stdout } = await command("mix", at("t.ndjson"), "--out", at("one.wav"));
		assert.equal(status, 0);
		assert.match(stdout, /0:00 to 0:06 as player1 heard it\nall 2 sounds are sketched/);
		assert.match(stdout, /one\.wav\n-\d\d\.\d LUFS, true peak -\d+\.\d dBTP, no silence between music\n$/);
		const { channels, rate, bits, samples, bytes } = wav("one.wav");
		assert.deepEqual([channels, rate, bits, samples.length], [2, 48000, 16, 6 * 96000]);
		assert.equal(bytes, 44 + 6 * 96000 * 2);
		assert.deepEqual(
			[0, 1, 2, 3, 4, 5].map(second => level(samples, second, second + 1) > -60),
			[false, true, true, false, false, false],
		);
		await command("mix", at("t.ndjson"), "--player", "Player2", "--out", at("two.wav"));
		assert.ok(level(wav("two.wav").samples, 1, 3) < -90 && level(wav("two.wav").samples, 4, 6) > -40);
	});
	void it("is a stretch of the run, in 24 bits where that is asked for", async () => {
		await command("mix", at("t.ndjson"), "--from", "1.5", "--to", "2", "--bits", "24", "--out", at("fine.wav"));
		const [part, all] = [wav("fine.wav"), wav("one.wav")];
		assert.deepEqual([part.bits, part.samples.length, part.bytes], [24, 48000, 44 + 48000 * 3]);
		assert.ok(Math.abs(level(part.samples, 0, 0.5) - level(all.samples, 1.5, 2)) < 0.1);
	});
	void it("has the user's own files in it, and says what it could not read and what it sketched", async () => {
		const { status, stdout, stderr } = await command(
			"mix",
			...[at("t.ndjson"), "--clips", at("clips"), "--out", at("own.wav")],
		);
		assert.equal(status, 0);
		assert.match(stderr, /^audioscape mix: .*clips\/22\.mp3 cannot be read as sound; it is sketched$/m);
		assert.match(stdout, /2 of 2 sounds come from .*clips$/m);
		const { samples } = wav("own.wav");
		const left = samples.filter((_, index) => index % 2 === 0).subarray(48000 * 1.1, 48000 * 1.9);
		const turns = left.reduce(
			(sum, value, index) => sum + (index > 0 && left[index - 1]! <= 0 && value > 0 ? 1 : 0),
			0,
		);
		assert.ok(Math.abs(turns / 0.8 - 440) < 3, `${turns / 0.8} hertz`);
		assert.ok(level(samples, 2, 3) > level(samples, 1.1, 1.9), "the step is sketched");
	});
	void it("is silent, and said to be, where a player heard nothing", async () => {
		const { stdout } = await command("mix", at("t.ndjson"), "--to", "1", "--out", at("none.wav"));
		assert.match(stdout, /^player1 heard nothing in this time: the file is silent$/m);
		assert.equal(wav("none.wav").samples.length, 96000);
	});
});
