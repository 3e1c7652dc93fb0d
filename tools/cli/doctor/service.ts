import type { Clock } from "../generate/clock.ts";
import { Failure } from "../generate/failure.ts";
import { createSender } from "../generate/send.ts";
import { many } from "../report/text.ts";
import { type Finding, fine, stop, unseen, warn } from "./finding.ts";
import { messages } from "./messages.ts";
import { unhealthy, type Uses } from "./sounds.ts";

export interface ServicePorts {
	clock: Clock;
	/** 0 to 1. */
	random: () => number;
}

/** Ids that the API takes at once. */
const BATCH = 100;
const DEADLINE_SECONDS = 60;

function keyFinding({ kind, message }: Failure): Finding {
	if (kind === "unauthorized")
		return stop(`the API does not know the key (${message})`, "check it on the API Keys page");
	if (kind === "forbidden")
		return stop(`the key is not allowed to ask (${message})`, "see what its tier allows on the API Keys page");
	if (kind === "rate-limited") return warn(`the key is over its rate limit just now (${message})`, "try again later");
	if (kind === "network" || kind === "timeout") {
		return stop(`the API cannot be reached from here (${message})`, "check the network, a proxy, and --api");
	}
	return warn(`the API does not answer as it should (${message})`, "try again later");
}

/**
 * Whether the key works, told by the same requests that ask for the health of the place's assets: one at least, one for
 * each hundred.
 */
export async function askService(
	baseUrl: string,
	key: string | undefined,
	uses: Uses,
	{ clock, random }: ServicePorts,
): Promise<Finding[]> {
	if (key === undefined) return [unseen(messages.keyUnseen(uses.size), messages.keyRemedy)];
	const send = createSender({ clock, random, secrets: [key] });
	const ids = [...uses.keys()];
	// An id that is nobody's still shows whether the key works.
	if (ids.length === 0) ids.push("1");
	const statuses = new Map<string, string>();
	const found: Finding[] = [];
	for (let from = 0; from < ids.length; from += BATCH) {
		try {
			const reply = await send({
				what: "AudioScape",
				url: `${baseUrl.replace(/\/+$/, "").replace(/\/developer$/, "")}/developer/v1/assets/health`,
				method: "POST",
				headers: { "x-api-key": key, "content-type": "application/json" },
				body: () => JSON.stringify({ asset_ids: ids.slice(from, from + BATCH) }),
				retry: "reads",
				endAt: clock.now() + DEADLINE_SECONDS,
			});
			const { assets } = (reply.json() ?? {}) as { assets?: { asset_id?: unknown; status?: unknown }[] };
			if (!Array.isArray(assets)) throw new Failure("bad-response", "AudioScape sent no list of assets");
			for (const { asset_id, status } of assets) statuses.set(String(asset_id), String(status));
		} catch (cause) {
			if (!(cause instanceof Failure)) throw cause;
			return [...found, keyFinding(cause), ...unhealthy(uses, statuses)];
		}
		if (from === 0) found.push(fine("the key works"));
	}
	const checked = uses.size === 0 ? [] : [fine(`${many(uses.size, "asset")} looked up`)];
	return [...found, ...checked, ...unhealthy(uses, statuses)];
}
