import { type Declared, option } from "../../shared/options/declare";
import { flag, isFilled, number } from "../../shared/options/kinds";
import { ownOptions, requestOptions } from "../../shared/options/read";
import { invalidArgument } from "../../shared/wire/invalid-argument";
import type { Outcome } from "../../shared/wire/outcome";
import type { Answer } from "../../shared/wire/problem";
import type { EndpointPolicy, HttpFault } from "../http/call";
import type { HttpPorts, HttpResponse } from "../http/ports";
import { address, anyText, choice } from "../options/kinds";
import { problemOf, readTask, type TaskState } from "./fine-task";
import { createFineTasks, fail } from "./fine-tasks";
import { bodyOf, checkKey, createMaker, readable } from "./maker";
import { messages } from "./messages";

export interface FineVoiceOptions {
	/** Default `"https://apis.finevoice.ai"`. */
	baseUrl?: string;
	/** Seconds between two looks at a task. Default 2.5. */
	pollInterval?: number;
	/** Seconds a generation may take altogether. Default 180. */
	deadline?: number;
}

export interface FineVoiceRequest {
	/** What to generate. */
	prompt?: string;
	/** What to avoid. */
	negativePrompt?: string;
	/** A video or image to score. */
	sourceUrl?: string;
	/** Needed with `sourceUrl`. */
	sourceType?: "image" | "video";
	/** Seconds, at most 30. */
	duration?: number;
	/** Let the service answer at once and look for the result. */
	useAsync?: boolean;
}

export interface FineVoiceResult {
	/** Where the sound can be downloaded. */
	url: string;
	/** Where all of the sounds can be downloaded. */
	urls: string[];
	/** The task that made it. */
	taskId?: string;
}

/** A task as it stands. */
export type FineVoiceTask =
	| {
			/** Whether it is over. */
			done: false;
			/** What to ask for again. */
			taskId: string;
	  }
	| ({ done: true } & FineVoiceResult);

/** Sound effects from text by FineVoice. Files it makes must be uploaded to Roblox before a game can play them. */
export interface FineVoice {
	/**
	 * Generates and waits until it is done, failed or the deadline is over.
	 *
	 * @example
	 * const [result, err] = fine.generate({ prompt: "a wooden door creaks", duration: 4 });
	 */
	generate(request: FineVoiceRequest): Answer<FineVoiceResult>;
	/** Looks at a task once. */
	task(taskId: string): Answer<FineVoiceTask>;
}

/** What the vendor does not state; high enough for its limits to be the ones that count. */
const PER_MINUTE = 120;
const TIMEOUT = 60;
const GENERATE = "/v1/audio/sfx-generation";

export const fineVoiceOptions = {
	baseUrl: option(address, "https://apis.finevoice.ai"),
	pollInterval: option(number({ above: 0, unit: "seconds" }), 2.5),
	deadline: option(number({ above: 0, unit: "seconds" }), 180),
} satisfies Declared<FineVoiceOptions>;

export const fineVoiceRequest = {
	prompt: option(anyText),
	negativePrompt: option(anyText),
	sourceUrl: option(anyText),
	sourceType: option(choice("image", "video")),
	duration: option(number({ above: 0, to: 30, unit: "seconds" })),
	useAsync: option(flag),
} satisfies Declared<FineVoiceRequest>;

/** What goes on the wire, or the sentence that says why nothing does. */
function check(request: unknown): LuaTuple<[wire: Record<string, unknown> | undefined, fault: string | undefined]> {
	if (!typeIs(request, "table")) return $tuple(undefined, messages.options("generate"));
	const { value, fault } = requestOptions("generate", fineVoiceRequest, request);
	if (value === undefined) return $tuple(undefined, fault);
	const { prompt, negativePrompt, sourceUrl, sourceType, duration, useAsync } = value;
	if (sourceUrl === undefined && (prompt === undefined || prompt === "")) {
		return $tuple(undefined, messages.prompt("generate"));
	}
	if (sourceUrl !== undefined && sourceType === undefined) return $tuple(undefined, messages.source);
	return $tuple({ prompt, negative_prompt: negativePrompt, sourceUrl, sourceType, duration, useAsync }, undefined);
}

function explain(ports: HttpPorts, response: HttpResponse): HttpFault | undefined {
	const body = bodyOf(ports, response);
	const fields = typeIs(body?.error, "table") ? (body.error as Record<string, unknown>) : body;
	const message = readable(fields?.message) ?? readable(body?.error) ?? readable(body?.detail);
	if (message === undefined || response.StatusCode === 401) return undefined;
	const code = readable(fields?.code);
	return { text: messages.told(code, message, response.StatusCode), code };
}

/** Raises on a wrong key or option; everything after that is data. */
export function createFineVoice(rawKey: unknown, rawOptions: unknown, ports: HttpPorts): FineVoice {
	const key = checkKey("FineVoice", rawKey);
	const { baseUrl, pollInterval, deadline } = ownOptions("FineVoice.new", fineVoiceOptions, rawOptions);
	const timeout = math.min(TIMEOUT, deadline);
	const maker = createMaker({ ports, key, baseUrl, timeout, deadline, requestsPerMinute: PER_MINUTE });
	const policy = (name: string): EndpointPolicy => ({
		name,
		life: 0,
		negative: [],
		priority: "player",
		// What may have been made already is not asked for twice: only refusals are tried again; polling is a read.
		retry: name === "task" ? "reads" : "refused",
		read: response => {
			const body = bodyOf(ports, response);
			if (body === undefined) return $tuple(undefined, "");
			return $tuple(readTask(body, maker.pipeline.redactor), undefined);
		},
		explain: response => explain(ports, response),
	});
	const generatePolicy = policy("generate");
	const { look, follow } = createFineTasks({
		...ports,
		maker,
		policy: policy("task"),
		interval: pollInterval,
		deadline,
	});

	function answer<T>(outcome: Outcome): Answer<T> {
		if (outcome.ok) return $tuple(outcome.value as T, undefined, undefined);
		return $tuple(undefined, outcome.problem.message, { ...outcome.problem });
	}

	return {
		generate(request) {
			const [wire, fault] = check(request);
			if (wire === undefined) return answer(fail(invalidArgument("generate", fault!)));
			const endAt = ports.now() + deadline;
			const outcome = maker.send(generatePolicy, maker.encode("generate", { method: "POST", path: GENERATE }, wire));
			return answer(outcome.ok ? follow(outcome.value as TaskState, endAt, 1) : outcome);
		},
		task(taskId) {
			if (!isFilled(taskId)) return answer(fail(invalidArgument("task", messages.taskId)));
			const outcome = look(taskId);
			if (!outcome.ok) return answer(outcome);
			const state = outcome.value as TaskState;
			if (state.state === "failed") return answer(fail(problemOf("task", state, 1)));
			if (state.state === "running") return answer({ ok: true, value: { done: false, taskId } });
			return answer({ ok: true, value: { done: true, url: state.url, urls: state.urls, taskId } });
		},
	};
}
