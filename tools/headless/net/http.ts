import * as http from "node:http";
import * as https from "node:https";
import { brotliDecompressSync, gunzipSync, gzipSync, inflateRawSync, inflateSync } from "node:zlib";

import { headlessConfig } from "../run/config.ts";

/** A request as the engine hands it over; strings are byte strings. */
export interface EngineRequest {
	readonly url: string;
	readonly method: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** Seconds. */
	readonly timeout: number;
	readonly compress?: string;
	readonly placeId?: string;
	/** Header names that must not follow a redirect to another host. */
	readonly confined?: readonly string[] | Readonly<Record<string, string>>;
}

/** What the engine gets back: a completed exchange, or the kind of a failed one. */
export type EngineAnswer =
	{ status: number; message: string; headers: Record<string, string>; body: string } | { error: string };

const MAX_REDIRECTS = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Node's failures in the words of `Enum.HttpError`. */
const ERROR_KINDS: Readonly<Record<string, string>> = {
	ECONNREFUSED: "ConnectFail",
	EHOSTUNREACH: "ConnectFail",
	ENETUNREACH: "NetFail",
	ENOTFOUND: "DnsResolve",
	EAI_AGAIN: "DnsResolve",
	ECONNRESET: "ConnectionClosed",
	EPIPE: "ConnectionClosed",
	ETIMEDOUT: "Timedout",
	EPROTO: "SslConnectFail",
	CERT_HAS_EXPIRED: "SslVerificationFail",
	DEPTH_ZERO_SELF_SIGNED_CERT: "SslVerificationFail",
	SELF_SIGNED_CERT_IN_CHAIN: "SslVerificationFail",
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: "SslVerificationFail",
	ERR_TLS_CERT_ALTNAME_INVALID: "SslVerificationFail",
	ERR_INVALID_PROTOCOL: "InvalidUrl",
};

const kindOf = (cause: unknown): string => {
	const code = (cause as { code?: string }).code ?? "";
	if (code.startsWith("HPE_")) return "ServerProtocolError";
	if (code.startsWith("ERR_SSL_")) return "SslConnectFail";
	return ERROR_KINDS[code] ?? "NetFail";
};

const ZLIB_METHOD = 8;

const decode = (body: Buffer, contentEncoding: string | undefined): Buffer => {
	// HEAD, 204 and 304 name an encoding without a body.
	if (body.length === 0) return body;
	const encoding = contentEncoding?.toLowerCase();
	if (encoding === "gzip" || encoding === "x-gzip") return gunzipSync(body);
	// Some servers send "deflate" without its zlib header.
	if (encoding === "deflate") return (body[0]! & 15) === ZLIB_METHOD ? inflateSync(body) : inflateRawSync(body);
	if (encoding === "br") return brotliDecompressSync(body);
	return body;
};

const flatHeaders = (raw: readonly string[]): Record<string, string> => {
	const headers: Record<string, string> = {};
	// A repeated header keeps its last value.
	for (let i = 0; i + 1 < raw.length; i += 2) headers[raw[i]!.toLowerCase()] = raw[i + 1]!;
	return headers;
};

const DEFAULT_HEADERS = {
	accept: "*/*",
	"accept-encoding": "gzip, deflate",
	"cache-control": "no-cache",
	"user-agent": "RobloxGameCloud/1.0 (headless)",
};

