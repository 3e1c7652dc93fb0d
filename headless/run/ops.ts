import type { HostOps } from "./host-ops.ts";

export interface HostOptions {
	/** Where the product's default endpoints lead. */
	readonly api?: string;
}

/** The operations of this host; rooms that need Node (`headless/net`) add theirs here. */
export const createHostOps = (_options: HostOptions): HostOps => ({});
