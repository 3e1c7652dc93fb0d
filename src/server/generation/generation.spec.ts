import { describe, expect, it } from "@rbxts/jest-globals";

import {
	createClock,
	createPorts,
	type Reply,
	type SentRequest,
	type VirtualClock,
} from "../../../test/rbx/virtual-http";
import type { Answer, Problem } from "../../shared/wire/problem";
import { createFineVoice, type FineVoiceRequest, type FineVoiceResult } from "./fine-voice";
import { createSenseAudio, type SenseAudioRequest, type SenseAudioResult } from "./sense-audio";

interface Seen<T> {
	result?: T;
	err?: string;
	problem?: Problem;
	at?: number;
}

function watch<T>(clock: VirtualClock, run: () => Answer<T>): Seen<T> {
	const seen: Seen<T> = {};
	task.spawn(() => {
		const [result, err, problem] = run();
		seen.result = result;
		seen.err = err;
		seen.problem = problem;
		seen.at = clock.now();
	});
	return seen;
}

describe("FineVoice", () => {
	function generate(
		respond: (request: SentRequest, count: number) => Reply,
		request: FineVoiceRequest = { prompt: "door" },
	) {
		const { clock, ports, sent } = createPorts({ clock: createClock(), respond });
		const fine = createFineVoice("fine-key", {}, ports);
		const seen = watch<FineVoiceResult>(clock, () => fine.generate(request));
		return { clock, sent, seen };
	}

	it("gives the url of a synchronous answer, and sends every field under its own name", () => {
		const { clock, sent, seen } = generate(() => ({ body: { status: 200, url: "https://cdn/x.mp3" } }), {
			prompt: "door",
			negativePrompt: "music",
			sourceUrl: "https://v",
			sourceType: "video",
			duration: 4,
		});
		clock.advance(1);
		expect(seen.result?.url).toBe("https://cdn/x.mp3");
		expect(sent[0]!.headers.Authorization).toBe("Bearer fine-key");
		expect(sent[0]!.body).toEqual({
			prompt: "door",
			negative_prompt: "music",
			sourceUrl: "https://v",
			sourceType: "video",
			duration: 4,
		});
	});

	it("looks every two and a half seconds until the task is done", () => {
		const { clock, sent, seen } = generate((_, count) =>
			count < 3
				? { body: { status: 202, taskId: "t1" } }
				: { body: { status: 200, url: "u", urls: ["u", "v"], taskId: "t1" } },
		);
		clock.advance(10);
		expect(sent.size()).toBe(3);
		expect(sent[1]!.url).toContain("/v1/task/t1");
		expect(sent[2]!.at - sent[1]!.at).toBeGreaterThanOrEqual(2.5);
		expect(seen.result?.urls).toEqual(["u", "v"]);
	});

	it("understands the older form of a task on its older path", () => {
		const { clock, seen } = generate(request => {
			if (request.method === "POST") return { body: { task_id: "t1", status: "pending" } };
			if (string.find(request.url, "/v1/tasks/", 1, true)[0] === undefined)
				return { status: 404, body: { message: "no" } };
			return { body: { task_id: "t1", status: "completed", url: "u" } };
		});
		clock.advance(10);
		expect(seen.result?.url).toBe("u");
	});

	it("takes an error inside an HTTP 200 for what it is", () => {
		const { clock, seen } = generate(() => ({
			body: { status: 422, error: { code: "BAD_PROMPT", message: "too odd" } },
		}));
		clock.advance(1);
		expect(seen.problem?.kind).toBe("invalid-argument");
		expect(seen.problem?.code).toBe("BAD_PROMPT");
		expect(seen.err).toContain("too odd");
	});

	it("ends with a timeout when a task never does", () => {
		const { clock, seen } = generate(() => ({ body: { status: 202, taskId: "t9" } }));
		clock.advance(200);
		expect(seen.problem?.kind).toBe("timeout");
		expect(seen.at).toBeLessThanOrEqual(180.1);
		expect(seen.err).toContain("t9");
	});

	it("knows a bad key and a body that fails validation", () => {
		const cases: Array<[number, string]> = [
			[401, "unauthorized"],
			[422, "invalid-argument"],
			[404, "not-found"],
		];
		for (const [status, kind] of cases) {
			const { clock, seen } = generate(() => ({ status, body: { message: "fine-key is wrong" } }));
			clock.advance(1);
			expect(seen.problem?.kind).toBe(kind);
			expect(string.find(seen.err!, "fine-key", 1, true)[0]).toBe(undefined);
		}
	});

	it("refuses what is invalid before it is sent", () => {
		for (const request of [{}, { prompt: "a", duration: 31 }, { prompt: "a", sourceUrl: "u" }]) {
			const { clock, sent, seen } = generate(() => ({}), request);
			clock.advance(1);
			expect(seen.problem?.kind).toBe("invalid-argument");
			expect(sent.size()).toBe(0);
		}
	});

	it("raises on a key that is none", () => {
		const { ports } = createPorts({});
		expect(() => createFineVoice(5, {}, ports)).toThrow("FineVoice.new requires an API key (string or Secret)");
	});
});

