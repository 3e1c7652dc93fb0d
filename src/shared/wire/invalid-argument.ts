import type { Problem } from "./problem";

/** The problem of a call that was refused before anything was sent. */
export function invalidArgument(endpoint: string, message: string): Problem {
	return { kind: "invalid-argument", message, endpoint, attempts: 0 };
}
