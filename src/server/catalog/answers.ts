import type { Outcome } from "../../shared/wire/outcome";
import type { Answer } from "../../shared/wire/problem";
import { deepCopy } from "../http/copy";

/** An outcome as its caller gets it: a copy that is the caller's own. */
export function answerOf<T>(outcome: Outcome): Answer<T> {
	if (outcome.ok) return $tuple(deepCopy(outcome.value) as T, undefined, undefined);
	return $tuple(undefined, outcome.problem.message, { ...outcome.problem });
}

/** For values that are frozen already: nothing is copied. */
export function sharedAnswerOf<T>(outcome: Outcome): Answer<T> {
	if (outcome.ok) return $tuple(outcome.value as T, undefined, undefined);
	return $tuple(undefined, outcome.problem.message, { ...outcome.problem });
}
