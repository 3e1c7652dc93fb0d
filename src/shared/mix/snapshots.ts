import { isFilled, wrong } from "../options/kinds";
import { nearest } from "../options/nearest";
import { raiseAtCaller } from "../options/raise";
import { readSnapshot, type SnapshotPlan } from "./options";
import type { SnapshotGroup } from "./types";

const deep: SnapshotGroup = { by: 6, lowPass: 500 };
const distant: SnapshotGroup = { by: 10, lowPass: 800 };
const behind: SnapshotGroup = { by: 9, lowPass: 2500 };
const away: SnapshotGroup = { by: 18 };

const plans = new Map<unknown, SnapshotPlan>([
	[
		"underwater",
		{
			priority: 10,
			fadeIn: 0.3,
			fadeOut: 0.6,
			groups: { music: { by: 4, lowPass: 700 }, ambience: deep, radio: deep, footsteps: deep },
		},
	],
	[
		"lowHealth",
		{ priority: 20, fadeIn: 0.8, fadeOut: 1.5, groups: { music: distant, ambience: distant, radio: distant } },
	],
	[
		"menu",
		{
			priority: 30,
			fadeIn: 0.25,
			fadeOut: 0.4,
			groups: { music: behind, ambience: away, radio: behind, footsteps: away },
		},
	],
]);

/** Makes a snapshot known on this machine, or changes what it is for those who ask for it later. */
export function defineSnapshot(name: unknown, definition: unknown): void {
	if (!isFilled(name)) raiseAtCaller(wrong("defineSnapshot", "name", name, "a non-empty string"));
	plans.set(name, readSnapshot(definition));
}

/** The snapshot of a name; one that nobody defined is a mistake in the caller's line. */
export function findSnapshot(name: unknown): SnapshotPlan {
	const plan = plans.get(name);
	if (plan !== undefined) return plan;
	const known = new Array<string>();
	for (const [other] of plans) known.push(other as string);
	known.sort();
	return raiseAtCaller(wrong("snapshot", "name", name, known.join(", "), nearest(name, known)));
}
