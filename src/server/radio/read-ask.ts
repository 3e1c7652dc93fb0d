import type { StationAsk } from "../../shared/radio/document";
import { readAssetId } from "../trust/read";

/** Players' machines set volumes from silence to the station's full one, over no more than this. */
const LONGEST_RAMP_SECONDS = 60;

function readVolume(to: unknown, seconds: unknown): StationAsk | undefined {
	if (!typeIs(to, "number") || !(to >= 0 && to <= 1)) return undefined;
	const isRamp = typeIs(seconds, "number") && seconds > 0;
	return { kind: "volume", to, seconds: isRamp ? math.min(seconds, LONGEST_RAMP_SECONDS) : 0 };
}

/** What a player asks of a station, as far as it can be trusted in form; anything else is `undefined`. */
export function readAsk(payload: unknown): StationAsk | undefined {
	if (!typeIs(payload, "table")) return undefined;
	const { kind, id, position, to, seconds } = payload as Record<string, unknown>;
	if (kind === "skip" || kind === "previous" || kind === "dj") return { kind };
	if (kind === "volume") return readVolume(to, seconds);
	const assetId = kind === "request" ? readAssetId(id) : undefined;
	if (assetId === undefined || string.match(assetId, "^%d+$")[0] === undefined) return undefined;
	return { kind: "request", id: assetId, position: position === "next" ? "next" : "end" };
}
