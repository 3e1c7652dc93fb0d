import { type EndpointName, openEndpoints, type OptionsOf, type Unchecked } from "../../shared/catalog/endpoints";
import { messages } from "../../shared/catalog/messages";
import { resolveAssetId } from "../../shared/wire/asset-id";
import { invalidArgument } from "../../shared/wire/invalid-argument";
import type { Outcome } from "../../shared/wire/outcome";
import type { WireRequest } from "../http/call";
import { canonicalJson, canonicalQuery } from "../http/canonical";
import type { HttpPorts } from "../http/ports";
import { type Endpoint, endpoints, type Route } from "./endpoints";
import { readParams } from "./params";

type Fields = Readonly<Record<string, unknown>>;

/** The option bag of a call. An input that carries an id may be the bag itself, or come beside one. */
export function optionsOf<N extends EndpointName>(
	name: N,
	input: unknown,
	extras: unknown,
): Unchecked<OptionsOf<N>> | undefined {
	if (extras !== undefined && !typeIs(extras, "table")) return undefined;
	const { takes } = openEndpoints[name];
	if (takes === "asset") {
		const id = resolveAssetId(input);
		if (id === undefined) return undefined;
		const bag = extras ?? (typeIs(input, "table") ? input : {});
		const carried: object = { ...bag, asset_id: id };
		return carried;
	}
	if (input === undefined && takes === "nothing") return {};
	return typeIs(input, "table") ? input : undefined;
}

/** A call that was refused before anything was sent. */
export function refused(name: string, message: string): Outcome<never> {
	return { ok: false, problem: invalidArgument(name, message) };
}

/** Whose turn a call uses. */
export function whoOf(playerId: unknown): string | number | undefined {
	return typeIs(playerId, "string") || typeIs(playerId, "number") ? playerId : undefined;
}

/** The sentence for options that are no options at all. */
export function refusalOf(name: EndpointName): string {
	if (openEndpoints[name].takes === "asset") return messages.input(name);
	return endpoints[name].requires?.({}) ?? messages.param(name, "options", "not a table", "a table");
}

/** Builds what goes on the wire, or says what is wrong with the options. */
export function createRequest<Options, Answer, Body>(
	ports: Pick<HttpPorts, "encode" | "urlEncode">,
	name: string,
	endpoint: Endpoint<Options, Answer, Body>,
	options: Unchecked<Options>,
): LuaTuple<[request: WireRequest | undefined, fault: string | undefined]> {
	const refusal = endpoint.requires?.(options);
	if (refusal !== undefined) return $tuple(undefined, refusal);
	const fields: Fields = options;
	const [wire, fault] = readParams(name, endpoint.params, fields);
	if (wire === undefined) return $tuple(undefined, fault);
	for (const [field, value] of pairs(endpoint.fixed ?? {})) wire[field] = value;
	return encodeRequest(ports, name, endpoint, wire, fields.playerId);
}

/** The canonical request of checked parameters. */
export function encodeRequest(
	ports: Pick<HttpPorts, "encode" | "urlEncode">,
	name: string,
	{ method, path }: Pick<Route<unknown>, "method" | "path">,
	wire: Fields,
	playerId?: unknown,
): LuaTuple<[request: WireRequest | undefined, fault: string | undefined]> {
	const [ok, encoded] = pcall(() =>
		method === "GET" ? canonicalQuery(wire, ports) : canonicalJson(wire, text => ports.encode(text)),
	);
	if (!ok) return $tuple(undefined, messages.notData(name, tostring(encoded)));
	const player = playerId !== undefined ? tostring(playerId) : undefined;
	if (method === "GET") return $tuple({ method, path, query: encoded, playerId: player }, undefined);
	return $tuple({ method, path, body: encoded, playerId: player }, undefined);
}
