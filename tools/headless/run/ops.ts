import { type Cloud, type CloudRequest, createCloud } from "../net/cloud.ts";
import { createHttp, type EngineRequest } from "../net/http.ts";
import type { HostOps } from "./host-ops.ts";
import { plainOps } from "./host-ops.ts";

export interface HostOptions {
	/** Where the product's default endpoints lead. */
	readonly api?: string;
	readonly apiHosts?: readonly string[];
	/** What the servers of one experience share (DataStore, MemoryStore); one of its own by default. */
	readonly cloud?: Cloud;
}

/** The operations of this host; rooms that need Node (`tools/headless/net`) add theirs here. */
export const createHostOps = (options: HostOptions): { ops: HostOps; close(): void } => {
	const { api, apiHosts } = options;
	const network = createHttp({
		...(api === undefined ? {} : { api }),
		...(apiHosts === undefined ? {} : { apiHosts }),
	});
	const cloud = options.cloud ?? createCloud();
	const ops = plainOps({
		http: (request: EngineRequest) => network.perform(request),
		cloud: (request: CloudRequest) => Promise.resolve(cloud.handle(request)),
	});
	return { ops, close: network.close };
};
