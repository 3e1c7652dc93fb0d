import { endpoints } from "../endpoints/index.ts";
import type { PlayedFaults } from "../faults/index.ts";
import { type Answer, isRefusal, json } from "./answer.ts";
import { dialects } from "./dialects.ts";
import type { Endpoint, World } from "./endpoint.ts";
import { checkKey } from "./keys.ts";
import { type Incoming, readParams } from "./read.ts";

/** The endpoint a path belongs to, with what its pattern caught. */
export function route(path: string): { endpoint: Endpoint; match: readonly string[] } | undefined {
	for (const endpoint of endpoints) {
		if (typeof endpoint.path === "string") {
			if (endpoint.path === path) return { endpoint, match: [] };
			continue;
		}
		const match = endpoint.path.exec(path);
		if (match !== null) return { endpoint, match: match.slice(1) };
	}
	return undefined;
}

/** Answers a request: key, method, parameters and then the endpoint itself; the first that objects decides. */
export async function respond(
	world: World,
	keys: readonly string[] | undefined,
	incoming: Incoming,
	played: PlayedFaults,
): Promise<Answer> {
	const found = route(incoming.url.pathname);
	if (found === undefined) return json({ message: "Not Found" }, 404);
	const { endpoint, match } = found;
	try {
		const key = checkKey(endpoint, incoming.headers, keys);
		if (!endpoint.methods.includes(incoming.method as "GET" | "POST"))
			return dialects[endpoint.api].method(endpoint.methods);
		const params = readParams(endpoint, incoming);
		const { headers, raw, method } = incoming;
		return await endpoint.answer({
			world,
			key,
			params,
			match,
			headers,
			raw,
			method,
			keywordsOnly: played.keywordsOnly,
		});
	} catch (error) {
		if (isRefusal(error)) return error.answer;
		throw error;
	}
}
