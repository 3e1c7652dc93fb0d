import { messages } from "../../shared/catalog/messages";
import { resolveAssetId } from "../../shared/wire/asset-id";
import type { WireRequest } from "../http/call";
import { canonicalJson, canonicalQuery } from "../http/canonical";
import type { HttpPorts } from "../http/ports";
import type { Endpoint } from "./endpoints";
import { readParams } from "./params";

type Options = Record<string, unknown>;

/** The option bag of a call. An input that carries an id may be the bag itself, or come beside one. */
export function optionsOf(name: string, endpoint: Endpoint, input: unknown, extras: unknown): Options | undefined {
	if (extras !== undefined && !typeIs(extras, "table")) return undefined;
	if (endpoint.input === true) {
		const id = resolveAssetId(input);
		if (id === undefined) return undefined;
		const bag = extras ?? (typeIs(input, "table") ? input : {});
		return { ...(bag as Options), asset_id: id };
	}
	if (input === undefined && endpoint.optional === true) return {};
	return typeIs(input, "table") ? (input as Options) : undefined;
}

/** The sentence for options that are no options at all. */
export function refusalOf(name: string, endpoint: Endpoint): string {
	if (endpoint.input === true) return messages.input(name);
	return endpoint.requires?.({}) ?? messages.param(name, "options", "not a table", "a table");
}

/** Builds what goes on the wire, or says what is wrong with the options. */
export function createRequest(
	ports: Pick<HttpPorts, "encode" | "urlEncode">,
	name: string,
	endpoint: Endpoint,
	options: Options,
): LuaTuple<[request: WireRequest | undefined, fault: string | undefined]> {
	const refusal = endpoint.requires?.(options);
	if (refusal !== undefined) return $tuple(undefined, refusal);
	const [wire, fault] = readParams(name, endpoint.params, options);
	if (wire === undefined) return $tuple(undefined, fault);
	for (const [field, value] of pairs(endpoint.fixed ?? {})) wire[field] = value;
	return encodeRequest(ports, name, endpoint, wire, options.playerId);
}

/** The canonical request of checked parameters. */
export function encodeRequest(
	ports: Pick<HttpPorts, "encode" | "urlEncode">,
	name: string,
	endpoint: Pick<Endpoint, "method" | "path">,
	wire: Options,
	playerId?: unknown,
): LuaTuple<[request: WireRequest | undefined, fault: string | undefined]> {
	const { method, path } = endpoint;
	const [ok, encoded] = pcall(() =>
		method === "GET" ? canonicalQuery(wire, ports) : canonicalJson(wire, text => ports.encode(text)),
	);
	if (!ok) return $tuple(undefined, messages.notData(name, tostring(encoded)));
	const player = playerId !== undefined ? tostring(playerId) : undefined;
	return $tuple(
		method === "GET"
			? { method, path, query: encoded as string, playerId: player }
			: { method, path, body: encoded as string, playerId: player },
		undefined,
	);
}
