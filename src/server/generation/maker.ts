import { settle } from "../../shared/clock/settle";
import { raiseAtCaller } from "../../shared/options/raise";
import type { Outcome } from "../../shared/wire/outcome";
import type { Route } from "../catalog/endpoints";
import { encodeRequest } from "../catalog/requests";
import type { EndpointPolicy, WireRequest } from "../http/call";
import { createPipeline, type Pipeline } from "../http/pipeline";
import type { HttpPorts, HttpResponse } from "../http/ports";
import { isReadable } from "../http/redact";
import { messages } from "./messages";

export interface MakerOptions {
	ports: HttpPorts;
	key: string | Secret;
	baseUrl: string;
	timeout: number;
	deadline: number;
	requestsPerMinute: number;
}

/** A generator's road: the catalog's pipeline with a bearer key and without memory. */
export interface Maker {
	pipeline: Pipeline;
	send: (policy: EndpointPolicy, request: WireRequest) => Outcome;
	encode: (
		name: string,
		endpoint: Pick<Route<unknown>, "method" | "path">,
		wire: Record<string, unknown>,
	) => WireRequest;
}

/** Raises unless the key is one: a programmer's error. */
export function checkKey(maker: string, key: unknown): string | Secret {
	if (typeIs(key, "string")) {
		if (string.match(key, "%S")[0] === undefined) raiseAtCaller(messages.emptyKey(maker));
		return key;
	}
	if (typeOf(key) !== ("Secret" as keyof CheckableTypes)) raiseAtCaller(messages.key(maker));
	return key as Secret;
}

function bearer(key: string | Secret): string | Secret {
	// A Secret can be neither joined nor read; it prefixes itself.
	return typeIs(key, "string") ? `Bearer ${key}` : key.AddPrefix("Bearer ");
}

export function createMaker(options: MakerOptions): Maker {
	const { ports, key } = options;
	const authorization = bearer(key);
	const pipeline = createPipeline({
		ports,
		key,
		baseUrl: () => options.baseUrl,
		headers: call => {
			const headers: Record<string, string | Secret> = { Authorization: authorization };
			if (call.request.method === "POST") headers["Content-Type"] = "application/json";
			return headers;
		},
		timeout: options.timeout,
		deadline: options.deadline,
		retries: 3,
		requestsPerMinute: options.requestsPerMinute,
		cache: undefined,
		server: "",
	});
	let calls = 0;
	return {
		pipeline,
		send: (policy, request) =>
			settle<Outcome>(done => {
				calls += 1;
				// Two equal prompts are two wishes: nothing is shared between them.
				pipeline.start(policy, { ...request, unique: calls }, undefined, done);
			}),
		encode: (name, endpoint, wire) => encodeRequest(ports, name, endpoint, wire)[0]!,
	};
}

/** The JSON object of a body, if it is one. */
export function bodyOf(ports: Pick<HttpPorts, "decode">, response: HttpResponse): Record<string, unknown> | undefined {
	const [ok, body] = pcall(() => ports.decode(response.Body));
	return ok && typeIs(body, "table") ? (body as Record<string, unknown>) : undefined;
}

/** A text of the API that is fit for a sentence. */
export function readable(value: unknown): string | undefined {
	return typeIs(value, "string") && isReadable(value) ? value : undefined;
}