const once = (
	request: EngineRequest,
	url: URL,
	agents: Agents,
	deadline: number,
): Promise<EngineAnswer & { location?: string }> =>
	new Promise(settle => {
		let timedOut = false;
		const resolve = (answer: EngineAnswer & { location?: string }): void => {
			clearTimeout(timer);
			settle(timedOut ? { error: "Timedout" } : answer);
		};
		const headers: Record<string, string> = { ...DEFAULT_HEADERS, "roblox-id": request.placeId ?? "0" };
		for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
		let body = request.body === undefined ? undefined : Buffer.from(request.body, "latin1");
		if (body !== undefined && request.compress === "Gzip") {
			body = gzipSync(body);
			headers["content-encoding"] = "gzip";
		}
		if (body !== undefined) headers["content-length"] = String(body.length);
		const secure = url.protocol === "https:";
		const sent = (secure ? https : http).request(
			url,
			{ method: request.method, headers, agent: secure ? agents.https : agents.http },
			answer => {
				const chunks: Buffer[] = [];
				answer.on("data", (chunk: Buffer) => chunks.push(chunk));
				answer.on("error", () => resolve({ error: "ConnectionClosed" }));
				answer.on("end", () => {
					if (!answer.complete) return resolve({ error: "ConnectionClosed" });
					const flat = flatHeaders(answer.rawHeaders);
					try {
						resolve({
							status: answer.statusCode ?? 0,
							message: answer.statusMessage ?? "",
							headers: flat,
							body: decode(Buffer.concat(chunks), flat["content-encoding"]).toString("latin1"),
							...(flat.location === undefined ? {} : { location: flat.location }),
						});
					} catch {
						resolve({ error: "ServerProtocolError" });
					}
				});
			},
		);
		// The engine keeps virtual time itself; this frees the socket of an exchange that it has given up.
		const timer = setTimeout(
			() => {
				timedOut = true;
				sent.destroy(new Error("timeout"));
			},
			Math.max(1, deadline - performance.now()),
		);
		sent.on("error", cause => resolve({ error: kindOf(cause) }));
		sent.end(body);
	});

interface Agents {
	readonly http: http.Agent;
	readonly https: https.Agent;
}

/** Where requests to the hosts of an API lead. */
export interface HttpOptions {
	/** e.g. `http://127.0.0.1:8080`; the real services when absent. */
	readonly api?: string;
	/** @default those of headless.config.json */
	readonly apiHosts?: readonly string[];
}

/** The URL a request really goes to. */
export const route = (url: string, { api, apiHosts }: HttpOptions): string => {
	if (api === undefined) return url;
	const asked = new URL(url);
	if (!(apiHosts ?? headlessConfig().apiHosts).includes(asked.hostname)) return url;
	const base = api.replace(/\/+$/, "").replace(/\/developer$/, "");
	return base + asked.pathname + asked.search;
};

/** The request that a redirect leads to. */
const redirected = (request: EngineRequest, status: number, from: URL, to: URL): EngineRequest => {
	const toGet = status === 303 ? request.method !== "HEAD" : status < 303 && request.method === "POST";
	const lost = new Set<string>();
	if (from.host !== to.host) for (const name of Object.values(request.confined ?? [])) lost.add(name.toLowerCase());
	if (toGet) for (const name of ["content-type", "content-encoding"]) lost.add(name);
	const headers = Object.fromEntries(
		Object.entries(request.headers ?? {}).filter(([name]) => !lost.has(name.toLowerCase())),
	);
	if (!toGet) return { ...request, headers };
	const { body: _body, ...rest } = request;
	return { ...rest, method: "GET", headers };
};

/** The network of one run. */
export const createHttp = (options: HttpOptions) => {
	const agents: Agents = {
		// A server on this machine may close a resting connection at the moment it is used again: a failure that no
		// service made, and another one in every run. A new connection costs nothing here.
		http: new http.Agent({ keepAlive: false, maxSockets: 64 }),
		https: new https.Agent({ keepAlive: true, maxSockets: 64 }),
	};
	const perform = async (request: EngineRequest): Promise<EngineAnswer> => {
		let url: URL;
		try {
			url = new URL(route(Buffer.from(request.url, "latin1").toString("utf8"), options));
		} catch {
			return { error: "InvalidUrl" };
		}
		const deadline = performance.now() + request.timeout * 1000;
		let current = request;
		for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
			const { location, ...answer } = await once(current, url, agents, deadline).catch(
				(cause: unknown) => ({ error: kindOf(cause) }) as EngineAnswer & { location?: string },
			);
			if (!("status" in answer) || !REDIRECTS.has(answer.status) || location === undefined) return answer;
			const from = url;
			try {
				url = new URL(route(new URL(location, from).href, options));
			} catch {
				return { error: "InvalidRedirect" };
			}
			if (url.protocol !== "http:" && url.protocol !== "https:") return { error: "InvalidRedirect" };
			current = redirected(current, answer.status, from, url);
		}
		return { error: "TooManyRedirects" };
	};
	return {
		perform,
		close: () => {
			agents.http.destroy();
			agents.https.destroy();
		},
	};
};