describe("SenseAudio", () => {
	const base64 = (text: string) => {
		if (text === "!!") error("Invalid base64", 0);
		return buffer.fromstring(`decoded ${text}`);
	};
	function generate(
		respond: (request: SentRequest, count: number) => Reply,
		request: SenseAudioRequest = { prompt: "rain" },
	) {
		const { clock, ports, sent } = createPorts({ clock: createClock(), respond });
		const sense = createSenseAudio("key", { baseUrl: "https://sense.test/" }, { ...ports, base64 });
		const seen = watch<SenseAudioResult>(clock, () => sense.generate(request));
		return { clock, sent, seen, sense };
	}

	it("reads one raw clip by its content type, wav or flac", () => {
		const cases: Array<[contentType: string, raw: string, format: string]> = [
			["audio/wav", "RIFF\0\x01data", "wav"],
			["audio/flac", "fLaC\0\xffdata", "flac"],
			["application/octet-stream", "fLaC\0", "flac"],
		];
		for (const [contentType, raw, format] of cases) {
			const { clock, sent, seen } = generate(() => ({ raw, headers: { "content-type": contentType } }));
			clock.advance(1);
			expect(seen.result?.format).toBe(format);
			expect(buffer.tostring(seen.result!.clips[0]!)).toBe(raw);
			expect(sent[0]!.url).toBe("https://sense.test/v1/audio/sound_effect_generate");
			expect(sent[0]!.body).toEqual({ args: { prompt: "rain" } });
		}
	});

	it("decodes several clips", () => {
		const body = { count: 2, sample_rate: 48000, format: "wav", audios: ["YQ==", "Yg=="] };
		const { clock, seen } = generate(() => ({ body, headers: { "content-type": "application/json" } }), {
			prompt: "rain",
			n: 2,
		});
		clock.advance(1);
		expect(seen.result?.clips.size()).toBe(2);
		expect(seen.result?.sampleRate).toBe(48000);
	});

	it("calls clips that are not base64 a bad response", () => {
		const { clock, seen } = generate(() => ({
			body: { audios: ["!!"] },
			headers: { "content-type": "application/json" },
		}));
		clock.advance(1);
		expect(seen.problem?.kind).toBe("bad-response");
		expect(seen.err).toContain("audios[1]");
	});

	const rows: Array<[status: number, code: string, kind: string]> = [
		[400, "BAD_REQUEST", "invalid-argument"],
		[401, "UNAUTHORIZED", "unauthorized"],
		[413, "PAYLOAD_TOO_LARGE", "invalid-argument"],
		[422, "VALIDATION_ERROR", "invalid-argument"],
		[429, "RATE_LIMITED", "rate-limited"],
		[503, "QUEUE_FULL", "server"],
	];
	for (const [status, code, kind] of rows) {
		it(`says ${kind} for ${code}`, () => {
			const { clock, seen } = generate(() => ({
				status,
				body: { code, message: "words", request_id: "r1" },
				headers: { "content-type": "application/json", "retry-after": "500" },
			}));
			clock.advance(130);
			expect(seen.problem?.kind).toBe(kind);
			expect(seen.problem?.code).toBe(code);
			expect(seen.problem?.requestId).toBe("r1");
			expect(seen.err).toBe(`${code}: words (${status})`);
		});
	}

	it("waits longer and longer while the queue is full", () => {
		const { clock, sent, seen } = generate((_, count) =>
			count < 4
				? { status: 503, body: { code: "QUEUE_FULL", message: "full" } }
				: { raw: "RIFF", headers: { "content-type": "audio/wav" } },
		);
		clock.advance(60);
		expect(seen.result?.format).toBe("wav");
		expect(sent.size()).toBe(4);
	});

	it("never sends more than ten requests a minute", () => {
		const { clock, sent, sense } = generate(() => ({ raw: "RIFF", headers: { "content-type": "audio/wav" } }));
		for (let index = 0; index < 30; index++) watch(clock, () => sense.generate({ prompt: "rain" }));
		clock.advance(59);
		expect(sent.size()).toBe(10);
		clock.advance(60);
		expect(sent.size()).toBe(20);
	});

	it("checks its arguments before sending", () => {
		for (const request of [
			{ prompt: "" },
			{ prompt: "a", cfg: 11 },
			{ prompt: "a", n: 5 },
			{ prompt: "a", seed: 0.5 },
		]) {
			const { clock, sent, seen } = generate(() => ({}), request);
			clock.advance(1);
			expect(seen.problem?.kind).toBe("invalid-argument");
			expect(sent.size()).toBe(0);
		}
	});

	it("raises without a base URL", () => {
		const { ports } = createPorts({});
		expect(() => createSenseAudio("k", {}, { ...ports, base64 })).toThrow("baseUrl");
	});
});
