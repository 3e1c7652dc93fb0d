import type { Outcome } from "../../shared/wire/outcome";
import type { ProblemKind } from "../../shared/wire/problem";
import type { BatchFate } from "./brain";

/** What passes by itself: the batch is sent again. */
const LATER: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
	"rate-limited",
	"server",
	"network",
	"timeout",
	"http-disabled",
]);
/** What is no word of the API's at all: this server had no request to spare. */
const UNSENT: ReadonlySet<ProblemKind> = new Set<ProblemKind>(["budget-exhausted", "cancelled"]);

/** What an answer means for its batch. */
export function fateOf(outcome: Outcome, chance: number): BatchFate {
	if (outcome.ok) return { kind: "taken" };
	const { kind, retryAfter } = outcome.problem;
	if (UNSENT.has(kind)) return { kind: "unsent" };
	return LATER.has(kind) ? { kind: "failed", retryAfter, chance } : { kind: "refused" };
}
