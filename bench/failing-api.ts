import { type Contract, type ContractOptions, startContract } from "../tools/contract/index.ts";
import { type AssetEntry, type Network, SEEDED_EPOCH } from "../tools/headless/index.ts";
import type { Fault } from "./chaos/faults.ts";

/** The loopback APIs on the clock of a run, and what stands before them. */
export interface FailingApi {
	readonly contract: Contract;
	readonly network: Network;
	/** Its catalog as a place has it: every file takes a little while to load. */
	readonly assets: Readonly<Record<string, AssetEntry>>;
}

const LOAD_SECONDS = 0.3;
const UNKNOWN_ASSET: AssetEntry = { duration: 120, loadDelay: LOAD_SECONDS };

/**
 * Starts the loopback APIs, which fail as they are told.
 *
 * @param faultAt what is wrong at a second of the run, if anything
 */
export async function startFailingApi(
	options: Pick<ContractOptions, "seed" | "size">,
	faultAt: (second: number) => Fault | undefined,
): Promise<FailingApi> {
	let now = 0;
	let turn = 0;
	const contract = await startContract({ ...options, now: () => now, unixNow: () => SEEDED_EPOCH + now });
	const known = Object.entries(contract.assets()).map(
		([id, { duration }]) => [id, { duration, loadDelay: LOAD_SECONDS }] as const,
	);
	return {
		contract,
		network: async (request, send, sentAt) => {
			now = sentAt;
			const pass = () => send(request);
			const fault = faultAt(sentAt);
			return fault === undefined ? { answer: await pass() } : fault(pass, request.timeout, turn++);
		},
		assets: { ...Object.fromEntries(known), default: UNKNOWN_ASSET },
	};
}
