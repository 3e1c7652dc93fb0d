import { RunService } from "@rbxts/services";

import type { Bridge } from "../../shared/bridge/types";
import { createServerBridge } from "./server-bridge";

/**
 * The end that the catalog's object holds when a game makes it on a player's machine, for footsteps of that machine's own:
 * what it publishes nobody hears, and nobody reports to it.
 */
const deadEnd: Bridge = {
	side: "player",
	publish: () => {},
	clear: () => {},
	onReport: () => () => {},
	onAsk: () => () => {},
	topicFor: kind => kind,
};

let bridge: Bridge | undefined;

/** The one bridge of this machine, made on first use. */
export function getBridge(): Bridge {
	bridge ??= RunService.IsServer() ? createServerBridge() : deadEnd;
	return bridge;
}
