import { type Cloud, type CloudRequest, createCloud } from "../net/cloud.ts";
import { createHttp, type EngineRequest } from "../net/http.ts";
import { type Network, throughNetwork } from "../net/network.ts";
import type { HostOps } from "./host-ops.ts";
import { plainOps } from "./host-ops.ts";

export interface HostOptions {
	/** Where the product's default endpoints lead. */
	readonly api?: string;
	readonly apiHosts?: readonly string[];
	/** What the servers of one experience share (DataStore, MemoryStore); one of its own by default. */
	readonly cloud?: Cloud;
	/** What stands between the place and the world. */
	readonly network?: Network;
}

/** The operations of this host; rooms that need Node (`tools/headless/net`) add theirs here. */
export const createHostOps = (options: HostOptions): { ops: HostOps; close(): void } => {
	const { api, apiHosts } = options;
	const world = createHttp({
		...(api === undefined ? {} : { api }),
		...(apiHosts === undefined ? {} : { apiHosts }),
	});
	const cloud = options.cloud ?? createCloud();
	const ops = plainOps({
		http:
			options.network === undefined
				? (request: EngineRequest) => world.perform(request)
				: throughNetwork(options.network, world.perform),
		cloud: (request: CloudRequest) => Promise.resolve(cloud.handle(request)),
	});
	return { ops, close: world.close };
};
