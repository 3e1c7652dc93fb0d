import type { StartApi } from "headless-place";

/** Where the product asks. */
export const REAL_API = "https://api.audioscape.ai";

/** Roblox's API for tools. */
export const OPEN_CLOUD = "https://apis.roblox.com";

/** Hosts that the product asks; a run leads their requests to its API. */
export const API_HOSTS: readonly string[] = ["api.audioscape.ai", "apis.finevoice.ai"];

/** The loopback API, which `embedded` stands for. */
export const embedded: StartApi = async wish => {
	const { startContract } = await import("audioscape-contract");
	return startContract(wish);
};

/** Hands the address of an API to a function: the loopback API is started for it where `embedded` was asked for. */
export async function withApi<T>(api: string, run: (url: string) => Promise<T>): Promise<T> {
	if (api !== "embedded") return run(api);
	const { startContract } = await import("audioscape-contract");
	const contract = await startContract();
	try {
		return await run(contract.url);
	} finally {
		await contract.close();
	}
}
