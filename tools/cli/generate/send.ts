import type { Clock } from "./clock.ts";
import { Failure, kindOfStatus } from "./failure.ts";
import { messages } from "./messages.ts";

/** An answer with its body read. */
export interface Reply {
	status: number;
	type: string;
	bytes: Buffer;
	/** The body as an object, if it is one. */
	json(): Record<string, unknown> | undefined;
}

export interface Wish {
	/** What is being done, for messages: "FineVoice", "the upload". */
	what: string;
	url: string;
	method: "GET" | "POST";
	headers?: Readonly<Record<string, string>>;
	/** Made anew for each attempt. */
	body?: () => string | FormData;
	/** Whether anything that passes is tried again, or only what the service refused before it began. */
	retry: "reads" | "refused";
	/** When the answer is of no use any more, by the clock. */
	endAt: number;
}

export interface SendPorts {
	clock: Clock;
	/** 0 to 1. */
	random: () => number;
	/** What must not stand in any message. */
	secrets: readonly string[];
	fetch?: typeof fetch;
}

const RETRIES = 5;
const FIRST_PAUSE = 1;
const LONGEST_PAUSE = 16;
/** One attempt. */
const ATTEMPT_SECONDS = 60;
const REFUSALS = new Set([429, 503]);

/** `Retry-After` in seconds: a number, or a date. */
export function retryAfterOf(header: string | null, unixMs: number): number | undefined {
	if (header === null) return undefined;
	if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header);
	const at = Date.parse(header);
	return Number.isNaN(at) ? undefined : Math.max(0, (at - unixMs) / 1000);
}

/** A sentence of the service, if its body has one that is fit to be shown. */
export function saidBy(body: Record<string, unknown> | undefined): string | undefined {
	const error = body?.error;
	const fields = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : body;
	const parts = [fields?.code, fields?.message ?? (typeof error === "string" ? error : undefined) ?? body?.detail];
	const text = parts.filter(part => typeof part === "string" && part !== "" && part.length < 400).join(": ");
	return text === "" ? undefined : text;
}

function jsonOf(bytes: Buffer): Record<string, unknown> | undefined {
	try {
		const value = JSON.parse(bytes.toString("utf8")) as unknown;
		return typeof value === "object" && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}

/**
 * Makes a sender: one request with its retries. Back-off is exponential with jitter and never shorter than
 * `Retry-After`; what cannot come in time is not waited for.
 *
 * @throws Failure
 */
export function createSender({ clock, random, secrets, fetch: ask = fetch }: SendPorts) {
	const redact = (text: string): string =>
		secrets.reduce((held, secret) => (secret === "" ? held : held.replaceAll(secret, "[key]")), text);

	async function attempt(wish: Wish): Promise<Reply> {
		const signal = clock.limit(Math.min(ATTEMPT_SECONDS, wish.endAt - clock.now()));
		let response: Response;
		let bytes: Buffer;
		try {
			response = await ask(wish.url, {
				method: wish.method,
				headers: { ...wish.headers },
				signal,
				...(wish.body === undefined ? {} : { body: wish.body() }),
			});
			bytes = Buffer.from(await response.arrayBuffer());
		} catch (cause) {
			if (signal.aborted) throw new Failure("timeout", messages.silent(wish.what));
			const { cause: deeper, message } = cause as Error;
			throw new Failure(
				"network",
				messages.unreachable(wish.what, redact((deeper as Error | undefined)?.message ?? message)),
			);
		}
		const json = (): Record<string, unknown> | undefined => jsonOf(bytes);
		const { status } = response;
		if (response.ok) {
			return { status, type: (response.headers.get("content-type") ?? "").toLowerCase(), bytes, json };
		}
		const retryAfter = retryAfterOf(response.headers.get("retry-after"), Date.now());
		const why = redact(saidBy(json()) ?? messages.statusOnly(status));
		throw new Failure(kindOfStatus(status), messages.refused(wish.what, why, status), {
			status,
			...(retryAfter === undefined ? {} : { retryAfter }),
		});
	}

	const mayRetry = (wish: Wish, { kind, status }: Failure): boolean => {
		if (status !== undefined && REFUSALS.has(status)) return true;
		return wish.retry === "reads" && (kind === "network" || kind === "timeout" || kind === "server");
	};

	return async (wish: Wish): Promise<Reply> => {
		for (let retry = 1; ; retry++) {
			try {
				return await attempt(wish);
			} catch (cause) {
				if (!(cause instanceof Failure) || retry > RETRIES || !mayRetry(wish, cause)) throw cause;
				const jittered = random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (retry - 1));
				const pause = cause.retryAfter === undefined ? jittered : cause.retryAfter + random() * 0.5;
				if (clock.now() + pause >= wish.endAt) throw cause;
				await clock.sleep(pause);
			}
		}
	};
}

export type Send = ReturnType<typeof createSender>;
