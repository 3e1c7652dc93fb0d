import { RunService } from "@rbxts/services";

import { createPlayerBridge } from "./player-bridge";
import { createServerBridge } from "./server-bridge";
import type { Bridge } from "./types";

export type { Bridge, BridgeDocument, Side } from "./types";

let shared: Bridge | undefined;

/** The one bridge of this machine, made on first use. */
export function getBridge(): Bridge {
	shared ??= RunService.IsServer() ? createServerBridge() : createPlayerBridge();
	return shared;
}
