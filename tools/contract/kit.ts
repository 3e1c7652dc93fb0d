import { after, before } from "node:test";

import { type Contract, type ContractOptions, startContract } from "./index.ts";

type Json = Record<string, unknown>;

/** An answer as a spec looks at it. */
export interface Seen {
	status: number;
	headers: Headers;
	text: string;
	/** The body as JSON; raises when it is not. */
	json: Json & { tracks: Json[]; items: Json[]; meta: Json };
}

/** A caller of a contract with a key. */
export interface Caller {
	contract: Contract;
	get(path: string, headers?: Record<string, string>): Promise<Seen>;
	post(path: string, body: unknown, headers?: Record<string, string>): Promise<Seen>;
}

const keyed = { "x-api-key": "key", authorization: "Bearer key" };

async function see(answer: Promise<Response>): Promise<Seen> {
	const response = await answer;
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		text,
		get json() {
			return JSON.parse(text) as Seen["json"];
		},
	};
}

export function callerOf(contract: Contract): Caller {
	return {
		contract,
		get: (path, headers = {}) => see(fetch(contract.url + path, { headers: { ...keyed, ...headers } })),
		post: (path, body, headers = {}) =>
			see(
				fetch(contract.url + path, {
					method: "POST",
					headers: { ...keyed, "content-type": "application/json", ...headers },
					body: typeof body === "string" ? body : JSON.stringify(body),
				}),
			),
	};
}

/** A contract for all specs of a file, started before and closed after them. */
export function suite(options?: ContractOptions): Caller {
	const caller = {} as Caller;
	before(async () => void Object.assign(caller, callerOf(await startContract(options))));
	after(() => caller.contract.close());
	return caller;
}

/** `filters` and friends as one parameter. */
export const encoded = (value: unknown): string => encodeURIComponent(JSON.stringify(value));
