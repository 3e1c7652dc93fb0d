import type { EndpointName } from "./endpoint.ts";

/** One request as it came in, and what became of it. Keys are left out. */
export interface RecordedRequest {
	/** Seconds since the server started. */
	time: number;
	/** Undefined when the path belongs to no endpoint. */
	endpoint: EndpointName | undefined;
	method: string;
	path: string;
	query: Record<string, string>;
	/** Names in lower case, `x-api-key` and `authorization` left out. */
	headers: Record<string, string>;
	/** Parsed JSON, the text when it is not JSON, or its size when it is binary; undefined without a body. */
	body: unknown;
	/** 0 while no answer was sent; it stays 0 when the connection was dropped or left hanging. */
	status: number;
	/** The faults that were played on it. */
	faults: string[];
}

const secret = new Set(["x-api-key", "authorization", "cookie"]);

export function plainHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
	const plain: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value !== undefined && !secret.has(name)) plain[name] = Array.isArray(value) ? value.join(", ") : value;
	}
	return plain;
}

export function recordedBody(raw: Uint8Array, type: string): unknown {
	if (raw.length === 0) return undefined;
	if (type.startsWith("multipart/")) return { bytes: raw.length };
	const content = new TextDecoder().decode(raw);
	try {
		return JSON.parse(content) as unknown;
	} catch {
		return content;
	}
}
