import { isFilled, wrong } from "../options/kinds";
import { nearest } from "../options/nearest";
import { raiseAtCaller } from "../options/raise";
import { readSnapshot, type SnapshotPlan } from "./options";

const plans = new Map<unknown, SnapshotPlan>([
	[
		"underwater",
		{
			priority: 10,
			fadeIn: 0.3,
			fadeOut: 0.6,
			groups: {
				music: { by: 4, lowPass: 700 },
				ambience: { by: 6, lowPass: 500 },
				radio: { by: 6, lowPass: 500 },
				footsteps: { by: 9, lowPass: 600 },
			},
		},
	],
	[
		"lowHealth",
		{
			priority: 20,
			fadeIn: 0.8,
			fadeOut: 1.5,
			groups: {
				music: { by: 9, lowPass: 900 },
				ambience: { by: 12, lowPass: 700 },
				radio: { by: 12, lowPass: 700 },
			},
		},
	],
	[
		"menu",
		{
			priority: 30,
			fadeIn: 0.25,
			fadeOut: 0.4,
			groups: {
				music: { by: 9, lowPass: 2500 },
				ambience: { by: 18 },
				radio: { by: 9, lowPass: 2500 },
				footsteps: { by: 18 },
			},
		},
	],
]);

/** Makes a snapshot known on this machine, or changes what it is for those who ask for it later. */
export function defineSnapshot(name: unknown, definition: unknown): void {
	if (!isFilled(name)) raiseAtCaller(wrong("defineSnapshot", "name", name, "a text that is not empty"));
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
