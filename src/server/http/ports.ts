import type { Clock } from "../../shared/clock/clock";

/** What `RequestAsync` takes. */
export interface HttpRequest {
	Url: string;
	Method: "GET" | "POST";
	Headers: Record<string, string | Secret>;
	Body?: string;
	/** Whole seconds; only ever shortens the engine's own limit. */
	Timeout?: number;
}

/** What `RequestAsync` answers. Header names are lower-case. */
export interface HttpResponse {
	Success: boolean;
	StatusCode: number;
	StatusMessage: string;
	Headers: Record<string, string | undefined>;
	Body: string;
}

/** A durable place that all servers of the experience share. Both calls yield and may raise. */
export interface SharedStore {
	read: (key: string) => unknown;
	/** Answers what is stored afterwards. `change` answers `undefined` to leave things alone. */
	update: (key: string, change: (old: unknown) => unknown) => unknown;
	/** Whether the store's own request budget allows another round. */
	affordable: () => boolean;
}

/** Everything the pipeline needs from the engine, so that specs run it on virtual time. */
export interface HttpPorts extends Clock {
	/** Yields; raises on transport failures and limits, answers on every HTTP status. */
	request: (request: HttpRequest) => HttpResponse;
	/** Seconds since 1970. */
	unix: () => number;
	/** 0 to 1. */
	random: () => number;
	encode: (value: unknown) => string;
	/** Raises on text that is not JSON. */
	decode: (text: string) => unknown;
	urlEncode: (text: string) => string;
	warn: (text: string) => void;
	store?: SharedStore;
}
