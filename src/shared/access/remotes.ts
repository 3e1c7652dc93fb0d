import { type EndpointName, openEndpoints } from "../catalog/endpoints";

/** The folder of the remotes in ReplicatedStorage. */
export const REMOTES_NAME = "AudioScapeRemotes";
/** The module that LocalScripts require, in ReplicatedStorage. */
export const MODULE_NAME = "AudioScapeClient";

/** What players may call: every endpoint, and a search by the fields of the engine's own. */
export type OpenMethod = EndpointName | "searchAudio";

/** The RemoteFunction that serves a method. */
export function remoteName(method: OpenMethod): string {
	return method === "searchAudio" ? "SearchAudio" : openEndpoints[method].remote;
}

function openMethods(): OpenMethod[] {
	const methods: OpenMethod[] = ["searchAudio"];
	for (const [name] of pairs(openEndpoints)) methods.push(name);
	return methods.sort();
}

/** All of them, by name. */
export const OPEN_METHODS: ReadonlyArray<OpenMethod> = openMethods();
