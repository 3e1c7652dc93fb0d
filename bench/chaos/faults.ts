import type { EngineAnswer, NetworkReply } from "../../tools/headless/index.ts";

/** What becomes of an answer while the fault lasts. */
export type Fault = (
	send: () => Promise<EngineAnswer>,
	/** Seconds after which the caller gives up. */
	timeout: number,
	/** How many requests the fault has met. */
	turn: number,
) => Promise<NetworkReply | "silence">;

const JSON_HEADERS = { "content-type": "application/json" };
const answer =
	(status: number, body: string, headers: Record<string, string> = JSON_HEADERS): Fault =>
	async () => ({ answer: { status, message: "", headers, body } });
const limited = (retryAfter?: string): Fault =>
	answer(429, `{"message":"Too Many Requests"}`, {
		...JSON_HEADERS,
		...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
	});
const broken =
	(error: string): Fault =>
	async () => ({ answer: { error } });

/** Passes the request on and changes the body of what comes back. */
const body =
	(change: (text: string, turn: number) => string): Fault =>
	async (send, _timeout, turn) => {
		const reply = await send();
		return { answer: "error" in reply ? reply : { ...reply, body: change(reply.body, turn) } };
	};

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** Changes the JSON of an answer; what is none stays. */
const json = (change: (value: Json, turn: number) => unknown): Fault =>
	body((text, turn) => {
		try {
			const value: unknown = JSON.parse(text);
			return isRecord(value) ? JSON.stringify(change(value, turn)) : text;
		} catch {
			return text;
		}
	});

/** Changes every list of rows. */
const rows = (change: (list: Json[], turn: number) => unknown[]): Fault =>
	json((value, turn) =>
		Object.fromEntries(
			Object.entries(value).map(([name, list]) => [
				name,
				Array.isArray(list) && list.length > 0 && list.every(isRecord) ? change(list, turn) : list,
			]),
		),
	);

const WRONG: readonly unknown[] = [null, "text", -1, true, {}, [], "", 1e300];

/** One field of every row is of another type; another field and another type with each request. */
const wrongField = (list: Json[], turn: number): Json[] => {
	const names = [...new Set(list.flatMap(Object.keys))].sort();
	const name = names[turn % names.length]!;
	const value = WRONG[Math.floor(turn / names.length) % WRONG.length];
	return list.map(row => ({ ...row, [name]: value }));
};

const MEGABYTES_5 = 5 * 1024 * 1024;
const DEPTH = 500;

/** All that can go wrong with an answer, by the words that the table uses. */
export const FAULTS: Readonly<Record<string, Fault>> = {
	"429": limited(),
	"429, Retry-After 2": limited("2"),
	"429, Retry-After 1000000000": limited("1000000000"),
	"429, Retry-After soon": limited("soon"),
	"500": answer(500, `{"error":"Internal Server Error"}`),
	"503": answer(503, `{"message":"Service Unavailable"}`),
	dropped: broken("ConnectionClosed"),
	"redirected for ever": broken("TooManyRedirects"),
	hangs: async () => "silence",
	"slow, just under the time-out": async (send, timeout) => ({ answer: await send(), seconds: timeout - 0.5 }),
	truncated: body(text => text.slice(0, Math.floor(text.length / 2))),
	"empty body": answer(200, ""),
	"HTML with 200": answer(200, "<!DOCTYPE html><html><body>welcome</body></html>", { "content-type": "text/html" }),
	"HTML with 502": answer(502, "<!DOCTYPE html><html><body>bad gateway</body></html>", { "content-type": "text/html" }),
	"wrong type, field by field": rows(wrongField),
	"lists are texts": json(value =>
		Object.fromEntries(Object.entries(value).map(([name, list]) => [name, Array.isArray(list) ? "none" : list])),
	),
	"NaN tokens": body(text => text.replaceAll(/:-?\d+\.\d+/g, ":NaN")),
	"five megabytes": json(value => ({ ...value, padding: "x".repeat(MEGABYTES_5) })),
	"3,000 rows": rows(list => Array.from({ length: 3000 }, (_, index) => list[index % list.length]!)),
	"duplicate rows": rows(list => list.map(() => list[0]!)),
	"deep nesting": json(value => ({
		...value,
		meta: JSON.parse(`${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`) as unknown,
	})),
	"control characters": rows(list =>
		list.map(row =>
			Object.fromEntries(
				Object.entries(row).map(([name, value]) => [
					name,
					typeof value === "string" && name !== "asset_id" ? `\u0000\u001b[31m${value}\u0007\u202e` : value,
				]),
			),
		),
	),
};
