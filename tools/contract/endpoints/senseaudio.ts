import { encodeFlac } from "../audio/flac.ts";
import { renderTone, sampleRate } from "../audio/tone.ts";
import { encodeWav } from "../audio/wav.ts";
import { hash } from "../catalog/random.ts";
import { type Answer, json } from "../http/answer.ts";
import { senseError } from "../http/dialects.ts";
import type { Call, Endpoint } from "../http/endpoint.ts";
import { integer, number, object, required, text } from "../http/fields.ts";
import { numberOf, triggersOf } from "./triggers.ts";

interface Arguments {
	prompt: string;
	cfg?: number;
	seed?: number;
	n?: number;
}

/** Documented errors, asked for in the prompt. */
const onRequest: Readonly<Record<string, () => Answer>> = {
	"bad-request": () => senseError(400, "BAD_REQUEST", "the request does not match the schema"),
	unauthorized: () => senseError(401, "UNAUTHORIZED", "the token has expired"),
	"payload-too-large": () => senseError(413, "PAYLOAD_TOO_LARGE", "the body is too large"),
	"validation-error": () => senseError(422, "VALIDATION_ERROR", "a value is out of range"),
	"rate-limited": () => senseError(429, "RATE_LIMITED", "over 10 requests per minute", { "retry-after": "2" }),
	"queue-full": () => senseError(503, "QUEUE_FULL", "the inference queue is full"),
};

let calls = 0;

function answer({ world, key, params }: Call): Answer {
	const { prompt, seed, n = 1 } = params["args"] as Arguments;
	const wait = world.limiter.take(`senseaudio ${key}`, world.options.senseAudioPerMinute);
	if (wait > 0) return senseError(429, "RATE_LIMITED", "over 10 requests per minute", { "retry-after": String(wait) });
	const triggers = triggersOf(prompt);
	for (const [name, refusal] of Object.entries(onRequest)) if (triggers.has(name)) return refusal();
	const base = seed ?? hash("random seed", ++calls);
	const flac = triggers.has("flac") || (seed !== undefined && Math.abs(seed % 2) === 1);
	const seconds = Math.min(10, numberOf(triggers, "seconds", 1));
	const clip = (variant: number) => {
		const samples = renderTone(prompt, base + variant, seconds);
		return flac ? encodeFlac(samples) : encodeWav(samples);
	};
	if (n === 1) return { status: 200, bytes: clip(0), type: flac ? "audio/flac" : "audio/wav" };
	return json({
		count: n,
		sample_rate: sampleRate,
		format: flac ? "flac" : "wav",
		audios: Array.from({ length: n }, (_, variant) => Buffer.from(clip(variant)).toString("base64")),
	});
}

export const senseaudioGenerate: Endpoint = {
	name: "senseaudioGenerate",
	methods: ["POST"],
	path: "/v1/audio/sound_effect_generate",
	api: "senseaudio",
	maxBody: 64 * 1024,
	body: {
		args: required(
			object({
				prompt: required(text()),
				cfg: number({ min: 0, max: 10 }),
				seed: integer(-(2 ** 31), 2 ** 31 - 1),
				n: integer(1, 4),
			}),
		),
	},
	answer,
};
