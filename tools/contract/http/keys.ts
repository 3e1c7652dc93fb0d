import { json, refuse } from "./answer.ts";
import { dialects } from "./dialects.ts";
import type { Endpoint } from "./endpoint.ts";

/** Keys that are refused whatever else is configured: what a caller with a bad key sees can be tried without set-up. */
const badKeys: Readonly<Record<string, "unauthorized" | "forbidden" | "limited">> = {
	bad: "unauthorized",
	invalid: "unauthorized",
	expired: "unauthorized",
	forbidden: "forbidden",
	limited: "limited",
};

function presented(endpoint: Endpoint, headers: Readonly<Record<string, string>>): string {
	if (endpoint.api === "finevoice" || endpoint.api === "senseaudio") {
		return /^Bearer\s+(\S.*)$/.exec(headers["authorization"] ?? "")?.[1]?.trim() ?? "";
	}
	return (headers["x-api-key"] ?? "").trim();
}

/** The key of a request, or its refusal. Without a list every key is good but the documented bad ones. */
export function checkKey(
	endpoint: Endpoint,
	headers: Readonly<Record<string, string>>,
	allowed: readonly string[] | undefined,
): string {
	if (endpoint.api === "file") return "";
	const key = presented(endpoint, headers);
	const { unauthorized } = dialects[endpoint.api];
	const verdict = badKeys[key];
	if (key === "" || verdict === "unauthorized") refuse(unauthorized);
	if (allowed !== undefined && !allowed.includes(key)) refuse(unauthorized);
	if (verdict === "forbidden") refuse(json({ message: "Forbidden" }, 403));
	if (verdict === "limited") refuse(json({ message: "Too Many Requests" }, 429));
	return key;
}
