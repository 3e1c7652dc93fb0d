import type { ProblemKind } from "../../shared/wire/problem";

/**
 * What players are told of a failure: one sentence for each kind, whatever the API or the engine said. The official
 * SDK's where it has one.
 */
export const TOLD: Readonly<Record<ProblemKind, string>> = {
	"invalid-argument": "Request failed (400)",
	unauthorized: "Invalid API key (401)",
	forbidden: "Request failed (403)",
	"not-found": "Request failed (404)",
	"rate-limited": "Rate limited — too many requests (429)",
	"budget-exhausted": "The catalog is busy — try again in a moment",
	server: "Server error — try again later",
	network: "Network error",
	timeout: "The catalog did not answer in time",
	"bad-response": "Failed to decode response",
	"http-disabled": "The catalog cannot be reached from here",
	cancelled: "The request was cancelled",
};
