import { createServer } from "node:http";

/** What was sent, as far as scenes look at it. */
export interface JsonRequest {
	readonly url: URL;
	/** Path and query. */
	readonly path: string;
	/** The body; empty for requests without one. */
	readonly sent: Readonly<Record<string, unknown>>;
}

/** An API of a scene: answers JSON, remembers what was asked, and can be down. */
export interface JsonApi {
	readonly url: string;
	/** In order; those of an outage too. */
	readonly asked: string[];
	/** While true every request is answered 503. `GET /outage` and `GET /repaired` switch it from within a place. */
	down: boolean;
	close(): Promise<void>;
}

/**
 * Starts an API of a scene on this machine.
 *
 * @param answer - the body of an answer; `undefined` is 404
 * @param record - what is remembered of a request, default its path
 * @example
 * const api = await startJsonApi(() => ({ tracks: [], meta: { total: 0, limit: 20, offset: 0 } }));
 */
export const startJsonApi = async (
	answer: (request: JsonRequest) => object | undefined,
	record: (request: JsonRequest) => string = ({ path }) => path,
): Promise<JsonApi> => {
	const state = { down: false };
	const asked: string[] = [];
	const respond = (path: string, body: string): [status: number, body: object] => {
		const url = new URL(path, "http://localhost");
		if (url.pathname === "/outage" || url.pathname === "/repaired") {
			state.down = url.pathname === "/outage";
			return [200, {}];
		}
		const request = { url, path, sent: body === "" ? {} : (JSON.parse(body) as Record<string, unknown>) };
		asked.push(record(request));
		if (state.down) return [503, { error: "unavailable" }];
		const found = answer(request);
		return found === undefined ? [404, { error: "not found" }] : [200, found];
	};
	const server = createServer((request, response) => {
		let text = "";
		request.on("data", chunk => (text += String(chunk)));
		request.on("end", () => {
			const [status, body] = respond(request.url ?? "/", text);
			response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
		});
	});
	await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("no port");
	return {
		url: `http://127.0.0.1:${address.port}`,
		asked,
		get down() {
			return state.down;
		},
		set down(value) {
			state.down = value;
		},
		close: () => new Promise(resolve => server.close(() => resolve())),
	};
};

/** A page of rows as the catalog sends it. */
export const page = (rows: readonly object[], { total = rows.length, limit = 20, offset = 0 } = {}): object => ({
	tracks: rows,
	meta: { total, limit, offset },
});
