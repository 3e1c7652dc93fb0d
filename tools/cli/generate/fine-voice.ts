import { type Clip, clipOf } from "./clip.ts";
import type { Clock } from "./clock.ts";
import { Failure, kindOfStatus } from "./failure.ts";
import { messages } from "./messages.ts";
import { type Reply, saidBy, type Send } from "./send.ts";

export interface FineVoiceOptions {
	baseUrl: string;
	key: string;
	clock: Clock;
	send: Send;
	/** Seconds a clip may take. */
	deadline: number;
}

export interface FineVoiceWish {
	prompt: string;
	negative?: string;
	duration?: number;
	/** Told as soon as the service has begun: from then on it is paid for. */
	onTask?: (taskId: string) => void;
}

const WHAT = "FineVoice";
/** Seconds between two looks at a task; the vendor recommends 2 to 3. */
const LOOK_SECONDS = 2.5;
const RUNNING = new Set(["pending", "processing", "queued", "running", "in_progress"]);
const FAILED = new Set(["failed", "error", "cancelled", "canceled"]);

type State = { url: string; taskId?: string } | { taskId: string };

const text = (value: unknown): string | undefined =>
	typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;

/** Both documented forms of a task. The body has a status of its own: an error may come inside HTTP 200. */
export function readTask(reply: Pick<Reply, "json">): State {
	const body = reply.json();
	if (body === undefined) throw new Failure("bad-response", messages.noUrl(WHAT));
	const word = text(body.status)?.toLowerCase() ?? "";
	const status = Number(word);
	const wrong = body.error !== undefined && body.error !== null && body.error !== "";
	if (wrong || FAILED.has(word) || (status >= 300 && status < 600)) {
		const kind = status >= 400 ? kindOfStatus(status) : "server";
		throw new Failure(kind, messages.failed(WHAT, saidBy(body) ?? `its status is "${word}"`));
	}
	const taskId = text(body.taskId) ?? text(body.task_id);
	const running = status === 202 || RUNNING.has(word);
	const urls = Array.isArray(body.urls) ? body.urls.map(text).filter(url => url !== undefined) : [];
	const url = text(body.url) ?? urls[0];
	if (url !== undefined && !running) return { url, ...(taskId === undefined ? {} : { taskId }) };
	if (!running) throw new Failure("bad-response", messages.noUrl(WHAT));
	if (taskId === undefined) throw new Failure("bad-response", messages.noTask(WHAT));
	return { taskId };
}

/**
 * FineVoice from Node: asks, follows the task, fetches the file.
 *
 * @example
 * const clip = await createFineVoice(options).generate({ prompt: "a door slams", duration: 3 });
 */
export function createFineVoice({ baseUrl, key, clock, send, deadline }: FineVoiceOptions) {
	const base = baseUrl.replace(/\/+$/, "");
	const authorization = `Bearer ${key}`;
	let taskPath = "/v1/task/";

	const look = (taskId: string, path: string, endAt: number): Promise<Reply> =>
		send({
			what: WHAT,
			url: `${base}${path}${encodeURIComponent(taskId)}`,
			method: "GET",
			headers: { authorization },
			retry: "reads",
			endAt,
		});

	/** The older documentation has another path; whichever answers is kept. */
	async function stateOf(taskId: string, endAt: number): Promise<State> {
		const other = taskPath === "/v1/task/" ? "/v1/tasks/" : "/v1/task/";
		try {
			return readTask(await look(taskId, taskPath, endAt));
		} catch (cause) {
			if (!(cause instanceof Failure) || cause.status !== 404) throw cause;
			const reply = await look(taskId, other, endAt).catch(() => {
				throw cause;
			});
			taskPath = other;
			return readTask(reply);
		}
	}

	async function finish(state: State, endAt: number): Promise<Clip> {
		let at = state;
		while (!("url" in at)) {
			const { taskId } = at;
			const late = new Failure("timeout", messages.late(taskId, deadline));
			if (clock.now() + LOOK_SECONDS >= endAt) throw late;
			await clock.sleep(LOOK_SECONDS);
			try {
				at = { ...(await stateOf(taskId, endAt)), taskId };
			} catch (cause) {
				// The work goes on although nobody could look at it.
				if (cause instanceof Failure && ["network", "timeout", "rate-limited"].includes(cause.kind)) {
					throw new Failure(cause.kind, `${cause.message}; ${messages.late(taskId, deadline)}`);
				}
				throw cause;
			}
		}
		const { url, taskId } = at;
		// The file lies on a host of its own: the key is none of its business.
		const file = await send({
			what: `${WHAT}'s file`,
			url,
			method: "GET",
			retry: "reads",
			endAt: clock.now() + deadline,
		}).catch((cause: Failure) => {
			throw taskId === undefined ? cause : new Failure(cause.kind, `${cause.message}; it is still task ${taskId}`);
		});
		return { ...clipOf(WHAT, file.type, file.bytes), ...(taskId === undefined ? {} : { taskId }) };
	}

	return {
		async generate({ prompt, negative, duration, onTask }: FineVoiceWish): Promise<Clip> {
			const endAt = clock.now() + deadline;
			const body = { prompt, negative_prompt: negative, duration, useAsync: true };
			const reply = await send({
				what: WHAT,
				url: `${base}/v1/audio/sfx-generation`,
				method: "POST",
				headers: { authorization, "content-type": "application/json" },
				body: () => JSON.stringify(body),
				// What may have been made already is not asked for twice.
				retry: "refused",
				endAt,
			});
			const state = readTask(reply);
			if (state.taskId !== undefined) onTask?.(state.taskId);
			return finish(state, endAt);
		},
		/** Fetches what a task that was begun before has made. */
		async fetch(taskId: string): Promise<Clip> {
			const endAt = clock.now() + deadline;
			return finish({ ...(await stateOf(taskId, endAt)), taskId }, endAt);
		},
	};
}
