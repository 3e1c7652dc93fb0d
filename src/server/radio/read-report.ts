import { isVote, type Presence, type StationReport } from "../../shared/radio/document";
import { readAssetId, readText } from "../trust/read";

function isPresence(value: unknown): value is Presence {
	return value === "listening" || value === "muted" || value === "away";
}

const LONGEST_SECONDS = 1e5;

/** A report as far as it can be trusted in form; anything else is `undefined`. */
export function readReport(payload: unknown): StationReport | undefined {
	if (!typeIs(payload, "table")) return undefined;
	const { kind, id, length, why, value } = payload as Record<string, unknown>;
	if (kind === "vote") return isVote(value) ? { kind, value } : undefined;
	if (kind === "follow") return typeIs(value, "boolean") ? { kind, value } : undefined;
	if (kind === "presence") return isPresence(value) ? { kind, value } : undefined;
	const assetId = readAssetId(id);
	if (assetId === undefined) return undefined;
	if (kind === "failed") return { kind, id: assetId, why: readText(why) ?? "unknown" };
	if (kind !== "ready" || !typeIs(length, "number")) return undefined;
	return length >= 0 && length < LONGEST_SECONDS ? { kind, id: assetId, length } : undefined;
}
