import { json, refuse } from "./answer.ts";
import { dialects } from "./dialects.ts";
import type { Endpoint } from "./endpoint.ts";
import { type FieldFault, fieldMessage, type Fields, readFields } from "./fields.ts";

/** What came in, before it means anything. */
export interface Incoming {
	method: string;
	url: URL;
	headers: Readonly<Record<string, string>>;
	raw: Uint8Array;
}

const defaultMaxBody = 1024 * 1024;

/** The largest body that an endpoint takes, or a path that belongs to none. */
export const mostBytesOf = (endpoint: Endpoint | undefined): number => endpoint?.maxBody ?? defaultMaxBody;

function fieldFault(endpoint: Endpoint): FieldFault {
	const usual = dialects[endpoint.api].field;
	return (kind, field, rule) => {
		const own = kind === "unknown" ? undefined : endpoint.refuse?.[field.split(/[.[]/)[0]!];
		return usual(kind, field, own ?? fieldMessage(kind, field, rule));
	};
}

function readQuery(fields: Fields, url: URL, fault: FieldFault): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	for (const [name, value] of url.searchParams) {
		if (Object.hasOwn(values, name)) fault("range", name, "must be given once");
		values[name] = value;
	}
	return readFields(fields, values, "query", fault);
}

function readBody(
	endpoint: Endpoint,
	fields: Fields,
	{ headers, raw }: Incoming,
	fault: FieldFault,
): Record<string, unknown> {
	const { badBody } = dialects[endpoint.api];
	if (!/^application\/json\b/i.test(headers["content-type"] ?? "")) badBody("Content-Type must be application/json");
	let body: unknown;
	try {
		body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
	} catch {
		badBody("Request body is not valid JSON");
	}
	if (typeof body !== "object" || body === null || Array.isArray(body)) badBody("Request body must be a JSON object");
	return readFields(fields, body as Record<string, unknown>, "body", fault);
}

const identity = [
	["x-universe-id", /^\d+$/],
	["x-place-id", /^\d+$/],
	["x-player-id", /^-?\d+$/],
] as const;

function checkHeaders(endpoint: Endpoint, { method, headers, raw }: Incoming): void {
	if (endpoint.api !== "audioscape") return;
	const bad = (error: string) => refuse(json({ error }, 400));
	for (const [name, form] of identity) {
		const value = headers[name];
		if (value !== undefined && !form.test(value)) bad(`${name} must be a numeric string`);
	}
	if (headers["x-player-id"] !== undefined && endpoint.player === undefined) bad("x-player-id is not accepted here");
	if (method === "GET" && (headers["content-type"] !== undefined || raw.length > 0))
		bad("GET takes no body and no Content-Type");
}

/** Checks a request against its endpoint and returns its parameters; refuses what does not fit. */
export function readParams(endpoint: Endpoint, incoming: Incoming): Record<string, unknown> {
	const fault = fieldFault(endpoint);
	const limit = mostBytesOf(endpoint);
	if (incoming.raw.length > limit) dialects[endpoint.api].tooLarge(limit);
	checkHeaders(endpoint, incoming);
	if (incoming.method === "GET") return readQuery(endpoint.query ?? {}, incoming.url, fault);
	readQuery({}, incoming.url, fault);
	return endpoint.body === "raw" ? {} : readBody(endpoint, endpoint.body ?? {}, incoming, fault);
}
