import { type Declared, option, required } from "../../shared/options/declare";
import { isFilled, number, text } from "../../shared/options/kinds";
import { ownOptions, requestOptions } from "../../shared/options/read";
import { invalidArgument } from "../../shared/wire/invalid-argument";
import type { Outcome } from "../../shared/wire/outcome";
import type { Answer } from "../../shared/wire/problem";
import type { EndpointPolicy, HttpFault } from "../http/call";
import type { HttpPorts, HttpResponse } from "../http/ports";
import { address } from "../options/kinds";
import { bodyOf, checkKey, createMaker, readable } from "./maker";
import { messages } from "./messages";

export interface SenseAudioOptions {
	/** Required: the vendor does not state one. */
	baseUrl: string;
	/** Seconds a generation may take altogether. Default 120. */
	deadline?: number;
}

export interface SenseAudioRequest {
	/** English or Chinese. */
	prompt: string;
	/** 0 to 10: higher follows the prompt more and distorts sooner. Default 4.5. */
	cfg?: number;
	/** For reproducible output. */
	seed?: number;
	/** 1 to 4 variants. Default 1. */
	n?: number;
}

export interface SenseAudioResult {
	/** The sounds, ready to be saved. */
	clips: buffer[];
	/** `"wav"`, `"flac"`, or what the service calls it. */
	format: string;
	/** Samples a second. */
	sampleRate?: number;
	/** What the service calls the request. */
	requestId?: string;
}

/** Sound effects from text by SenseAudio. Files it makes must be uploaded to Roblox before a game can play them. */
export interface SenseAudio {
	/**
	 * Generates one to four clips.
	 *
	 * @example
	 * const [result, err] = sense.generate({ prompt: "rain on a tin roof", n: 2 });
	 */
	generate(request: SenseAudioRequest): Answer<SenseAudioResult>;
}

export interface SenseAudioPorts extends HttpPorts {
	/** Raises on text that is not base64. */
	base64: (text: string) => buffer;
}

/** What the vendor allows. */
const PER_MINUTE = 10;
const TIMEOUT = 60;
const PATH = "/v1/audio/sound_effect_generate";
const MAX_SEED = 2147483647;

export const senseAudioOptions = {
	baseUrl: required(address),
	deadline: option(number({ above: 0, unit: "seconds" }), 120),
} satisfies Declared<SenseAudioOptions>;

export const senseAudioRequest = {
	prompt: required(text()),
	cfg: option(number({ from: 0, to: 10 })),
	seed: option(number({ from: -MAX_SEED - 1, to: MAX_SEED, whole: true })),
	n: option(number({ from: 1, to: 4, whole: true })),
} satisfies Declared<SenseAudioRequest>;

/** What goes on the wire, or the sentence that says why nothing does. */
function check(request: unknown): LuaTuple<[args: object | undefined, fault: string | undefined]> {
	if (!typeIs(request, "table")) return $tuple(undefined, messages.options("generate"));
	if (!isFilled((request as { prompt?: unknown }).prompt)) return $tuple(undefined, messages.prompt("generate"));
	const { value, fault } = requestOptions("generate", senseAudioRequest, request);
	return $tuple(value, fault);
}

function header(response: HttpResponse, name: string): string | undefined {
	const wanted = name.lower();
	for (const [key, value] of pairs(response.Headers)) if (key.lower() === wanted) return value;
	return undefined;
}

/** The format of a raw clip: by its content type, and by its first bytes where that says nothing. */
function formatOf(contentType: string, body: string): string | undefined {
	if (string.find(contentType, "wav", 1, true)[0] !== undefined) return "wav";
	if (string.find(contentType, "flac", 1, true)[0] !== undefined) return "flac";
	const [subtype] = string.match(contentType, "^%s*audio/([%w%-%+%.]+)");
	if (subtype !== undefined) return tostring(subtype);
	const start = string.sub(body, 1, 4);
	if (start === "RIFF") return "wav";
	return start === "fLaC" ? "flac" : undefined;
}

function explain(ports: HttpPorts, response: HttpResponse): HttpFault | undefined {
	const body = bodyOf(ports, response);
	const message = readable(body?.message);
	const code = readable(body?.code);
	if (message === undefined && code === undefined) return undefined;
	const text = messages.told(code, message ?? "no reason given", response.StatusCode);
	return { text, code, requestId: readable(body?.request_id) };
}

function readClips(
	ports: SenseAudioPorts,
	response: HttpResponse,
): LuaTuple<[value: unknown, fault: string | undefined]> {
	const contentType = (header(response, "content-type") ?? "").lower();
	const requestId = header(response, "x-request-id");
	if (string.find(contentType, "json", 1, true)[0] === undefined) {
		const format = formatOf(contentType, response.Body);
		if (format === undefined) return $tuple(undefined, "the body is neither JSON nor audio");
		if (response.Body === "") return $tuple(undefined, "the clip is empty");
		return $tuple({ clips: [buffer.fromstring(response.Body)], format, requestId }, undefined);
	}
	const body = bodyOf(ports, response);
	if (body === undefined) return $tuple(undefined, "");
	const audios = body.audios;
	if (!typeIs(audios, "table") || (audios as defined[]).isEmpty())
		return $tuple(undefined, "audios is missing or empty");
	const clips = new Array<buffer>();
	let index = 0;
	for (const text of audios as unknown[]) {
		index += 1;
		const [ok, clip] = pcall(() => ports.base64(text as string));
		if (!typeIs(text, "string") || !ok) return $tuple(undefined, `audios[${index}] is not base64`);
		clips.push(clip as buffer);
	}
	const value: SenseAudioResult = {
		clips,
		format: typeIs(body.format, "string") ? body.format : "wav",
		sampleRate: typeIs(body.sample_rate, "number") ? body.sample_rate : undefined,
		requestId: requestId ?? (typeIs(body.request_id, "string") ? body.request_id : undefined),
	};
	return $tuple(value, undefined);
}

/** Raises on a wrong key or option; everything after that is data. */
export function createSenseAudio(rawKey: unknown, rawOptions: unknown, ports: SenseAudioPorts): SenseAudio {
	const key = checkKey("SenseAudio", rawKey);
	const { baseUrl, deadline } = ownOptions("SenseAudio.new", senseAudioOptions, rawOptions);
	const timeout = math.min(TIMEOUT, deadline);
	const requestsPerMinute = PER_MINUTE;
	const maker = createMaker({ ports, key, baseUrl, timeout, deadline, requestsPerMinute });
	const policy: EndpointPolicy = {
		name: "generate",
		life: 0,
		negative: [],
		priority: "player",
		// What may have been made already is not asked for twice: only refusals are tried again.
		retry: "refused",
		read: response => readClips(ports, response),
		explain: response => explain(ports, response),
	};

	function answer(outcome: Outcome): Answer<SenseAudioResult> {
		if (outcome.ok) return $tuple(outcome.value as SenseAudioResult, undefined, undefined);
		return $tuple(undefined, outcome.problem.message, outcome.problem);
	}

	return {
		generate(request) {
			const [args, fault] = check(request);
			if (args === undefined) return answer({ ok: false, problem: invalidArgument("generate", fault!) });
			return answer(maker.send(policy, maker.encode("generate", { method: "POST", path: PATH }, { args })));
		},
	};
}
