import assert from "node:assert/strict";
import { test } from "node:test";

import { encodeFlac } from "./audio/flac.ts";
import { renderTone } from "./audio/tone.ts";
import { suite } from "./kit.ts";

let clock = 0;
const api = suite({ size: { tracks: 10, effects: 10 }, now: () => clock });
const fine = (body: unknown) => api.post("/v1/audio/sfx-generation", body);
const sense = (args: unknown, key = "key") =>
	api.post("/v1/audio/sound_effect_generate", { args }, { authorization: `Bearer ${key}` });
/** Each call under its own key, so that the limit of ten a minute does not interfere. */
let keys = 0;
const freshSense = (args: unknown) => sense(args, `k${++keys}`);
const download = async (url: string) => {
	const response = await fetch(url);
	return { type: response.headers.get("content-type"), bytes: new Uint8Array(await response.arrayBuffer()) };
};

test("FineVoice answers at once with an address that can be fetched", async () => {
	const { status, json } = await fine({ prompt: "door slam", duration: 2 });
	assert.deepEqual([status, json["status"]], [200, 200]);
	const { type, bytes } = await download(json["url"] as string);
	assert.equal(type, "audio/mpeg");
	assert.deepEqual([bytes[0], bytes[1]! & 0xe0], [0xff, 0xe0]);
	const wav = await download((await fine({ prompt: "door [wav]" })).json["url"] as string);
	assert.equal(Buffer.from(wav.bytes.subarray(0, 4)).toString(), "RIFF");
});

test("FineVoice's tasks are 202, 202, 200 inside HTTP 200", async () => {
	const started = await fine({ prompt: "rain", useAsync: true });
	assert.deepEqual([started.status, started.json["status"], started.json["url"]], [200, 202, undefined]);
	const task = String(started.json["taskId"]);
	const polls = [];
	for (let i = 0; i < 3; i++) polls.push((await api.get(`/v1/task/${task}`)).json);
	assert.deepEqual(
		polls.map(p => p["status"]),
		[202, 202, 200],
	);
	assert.equal(typeof polls[2]!["url"], "string");
});

test("the older form of a task speaks in words", async () => {
	const task = String((await fine({ prompt: "rain", useAsync: true })).json["taskId"]);
	const polls = [];
	for (let i = 0; i < 3; i++) polls.push((await api.get(`/v1/tasks/${task}`)).json);
	assert.deepEqual(
		polls.map(p => p["status"]),
		["pending", "processing", "completed"],
	);
	assert.deepEqual([polls[0]!["task_id"], polls[0]!["error"], polls[0]!["url"]], [task, null, null]);
	const failing = String((await fine({ prompt: "x [error] [polls 0]", useAsync: true })).json["taskId"]);
	const failed = (await api.get(`/v1/tasks/${failing}`)).json;
	assert.deepEqual([failed["status"], typeof failed["error"]], ["failed", "string"]);
});

test("FineVoice's failures are inside HTTP 200; a task may never finish, a call may defer itself, several outputs may come", async () => {
	const failed = await fine({ prompt: "x [error]" });
	assert.deepEqual([failed.status, failed.json["status"]], [200, 500]);
	assert.deepEqual(Object.keys(failed.json["error"] as object), ["code", "message"]);
	const never = String((await fine({ prompt: "x [never]", useAsync: true })).json["taskId"]);
	for (let i = 0; i < 5; i++) assert.equal((await api.get(`/v1/task/${never}`)).json["status"], 202);
	assert.equal((await fine({ prompt: "x [async]" })).json["status"], 202);
	assert.equal(((await fine({ prompt: "x [urls 3]" })).json["urls"] as string[]).length, 3);
	assert.equal((await api.get("/v1/task/none")).status, 404);
});

test("FineVoice validates with 422", async () => {
	const bad = [
		{ prompt: "x", duration: 31 },
		{ prompt: "x", duration: 0 },
		{ prompt: "x", duration: "5" },
		{ prompt: "x", sourceUrl: "u" },
		{ prompt: "x", sourceType: "audio" },
		{ prompt: "x", negativePrompt: "y" },
		{ prompt: "x", useAsync: "yes" },
	];
	for (const body of bad) assert.equal((await fine(body)).status, 422, JSON.stringify(body));
	assert.equal(
		(await fine({ prompt: "x", negative_prompt: "y", sourceUrl: "http://a/b.png", sourceType: "image", duration: 30 }))
			.status,
		200,
	);
});

