import type { Priority } from "../catalog/port";

/** All priorities, those that go first first. */
export const PRIORITIES = ["sound", "player", "background", "spare"] as const satisfies ReadonlyArray<Priority>;

/** Whether `a` goes before `b`. */
export function isBefore(a: Priority, b: Priority): boolean {
	return PRIORITIES.indexOf(a) < PRIORITIES.indexOf(b);
}
