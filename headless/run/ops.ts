import { createHttp, type EngineRequest } from "../net/http.ts";
import type { HostOps } from "./host-ops.ts";
import { plainOps } from "./host-ops.ts";

export interface HostOptions {
	/** Where the product's default endpoints lead. */
	readonly api?: string;
}

/** The operations of this host; rooms that need Node (`headless/net`) add theirs here. */
export const createHostOps = (options: HostOptions): { ops: HostOps; close(): void } => {
	const network = createHttp(options.api === undefined ? {} : { api: options.api });
	return { ops: plainOps({ http: (request: EngineRequest) => network.perform(request) }), close: network.close };
};