test("SenseAudio sends one clip as it is: WAV, or FLAC for an odd seed or on request", async () => {
	const wav = await freshSense({ prompt: "bang" });
	assert.deepEqual([wav.status, wav.headers.get("content-type")], [200, "audio/wav"]);
	for (const args of [{ prompt: "bang", seed: 7 }, { prompt: "bang [flac]" }]) {
		assert.equal((await freshSense(args)).headers.get("content-type"), "audio/flac");
	}
	assert.equal(
		(await freshSense({ prompt: "bang", seed: 4 })).text,
		(await freshSense({ prompt: "bang", seed: 4 })).text,
	);
});

test("SenseAudio sends several clips as base64", async () => {
	const { json } = await freshSense({ prompt: "bang", n: 3, seed: 2 });
	assert.deepEqual([json["count"], json["sample_rate"], json["format"]], [3, 48000, "wav"]);
	const clips = (json["audios"] as string[]).map(a => Buffer.from(a, "base64"));
	assert.equal(new Set(clips.map(c => c.toString("latin1"))).size, 3);
	assert.ok(
		clips.every(c => c.toString("latin1", 0, 4) === "RIFF" && c.readUInt32LE(24) === 48000 && c.readUInt16LE(22) === 2),
	);
});

test("the FLAC stream decodes to the samples it was made of", () => {
	const samples = renderTone("bang", 3, 0.2);
	const stream = Buffer.from(encodeFlac(samples));
	assert.equal(stream.toString("latin1", 0, 4), "fLaC");
	assert.equal(stream.readUInt32BE(18) >>> 12, 48000);
	assert.equal(stream.readUInt32BE(22), samples.length / 2);
	let at = 42;
	let frame = 0;
	const decoded: number[][] = [[], []];
	while (at < stream.length) {
		assert.deepEqual([...stream.subarray(at, at + 5)], [0xff, 0xf8, 0x7a, 0x18, frame++]);
		const size = stream.readUInt16BE(at + 5) + 1;
		at += 8;
		for (const channel of decoded) {
			assert.equal(stream[at++], 2);
			for (let i = 0; i < size; i++, at += 2) channel.push(stream.readInt16BE(at));
		}
		at += 2;
	}
	assert.deepEqual(decoded[0], [...samples.filter((_, i) => i % 2 === 0)]);
	assert.deepEqual(decoded[1], [...samples.filter((_, i) => i % 2 === 1)]);
});

const errors: readonly [args: unknown, status: number, code: string][] = [
	[{}, 400, "BAD_REQUEST"],
	[{ prompt: 5 }, 400, "BAD_REQUEST"],
	[{ prompt: "x", volume: 1 }, 400, "BAD_REQUEST"],
	[{ prompt: "x", n: 1.5 }, 400, "BAD_REQUEST"],
	[{ prompt: "x", n: 5 }, 422, "VALIDATION_ERROR"],
	[{ prompt: "x", n: 0 }, 422, "VALIDATION_ERROR"],
	[{ prompt: "x", cfg: 10.5 }, 422, "VALIDATION_ERROR"],
	[{ prompt: "x", seed: 2 ** 31 }, 422, "VALIDATION_ERROR"],
	[{ prompt: "y".repeat(70_000) }, 413, "PAYLOAD_TOO_LARGE"],
	[{ prompt: "x [payload-too-large]" }, 413, "PAYLOAD_TOO_LARGE"],
	[{ prompt: "x [unauthorized]" }, 401, "UNAUTHORIZED"],
	[{ prompt: "x [rate-limited]" }, 429, "RATE_LIMITED"],
	[{ prompt: "x [queue-full]" }, 503, "QUEUE_FULL"],
];
for (const [args, status, code] of errors) {
	test(`SenseAudio answers ${status} ${code} to ${JSON.stringify(args).slice(0, 40)}`, async () => {
		const seen = await freshSense(args);
		assert.deepEqual([seen.status, seen.json["code"]], [status, code]);
		assert.equal(typeof seen.json["request_id"], "string");
		assert.equal(seen.headers.get("retry-after") !== null, status === 429);
	});
}

test("SenseAudio takes ten requests a minute from a key and says how long to wait", async () => {
	for (let i = 0; i < 10; i++) assert.equal((await sense({ prompt: "x [seconds 0.01]" }, "busy")).status, 200);
	const refused = await sense({ prompt: "x" }, "busy");
	assert.equal(refused.status, 429);
	const wait = Number(refused.headers.get("retry-after"));
	assert.ok(wait > 0 && wait <= 60);
	assert.equal((await sense({ prompt: "x [seconds 0.01]" }, "other")).status, 200);
	clock += wait;
	assert.equal((await sense({ prompt: "x [seconds 0.01]" }, "busy")).status, 200);
});
