import * as http from "node:http";
import * as https from "node:https";
import { brotliDecompressSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";

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
}

/** What the engine gets back: a completed exchange, or the kind of a failed one. */
export type EngineAnswer =
	{ status: number; message: string; headers: Record<string, string>; body: string } | { error: string };

const MAX_REDIRECTS = 10;

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
	ERR_TLS_CERT_ALTNAME_INVALID: "SslVerificationFail",
};

const kindOf = (cause: unknown): string => {
	const code = (cause as { code?: string }).code ?? "";
	if (code.startsWith("HPE_")) return "ServerProtocolError";
	return ERROR_KINDS[code] ?? "NetFail";
};

const decode = (body: Buffer, encoding: string | undefined): Buffer => {
	if (encoding === "gzip") return gunzipSync(body);
	if (encoding === "deflate") return inflateSync(body);
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

const once = (request: EngineRequest, url: URL, agents: Agents): Promise<EngineAnswer & { location?: string }> =>
	new Promise(resolve => {
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
		// The engine keeps virtual time itself; this only frees the socket of an exchange that it has given up.
		sent.setTimeout(request.timeout * 1000, () =>
			sent.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })),
		);
		sent.on("error", cause => resolve({ error: kindOf(cause) }));
		sent.end(body);
	});

interface Agents {
	readonly http: http.Agent;
	readonly https: https.Agent;
}

/** Where the product's default endpoints lead. */
export interface HttpOptions {
	/** e.g. `http://127.0.0.1:8080`; the real services when absent. */
	readonly api?: string;
}

const PRODUCT_HOSTS = new Set(["api.audioscape.ai", "apis.finevoice.ai"]);

/** The URL a request really goes to. */
export const route = (url: string, api: string | undefined): string => {
	if (api === undefined) return url;
	const asked = new URL(url);
	if (!PRODUCT_HOSTS.has(asked.hostname)) return url;
	const base = api.replace(/\/+$/, "").replace(/\/developer$/, "");
	return base + asked.pathname + asked.search;
};

/** The network of one run. */
export const createHttp = ({ api }: HttpOptions) => {
	const agents: Agents = {
		http: new http.Agent({ keepAlive: true, maxSockets: 64 }),
		https: new https.Agent({ keepAlive: true, maxSockets: 64 }),
	};
	const perform = async (request: EngineRequest): Promise<EngineAnswer> => {
		let url: URL;
		try {
			url = new URL(route(request.url, api));
		} catch {
			return { error: "InvalidUrl" };
		}
		let current = request;
		for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
			const { location, ...answer } = await once(current, url, agents);
			const redirects = "status" in answer && answer.status >= 300 && answer.status < 400 && location !== undefined;
			if (!redirects) return answer as EngineAnswer;
			try {
				url = new URL(location, url);
			} catch {
				return { error: "InvalidRedirect" };
			}
			const status = (answer as { status: number }).status;
			if (status === 303 || (status < 303 && current.method === "POST")) {
				const { body: _body, ...rest } = current;
				current = { ...rest, method: "GET" };
			}
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
